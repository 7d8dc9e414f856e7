import { DomainError } from '#lib/errors.ts';
import { chiSquareTail, twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { Matrix } from 'ml-matrix';
import {
	type WeightedLeastSquares,
	type Regressors,
	weightedLeastSquares
} from '../regression/weighted-least-squares.ts';

export interface ResidualTest {
	readonly statistic: number;
	readonly df: number;
	readonly p: number;
}

/** Correlation of residuals with those 1, 2, ... periods before. R `acf`. */
export function autocorrelations(residuals: Float64Array, lags: number): number[] {
	if (!(Number.isInteger(lags) && lags >= 1 && lags < residuals.length))
		throw new DomainError(`lags not from 1 to ${residuals.length - 1}: ${lags}`);
	const mean = residuals.reduce((sum, e) => sum + e, 0) / residuals.length;
	const product = (lag: number) =>
		residuals.reduce(
			(sum, e, row) => (row < lag ? sum : sum + (e - mean) * (residuals[row - lag]! - mean)),
			0
		);
	const all = product(0);
	return Array.from({ length: lags }, (_, i) => product(i + 1) / all);
}

/** Whether residuals are correlated up to a lag. R `Box.test(type = "Ljung-Box")`. */
export function ljungBoxTest(residuals: Float64Array, lags: number): ResidualTest {
	const n = residuals.length;
	const sum = autocorrelations(residuals, lags).reduce(
		(total, r, i) => total + r ** 2 / (n - i - 1),
		0
	);
	const statistic = n * (n + 2) * sum;
	return { statistic, df: lags, p: chiSquareTail(statistic, lags) };
}

/** The same with the regressors allowed for: n R² of residuals on them and their past. R `bgtest`. */
export function breuschGodfreyTest(
	{ names, columns }: Regressors,
	residuals: Float64Array,
	lags: number
): ResidualTest {
	const past = Array.from({ length: lags }, (_, i) =>
		residuals.map((_, row) => residuals[row - i - 1] ?? 0)
	);
	const all = {
		names: [...names, ...past.map((_, i) => `lag ${i + 1}`)],
		columns: [...columns, ...past]
	};
	const { fitted } = weightedLeastSquares(all, residuals);
	const square = (values: Float64Array) => values.reduce((sum, value) => sum + value ** 2, 0);
	const statistic = (residuals.length * square(fitted)) / square(residuals);
	return { statistic, df: lags, p: chiSquareTail(statistic, lags) };
}

/** Durbin-Watson: 2 without correlation. p against positive correlation, normal approximation. */
export interface DurbinWatson {
	readonly statistic: number;
	readonly p: number;
}

/**
 * Agrees with R `lmtest::dwtest(exact = FALSE)`, its default from 100 points on. It says nothing of
 * seasons and little in short series: a companion, not a judge.
 */
export function durbinWatson(
	{ columns }: Regressors,
	{ residuals, bread, squares }: WeightedLeastSquares
): DurbinWatson {
	const [n, k] = [residuals.length, columns.length];
	const statistic =
		residuals.reduce((sum, e, row) => (row === 0 ? 0 : sum + (e - residuals[row - 1]!) ** 2), 0) /
		squares;
	const differenced = columns.map((x) =>
		x.map((value, row) => {
			const left = row > 0 ? value - x[row - 1]! : 0;
			return left + (row < n - 1 ? value - x[row + 1]! : 0);
		})
	);
	const cross = (left: readonly Float64Array[], right: readonly Float64Array[]) =>
		new Matrix(
			left.map((x) => right.map((y) => x.reduce((sum, value, row) => sum + value * y[row]!, 0)))
		);
	const first = cross(columns, differenced).mmul(bread);
	const second = cross(differenced, differenced).mmul(bread);
	const P = 2 * (n - 1) - first.trace();
	const Q = 2 * (3 * n - 4) - 2 * second.trace() + first.mmul(first).trace();
	const mean = P / (n - k);
	const variance = (2 / ((n - k) * (n - k + 2))) * (Q - P * mean);
	const z = (statistic - mean) / Math.sqrt(variance);
	const half = twoSidedTail(z, Infinity) / 2;
	return { statistic, p: z < 0 ? half : 1 - half };
}
