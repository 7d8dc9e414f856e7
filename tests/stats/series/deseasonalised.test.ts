import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deseasonalised } from '#lib/stats/series/deseasonalised.ts';
import { seasonalFactors } from '#lib/stats/series/seasonal-factors.ts';

const cycles = fc.integer({ min: 2, max: 12 });
const enough = cycles.chain((cycle) =>
	fc.tuple(
		fc.constant(cycle),
		fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
			minLength: 2 * cycle,
			maxLength: 4 * cycle
		})
	)
);

describe('deseasonalised', () => {
	test('takes exactly the seasons off a line with seasons', () => {
		const seasons = [3, -1, -4, 2];
		const values = Array.from({ length: 14 }, (_, t) => 2 * t + seasons[t % 4]!);
		const ours = deseasonalised(values, 4)!;
		expect(ours.figure).toAgreeWith(seasons);
		expect(ours.values).toAgreeWith(values.map((_, t) => 2 * t));
	});

	test('has seasons that sum to 0 and come off every value', () => {
		fc.assert(
			fc.property(enough, ([cycle, values]) => {
				const { figure, values: rest } = deseasonalised(values, cycle)!;
				expect(figure.reduce((sum, one) => sum + one, 0)).toAgreeWith(0, { absolute: 1e-9 });
				expect(rest.map((value, t) => value + figure[t % cycle]!)).toAgreeWith(values, {
					absolute: 1e-9
				});
			})
		);
	});

	test('leaves the same behind whatever seasons are added', () => {
		fc.assert(
			fc.property(enough, ([cycle, values]) => {
				const added = values.map((value, t) => value + (t % cycle) ** 2);
				const [own, other] = [values, added].map((one) => deseasonalised(one, cycle)!.values);
				const apart = other![0]! - own![0]!;
				expect(other!.map((value) => value - apart)).toAgreeWith(own, { absolute: 1e-8 });
			})
		);
	});

	test('is unknown for fewer than two cycles and for a series with a gap', () => {
		const months = Array.from({ length: 30 }, (_, t) => t);
		expect(deseasonalised(months.slice(0, 23), 12)).toBeUndefined();
		expect(deseasonalised(months.slice(0, 24), 12)).toBeDefined();
		expect(deseasonalised(months.with(20, NaN), 12)).toBeUndefined();
		expect(deseasonalised([...months, undefined], 12)).toBeUndefined();
	});

	test('refuses half a cycle and a value without end', () => {
		expect(() => deseasonalised([1, 2, 3], 1)).toThrow('from 2 on: 1');
		expect(() => deseasonalised([1, 2, 3], 1.5)).toThrow('from 2 on: 1.5');
		expect(() => deseasonalised([1, 2, Infinity, 4], 2)).toThrow('value 3 not finite: Infinity');
	});
});

describe('seasonalFactors', () => {
	test('refuse fewer than two cycles', () => {
		expect(() => seasonalFactors(23, 12)).toThrow('fewer than two cycles of 12: 23');
	});

	test('near 1 with many cycles and never fall below 1', () => {
		for (const cycle of [4, 12]) {
			const factors = [3, 5, 10].map((years) => seasonalFactors(years * cycle, cycle));
			for (const name of ['limits', 'variance'] as const) {
				const [few, more, many] = factors.map((one) => one[name]);
				expect(few).toBeGreaterThan(more!);
				expect(more).toBeGreaterThan(many!);
				expect(many).toBeGreaterThan(1);
				expect(many).toBeLessThan(1.12);
			}
		}
	});
});
