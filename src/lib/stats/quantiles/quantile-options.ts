import type { QuantileRule } from './weighted-quantile.ts';

/**
 * How far a quantile may be off (R `svyquantile(interval.type = )`). mean, beta, xlogit, asin: the
 * interval of that name for the share up to the quantile, turned back into values (Woodruff 1952);
 * score: the values that a test of their share does not reject (Francisco and Fuller 1991);
 * quantile: from its spread over replicate weights.
 */
export const quantileIntervals = ['mean', 'beta', 'xlogit', 'asin', 'score', 'quantile'] as const;
export type QuantileInterval = (typeof quantileIntervals)[number];

export interface QuantileOptions {
	readonly probabilities: readonly number[];
	/** Degrees of freedom of the design, as R's default; Infinity: the normal distribution. */
	readonly df: number;
	/** Defaults to math. */
	readonly rule?: QuantileRule;
	/** Defaults to mean. */
	readonly interval?: QuantileInterval;
	/** Confidence level between 0 and 1; defaults to 0.95. */
	readonly level?: number;
}

/** Limits of a quantile; undefined where the share they stand for would lie beyond 0 or 1. */
export interface QuantileLimits {
	readonly lower: number | undefined;
	readonly upper: number | undefined;
}

export const noLimits: QuantileLimits = { lower: undefined, upper: undefined };
