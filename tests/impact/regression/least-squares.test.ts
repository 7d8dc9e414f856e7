import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitWithinClusters, parameterCount } from '#lib/impact/regression/fixed-effects.ts';
import {
	type Regression,
	coefficientContrast,
	leastSquares,
	onBasis
} from '#lib/impact/regression/least-squares.ts';
import { variance } from '#lib/impact/regression/variance.ts';
import { waldTest } from '#lib/impact/regression/wald-test.ts';
import { sampledRows } from './small-regressions.ts';

const seeds = fc.integer({ min: 1, max: 1e6 });
const everyRow = (size: number) => ({ codes: new Int32Array(size), levels: ['all'] });

describe('leastSquares', () => {
	test('has the same estimates, residuals and error with effects partialled out or written out', () => {
		fc.assert(
			fc.property(seeds, fc.boolean(), (seed, weighted) => {
				const { regression, cluster } = sampledRows(seed, { weighted });
				const inner = leastSquares(regression);
				const ways = [fitWithinClusters(regression, cluster), writtenOut(regression)];
				for (const outer of ways) {
					expect(outer.estimates).toAgreeWith(inner.estimates, { relative: 1e-9 });
					expect(outer.residuals).toAgreeWith(inner.residuals, { absolute: 1e-10 });
				}
				const request = { kind: 'CR0', clusters: [cluster] } as const;
				const [a, b] = [inner, ways[1]!].map((fit) => variance(fit, request).matrix);
				expect(a!.map((row) => [...row])).toAgreeWith(b!.map((row) => [...row]));
			}),
			{ numRuns: 20, seed: 11 }
		);
	});

	test('takes a weight of 2 for a row twice', () => {
		const { regression } = sampledRows(5);
		const weights = regression.outcome.map((_, i) => (i % 3 === 0 ? 2 : 1));
		const rows = Array.from(weights).flatMap((w, i) => Array<number>(w).fill(i));
		const pick = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!);
		const twice = {
			outcome: pick(regression.outcome),
			regressors: regression.regressors.map(({ name, values }) => ({ name, values: pick(values) })),
			effects: regression.effects.map(({ codes, levels }) => ({
				codes: Int32Array.from(rows, (i) => codes[i]!),
				levels
			}))
		};
		expect(leastSquares({ ...regression, weights }).estimates).toAgreeWith(
			leastSquares(twice).estimates
		);
	});

	test('keeps its digits where a column hardly varies around a large value', () => {
		const year = Float64Array.from({ length: 40 }, (_, i) => 2e6 + i);
		const outcome = year.map((value, i) => 3 * (value - 2e6) + (i % 2));
		const other = year.map((_, i) => i % 2);
		const regressors = [
			{ name: 'year', values: year },
			{ name: 'other', values: other }
		];
		const fit = leastSquares({ outcome, regressors, effects: [] });
		expect(fit.estimates.slice(1)).toAgreeWith([3, 1]);
	});

	test('has orthogonal residuals where columns are nearly the same', () => {
		const rows = Array.from({ length: 60 }, (_, i) => i);
		const x = Float64Array.from(rows, (i) => Math.sin(i));
		const near = [1, 2, 3].map((k) => x.map((value, i) => value + 1e-7 * Math.cos(k * i)));
		const regressors = [x, ...near].map((values, j) => ({ name: `x${j}`, values }));
		const outcome = Float64Array.from(rows, (i) => Math.sin(i * i));
		const { basis } = leastSquares({ outcome, regressors, effects: [] });
		for (const [j, left] of basis.entries())
			for (const [k, right] of basis.entries()) {
				const product = left.reduce((sum, value, i) => sum + value * right[i]!, 0);
				expect(product).toAgreeWith(+(j === k), { absolute: 1e-13 });
			}
	});

	test('names the column that the others or the effects explain', () => {
		const { regression } = sampledRows(3);
		const [dose, other] = regression.regressors as [(typeof regression.regressors)[0], never];
		const withColumn = (values: Float64Array) => ({
			...regression,
			regressors: [dose, other, { name: 'poverty', values }]
		});
		const complaint = 'explained by the other columns and the fixed effects, leave it out: poverty';
		const constant = Float64Array.from(regression.effects[0]!.codes, (code) => 7 * code);
		expect(() => leastSquares(withColumn(constant))).toThrow(complaint);
		const twice = dose.values.map((value) => 2 * value);
		expect(() => leastSquares(withColumn(twice))).toThrow(complaint);
		expect(() => leastSquares(withColumn(new Float64Array(twice.length)))).toThrow(complaint);
		expect(() =>
			leastSquares({ ...regression, regressors: [dose, { ...dose, values: twice }] })
		).toThrow('regressor twice in a model: dose');
	});

	test('has no error where the regressors explain everything, and no rounding for one', () => {
		const { regression, cluster } = sampledRows(4);
		const outcome = regression.regressors[0]!.values.map((value) => 3 * value + 1);
		const fit = leastSquares({ ...regression, outcome });
		expect(fit.residualSquares).toBe(0);
		expect(variance(fit, { kind: 'CR1', clusters: [cluster] }).matrix[0]![0]).toBe(0);
	});

	test('refuses weights that are none, columns of other rows and contrasts of other models', () => {
		const { regression } = sampledRows(2);
		const weights = regression.outcome.map(() => 1);
		weights[4] = 0;
		expect(() => leastSquares({ ...regression, weights })).toThrow(
			'weight of a regression not above 0: 0'
		);
		const short = { name: 'short', values: Float64Array.of(1) };
		expect(() => leastSquares({ ...regression, regressors: [short] })).toThrow(
			/regressor short not of \d+ rows: 1/
		);
		const fit = leastSquares(regression);
		expect(() => coefficientContrast(fit, 'age')).toThrow('no such coefficient: age');
		expect(() => onBasis(fit, [1])).toThrow('contrast of 2 coefficients: 1');
	});
});

/** With every row a cluster of its own no effect is nested, and all become columns. */
function writtenOut(regression: Regression) {
	const codes = Int32Array.from(regression.outcome.keys());
	return fitWithinClusters(regression, { codes, levels: Array.from(codes, String) });
}

describe('parameterCount', () => {
	const { regression, cluster } = sampledRows(1, { kept: 1 });
	const fit = leastSquares(regression);
	const [unit, period] = regression.effects as [typeof cluster, typeof cluster];

	test('counts effects that are not nested in clusters, all, or none', () => {
		expect(parameterCount(fit, [cluster], 'not-nested')).toBe(2 + 5);
		expect(parameterCount(fit, [unit], 'not-nested')).toBe(2 + 5);
		expect(parameterCount(fit, [period], 'not-nested')).toBe(2 + 18);
		expect(parameterCount(fit, [cluster], 'all')).toBe(2 + 18 + 5 - 1);
		expect(parameterCount(fit, [cluster], 'none')).toBe(2);
	});

	test('counts the constant where every effect is nested', () => {
		expect(parameterCount(fit, [unit, period], 'not-nested')).toBe(3);
		const pooled = leastSquares({ ...regression, effects: [everyRow(fit.size)] });
		expect(parameterCount(pooled, [everyRow(fit.size)], 'not-nested')).toBe(3);
	});
});

describe('variance', () => {
	const { regression, cluster } = sampledRows(9);
	const fit = leastSquares(regression);

	test('by two ways that are the same way is that of one', () => {
		const one = variance(fit, { kind: 'CR1', clusters: [cluster] });
		const two = variance(fit, { kind: 'CR1', clusters: [cluster, cluster] });
		expect(two.matrix.map((row) => [...row])).toAgreeWith(one.matrix.map((row) => [...row]));
		expect([two.df, two.clusters]).toEqual([5, [6, 6]]);
	});

	test('of clusters of one row is that of single rows, but for the correction', () => {
		const rows = {
			codes: Int32Array.from({ length: fit.size }, (_, i) => i),
			levels: Array.from({ length: fit.size }, (_, i) => String(i))
		};
		const single = variance(fit, { kind: 'HC0' });
		const clustered = variance(fit, { kind: 'CR0', clusters: [rows] });
		expect(clustered.matrix.map((row) => [...row])).toAgreeWith(
			single.matrix.map((row) => [...row])
		);
	});

	test('needs two clusters, degrees of freedom, and columns written out for leverages', () => {
		const all = everyRow(fit.size);
		expect(() => variance(fit, { kind: 'CR1', clusters: [all] })).toThrow(
			'fewer than 2 clusters: 1'
		);
		expect(() => variance(fit, { kind: 'HC3' })).toThrow(
			'fixed effects to write out as columns for HC3: not written out'
		);
		const two = { outcome: Float64Array.of(1, 2), effects: [] };
		const regressors = [{ name: 'x', values: Float64Array.of(0, 1) }];
		expect(() => variance(leastSquares({ ...two, regressors }), { kind: 'iid' })).toThrow(
			'residual degrees of freedom, rows less parameters: 0'
		);
	});
});

describe('waldTest', () => {
	test('of one coefficient is the square of its t', () => {
		const { statistic, df, p } = waldTest([3], [Float64Array.of(4)], 10)!;
		expect(statistic).toAgreeWith(2.25);
		expect(df).toEqual([1, 10]);
		expect(p).toAgreeWith(0.1645073, { relative: 1e-6 });
	});

	test('does not exist for a singular covariance, without estimates or df', () => {
		expect(waldTest([1, 1], [Float64Array.of(1, 1), Float64Array.of(1, 1)], 9)).toBeUndefined();
		expect(waldTest([], [], 9)).toBeUndefined();
		expect(waldTest([1], [Float64Array.of(1)], 0)).toBeUndefined();
	});
});
