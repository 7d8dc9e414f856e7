import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Regression, leastSquares } from '#lib/impact/regression/least-squares.ts';
import { wildClusterTest } from '#lib/impact/regression/wild-cluster-test.ts';
import { wildDraws } from '#lib/impact/regression/wild-signs.ts';
import { sampledRows } from './small-regressions.ts';

const many = { units: 40, clusters: 20 };

describe('wildClusterTest', () => {
	test('keeps what lies inside its interval and rejects what lies outside', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1e6 }), fc.boolean(), (seed, weighted) => {
				const { regression, cluster } = sampledRows(seed, { weighted, clusters: 9 });
				const { interval, estimate } = wildClusterTest(regression, [1, 0], cluster)!;
				const pAt = (nullValue: number) =>
					wildClusterTest(regression, [1, 0], cluster, { nullValue })!.p;
				for (const limit of [interval.lower, interval.upper]) {
					if (!Number.isFinite(limit)) continue;
					const little = 1e-6 * (limit - estimate);
					expect(pAt(limit - little)).toBeGreaterThan(0.05);
					expect(pAt(limit + little)).toBeLessThanOrEqual(0.05);
				}
				expect(pAt(estimate)).toBe(1);
			}),
			{ numRuns: 12, seed: 5 }
		);
	});

	test('gives the same answer for the same seed, another for another', () => {
		const { regression, cluster } = sampledRows(8, many);
		const asked = (seed: number) =>
			wildClusterTest(regression, [1, 0], cluster, { seed, draws: 499 })!;
		expect(asked(1)).toEqual(asked(1));
		expect(asked(2).interval).not.toEqual(asked(1).interval);
		expect(asked(1)).toMatchObject({ draws: 500, enumerated: false, seed: 1, clusters: 20 });
	});

	test('does not depend on the order of rows', () => {
		const { regression, cluster } = sampledRows(8, { clusters: 7 });
		const order = Array.from(cluster.codes.keys()).sort((a, b) => ((a * 7) % 11) - ((b * 7) % 11));
		const pick = (values: Float64Array) => Float64Array.from(order, (i) => values[i]!);
		const coded = ({ codes, levels }: typeof cluster) => ({
			codes: Int32Array.from(order, (i) => codes[i]!),
			levels
		});
		const shuffled: Regression = {
			outcome: pick(regression.outcome),
			regressors: regression.regressors.map(({ name, values }) => ({ name, values: pick(values) })),
			effects: regression.effects.map(coded)
		};
		const own = wildClusterTest(regression, [1, 0], cluster)!;
		const other = wildClusterTest(shuffled, [1, 0], coded(cluster))!;
		expect(other.p).toBe(own.p);
		expect([other.interval.lower, other.interval.upper]).toAgreeWith(
			[own.interval.lower, own.interval.upper],
			{ relative: 1e-7 }
		);
	});

	test('has no limits where even the rarest draw is not rare enough', () => {
		// Of 2⁴ vectors the sample's and its opposite are 1 in 8.
		const { regression, cluster } = sampledRows(6, { clusters: 4 });
		const own = wildClusterTest(regression, [1, 0], cluster)!;
		expect(own.p).toBeGreaterThanOrEqual(1 / 8);
		expect(own.interval).toEqual({ lower: -Infinity, upper: Infinity });
		const wider = wildClusterTest(regression, [1, 0], cluster, { level: 0.8 })!;
		expect(wider.level).toBe(0.8);
		expect(Number.isFinite(wider.interval.lower)).toBe(true);
	});

	test('is near under both kinds of multipliers, and for a contrast of two coefficients', () => {
		const { regression, cluster } = sampledRows(21, many);
		const [dose, other] = regression.regressors.map(({ values }) => values) as [
			Float64Array,
			Float64Array
		];
		const signs = wildClusterTest(regression, [1, 1], cluster)!;
		const webb = wildClusterTest(regression, [1, 1], cluster, { distribution: 'webb' })!;
		expect(Math.abs(signs.p - webb.p)).toBeLessThan(0.03);
		// The sum of both coefficients is the coefficient of one in a model of one and the other less one.
		const regressors = [
			{ name: 'sum', values: dose },
			{ name: 'rest', values: other.map((value, i) => value - dose[i]!) }
		];
		const again = wildClusterTest({ ...regression, regressors }, [1, 0], cluster)!;
		expect(again.estimate).toAgreeWith(signs.estimate);
		expect(again.p).toBe(signs.p);
	});

	test('does not exist where the regression has no error; refuses a level in percent, no draws', () => {
		const { regression, cluster } = sampledRows(4, many);
		const exact = { ...regression, outcome: regression.regressors[0]!.values };
		expect(wildClusterTest(exact, [1, 0], cluster)).toBeUndefined();
		expect(() => wildClusterTest(regression, [1, 0], cluster, { level: 95 })).toThrow(
			'level not in (0, 1): 95'
		);
		expect(() => wildClusterTest(regression, [1, 0], cluster, { draws: 0 })).toThrow(
			'draws not a whole number of 1 or more: 0'
		);
		expect(() => wildClusterTest(regression, [0, 0], cluster)).toThrow(
			'contrast of coefficients all 0: 0'
		);
		expect(leastSquares(regression).names).toEqual(['dose', 'other']);
	});
});

describe('wildDraws', () => {
	const drawn = (clusters: number, distribution: 'rademacher' | 'webb', draws = 2000) => {
		const vectors: number[][] = [];
		const asked = wildDraws(clusters, { distribution, draws, seed: 3 });
		asked.each((v) => vectors.push([...v]));
		expect(vectors.length).toBe(asked.count);
		return vectors;
	};

	test('takes all sign vectors once, up to 12 clusters', () => {
		const all = drawn(5, 'rademacher');
		expect(new Set(all.map(String)).size).toBe(32);
		expect(wildDraws(12, { distribution: 'rademacher', draws: 9, seed: 1 }).count).toBe(4096);
		expect(wildDraws(13, { distribution: 'rademacher', draws: 9, seed: 1 }).count).toBe(10);
	});

	test.for(['rademacher', 'webb'] as const)('%s: mean 0, variance 1, the sample first', (kind) => {
		const [first, ...rest] = drawn(20, kind);
		expect(first).toEqual(Array<number>(20).fill(1));
		const values = rest.flat();
		const mean = (power: number) =>
			values.reduce((sum, value) => sum + value ** power, 0) / values.length;
		expect(Math.abs(mean(1))).toBeLessThan(0.02);
		expect(Math.abs(mean(2) - 1)).toBeLessThan(0.02);
	});
});
