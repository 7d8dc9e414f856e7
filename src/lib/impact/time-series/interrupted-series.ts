import { linearPredictor } from '#lib/stats/calibration/weighted-products.ts';
import { DataError, DomainError } from '#lib/errors.ts';
import { twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { Matrix } from 'ml-matrix';
import { autoregressiveFit } from './autoregressive-fit.ts';
import { countFit } from './count-fit.ts';
import { weightedLeastSquares } from '../regression/weighted-least-squares.ts';
import { expectNoGaps, neweyWestBandwidth, neweyWestCovariance, scoresOf } from './newey-west.ts';
import type { ObservedSeries } from './observed-series.ts';
import { autocorrelations } from './residual-tests.ts';
import { type SegmentedDesign, type SegmentedRows, segmentedRows } from './segmented-design.ts';

/** Errors that allow for correlation up to a lag; without one, that of Newey and West (1994). */
interface CorrelatedErrors {
	readonly kind: 'newey-west';
	readonly lag?: number;
	/** n / (n - k); defaults to true. */
	readonly adjust?: boolean;
}

export type SeriesMethod =
	| {
			readonly kind: 'least-squares';
			readonly errors: CorrelatedErrors | { readonly kind: 'independent' };
	  }
	| { readonly kind: 'autoregressive'; readonly likelihood: 'reml' | 'ml' }
	/** Quasi-Poisson, with the exposure of the series. */
	| {
			readonly kind: 'counts';
			readonly errors: CorrelatedErrors | { readonly kind: 'dispersion' };
	  };

export interface SeriesCoefficient {
	readonly name: string;
	readonly estimate: number;
	readonly standardError: number;
	readonly t: number;
	readonly p: number;
	readonly interval: Interval;
}

export type SeriesWarning =
	/** Correlation over time is understated whatever the method. */
	| { readonly code: 'short-series'; readonly points: number }
	/** Errors were taken as independent and are not. */
	| { readonly code: 'correlated-residuals'; readonly correlation: number }
	/** The lag is so long that the errors have few points to stand on. */
	| { readonly code: 'long-lag'; readonly lag: number; readonly points: number };

export interface SeriesModel {
	readonly coefficients: readonly SeriesCoefficient[];
	readonly covariance: Matrix;
	readonly df: number;
	readonly n: number;
	/** How errors were found, with what was settled on the way. */
	readonly variance:
		| { readonly name: 'independent' }
		| { readonly name: 'newey-west'; readonly lag: number; readonly adjust: boolean }
		| { readonly name: 'ar1'; readonly correlation: number; readonly likelihood: 'reml' | 'ml' }
		| { readonly name: 'quasi-poisson'; readonly dispersion: number };
	/** A sum on this scale is a share of the value (log) or an amount of it (identity). */
	readonly scale: 'identity' | 'log';
	/** Of a count model; 1 for Poisson. */
	readonly dispersion: number | undefined;
	/** Of a fit by likelihood; restricted where that is. */
	readonly logLikelihood: number | undefined;
	readonly residuals: Float64Array;
	readonly rows: SegmentedRows;
	readonly level: number;
	readonly warnings: readonly SeriesWarning[];
}

/**
 * A series before and after a change: change of level and of slope with errors that allow for
 * correlation over time. t with n - k df. The slope counts from 0 at the interruption.
 * @throws DataError for a gap where lags are counted, and as `segmentedRows` does.
 */
export function interruptedSeries(
	series: ObservedSeries,
	design: SegmentedDesign,
	method: SeriesMethod,
	level = 0.95
): SeriesModel {
	checkedLevel(level);
	const rows = segmentedRows(series, design);
	if (rows.exposure && method.kind !== 'counts')
		throw new DomainError(`exposure is for counts, method: ${method.kind}`);
	if (design.log === true && method.kind === 'counts')
		throw new DomainError('counts are modelled as they are, not their logarithm: log');
	const fit = fitOf(rows, method);
	const n = rows.outcome.length;
	const df = n - rows.columns.length;
	return {
		coefficients: rows.names.map((name, j) => {
			const estimate = fit.coefficients[j]!;
			const standardError = Math.sqrt(fit.covariance.get(j, j));
			const t = estimate / standardError;
			const interval = tInterval(estimate, standardError, { df, level });
			return { name, estimate, standardError, t, p: twoSidedTail(t, df), interval };
		}),
		covariance: fit.covariance,
		df,
		n,
		variance: fit.variance,
		scale: design.log === true || method.kind === 'counts' ? 'log' : 'identity',
		dispersion: fit.dispersion,
		logLikelihood: fit.logLikelihood,
		residuals: fit.residuals,
		rows,
		level,
		warnings: warningsOf(rows, fit)
	};
}

interface Fit {
	readonly coefficients: Float64Array;
	readonly covariance: Matrix;
	readonly residuals: Float64Array;
	readonly variance: SeriesModel['variance'];
	readonly dispersion?: number;
	readonly logLikelihood?: number;
}

function fitOf(rows: SegmentedRows, method: SeriesMethod): Fit {
	switch (method.kind) {
		case 'least-squares':
			return leastSquaresFit(rows, method.errors);
		case 'autoregressive': {
			const { likelihood } = method;
			const fit = autoregressiveFit(rows, rows.outcome, likelihood);
			const fitted = linearPredictor(rows.columns, fit.coefficients, rows.outcome.length);
			return {
				...fit,
				residuals: rows.outcome.map((y, row) => y - fitted[row]!),
				variance: { name: 'ar1', correlation: fit.correlation, likelihood }
			};
		}
		case 'counts':
			return countsFit(rows, method.errors);
	}
}

function leastSquaresFit(
	rows: SegmentedRows,
	errors: CorrelatedErrors | { readonly kind: 'independent' }
): Fit {
	const fit = weightedLeastSquares(rows, rows.outcome);
	const df = rows.outcome.length - rows.columns.length;
	if (errors.kind === 'independent')
		return {
			...fit,
			covariance: Matrix.mul(fit.bread, fit.squares / df),
			variance: { name: 'independent' }
		};
	return { ...fit, ...correlated(rows, fit.residuals, fit.bread, errors) };
}

function countsFit(
	rows: SegmentedRows,
	errors: CorrelatedErrors | { readonly kind: 'dispersion' }
): Fit {
	const fit = countFit(rows, rows.outcome, rows.exposure);
	const { dispersion } = fit;
	const scores = rows.outcome.map((count, row) => count - fit.means[row]!);
	const residuals = scores.map((score, row) => score / Math.sqrt(fit.means[row]!));
	const told = { coefficients: fit.coefficients, residuals, dispersion };
	if (errors.kind === 'newey-west')
		return { ...told, ...correlated(rows, scores, fit.bread, errors) };
	const covariance = Matrix.mul(fit.bread, dispersion);
	return { ...told, covariance, variance: { name: 'quasi-poisson', dispersion } };
}

function correlated(
	rows: SegmentedRows,
	residuals: Float64Array,
	bread: Matrix,
	{ lag, adjust = true }: CorrelatedErrors
) {
	expectNoGaps(rows.time, rows.starts);
	const scores = scoresOf(rows.columns, residuals);
	const used = lag ?? Math.floor(neweyWestBandwidth(scores));
	if (lag === undefined && !(used < residuals.length))
		throw new DataError(
			`the lag of Newey and West is not below the ${residuals.length} points; give a lag: ${used}`
		);
	const { starts } = rows;
	return {
		covariance: neweyWestCovariance(scores, bread, { lag: used, adjust, starts }),
		variance: { name: 'newey-west' as const, lag: used, adjust }
	};
}

/** Below it restricted likelihood does no better than least squares (evaluation, 2.8). */
const shortSeries = 12;

function warningsOf(
	{ starts, time }: SegmentedRows,
	{ residuals, variance }: Fit
): SeriesWarning[] {
	const points = Math.min(...starts.map((from, s) => (starts[s + 1] ?? time.length) - from));
	const warnings: SeriesWarning[] = [];
	if (points < shortSeries) warnings.push({ code: 'short-series', points });
	const allowed = variance.name === 'newey-west' || variance.name === 'ar1';
	const correlation = autocorrelations(residuals, 1)[0]!;
	// Twice the error of a correlation of independent residuals.
	if (!allowed && correlation > 2 / Math.sqrt(residuals.length))
		warnings.push({ code: 'correlated-residuals', correlation });
	if (variance.name === 'newey-west' && variance.lag > points / 4)
		warnings.push({ code: 'long-lag', lag: variance.lag, points });
	return warnings;
}
