import { DomainError } from '#lib/errors.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { daysBetween } from './days-between.ts';

/** A value of a day, with its error where the source gives one. */
export interface DatedValue {
	readonly on: string;
	readonly amount: number;
	readonly standardError?: number | undefined;
}

export interface PathQuestion {
	readonly baseline: DatedValue;
	readonly target: Pick<DatedValue, 'on' | 'amount'>;
	readonly observed: DatedValue;
	readonly direction: 'up' | 'down';
}

export interface PathAnswer {
	/** What the straight line from the baseline to the target asks for on the day of the value. */
	readonly expected: number;
	/** By how much the value is better than that; below zero: worse. */
	readonly ahead: number;
	/** Of `ahead`; undefined without the errors of both values. */
	readonly interval: Interval | undefined;
	readonly status: 'on-path' | 'behind' | 'too-uncertain';
}

/**
 * Where a value lies beside the straight line from its baseline to its target. The line begins at an
 * estimate, so that its own error shrinks to nothing at the target: variance of the value plus
 * (1 - share of the time)^2 that of the baseline, the two being independent samples. Without errors,
 * and where the interval holds the line, nobody can say. Undefined where the days are out of order.
 */
export function linearPath(
	{ baseline, target, observed, direction }: PathQuestion,
	{ level = 0.95 }: { readonly level?: number } = {}
): PathAnswer | undefined {
	const whole = daysBetween(baseline.on, target.on);
	const passed = daysBetween(baseline.on, observed.on);
	if (!(whole > 0 && passed > 0 && passed <= whole)) return undefined;
	const share = passed / whole;
	const expected = baseline.amount + share * (target.amount - baseline.amount);
	if (!Number.isFinite(expected)) throw new DomainError(`not a path: ${expected}`);
	const ahead = (direction === 'down' ? -1 : 1) * (observed.amount - expected);
	const [first, last] = [baseline.standardError, observed.standardError];
	if (first === undefined || last === undefined)
		return { expected, ahead, interval: undefined, status: 'too-uncertain' };
	const interval = tInterval(ahead, Math.hypot(last, (1 - share) * first), { level });
	const status = interval.lower >= 0 ? 'on-path' : interval.upper < 0 ? 'behind' : 'too-uncertain';
	return { expected, ahead, interval, status };
}
