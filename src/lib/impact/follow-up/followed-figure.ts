import type { Interval } from '#lib/stats/intervals/interval.ts';
import { scoreInterval } from '#lib/stats/intervals/score-interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';

/** What was counted or measured of people who were followed after a programme. */
export interface Followed {
	readonly exited: number;
	readonly followed: number;
	readonly denominator?: number | undefined;
	readonly numerator?: number | undefined;
	readonly mean?: number | undefined;
	readonly standardDeviation?: number | undefined;
}

export interface FollowedFigure {
	/** A share from 0 to 1, or a mean in the unit of the entry. */
	readonly value: number;
	readonly interval: Interval;
	readonly size: number;
	/**
	 * Of a share: what it would be of everybody who left, had nobody or everybody of those who did not
	 * answer work. No interval: what is lost is no chance.
	 */
	readonly bounds: Interval | undefined;
}

/**
 * The figure with its 95 % interval: Wilson's of a share, Student's of a mean; undefined where none is
 * stated, nobody answered, or one alone did.
 */
export function followedFigure(entry: Followed): FollowedFigure | undefined {
	const { denominator: size, numerator, mean, standardDeviation } = entry;
	if (size === undefined || size === 0) return undefined;
	if (numerator !== undefined) {
		const interval = scoreInterval(numerator, size);
		return { value: numerator / size, interval, size, bounds: shareBounds(entry, numerator, size) };
	}
	if (mean === undefined || standardDeviation === undefined || size < 2) return undefined;
	const interval = tInterval(mean, standardDeviation / Math.sqrt(size), { df: size - 1 });
	return { value: mean, interval, size, bounds: undefined };
}

function shareBounds({ exited }: Followed, numerator: number, size: number): Interval {
	return { lower: numerator / exited, upper: (numerator + exited - size) / exited };
}

/** People who left and were not reached, as a share of all who left; undefined where nobody left. */
export const lostShare = ({ exited, followed }: Followed): number | undefined =>
	exited === 0 ? undefined : (exited - followed) / exited;
