import { DomainError } from '#lib/errors.ts';
import { tQuantile } from '../distributions/t-quantile.ts';
import { twoSidedTail } from '../distributions/tails.ts';
import { type Interval, checkedLevel } from '../intervals/interval.ts';
import { checkedValues, scaleOf, withoutRounding } from './checked-values.ts';
import { type AutocorrelationCorrection, autocorrelationFactor } from './rank-autocorrelation.ts';
import { checkedTimes, detrended, medianSlope, pairSlopes, senInterval } from './theil-sen.ts';

export interface MannKendallOptions {
	/** When the values were taken, ascending; defaults to 1, 2, 3. Only the slope depends on it. */
	readonly times?: ArrayLike<number>;
	/** Level of the interval of the slope; defaults to 0.95. */
	readonly level?: number;
	/** Defaults to `bias-corrected`. */
	readonly correction?: AutocorrelationCorrection;
	/** What else raises the variance of S, as seasons that were taken out; from 1 (default) on. */
	readonly inflation?: number;
}

export interface MannKendall {
	/** Pairs that rise minus pairs that fall. */
	readonly s: number;
	/** Kendall's tau-b; undefined where all values are equal. */
	readonly tau: number | undefined;
	/** Of S, ties counted, times `factor`; 0 where all values are equal. */
	readonly variance: number;
	/** By autocorrelation, n over the effective n, and `inflation`; never below 1. */
	readonly factor: number;
	readonly z: number;
	/** Two-sided; 1 where all values are equal. */
	readonly p: number;
	/** Theil-Sen, for one unit of time. */
	readonly slope: number;
	/** Sen's, with the same variance as the test; undefined where the series is too short for one. */
	readonly interval: Interval | undefined;
}

/**
 * Mann-Kendall test of a trend in one direction with the Theil-Sen slope. Kendall (1975), Rank
 * Correlation Methods, chapter 4 (variance with ties, correction for continuity); R `cor.test(method =
 * 'kendall', exact = FALSE, continuity = TRUE)`, and `modifiedmk::mmkh` for `hamed-rao` above 1. Gaps in
 * `times` are closed for the autocorrelation.
 * @throws DomainError for fewer than three values, one that is not finite, times that do not ascend.
 */
export function mannKendall(
	values: ArrayLike<number>,
	options: MannKendallOptions = {}
): MannKendall {
	const { own, slopes, slope, factor, quantile } = trendParts(values, options);
	const s = slopes.reduce((sum, one) => sum + Math.sign(one), 0);
	const variance = factor * tiedVariance(own);
	const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0;
	const untied = slopes.reduce((count, one) => count + Number(one !== 0), 0);
	return {
		...{ s, tau: untied > 0 ? s / Math.sqrt(untied * slopes.length) : undefined },
		...{ variance, factor, z, p: twoSidedTail(z, Infinity) },
		...{ slope, interval: senInterval(slopes, quantile * Math.sqrt(variance)) }
	};
}

/**
 * The smallest steady change between the first and the last time that `mannKendall` would have called
 * a trend, up and down alike: put in place of the Theil-Sen line of this series, with the same
 * departures from it, every longer line of either direction is significant. The slope is that of the
 * ordered slopes of the departures at which S, less 1 for continuity, reaches the quantile (Sen 1968).
 * Undefined where no line would be significant, autocorrelation being too strong, and where so many
 * values lie on one line that nothing says how large the noise is.
 * @throws DomainError as `mannKendall`.
 */
export function smallestTrend(
	values: ArrayLike<number>,
	options: MannKendallOptions = {}
): number | undefined {
	const { at, rest, factor, quantile } = trendParts(values, options);
	const slopes = pairSlopes(rest, at);
	const reach = quantile * Math.sqrt(factor * untiedVariance(rest.length));
	const rising = Math.ceil((slopes.length + 1 + reach) / 2);
	if (rising > slopes.length) return undefined;
	const steepest = Math.max(-slopes[slopes.length - rising]!, slopes[rising - 1]!);
	return steepest > 0 ? steepest * (at[at.length - 1]! - at[0]!) : undefined;
}

/** What the test and the smallest change start from. */
function trendParts(
	values: ArrayLike<number>,
	{ times, level = 0.95, correction = 'bias-corrected', inflation = 1 }: MannKendallOptions
) {
	if (!(inflation >= 1)) throw new DomainError(`inflation below 1: ${inflation}`);
	const quantile = tQuantile((1 + checkedLevel(level)) / 2, Infinity);
	const given = checkedValues(values, 3);
	const scale = scaleOf(given);
	const own = withoutRounding(given, scale);
	const at = checkedTimes(times, own.length);
	const slopes = pairSlopes(own, at);
	const slope = medianSlope(slopes);
	const rest = withoutRounding(detrended(own, { times: at, slope }), scale);
	const factor = inflation * autocorrelationFactor(rest, correction);
	return { own, at, slopes, slope, rest, factor, quantile };
}

/** Variance of S without autocorrelation: that of values which differ, less that of every tied group. */
function tiedVariance(values: Float64Array): number {
	const sizes = new Map<number, number>();
	values.forEach((value) => sizes.set(value, (sizes.get(value) ?? 0) + 1));
	return [...sizes.values()].reduce(
		(rest, size) => rest - untiedVariance(size),
		untiedVariance(values.length)
	);
}

const untiedVariance = (n: number): number => (n * (n - 1) * (2 * n + 5)) / 18;
