import { describe, expect, test } from 'vitest';
import {
	type SeriesMethod,
	interruptedSeries
} from '#lib/impact/time-series/interrupted-series.ts';
import type { SegmentedDesign } from '#lib/impact/time-series/segmented-design.ts';
import { counterfactualLine, effectAt } from '#lib/impact/time-series/series-effect.ts';
import { syntheticTable } from '../../support/evaluation.ts';

const months = (count: number) => Float64Array.from({ length: count }, (_, i) => i + 1);
const independent: SeriesMethod = { kind: 'least-squares', errors: { kind: 'independent' } };
const neweyWest: SeriesMethod = { kind: 'least-squares', errors: { kind: 'newey-west' } };
const wiggle = [0.3, -0.2, 0.5, -0.4, 0.1, -0.3, 0.2, 0.4, -0.5, 0.2, -0.1, 0.3];

/** Level 10, slope 2; from month 7 on level -5 and slope -1 more; and a little noise. */
const stepped = {
	time: months(12),
	values: months(12).map((t, i) => 10 + 2 * t - (t >= 7 ? 5 + (t - 7) : 0) + wiggle[i]! / 1e6)
};

const estimate = (series: typeof stepped, design: SegmentedDesign, name: string) =>
	interruptedSeries(series, design, independent).coefficients.find((one) => one.name === name)!
		.estimate;

describe('interruptedSeries', () => {
	test('the slope counts from 0 at the interruption, so the level is the change there', () => {
		const near = { absolute: 1e-5 };
		expect(estimate(stepped, { interruption: 7 }, 'level')).toAgreeWith(-5, near);
		expect(estimate(stepped, { interruption: 7 }, 'slope')).toAgreeWith(-1, near);
		const model = interruptedSeries(stepped, { interruption: 7 }, independent);
		expect(effectAt(model, 7).estimate).toAgreeWith(-5, near);
		expect(effectAt(model, 12).estimate).toAgreeWith(-10, near);
	});

	test('with a control the effect is what the treated series does beyond it', () => {
		const control = {
			time: months(12),
			values: months(12).map((t, i) => 3 + t + (t >= 7 ? 2 : 0) + wiggle[11 - i]!)
		};
		const own = (name: string, series: typeof stepped) =>
			estimate(series, { interruption: 7 }, name);
		for (const name of ['level', 'slope']) {
			const both = estimate(stepped, { interruption: 7, control }, `treated:${name}`);
			expect(both).toAgreeWith(own(name, stepped) - own(name, control));
		}
		const model = interruptedSeries(stepped, { interruption: 7, control }, neweyWest);
		expect(effectAt(model, 7).estimate).toAgreeWith(own('level', stepped) - own('level', control));
		expect(counterfactualLine(model)).toHaveLength(12);
	});

	test('a single series has the same answers as when nothing is correlated across', () => {
		const lag0: SeriesMethod = { kind: 'counts', errors: { kind: 'newey-west', lag: 0 } };
		const table = syntheticTable('synth-series');
		const series = {
			time: table.numbers('month'),
			values: table.numbers('admissions'),
			exposure: table.numbers('population')
		};
		const model = interruptedSeries(series, { interruption: 61 }, lag0);
		expect(model.variance).toEqual({ name: 'newey-west', lag: 0, adjust: true });
		const { ratio } = effectAt(model, 61);
		expect(ratio!.interval.upper).toBeLessThan(1);
	});

	test('errors taken as independent that are not, and short series, are said', () => {
		const short = interruptedSeries(
			{ time: months(8), values: Float64Array.of(1, 3, 2, 4, 6, 5, 7, 9) },
			{ interruption: 5 },
			independent
		);
		expect(short.warnings).toContainEqual({ code: 'short-series', points: 8 });
		const waves = { time: months(48), values: months(48).map((t) => Math.sin(t / 3)) };
		const codes = (method: SeriesMethod) =>
			interruptedSeries(waves, { interruption: 25 }, method).warnings.map(({ code }) => code);
		expect(codes(independent)).toEqual(['correlated-residuals']);
		const long: SeriesMethod = { kind: 'least-squares', errors: { kind: 'newey-west', lag: 20 } };
		expect(codes(long)).toEqual(['long-lag']);
	});

	test('before the interruption there is no effect to ask for, and no forecast after the end', () => {
		const model = interruptedSeries(stepped, { interruption: 7 }, independent);
		expect(() => effectAt(model, 6)).toThrow('period not from 7 to 12: 6');
		expect(() => effectAt(model, 13)).toThrow('period not from 7 to 12: 13');
		const line = counterfactualLine(model);
		expect(line[5]!.counterfactual).toBe(line[5]!.fitted);
	});

	test.for([
		[
			{ time: months(12) },
			{ interruption: 2 },
			'fewer than 2 points before the interruption at 2: 1'
		],
		[
			{ time: months(12) },
			{ interruption: 12 },
			'fewer than 2 points from the interruption at 12: 1'
		],
		[{ time: months(12).fill(3, 3, 4) }, { interruption: 7 }, 'period there twice: 3'],
		[{ time: months(12).reverse() }, { interruption: 7 }, 'period out of order, row 2: 11'],
		[
			{ time: months(12).map((t) => (t > 8 ? t + 1 : t)) },
			{ interruption: 7 },
			'no value in the period after: 8'
		],
		[{ values: months(12).fill(NaN, 4, 5) }, { interruption: 7 }, 'no value in period 5: NaN'],
		[
			{ values: months(12).fill(0, 4, 5) },
			{ interruption: 7, log: true },
			'no logarithm of the value in period 5: 0'
		]
	] as const)('a series is refused by period and value: %#', ([change, design, message]) => {
		const series = { ...stepped, ...change };
		expect(() => interruptedSeries(series, design, neweyWest)).toThrow(message);
	});
});
