import type { Interval } from '#lib/stats/intervals/interval.ts';
import type { Followed } from './followed.ts';
import { type RiskTable, lastRowUntil, lastTime, numberAtRisk, riskTable } from './risk-table.ts';
import {
	type IntervalScale,
	type SurvivalLimitsOptions,
	survivalLimits
} from './survival-limits.ts';

/** Share without the event, a step at every time of the table. */
export interface SurvivalCurve {
	readonly table: RiskTable;
	readonly survival: readonly number[];
	/** Greenwood; undefined once nobody is left. */
	readonly standardErrors: readonly (number | undefined)[];
	/** Undefined before the first event and once nobody is left. */
	readonly intervals: readonly (Interval | undefined)[];
	readonly scale: IntervalScale;
	readonly level: number;
}

/**
 * Kaplan-Meier with Greenwood's variance, S² Σ d / (n (n - d)). Agrees with R `survival::survfit`;
 * any event other than 0 counts, so competing events belong in `cumulativeIncidence`.
 */
export function kaplanMeier(
	followed: Followed,
	{ scale = 'log-log', level = 0.95 }: SurvivalLimitsOptions = {}
): SurvivalCurve {
	const table = riskTable(followed);
	let [share, sum] = [1, 0];
	const steps = table.time.map((_, row) => {
		const [atRisk, events] = [table.atRisk[row]!, table.events[0]![row]!];
		share *= (atRisk - events) / atRisk;
		sum += events === 0 ? 0 : events / (atRisk * (atRisk - events));
		const standardError = share > 0 ? share * Math.sqrt(sum) : undefined;
		return {
			share,
			standardError,
			interval: survivalLimits(share, standardError ?? NaN, { scale, level })
		};
	});
	return {
		table,
		survival: steps.map((step) => step.share),
		standardErrors: steps.map((step) => step.standardError),
		intervals: steps.map((step) => step.interval),
		scale,
		level
	};
}

/**
 * no-event-yet: the share is 1 and has no interval. nobody-left: it is 0 and has none. unobserved:
 * beyond the last time at which anybody was seen, and the share there is not known.
 */
export type CurveState = 'estimated' | 'no-event-yet' | 'nobody-left' | 'unobserved';

/** A curve at one time: what stands beside it and under it. */
export interface CurveReading {
	readonly time: number;
	readonly state: CurveState;
	/** Just before that time. */
	readonly atRisk: number;
	/** Until then. */
	readonly events: number;
	/** Until then. */
	readonly censored: number;
	readonly survival: number | undefined;
	readonly standardError: number | undefined;
	readonly interval: Interval | undefined;
}

/** The curve at given times, with the numbers at risk, with an event and no longer seen. */
export function survivalAt(curve: SurvivalCurve, times: readonly number[]): CurveReading[] {
	const { table } = curve;
	return times.map((time) => {
		const row = lastRowUntil(table, time);
		const until = (counts: readonly number[]) =>
			counts.slice(0, row + 1).reduce((sum, count) => sum + count, 0);
		const survival = row < 0 ? 1 : curve.survival[row]!;
		const state = stateAt(curve, survival, time);
		const isKnown = state !== 'unobserved';
		return {
			time,
			state,
			atRisk: numberAtRisk(table, time),
			events: until(table.events[0]!),
			censored: until(table.censored),
			survival: isKnown ? survival : undefined,
			standardError: !isKnown ? undefined : row < 0 ? 0 : curve.standardErrors[row],
			interval: isKnown ? curve.intervals[row] : undefined
		};
	});
}

function stateAt({ table }: SurvivalCurve, survival: number, time: number): CurveState {
	if (survival === 0) return 'nobody-left';
	if (time > lastTime(table)) return 'unobserved';
	return survival === 1 ? 'no-event-yet' : 'estimated';
}
