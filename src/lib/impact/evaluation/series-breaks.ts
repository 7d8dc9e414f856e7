import type { EvaluationRefusal } from '#lib/model/evaluation.ts';
import type { TimeScale } from '#lib/model/programme-design.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { type SeriesTable, breaksOf } from '#lib/model/programme-series.ts';
import { refused } from './effects.ts';
import { periodName } from './period-names.ts';
import { outcomeColumns } from './published-columns.ts';

/** What is looked at, and when the programme began. */
interface Window {
	readonly first: number;
	readonly last: number;
	readonly starts: readonly number[];
}

/** Breaks of the series that an outcome is read from, the one that it is a rate of among them. */
export const outcomeBreaks = (
	table: SeriesTable | undefined,
	outcome: Pick<ProgrammeOutcome, 'column' | 'scale'>
): number[] => breaksOf(table, outcomeColumns(outcome));

/**
 * A series that is counted otherwise from a period on is another series. Where that period is the
 * start of the programme nothing can tell the two apart: what is seen there is never an effect.
 */
export function seriesBreakRefusal(
	breaks: readonly number[],
	time: TimeScale,
	{ first, last, starts }: Window
): EvaluationRefusal | undefined {
	const within = breaks.filter((at) => at > first && at <= last);
	if (within.length === 0) return undefined;
	const atStart = within.filter((at) => starts.includes(at));
	const told = (periods: readonly number[]) => ({
		period: periods.map((at) => periodName(time, at)).join(', ')
	});
	if (atStart.length > 0) return refused('break-at-start', 'control-recorded-alike', told(atStart));
	return refused('break-in-series', 'window-without-change', told(within));
}
