import { DomainError } from '#lib/errors.ts';
import { tQuantile } from '../distributions/t-quantile.ts';
import {
	type Interval,
	type IntervalOptions,
	checkedLevel,
	checkedStandardError
} from './interval.ts';

/**
 * Interval for a count, symmetric on the scale of its logarithm, so it stays above 0 (NCHS Series 2
 * No. 200, with df one less than the effective size). Undefined at 0, which has no logarithm.
 */
export function logTInterval(
	count: number,
	standardError: number,
	{ level = 0.95, df = Infinity }: IntervalOptions = {}
): Interval | undefined {
	if (!(count >= 0)) throw new DomainError(`count negative: ${count}`);
	const t = tQuantile((1 + checkedLevel(level)) / 2, df);
	const halfWidth = (t * checkedStandardError(standardError)) / count;
	if (count === 0) return undefined;
	return { lower: count * Math.exp(-halfWidth), upper: count * Math.exp(halfWidth) };
}
