import type { Interval } from '../intervals/interval.ts';
import { checkedValues } from './checked-values.ts';

/** 3 / d2, with d2 = 1.128 of ranges of two values. */
export const limitsFactor = 2.66;

export interface XmrLimits extends Interval {
	readonly mean: number;
	/** Absolute difference of every value and the one before it: one fewer than the values. */
	readonly movingRanges: Float64Array;
	readonly meanMovingRange: number;
}

/**
 * Natural process limits of single values: mean ± 2.66 times the mean moving range. Wheeler
 * (1993), Understanding Variation: The Key to Managing Chaos; R `qcc(type = 'xbar.one')`
 * has 3 / 1.128 in place of 2.66.
 * @throws DomainError for fewer than two values, or one that is not finite.
 */
export function xmrLimits(values: ArrayLike<number>): XmrLimits {
	const own = checkedValues(values, 2);
	const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
	const movingRanges = own.subarray(1).map((value, i) => Math.abs(value - own[i]!));
	const meanMovingRange = movingRanges.reduce((sum, one) => sum + one, 0) / movingRanges.length;
	const reach = limitsFactor * meanMovingRange;
	return { mean, movingRanges, meanMovingRange, lower: mean - reach, upper: mean + reach };
}
