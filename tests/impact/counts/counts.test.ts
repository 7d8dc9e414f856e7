import { describe, expect, test } from 'vitest';
import type { CountedUnit } from '#lib/impact/counts/counted-unit.ts';
import { countRatio, normalIntervalAllowed } from '#lib/impact/counts/rate-ratio.ts';
import { ratioOfRatios } from '#lib/impact/counts/ratio-of-ratios.ts';

/** Events before and after of treated units, then of controls. */
const unitsOf = (treated: readonly [number, number][], control: readonly [number, number][]) =>
	[...treated, ...control].map(([before, after], i): CountedUnit => ({
		name: `u${i}`,
		treated: i < treated.length,
		before: { events: before },
		after: { events: after }
	}));
const few = unitsOf(
	[
		[9, 1],
		[8, 0],
		[7, 2]
	],
	[
		[8, 9],
		[6, 7],
		[9, 8],
		[5, 6]
	]
);

describe('countRatio', () => {
	test('is the other way round when groups change places', () => {
		const [one, other] = [
			countRatio({ events: 3, exposure: 40 }, { events: 12, exposure: 55 }),
			countRatio({ events: 12, exposure: 55 }, { events: 3, exposure: 40 })
		];
		expect(one.p).toAgreeWith(other.p);
		expect(one.interval?.upper).toAgreeWith(1 / other.interval!.lower);
	});

	test('without events of the controls there is no ratio, and no interval without any', () => {
		expect(countRatio({ events: 4 }, { events: 0 })).toMatchObject({
			estimate: undefined,
			interval: { upper: Infinity }
		});
		expect(countRatio({ events: 0 }, { events: 0 })).toMatchObject({ interval: undefined, p: 1 });
	});

	test('refuses what is no count', () => {
		expect(() => countRatio({ events: 1.5 }, { events: 2 })).toThrow(
			'events not a whole number from 0, treated: 1.5'
		);
		expect(() => countRatio({ events: 1 }, { events: 2, exposure: 0 })).toThrow(
			'exposure not above 0, control: 0'
		);
	});
});

describe('normalIntervalAllowed', () => {
	test('refuses below the declared count', () => {
		expect(normalIntervalAllowed(10)).toEqual({ allowed: true });
		expect(normalIntervalAllowed(9)).toEqual({
			allowed: false,
			refusal: { code: 'too-few-events', events: 9, minimum: 10, next: 'exact-or-randomisation' }
		});
		expect(normalIntervalAllowed(9, 5).allowed).toBe(true);
	});
});

describe('ratioOfRatios', () => {
	test('of equal exposures is that of the sums, with the normal interval refused', () => {
		const result = ratioOfRatios(few);
		expect(result.estimate).toAgreeWith(3 / 24 / (30 / 28));
		expect(result.refusal).toMatchObject({ code: 'too-few-events', events: 3 });
		expect(result.interval).toBeUndefined();
		const told = ratioOfRatios(few, { minimumEvents: 3 });
		expect(Math.log(told.interval!.upper)).toAgreeWith(told.logTest!.interval.upper);
	});

	test('tries every choice of the treated where they are few: what happened is the most extreme', () => {
		const { randomisation } = ratioOfRatios(few);
		expect(randomisation).toMatchObject({ method: 'exact', choices: 35, seed: undefined });
		expect(randomisation!.p).toAgreeWith(1 / 35);
	});

	test('draws them where they are many, the same for the same seed', () => {
		const controls = Array.from({ length: 22 }, (_, i): [number, number] => [5 + (i % 4), 6]);
		const units = unitsOf(
			[
				[9, 1],
				[8, 0],
				[7, 2],
				[6, 1]
			],
			controls
		);
		const test1 = ratioOfRatios(units, { seed: 4, draws: 499 }).randomisation!;
		expect(test1).toMatchObject({ method: 'drawn', choices: 499, seed: 4, treated: 4 });
		expect(test1.p).toBeGreaterThanOrEqual(1 / 500);
		expect(test1.p).toBeLessThan(0.01);
		expect(ratioOfRatios(units, { seed: 4, draws: 499 }).randomisation).toEqual(test1);
	});

	test('assigns clusters whole, and has no such test where a cluster is mixed', () => {
		const clustered = few.map((unit, i) => ({
			...unit,
			cluster: i < 3 ? `t${i % 2}` : `c${i % 2}`
		}));
		expect(ratioOfRatios(clustered).randomisation).toMatchObject({ assigned: 4, choices: 6 });
		const mixed = few.map((unit, i) => ({ ...unit, cluster: `m${i % 3}` }));
		expect(ratioOfRatios(mixed).randomisation).toBeUndefined();
	});

	test('one treated unit has no error, and still its choices', () => {
		const one = ratioOfRatios([few[0]!, ...few.slice(3)]);
		expect(one.logTest).toBeUndefined();
		expect(one.randomisation!.p).toAgreeWith(1 / 5);
	});

	test('refuses a group without events on a side of the start, and no controls', () => {
		const none = unitsOf([[4, 0]], [[3, 3]]);
		expect(() => ratioOfRatios(none)).toThrow('treated events after the start: 0');
		expect(() => ratioOfRatios(few.slice(0, 3))).toThrow('units to compare, treated of 3: 3');
		const odd = [{ ...few[0]!, after: { events: -1 } }, ...few.slice(1)];
		expect(() => ratioOfRatios(odd)).toThrow('unit u0, after: -1');
	});
});
