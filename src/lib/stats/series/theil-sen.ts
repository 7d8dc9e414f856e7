import { DomainError } from '#lib/errors.ts';
import type { Interval } from '../intervals/interval.ts';

/** Slopes between every two points, ascending. Sen (1968), JASA 63: 1379-1389. */
export function pairSlopes(values: Float64Array, times: Float64Array): Float64Array {
	const n = values.length;
	const slopes = new Float64Array((n * (n - 1)) / 2);
	let at = 0;
	for (let i = 0; i < n; i++)
		for (let j = i + 1; j < n; j++)
			slopes[at++] = (values[j]! - values[i]!) / (times[j]! - times[i]!);
	return slopes.sort();
}

/** Theil-Sen slope: the median of the ordered slopes. */
export function medianSlope(slopes: Float64Array): number {
	const half = slopes.length / 2;
	return (slopes[Math.ceil(half) - 1]! + slopes[Math.floor(half)]!) / 2;
}

/**
 * Sen's interval of the slope from the reach of S, the normal quantile times its standard error:
 * the ordered slopes of ranks (N - reach) / 2 and (N + reach) / 2 + 1, rounded outwards. Gilbert
 * (1987), Statistical Methods for Environmental Pollution Monitoring, 16.5; R `trend::sens.slope`
 * rounds to the nearest. Undefined where there are too few slopes for the ranks.
 */
export function senInterval(slopes: Float64Array, reach: number): Interval | undefined {
	const below = Math.floor((slopes.length - reach) / 2);
	if (!(below >= 1)) return undefined;
	return { lower: slopes[below - 1]!, upper: slopes[slopes.length - below]! };
}

/** What is left of the values without a line of this slope through the first time. */
export const detrended = (
	values: Float64Array,
	{ times, slope }: { readonly times: Float64Array; readonly slope: number }
): Float64Array => values.map((value, i) => value - slope * (times[i]! - times[0]!));

/** 1, 2, 3 and on, unless times are given, which ascend. */
export function checkedTimes(times: ArrayLike<number> | undefined, count: number): Float64Array {
	const own = Float64Array.from(times ?? { length: count }, (time, i) => (times ? time : i + 1));
	if (own.length !== count) throw new DomainError(`times of ${count} values: ${own.length}`);
	const bad = own.findIndex(
		(time, i) => !Number.isFinite(time) || (i > 0 && !(time > own[i - 1]!))
	);
	if (bad >= 0) throw new DomainError(`time ${bad + 1} does not follow: ${own[bad]}`);
	return own;
}
