import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SeriesSignalOptions, seriesSignal } from '#lib/stats/series/series-signal.ts';
import { smallestTrend } from '#lib/stats/series/mann-kendall.ts';
import { xmrLimits } from '#lib/stats/series/xmr-limits.ts';

const yearly = (values: readonly number[]) =>
	values.map((value, year) => ({ at: 2001 + year, value }));
const signal = (values: readonly number[], options?: SeriesSignalOptions) =>
	seriesSignal(yearly(values), options);

const still = [52, 47, 55, 50, 44, 53, 49, 56, 46, 51, 48];
const months = (count: number, extra = 0) =>
	Array.from({ length: count }, (_, t) => ({
		at: 100 + t,
		value:
			30 * Math.cos((Math.PI * t) / 6) + ((t * t * 37) % 23) / 2 + (t === count - 1 ? extra : 0)
	}));

describe('seriesSignal', () => {
	test('says how many points are needed before it says anything', () => {
		expect(signal([])).toEqual({ kind: 'too-short', points: 0, needed: 8 });
		expect(signal([1, 2, 3, 4, 5, 6, 7])).toEqual({ kind: 'too-short', points: 7, needed: 8 });
	});

	test('from 8 points looks for a trend', () => {
		const up = signal([1, 2, 3, 4, 5, 6, 7, 8]);
		expect(up).toMatchObject({ kind: 'clear', direction: 'up', rule: 'mann-kendall', points: 8 });
		expect(up).toHaveProperty('p', expect.closeTo(0.000836, 5));
		expect(signal(still)).toEqual({
			...{ kind: 'no-clear-change', rule: 'mann-kendall', points: 11 },
			smallest: smallestTrend(still)
		});
	});

	test('below 12 points does not judge the last point', () => {
		expect(signal([...still.slice(0, 10), 500])).toMatchObject({ kind: 'no-clear-change' });
	});

	test('from 12 points looks at the last one against those before it', () => {
		const { mean, upper, lower } = xmrLimits(still);
		const clear = { kind: 'clear', rule: 'xmr', p: undefined, points: 12 };
		expect(signal([...still, upper + 0.01])).toEqual({ ...clear, direction: 'up' });
		expect(signal([...still, lower - 0.01])).toEqual({ ...clear, direction: 'down' });
		const quiet = signal([...still, upper - 0.01]);
		expect(quiet).toMatchObject({ kind: 'no-clear-change', rule: 'xmr' });
		expect(quiet).toHaveProperty('smallest', expect.closeTo(upper - mean, 10));
	});

	test('from 12 points still finds a trend inside the limits', () => {
		const slow = Array.from({ length: 20 }, (_, t) => t + 6 * ((t * 7) % 3));
		expect(signal(slow)).toMatchObject({
			...{ kind: 'clear', direction: 'up', rule: 'mann-kendall', points: 20 }
		});
	});

	test('never counts points before a break, nor a last one in progress', () => {
		const before = [900, 901, 905];
		const options = { breakAfter: 2, lastIsPartial: true };
		expect(signal([...before, ...still, 3], options)).toEqual(signal(still));
		expect(signal(still, { breakAfter: 10 })).toEqual({ kind: 'too-short', points: 0, needed: 8 });
		expect(signal(still, { breakAfter: 10, lastIsPartial: true })).toMatchObject({ points: 0 });
		expect(signal(still.slice(0, 8), { lastIsPartial: true })).toMatchObject({ points: 7 });
	});

	test('is never sure where nothing varies', () => {
		const flat = new Array<number>(15).fill(4);
		const unknown = { kind: 'no-clear-change', rule: 'mann-kendall', smallest: undefined };
		expect(signal(flat)).toEqual({ ...unknown, points: 15 });
		expect(signal(flat.slice(0, 9))).toEqual({ ...unknown, points: 9 });
		expect(signal(flat.with(14, 5))).toEqual({ ...unknown, points: 15 });
		expect(signal(flat.map((_, t) => [0.1 + 0.2, 0.3][t % 2]!))).toEqual({
			...unknown,
			points: 15
		});
	});

	test('mirrors, and does not see shifts and scales but in the smallest change', () => {
		const values = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 8, maxLength: 18 });
		const factor = fc.constantFrom(-3, -1, 0.5, 7);
		fc.assert(
			fc.property(values, factor, fc.integer({ min: -100, max: 100 }), (own, a, b) => {
				const here = signal(own);
				const there = signal(own.map((value) => a * value + b));
				expect(there.kind).toBe(here.kind);
				if (here.kind === 'clear' && there.kind === 'clear')
					expect([there.rule, there.direction === here.direction]).toEqual([here.rule, a > 0]);
				if (here.kind !== 'no-clear-change' || there.kind !== 'no-clear-change') return;
				expect(there.rule).toBe(here.rule);
				if (here.smallest === undefined) expect(there.smallest).toBeUndefined();
				else expect(there.smallest).toAgreeWith(Math.abs(a) * here.smallest, { relative: 1e-7 });
			})
		);
	});

	test('judges months without their seasons, from three years on', () => {
		expect(seriesSignal(months(35), { cycle: 12 })).toEqual({
			...{ kind: 'too-short', points: 35, needed: 36 }
		});
		expect(seriesSignal(months(48), { cycle: 12 })).toMatchObject({ kind: 'no-clear-change' });
		expect(seriesSignal(months(48, -25), { cycle: 12 })).toMatchObject({
			...{ kind: 'clear', direction: 'down', rule: 'xmr' }
		});
		expect(seriesSignal(months(48, -25))).toMatchObject({ kind: 'no-clear-change' });
	});

	test('finds nothing in seasons that repeat exactly', () => {
		const exact = months(48).map(({ at }) => ({ at, value: [0.1, 0.7, 0.2][at % 3]! }));
		expect(seriesSignal(exact, { cycle: 3 })).toMatchObject({
			...{ kind: 'no-clear-change', smallest: undefined }
		});
	});

	test('begins a series with seasons anew after a gap, and fills nothing in', () => {
		const holed = months(60).filter(({ at }) => at !== 110);
		expect(seriesSignal(holed, { cycle: 12 })).toMatchObject({ points: 49 });
		const late = months(60).filter(({ at }) => at !== 130);
		expect(seriesSignal(late, { cycle: 12 })).toEqual({
			...{ kind: 'too-short', points: 29, needed: 36 }
		});
	});

	test('refuses points out of order, without a value, and breaks that are not there', () => {
		const twice = [...yearly(still), { at: 2011, value: 1 }];
		expect(() => seriesSignal(twice)).toThrow('point 12 not finite or not after the one before');
		expect(() => signal([1, NaN])).toThrow('point 2 not finite or not after the one before');
		expect(() => signal(still, { breakAfter: 11 })).toThrow('a point that is not there: 11');
		expect(() => seriesSignal([{ at: 1.5, value: 2 }], { cycle: 4 })).toThrow(
			'time of a series with seasons not a whole number: 1.5'
		);
	});
});
