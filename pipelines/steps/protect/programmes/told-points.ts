import type { CurveRules } from '#lib/model/disclosure.ts';
import { bucketOf, halfDown } from './count-buckets.ts';
import type { GridCounts } from './grid-counts.ts';

/** What a curve tells, and all that it tells: outcomes as they are, everything else rounded. */
export interface ToldCounts extends GridCounts {
	/** Variance of the rounding of one count, from the multiples of all that were added up. */
	readonly roundingVariance: number;
}

/**
 * The times of a grid at which a curve may stand, by index: from the left, each `minEvents` outcomes
 * after the one before, so that no choice has more; none where for certain `minAtRisk` are not left,
 * whatever the rounded counts are. Where nobody is told to have left since, the last point stands at
 * the end of that time; else what happened after it is too little for a point.
 */
export function toldPoints(
	counts: GridCounts,
	{ minAtRisk, minEvents }: CurveRules,
	multiple: number
): number[] {
	const outcomes = counts.events[0]!;
	const isOver = counts.times.findIndex((_, at) => leastAtRisk(counts, at, multiple) < minAtRisk);
	const end = (isOver < 0 ? counts.times.length : isOver) - 1;
	const chosen: number[] = [];
	let before = 0;
	for (let at = 0; at <= end; at++)
		if (outcomes[at]! - before >= minEvents) {
			chosen.push(at);
			before = outcomes[at]!;
		}
	const left = (at: number | undefined) =>
		at === undefined ? 0 : halfDown(counts.censored[at]!, multiple);
	const isStill = chosen.length > 0 && left(end) === left(chosen.at(-2));
	return isStill ? [...chosen.slice(0, -1), end] : chosen;
}

/** So many are left for certain to somebody who knows what a curve tells. */
export function leastAtRisk(
	{ size, events: [outcomes = [], ...others], censored }: GridCounts,
	at: number,
	multiple: number
): number {
	const rounded = [...others, censored].map((series) => bucketOf(series[at]!, multiple).upper);
	return rounded.reduce((left, upper) => left - upper, size - outcomes[at]!);
}

/** The counts at some times of the grid, as a curve tells them. */
export function toldCounts(
	counts: GridCounts,
	at: readonly number[],
	multiple: number
): ToldCounts {
	const rounded = (series: readonly number[]) => at.map((i) => halfDown(series[i]!, multiple));
	return {
		size: counts.size,
		times: at.map((i) => counts.times[i]!),
		events: counts.events.map((series, cause) =>
			cause === 0 ? at.map((i) => series[i]!) : rounded(series)
		),
		censored: rounded(counts.censored),
		roundingVariance: multiple ** 2 / 12
	};
}
