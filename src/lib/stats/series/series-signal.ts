import { DomainError } from '#lib/errors.ts';
import { scaleOf, withoutRounding } from './checked-values.ts';
import { deseasonalised } from './deseasonalised.ts';
import { mannKendall, smallestTrend } from './mann-kendall.ts';
import { type SeasonalFactors, seasonalFactors } from './seasonal-factors.ts';
import { limitsFactor, xmrLimits } from './xmr-limits.ts';

export interface SeriesPoint {
	/** Ascending: a year, or with a cycle the number of the month or quarter, counted on from any. */
	readonly at: number;
	readonly value: number;
}

export interface SeriesSignalOptions {
	/** Index of the last point before a break; it and those before never count. */
	readonly breakAfter?: number;
	/** The last point is of a period in progress, and never counts; defaults to false. */
	readonly lastIsPartial?: boolean;
	/** Values a year where seasons are taken out, 12 or 4; none are by default. */
	readonly cycle?: number;
	/** Of the Mann-Kendall test; defaults to 0.95. */
	readonly level?: number;
}

export type SignalRule = 'xmr' | 'mann-kendall';

export type SeriesSignal =
	| { readonly kind: 'too-short'; readonly points: number; readonly needed: number }
	| {
			readonly kind: 'clear';
			readonly direction: 'up' | 'down';
			readonly rule: SignalRule;
			/** Limits of a chart have none. */
			readonly p: number | undefined;
			readonly points: number;
	  }
	| {
			readonly kind: 'no-clear-change';
			/** By which rule `smallest` is told; `xmr` also says that no trend was found. */
			readonly rule: SignalRule;
			/**
			 * The smallest change that would have been clear, in the unit of the values. `xmr`: of the last
			 * point from the mean of those before. `mann-kendall`: steadily, from the first point to the
			 * last. Undefined where they vary too little to say how large the noise is, or hang together so much
			 * that no change would be clear.
			 */
			readonly smallest: number | undefined;
			readonly points: number;
	  };

/** Points that a trend needs; limits, the last against eleven before it; and cycles of a series with seasons. */
export const fewest = { trend: 8, limits: 12, cycles: 3 } as const;

/**
 * Whether a series moved beyond its noise. From 8 points a Mann-Kendall test with autocorrelation;
 * from 12 first the last point against the natural process limits of those before it, then that test.
 * A series with seasons is judged without them, from three whole cycles on, and begins anew after a gap.
 * @throws DomainError for points that do not ascend, or a break that is not one of them.
 */
export function seriesSignal(
	points: readonly SeriesPoint[],
	options: SeriesSignalOptions = {}
): SeriesSignal {
	const { cycle, level = 0.95 } = options;
	const counted = countedPoints(points, options);
	const needed = Math.max(fewest.trend, fewest.cycles * (cycle ?? 0));
	if (counted.length < needed) return { kind: 'too-short', points: counted.length, needed };
	const values = judgedValues(counted, cycle);
	const factors = cycle === undefined ? noSeasons : seasonalFactors(values.length, cycle);
	const limits = values.length < fewest.limits ? undefined : limitsBefore(values, factors);
	const fromMean = values[values.length - 1]! - (limits?.mean ?? 0);
	if (limits !== undefined && Math.abs(fromMean) > limits.reach)
		return {
			...{ kind: 'clear', direction: fromMean > 0 ? 'up' : 'down' },
			...{ rule: 'xmr', p: undefined, points: values.length }
		};
	const test = { times: counted.map(({ at }) => at), level, inflation: factors.variance };
	const { s, p } = mannKendall(values, test);
	if (p <= 1 - level)
		return {
			...{ kind: 'clear', direction: s > 0 ? 'up' : 'down' },
			...{ rule: 'mann-kendall', p, points: values.length }
		};
	return {
		...{ kind: 'no-clear-change', rule: limits ? 'xmr' : 'mann-kendall' },
		...{ smallest: limits?.reach ?? smallestTrend(values, test), points: values.length }
	};
}

const noSeasons: SeasonalFactors = { limits: 1, variance: 1 };

/** Those after the break and, with seasons, after the last gap; not a partial one. */
function countedPoints(
	points: readonly SeriesPoint[],
	{ breakAfter = -1, lastIsPartial = false, cycle }: SeriesSignalOptions
): readonly SeriesPoint[] {
	if (!(Number.isInteger(breakAfter) && breakAfter >= -1 && breakAfter < points.length))
		throw new DomainError(`break after a point that is not there: ${breakAfter}`);
	const bad = points.findIndex(
		({ at, value }, i) =>
			!Number.isFinite(value) || !Number.isFinite(at) || (i > 0 && !(at > points[i - 1]!.at))
	);
	if (bad >= 0) {
		const { at, value } = points[bad]!;
		throw new DomainError(
			`point ${bad + 1} not finite or not after the one before: ${at}, ${value}`
		);
	}
	const end = points.length - Number(lastIsPartial);
	const own = points.slice(breakAfter + 1, Math.max(end, breakAfter + 1));
	return cycle === undefined ? own : own.slice(afterLastGap(own));
}

function afterLastGap(points: readonly SeriesPoint[]): number {
	const odd = points.find(({ at }) => !Number.isInteger(at));
	if (odd !== undefined)
		throw new DomainError(`time of a series with seasons not a whole number: ${odd.at}`);
	return Math.max(
		0,
		points.findLastIndex(({ at }, i) => i > 0 && at - points[i - 1]!.at > 1)
	);
}

function judgedValues(points: readonly SeriesPoint[], cycle: number | undefined): Float64Array {
	const values = Float64Array.from(points, ({ value }) => value);
	const scale = scaleOf(values);
	const own = cycle === undefined ? values : deseasonalised(values, cycle)?.values;
	return withoutRounding(own ?? values, scale);
}

/** Mean of the points before the last, and how far from it the limits are; none without variation. */
function limitsBefore(values: Float64Array, factors: SeasonalFactors) {
	const { mean, meanMovingRange } = xmrLimits(values.subarray(0, -1));
	if (meanMovingRange === 0) return undefined;
	return { mean, reach: factors.limits * limitsFactor * meanMovingRange };
}
