import { DomainError } from '#lib/errors.ts';
import { tQuantile } from '../distributions/t-quantile.ts';
import { type Interval, checkedLevel } from './interval.ts';

/**
 * Wilson's score interval of a share counted in a simple sample, also where nobody or everybody has
 * it. Agrees with R `prop.test(correct = FALSE)`.
 */
export function scoreInterval(cases: number, size: number, level = 0.95): Interval {
	if (!(size > 0)) throw new DomainError(`size not positive: ${size}`);
	if (!(cases >= 0 && cases <= size))
		throw new DomainError(`cases not from 0 to ${size}: ${cases}`);
	const z = tQuantile((1 + checkedLevel(level)) / 2, Infinity);
	const p = cases / size;
	const share = (z * z) / size;
	const half = z * Math.sqrt((p * (1 - p)) / size + (share / (2 * z)) ** 2);
	return {
		lower: p === 0 ? 0 : (p + share / 2 - half) / (1 + share),
		upper: p === 1 ? 1 : (p + share / 2 + half) / (1 + share)
	};
}

/** A count in a simple sample. */
export interface SampleCount {
	readonly cases: number;
	readonly size: number;
}

/**
 * Interval of the difference of two shares from their score intervals (Newcombe 1998, method 10), so
 * that it never leaves [-1, 1]. R `DescTools::BinomDiffCI(method = "score")`.
 */
export function newcombeInterval(first: SampleCount, second: SampleCount, level = 0.95): Interval {
	const [p, q] = [first, second].map(({ cases, size }) => cases / size) as [number, number];
	const own = scoreInterval(first.cases, first.size, level);
	const other = scoreInterval(second.cases, second.size, level);
	return {
		lower: p - q - Math.hypot(p - own.lower, other.upper - q),
		upper: p - q + Math.hypot(own.upper - p, q - other.lower)
	};
}
