import { DataError, DomainError } from '#lib/errors.ts';
import { chiSquareTail, twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import type { Regressors } from '../regression/weighted-least-squares.ts';
import {
	type Heterogeneity,
	type PoolingMethod,
	type StudyFit,
	type Studies,
	heterogeneity,
	heterogeneityInterval,
	studyFit
} from './heterogeneity.ts';

export interface PoolingOptions {
	/** Defaults to reml. */
	readonly method?: PoolingMethod;
	/** knapp-hartung (default): t, with the errors that the spread of the studies tells. */
	readonly test?: 'z' | 'knapp-hartung';
	/** Confidence level between 0 and 1; defaults to 0.95. */
	readonly level?: number;
}

/** Effects of studies with their standard errors. */
export interface StudyEffects {
	readonly estimates: Float64Array;
	readonly standardErrors: Float64Array;
}

export type PoolingWarning =
	/** In a new place the effect may as well have the other sign. */
	| { readonly code: 'prediction-crosses-zero' }
	| { readonly code: 'few-studies'; readonly studies: number };

export interface PooledEffect {
	readonly estimate: number;
	readonly standardError: number;
	/** Infinite for a z test. */
	readonly df: number;
	readonly interval: Interval;
	readonly p: number;
	/** Where the effect of a new study lies; undefined for a fixed effect. */
	readonly prediction: Interval | undefined;
	/** tau², with its error and its Q-profile interval; 0 for a fixed effect. */
	readonly betweenVariance: Heterogeneity & { readonly interval: Interval | undefined };
	/** I²: share of the variation that is between studies, 0 to 1. */
	readonly betweenShare: number;
	/** H²: all variation over that of sampling. */
	readonly variationRatio: number;
	/** Cochran's Q. */
	readonly homogeneity: { readonly statistic: number; readonly df: number; readonly p: number };
	/** Shares that sum to 1. */
	readonly weights: readonly number[];
	readonly studies: number;
	readonly method: PoolingMethod;
	readonly test: 'z' | 'knapp-hartung';
	readonly level: number;
	readonly warnings: readonly PoolingWarning[];
}

/**
 * The mean effect of several studies and how much they differ. Agrees with R `metafor::rma.uni`, its
 * `predict` for the prediction interval, and `test = "knha"`.
 * @throws DataError for fewer than two studies, or a standard error that is not above 0.
 */
export function pooledEffect(
	effects: StudyEffects,
	{ method = 'reml', test = 'knapp-hartung', level = 0.95 }: PoolingOptions = {}
): PooledEffect {
	checkedLevel(level);
	const studies = checkedStudies(effects, interceptOf(effects));
	const between = heterogeneity(studies, method);
	const at = studyFit(studies, between.variance);
	const k = studies.estimates.length;
	const estimate = at.fit.coefficients[0]!;
	const standardError = Math.sqrt(at.fit.bread.get(0, 0) * scaleOf(at, k - 1, test));
	const df = test === 'z' ? Infinity : k - 1;
	const total = at.weights.reduce((sum, weight) => sum + weight, 0);
	const spread = Math.sqrt(standardError ** 2 + between.variance);
	const prediction = method === 'fixed' ? undefined : tInterval(estimate, spread, { df, level });
	return {
		estimate,
		standardError,
		df,
		interval: tInterval(estimate, standardError, { df, level }),
		p: twoSidedTail(estimate / standardError, df),
		prediction,
		...variation(studies, between, { method, level }),
		weights: Array.from(at.weights, (weight) => weight / total),
		studies: k,
		method,
		test,
		level,
		warnings: warningsOf(k, prediction)
	};
}

/** Knapp and Hartung: how far the studies lie from the mean, in their own weights. */
const scaleOf = ({ fit }: StudyFit, df: number, test: 'z' | 'knapp-hartung') =>
	test === 'z' ? 1 : fit.squares / df;

export const interceptOf = ({ estimates }: StudyEffects): Regressors => ({
	names: ['(Intercept)'],
	columns: [estimates.map(() => 1)]
});

function variation(
	studies: Studies,
	between: Heterogeneity,
	{ method, level }: { method: PoolingMethod; level: number }
) {
	const { fit, trace } = studyFit(studies, 0);
	const df = studies.estimates.length - studies.regressors.columns.length;
	const q = fit.squares;
	// With a fixed effect, what Q says; the two are the same for DerSimonian and Laird.
	const sampling = df / trace;
	const own = method === 'fixed' ? Math.max(0, (q - df) / trace) : between.variance;
	return {
		betweenVariance: {
			...between,
			interval: method === 'fixed' ? undefined : heterogeneityInterval(studies, level)
		},
		betweenShare: own / (sampling + own),
		variationRatio: own / sampling + 1,
		homogeneity: { statistic: q, df, p: chiSquareTail(q, df) }
	};
}

/** Fewer do not tell how much effects differ. */
const leastStudies = 5;

function warningsOf(studies: number, prediction: Interval | undefined): PoolingWarning[] {
	const crosses = prediction !== undefined && prediction.lower < 0 && prediction.upper > 0;
	return [
		...(crosses ? [{ code: 'prediction-crosses-zero' as const }] : []),
		...(studies < leastStudies ? [{ code: 'few-studies' as const, studies }] : [])
	];
}

/** @throws DataError for fewer than two studies, or a standard error that is not above 0. */
export function checkedStudies(
	{ estimates, standardErrors }: StudyEffects,
	regressors: Regressors
): Studies {
	if (estimates.length !== standardErrors.length)
		throw new DomainError(
			`standard errors for another number of studies: ${standardErrors.length}`
		);
	if (estimates.length < 2)
		throw new DataError(`nothing to pool in fewer than two studies: ${estimates.length}`);
	const lost = estimates.findIndex((estimate) => !Number.isFinite(estimate));
	if (lost >= 0) throw new DataError(`no effect of study ${lost + 1}: ${estimates[lost]}`);
	const bad = standardErrors.findIndex((error) => !(error > 0 && error < Infinity));
	if (bad >= 0)
		throw new DataError(`standard error not above 0, study ${bad + 1}: ${standardErrors[bad]}`);
	return { estimates, variances: standardErrors.map((error) => error ** 2), regressors };
}

/** The pooled effect without each study in turn. R `metafor::leave1out`. */
export function pooledWithoutEach(
	effects: StudyEffects,
	options: PoolingOptions = {}
): PooledEffect[] {
	return Array.from(effects.estimates.keys(), (left) => {
		const rest = (column: Float64Array) => column.filter((_, study) => study !== left);
		return pooledEffect(
			{ estimates: rest(effects.estimates), standardErrors: rest(effects.standardErrors) },
			options
		);
	});
}
