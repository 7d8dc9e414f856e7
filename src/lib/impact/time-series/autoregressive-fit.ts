import {
	type WeightedLeastSquares,
	type Regressors,
	weightedLeastSquares
} from '../regression/weighted-least-squares.ts';
import { Matrix } from 'ml-matrix';

export interface AutoregressiveFit {
	readonly coefficients: Float64Array;
	readonly covariance: Matrix;
	/** Correlation of errors one period apart. */
	readonly correlation: number;
	readonly sigma: number;
	/** Restricted where the fit is. */
	readonly logLikelihood: number;
}

export interface SeriesRows extends Regressors {
	readonly time: Float64Array;
	/** First row of each series. */
	readonly starts: readonly number[];
}

/**
 * Generalised least squares whose errors are correlated by phi to the power of the periods apart.
 * Agrees with R `nlme::gls(correlation = corAR1(form = ~ time))`; periods may be missing.
 */
export function autoregressiveFit(
	rows: SeriesRows,
	outcome: Float64Array,
	likelihood: 'reml' | 'ml'
): AutoregressiveFit {
	const at = (phi: number) => profile(rows, outcome, phi, likelihood);
	const correlation = highest((phi) => at(phi).logLikelihood);
	const { fit, logLikelihood } = at(correlation);
	const df = outcome.length - rows.columns.length;
	const sigma = Math.sqrt(fit.squares / (likelihood === 'reml' ? df : outcome.length));
	return {
		coefficients: fit.coefficients,
		// As gls reports it: divided by n - p also where the fit is by maximum likelihood.
		covariance: Matrix.mul(fit.bread, fit.squares / df),
		correlation,
		sigma,
		logLikelihood
	};
}

function profile(
	{ names, columns, time, starts }: SeriesRows,
	outcome: Float64Array,
	phi: number,
	likelihood: 'reml' | 'ml'
): { fit: WeightedLeastSquares; logLikelihood: number } {
	const whiten = whitening(time, starts, phi);
	const fit = weightedLeastSquares(
		{ names, columns: columns.map(whiten.values) },
		whiten.values(outcome)
	);
	const [n, p] = [outcome.length, columns.length];
	const size = likelihood === 'reml' ? n - p : n;
	const shape = size * (Math.log(2 * Math.PI) + 1 + Math.log(fit.squares / size));
	const determinants = whiten.logDeterminant + (likelihood === 'reml' ? fit.logDeterminant : 0);
	return { fit, logLikelihood: -(shape + determinants) / 2 };
}

/** Takes the correlation off a column; the logarithm of the determinant of the correlations. */
function whitening(time: Float64Array, starts: readonly number[], phi: number) {
	const isStart = new Set(starts);
	const carried = time.map((t, row) => (isStart.has(row) ? 0 : phi ** (t - time[row - 1]!)));
	const scales = carried.map((rho) => Math.sqrt(1 - rho ** 2));
	return {
		values: (x: Float64Array) =>
			x.map((value, row) => (value - carried[row]! * (x[row - 1] ?? 0)) / scales[row]!),
		logDeterminant: scales.reduce((sum, scale) => sum + 2 * Math.log(scale), 0)
	};
}

const golden = (Math.sqrt(5) - 1) / 2;

/** Where a function of a correlation is highest: a scan, then golden sections. */
function highest(height: (phi: number) => number): number {
	const grid = Array.from({ length: 39 }, (_, i) => (i - 19) / 20);
	const heights = grid.map(height);
	const best = grid[heights.indexOf(Math.max(...heights))]!;
	let [low, high] = [Math.max(-0.9999, best - 0.05), Math.min(0.9999, best + 0.05)];
	while (high - low > 1e-10) {
		const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
		if (height(left) < height(right)) low = left;
		else high = right;
	}
	return (low + high) / 2;
}
