import type { FrameworkIndicator } from '#lib/model/framework-parts.ts';
import { type TargetBasis, amountOf } from '#lib/model/framework-amount.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { type ReportedTotal, reportedTotal } from './reported-total.ts';

/**
 * met: by its day; met-late: after it; short: reported up to its day and below it; not-reported: no
 * report reaches its day; too-uncertain: its interval holds the milestone; no-direction: neither
 * more nor less is wanted.
 */
export type MilestoneState =
	'met' | 'met-late' | 'short' | 'not-reported' | 'too-uncertain' | 'no-direction';

interface Dated {
	readonly due: string;
	readonly amount: number;
}

/** How far an indicator is. There is a path only where the source gives dates. */
export type Progress =
	/** `total` beside no target: a bar would be of nothing. */
	| { readonly kind: 'target-not-stated'; readonly total: ReportedTotal }
	| { readonly kind: 'all-countries'; readonly total: ReportedTotal }
	/** A number without a day: so many of so many, and whether that is in time nobody can say. */
	| {
			readonly kind: 'no-date';
			readonly target: number;
			readonly basis: TargetBasis;
			readonly total: ReportedTotal;
	  }
	| {
			readonly kind: 'milestone';
			readonly milestone: Dated;
			readonly state: MilestoneState;
			/** The end of all; undefined where its number or its day is not stated. */
			readonly target: Dated | undefined;
			readonly total: ReportedTotal;
	  }
	/** Dates are stated, and none has come. */
	| { readonly kind: 'not-yet-due'; readonly next: Dated; readonly total: ReportedTotal }
	/** Every year has its own count; undefined: the number a year is not stated. */
	| {
			readonly kind: 'yearly';
			readonly target: number | undefined;
			readonly basis: TargetBasis;
			readonly years: readonly { readonly year: string; readonly total: ReportedTotal }[];
	  }
	| { readonly kind: 'told' };

export interface ProgressOptions {
	/** The day of the report, such as 2026-11-23. */
	readonly today: string;
	/** Of the intervals of estimates; 0.95. */
	readonly level?: number;
}

/** Against the milestone that is due on a day, never against what is due later. */
export function progressOf(indicator: FrameworkIndicator, options: ProgressOptions): Progress {
	const { target, measure } = indicator;
	if (measure === 'qualitative') return { kind: 'told' };
	if (target.per === 'year') return yearly(indicator, options);
	const total = reportedTotal(indicator, options.today);
	const dates = datesOf(indicator);
	const due = dates.filter((one) => one.due <= options.today).at(-1);
	const [next] = dates;
	if (due)
		return {
			...{ kind: 'milestone', milestone: due, state: stateOf(indicator, due, options) },
			...{ target: finalOf(indicator), total }
		};
	if (next) return { kind: 'not-yet-due', next, total };
	const amount = amountOf(target);
	if (target.value === 'all-countries') return { kind: 'all-countries', total };
	return amount === undefined
		? { kind: 'target-not-stated', total }
		: { kind: 'no-date', target: amount, basis: target.basis, total };
}

/** Milestones in their order, and the target where its day is stated. */
function datesOf(indicator: FrameworkIndicator): Dated[] {
	const milestones = indicator.milestones.flatMap((one) => {
		const amount = amountOf(one);
		const isWhole = Object.keys(one.groups).length === 0;
		return amount === undefined || !isWhole ? [] : [{ due: one.due, amount }];
	});
	const final = finalOf(indicator);
	return final ? [...milestones.filter(({ due }) => due < final.due), final] : milestones;
}

function finalOf({ target }: FrameworkIndicator): Dated | undefined {
	const amount = amountOf(target);
	return amount === undefined || target.due === 'not-stated'
		? undefined
		: { due: target.due, amount };
}

function stateOf(
	indicator: FrameworkIndicator,
	{ due, amount }: Dated,
	{ today, level = 0.95 }: ProgressOptions
): MilestoneState {
	const now = reportedTotal(indicator, today);
	if (indicator.direction === 'none') return 'no-direction';
	if (now.kind !== 'total') return 'not-reported';
	const by = reportedTotal(indicator, due);
	const then = side(indicator, by, { amount, level });
	if (then === 'good') return 'met';
	const current = side(indicator, now, { amount, level });
	if (current === 'good') return 'met-late';
	if (now.on < due) return 'not-reported';
	return current === 'unclear' ? 'too-uncertain' : 'short';
}

/** On which side of an amount a total lies; of an estimate its whole interval has to. */
function side(
	{ direction }: FrameworkIndicator,
	total: ReportedTotal,
	{ amount, level }: { readonly amount: number; readonly level: number }
): 'good' | 'bad' | 'unclear' {
	if (total.kind !== 'total') return 'bad';
	const sign = direction === 'down' ? -1 : 1;
	const ahead = sign * (total.amount - amount);
	if (total.standardError === undefined) return ahead >= 0 ? 'good' : 'bad';
	const { lower, upper } = tInterval(ahead, total.standardError, { level });
	return lower >= 0 ? 'good' : upper < 0 ? 'bad' : 'unclear';
}

function yearly(indicator: FrameworkIndicator, { today }: ProgressOptions): Progress {
	const { target, reported } = indicator;
	const years = [...new Set(reported.map(({ to }) => to.slice(0, 4)))].sort();
	return {
		...{ kind: 'yearly', target: amountOf(target), basis: target.basis },
		years: years.map((year) => ({
			year,
			total: reportedTotal(
				{ ...indicator, reported: reported.filter((one) => isWithin(one, year)) },
				today
			)
		}))
	};
}

/** What began before the year is of no single year. */
const isWithin = (
	{ from, to }: { readonly from?: string | undefined; readonly to: string },
	year: string
) => to.startsWith(year) && (from === undefined || from.startsWith(year));
