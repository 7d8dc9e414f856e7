import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mannKendall, smallestTrend } from '#lib/stats/series/mann-kendall.ts';
import { detrended } from '#lib/stats/series/theil-sen.ts';

/** Whole numbers, so that ties happen and shifts are exact. */
const series = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 5, maxLength: 25 });
const scattered = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
	minLength: 8,
	maxLength: 20
});

describe('mannKendall', () => {
	test('counts by hand: 1, 3, 2, 4 rise five times and fall once', () => {
		const { s, tau, variance, slope } = mannKendall([1, 3, 2, 4], { correction: 'none' });
		expect(s).toBe(4);
		expect(tau).toAgreeWith(4 / 6);
		expect(variance).toAgreeWith((4 * 3 * 13) / 18);
		expect(slope).toAgreeWith(0.75);
	});

	test('mirrors with the sign of the values', () => {
		fc.assert(
			fc.property(series, (values) => {
				const there = mannKendall(values);
				const back = mannKendall(values.map((value) => -value));
				expect(back.s + there.s).toBe(0);
				expect(back.z + there.z).toBe(0);
				expect(back.slope + there.slope).toBe(0);
				expect([back.p, back.variance]).toAgreeWith([there.p, there.variance]);
				expect(back.interval?.lower ?? 0).toAgreeWith(-(there.interval?.upper ?? 0));
			})
		);
	});

	test('does not see a shift nor a scale, but in the slope', () => {
		const shift = fc.double({ min: -1e3, max: 1e3, noNaN: true });
		const scale = fc.double({ min: 0.01, max: 100, noNaN: true });
		fc.assert(
			fc.property(series, shift, scale, (values, b, a) => {
				const own = mannKendall(values);
				const moved = mannKendall(values.map((value) => a * value + b));
				expect(moved.s).toBe(own.s);
				expect([moved.z, moved.p, moved.factor]).toAgreeWith([own.z, own.p, own.factor]);
				expect(moved.slope).toAgreeWith(a * own.slope, { absolute: 1e-9 });
			})
		);
	});

	test('never lets autocorrelation make a trend more certain', () => {
		fc.assert(
			fc.property(series, (values) => {
				const [none, published, ours] = (['none', 'hamed-rao', 'bias-corrected'] as const).map(
					(correction) => mannKendall(values, { correction })
				);
				expect(published!.p).toBeGreaterThanOrEqual(none!.p);
				expect(ours!.p).toBeGreaterThanOrEqual(published!.p);
				expect(none!.factor).toBe(1);
			})
		);
	});

	test('finds nothing in values that do not differ', () => {
		const { s, tau, variance, z, p, slope, factor } = mannKendall([7, 7, 7, 7, 7, 7, 7, 7]);
		expect({ s, tau, variance, z, p, slope, factor }).toEqual({
			...{ s: 0, tau: undefined, variance: 0, z: 0, p: 1, slope: 0, factor: 1 }
		});
	});

	test('takes values that differ by rounding for equal, and a line for a line', () => {
		const line = Array.from({ length: 12 }, (_, i) => 0.1 * i + 0.2);
		const { s, slope, factor, interval } = mannKendall(line);
		expect([s, slope, factor]).toAgreeWith([66, 0.1, 1]);
		expect([interval?.lower, interval?.upper]).toAgreeWith([0.1, 0.1]);
		expect(mannKendall([0.1 + 0.2, 0.3, 0.3, 0.1 + 0.2, 0.3]).s).toBe(0);
	});

	test('has the slope inside its interval, and 0 outside where the trend is certain', () => {
		fc.assert(
			fc.property(scattered, (values) => {
				const { slope, interval, p } = mannKendall(values, { correction: 'none' });
				if (!interval) return;
				expect(interval.lower).toBeLessThanOrEqual(slope);
				expect(interval.upper).toBeGreaterThanOrEqual(slope);
				if (p > 0.06) expect(interval.lower * interval.upper).toBeLessThanOrEqual(0);
			})
		);
	});

	test('reads the slope off the times', () => {
		const values = [10, 12, 16, 18, 26];
		expect(mannKendall(values, { times: [2000, 2001, 2003, 2004, 2008] }).slope).toAgreeWith(2);
	});

	test('refuses what has no trend', () => {
		expect(() => mannKendall([1, 2])).toThrow('fewer than 3 values: 2');
		expect(() => mannKendall([1, NaN, 2])).toThrow('value 2 not finite: NaN');
		expect(() => mannKendall([1, 2, 3], { times: [1, 3, 3] })).toThrow('time 3 does not follow: 3');
		expect(() => mannKendall([1, 2, 3], { times: [1, 2] })).toThrow('times of 3 values: 2');
		expect(() => mannKendall([1, 2, 3], { level: 95 })).toThrow('level not in (0, 1): 95');
		expect(() => mannKendall([1, 2, 3], { inflation: 0.5 })).toThrow('inflation below 1: 0.5');
	});
});

describe('smallestTrend', () => {
	/** The same departures from another line, so much longer or shorter than the smallest. */
	const withChange = (values: readonly number[], change: number) => {
		const own = Float64Array.from(values);
		const times = own.map((_, i) => i);
		const rest = detrended(own, { times, slope: mannKendall(own).slope });
		return rest.map((value, i) => value + (change * i) / (own.length - 1));
	};

	test('is where significance begins, up and down', () => {
		let told = 0;
		fc.assert(
			fc.property(scattered, (values) => {
				const smallest = smallestTrend(values);
				if (smallest === undefined || smallest < 1e-6) return;
				told++;
				const isClear = (change: number) => mannKendall(withChange(values, change)).p <= 0.05;
				const more = smallest * (1 + 1e-6);
				const less = smallest * (1 - 1e-6);
				expect([isClear(more), isClear(-more), isClear(3 * more)]).toEqual([true, true, true]);
				expect(isClear(less) && isClear(-less)).toBe(false);
			})
		);
		expect(told).toBeGreaterThan(10);
	});

	test('does not depend on the line that is there, and grows with the noise', () => {
		const values = [3, 1, 4, 1.5, 5, 2, 2.5, 3.5, 0.5];
		const smallest = smallestTrend(values)!;
		expect(smallestTrend(values.map((value, i) => value + 7 * i))).toAgreeWith(smallest);
		expect(smallestTrend(values.map((value) => 10 * value))).toAgreeWith(10 * smallest);
		expect(smallestTrend(values, { level: 0.99 })).toBeGreaterThan(smallest);
	});

	test('is unknown where nothing varies around a line', () => {
		expect(smallestTrend([5, 5, 5, 5, 5, 5, 5, 5])).toBeUndefined();
		expect(smallestTrend([0, 0, 0, 1, 0, 0, 0, 0])).toBeUndefined();
		expect(smallestTrend([1, 2, 3, 4, 5, 6, 7, 8])).toBeUndefined();
	});

	test('is unknown where no line would be long enough', () => {
		expect(smallestTrend([1, 2, 4, 3])).toBeUndefined();
	});
});
