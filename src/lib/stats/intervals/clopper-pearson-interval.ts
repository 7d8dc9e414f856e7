import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { DomainError } from '#lib/errors.ts';
import { type Interval, checkedLevel, checkedProportion } from './interval.ts';

/**
 * Exact binomial limits (Clopper and Pearson 1934) for a proportion seen in `size` cases, which may
 * be an effective size and so not whole. R `qbeta`; at 0 the lower limit is 0, at 1 the upper is 1.
 */
export function clopperPearsonInterval(proportion: number, size: number, level = 0.95): Interval {
	const p = checkedProportion(proportion);
	const tail = (1 - checkedLevel(level)) / 2;
	if (!(size > 0)) throw new DomainError(`size not positive: ${size}`);
	return {
		lower: p === 0 ? 0 : betaQuantile(tail, size * p, size * (1 - p) + 1),
		upper: p === 1 ? 1 : betaQuantile(1 - tail, size * p + 1, size * (1 - p))
	};
}
