import { DataError, DomainError } from '#lib/errors.ts';
import { twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { type IncidenceReading, cumulativeIncidence, incidenceAt } from './cumulative-incidence.ts';
import { type Followed, expectFollowed, followedWhere } from './followed.ts';
import { expectGroups } from './log-rank.ts';

export interface EventWindowsOptions {
	/** Ends of the windows in the unit of the times, e.g. months. Defaults to 6, 12 and 24. */
	readonly windows?: readonly number[];
	/** Kinds of event; the outcome is 1. Defaults to those that occur. */
	readonly causes?: number;
	/** Confidence level between 0 and 1; defaults to 0.95. */
	readonly level?: number;
}

/** The second group less the first. */
export interface WindowDifference {
	readonly group: string;
	readonly estimate: number;
	readonly standardError: number;
	readonly interval: Interval;
	readonly z: number;
	readonly p: number;
}

export type WindowWarning =
	/** Nobody of the group was seen until the end of the window: no share is known. */
	| { readonly code: 'window-not-observed'; readonly group: string }
	/** The normal interval of a difference is not to be trusted. */
	| { readonly code: 'few-events'; readonly group: string; readonly events: number };

/** Share of each group with the outcome until the end of a window, and what they differ by. */
export interface EventWindow {
	readonly until: number;
	readonly groups: readonly (IncidenceReading & { readonly group: string; readonly n: number })[];
	/** Each later group less the first; none where one is not known, or has no error. */
	readonly differences: readonly WindowDifference[];
	readonly warnings: readonly WindowWarning[];
}

const leastEvents = 10;

/**
 * Who had the outcome within windows of time, by group; other events compete. Where nobody leaves
 * and nothing competes it is the simple share. The test is neither the log-rank test nor Fisher's.
 */
export function eventWindows(
	followed: Followed,
	groups: Factor,
	{ windows = [6, 12, 24], causes, level = 0.95 }: EventWindowsOptions = {}
): EventWindow[] {
	const kinds = causes ?? Math.max(1, ...new Set(followed.event));
	expectFollowed(followed, kinds);
	expectGroups(groups, followed.time.length);
	checkedLevel(level);
	const bad = windows.find((until) => !(until > 0 && until < Infinity));
	if (bad !== undefined) throw new DomainError(`window not above 0: ${bad}`);
	const curves = groups.levels.map((_, code) =>
		cumulativeIncidence(
			followedWhere(followed, (row) => groups.codes[row] === code),
			kinds,
			{ level }
		)
	);
	return windows.map((until) => {
		const readings = curves.map((curve, code) => ({
			group: groups.levels[code]!,
			n: curve.table.size,
			...incidenceAt(curve, 0, [until])[0]!
		}));
		const [reference, ...others] = readings;
		if (!reference) throw new DataError(`nothing to compare, groups: ${readings.length}`);
		const differences = others.flatMap((other) => difference(reference, other, level) ?? []);
		return { until, groups: readings, differences, warnings: readings.flatMap(warningsOf) };
	});
}

type Reading = IncidenceReading & { readonly group: string };

function difference(first: Reading, second: Reading, level: number): WindowDifference | undefined {
	const errors = [first.standardError, second.standardError];
	if (first.incidence === undefined || second.incidence === undefined) return undefined;
	const standardError = Math.hypot(...errors.map((error) => error ?? NaN));
	if (!(standardError > 0)) return undefined;
	const estimate = second.incidence - first.incidence;
	const z = estimate / standardError;
	return {
		group: second.group,
		estimate,
		standardError,
		interval: tInterval(estimate, standardError, { level }),
		z,
		p: twoSidedTail(z, Infinity)
	};
}

function warningsOf({ group, state, events }: Reading): WindowWarning[] {
	if (state === 'unobserved') return [{ code: 'window-not-observed', group }];
	return events < leastEvents ? [{ code: 'few-events', group, events }] : [];
}
