import { bucketOf } from './count-buckets.ts';
import type { GridCounts } from './grid-counts.ts';

/** What somebody can say of a count of people between two published times. */
export interface AttackedCount {
	/** outcome, a competing cause by its place among the causes, or who left observation. */
	readonly of: 'outcome' | 'competing' | 'censored';
	readonly from: number;
	readonly to: number;
	readonly lower: number;
	readonly upper: number;
	/** For the width, where the count may be below k. */
	readonly required: number;
}

export interface Attack {
	/** Counts besides the outcome are multiples of it; 1: they are told as they are. */
	readonly multiple: number;
	readonly k: number;
	readonly share: number;
}

interface Series {
	readonly lower: readonly number[];
	readonly upper: readonly number[];
}

/**
 * What follows from a curve for somebody who knows how many people it is about, the outcomes until
 * each of its times exactly, and the rounding of everything else. Counts grow with time, and nobody
 * is counted twice, so that a count is at most what the least of the others leave. The bounds are
 * reached by whole numbers, each by one history.
 */
export function attackedCounts(
	{ size, times, events: [outcomes = [], ...others], censored }: GridCounts,
	{ multiple, k, share }: Attack
): AttackedCount[] {
	const rounded = [...others, censored].map((series) =>
		series.map((count) => bucketOf(count, multiple))
	);
	const bounded = rounded.map((series, which): Series => {
		const room = times.map((_, at) =>
			rounded.reduce(
				(left, one, other) => left - (other === which ? 0 : one[at]!.lower),
				size - outcomes[at]!
			)
		);
		const most = series.map(({ upper }, at) => Math.min(upper, room[at]!));
		return {
			lower: series.map(({ lower }) => lower),
			upper: most.map((_, at) => Math.min(...most.slice(at)))
		};
	});
	const between = (of: AttackedCount['of'], { lower, upper }: Series) =>
		times.map((to, at): AttackedCount => {
			const least = at === 0 ? lower[0]! : Math.max(0, lower[at]! - upper[at - 1]!);
			const most = upper[at]! - (at === 0 ? 0 : lower[at - 1]!);
			const required = Math.max(k, Math.ceil(share * most));
			return { of, from: at === 0 ? 0 : times[at - 1]!, to, lower: least, upper: most, required };
		});
	return [
		...between('outcome', { lower: outcomes, upper: outcomes }),
		...bounded.slice(0, -1).flatMap((series) => between('competing', series)),
		...between('censored', bounded.at(-1) ?? { lower: [], upper: [] })
	];
}

/** Whether a count may be below k, and is not uncertain enough. */
export const isTight = ({ lower, upper, required }: AttackedCount, k: number): boolean =>
	lower < k && upper - lower < required;
