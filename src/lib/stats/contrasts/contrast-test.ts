import { DomainError } from '#lib/errors.ts';
import { twoSidedTail } from '../distributions/tails.ts';
import type { Interval } from '../intervals/interval.ts';
import { tInterval } from '../intervals/t-interval.ts';
import type { Contrast } from './contrast.ts';

export interface ContrastTestOptions {
	/** Degrees of freedom; Infinity: the normal distribution, R's default for `confint(svycontrast)`. */
	readonly df: number;
	/** Value under the hypothesis; defaults to 0. */
	readonly nullValue?: number;
	/** Level of the interval; defaults to 0.95. */
	readonly level?: number;
}

export interface TTest {
	readonly estimate: number;
	readonly standardError: number;
	readonly t: number;
	readonly df: number;
	/** Two-sided. */
	readonly p: number;
	readonly interval: Interval;
}

/**
 * Two-sided t test of an estimate with its interval; agrees with `2 * pt(-abs(t), df)` and
 * `confint(x, df = df)` in R. Undefined without a standard error above 0, and with df of 0 or less.
 */
export function contrastTest(
	{ estimate, standardError }: Contrast,
	{ df, nullValue = 0, level }: ContrastTestOptions
): TTest | undefined {
	if (Number.isNaN(df)) throw new DomainError(`df not a number: ${df}`);
	if (standardError === undefined || standardError === 0 || df <= 0) return undefined;
	const t = (estimate - nullValue) / standardError;
	const interval = tInterval(estimate, standardError, level === undefined ? { df } : { df, level });
	return { estimate, standardError, t, df, p: twoSidedTail(t, df), interval };
}
