import { describe, expect, test } from 'vitest';
import type { LinearisedDesign, ReplicateDesign } from '#lib/stats/design/design.ts';
import { type DesignColumns, drawnSample } from '#lib/stats/design/drawn-sample.ts';
import { quantiles } from '#lib/stats/quantiles/quantiles.ts';

function linearised(columns: DesignColumns, weights?: Float64Array): LinearisedDesign {
	const own = weights ?? new Float64Array(columns.size).fill(1);
	return { kind: 'linearised', weights: own, sample: drawnSample(columns), projections: [] };
}

const hundred = new Float64Array(100).map((_, i) => ((i * 37) % 100) + 1);
const median = { probabilities: [0.5], df: 99 };

describe('quantiles', () => {
	test('have limits around them, and an error that is their width over 2 t', () => {
		const [one] = quantiles(hundred, linearised({ size: 100 }), { ...median, df: Infinity });
		expect(one).toMatchObject({ probability: 0.5, quantile: 50, lower: 41, upper: 60 });
		expect(one?.standardError).toAgreeWith(19 / (2 * 1.959963984540054));
	});

	test('have a limit on one side only where the other lies beyond all values', () => {
		const [one] = quantiles(hundred, linearised({ size: 100 }), { probabilities: [0.03], df: 99 });
		expect(one).toMatchObject({ quantile: 3, lower: undefined, standardError: undefined });
		expect(one?.upper).toBeGreaterThan(3);
	});

	test.for(['mean', 'beta', 'xlogit', 'asin', 'score'] as const)(
		'by %s have no limits where all values are equal',
		(interval) => {
			const equal = hundred.map(() => 7);
			const [one] = quantiles(equal, linearised({ size: 100 }), { ...median, interval });
			expect(one).toEqual({
				probability: 0.5,
				quantile: 7,
				lower: undefined,
				upper: undefined,
				standardError: undefined
			});
		}
	);

	test.for(['mean', 'beta', 'xlogit', 'asin', 'score'] as const)(
		'by %s have no limits where a stratum of one unit leaves the variance without a number',
		(interval) => {
			const strata = hundred.map((_, i) => (i === 0 ? 1 : 2));
			const [one] = quantiles(hundred, linearised({ size: 100, strata }), { ...median, interval });
			expect(one).toMatchObject({ quantile: 50, lower: undefined, upper: undefined });
		}
	);

	test('of no elements have no answer', () => {
		const design = linearised({ size: 2 }, new Float64Array(2));
		expect(quantiles(Float64Array.of(1, 2), design, median)).toEqual([
			{
				probability: 0.5,
				quantile: undefined,
				lower: undefined,
				upper: undefined,
				standardError: undefined
			}
		]);
	});

	test('do not see the values of elements of weight 0', () => {
		const weights = new Float64Array(101).fill(1).with(100, 0);
		const values = Float64Array.from([...hundred, NaN]);
		const [ours] = quantiles(values, linearised({ size: 101 }, weights), median);
		expect(ours).toMatchObject({ quantile: 50, lower: 41, upper: 60 });
	});

	test('by score lie between values that their test rejects', () => {
		const options = { probabilities: [0.5], df: Infinity, interval: 'score' } as const;
		const [one] = quantiles(hundred, linearised({ size: 100 }), options);
		const score = (value: number) =>
			(0.5 - value / 100) / Math.sqrt((value * (100 - value)) / 1e4 / 99);
		expect(Math.abs(score(one!.lower! - 1))).toBeGreaterThan(1.96);
		expect(Math.abs(score(one!.lower! + 1))).toBeLessThan(1.96);
		expect(Math.abs(score(one!.upper! + 1))).toBeGreaterThan(1.96);
		expect(Math.abs(score(one!.upper! - 1))).toBeLessThan(1.96);
	});

	test.for(['mean', 'beta', 'xlogit', 'asin', 'score'] as const)(
		'by %s have no limits, and no error, where a negative weight puts a share beyond 1',
		(interval) => {
			const design = linearised({ size: 4 }, Float64Array.of(1, 10, -6, 1));
			const options = { probabilities: [0.5], df: 3, interval };
			const [one] = quantiles(Float64Array.of(1, 2, 3, 4), design, options);
			expect(one).toMatchObject({ quantile: 2, lower: undefined, upper: undefined });
		}
	);

	test('from replicates that all agree have no width', () => {
		const design: ReplicateDesign = {
			kind: 'replicates',
			weights: new Float64Array(100).fill(1),
			replicates: [1, 2, 3].map((w) => new Float64Array(100).fill(w)),
			scale: 1,
			rscales: new Float64Array(3).fill(1 / 3),
			mse: false
		};
		const options = { ...median, interval: 'quantile' } as const;
		expect(quantiles(hundred, design, options)[0]).toMatchObject({ lower: 50, upper: 50 });
		const empty = { ...design, replicates: [...design.replicates.slice(1), new Float64Array(100)] };
		expect(quantiles(hundred, empty, options)[0]).toMatchObject({ quantile: 50, lower: undefined });
		expect(() => quantiles(hundred, design, { ...median, interval: 'score' })).toThrow(
			'interval of quantiles that replicate weights do not have: score'
		);
	});

	test('reject the spread over replicates for a linearised design, and a level in percent', () => {
		const design = linearised({ size: 100 });
		expect(() => quantiles(hundred, design, { ...median, interval: 'quantile' })).toThrow(
			'interval of quantiles that needs replicate weights: quantile'
		);
		expect(() => quantiles(hundred, design, { ...median, level: 95 })).toThrow(
			'level not in (0, 1): 95'
		);
	});

	test('take 1,000,000 elements', { timeout: 60_000 }, () => {
		const size = 1_000_000;
		const values = new Float64Array(size).map((_, i) => (i * 7919) % size);
		const psus = values.map((value) => Math.floor(value / 200));
		const options = { probabilities: [0.1, 0.5, 0.9], df: 4999, rule: 'hf7' } as const;
		const [low, middle, high] = quantiles(values, linearised({ size, psus }), options);
		expect(low?.quantile).toAgreeWith(99_999.9);
		expect(middle?.quantile).toAgreeWith(499_999.5);
		expect(high?.quantile).toAgreeWith(899_999.1);
		expect(middle?.standardError).toBeGreaterThan(0);
	});
});
