import { significant } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { Localized } from '#lib/model/localized.ts';
import {
	type PlanState,
	type PlannedActivity,
	byPlan,
	planState
} from '#lib/model/registers/plan-calendar.ts';
import { type EntryOf, isFilled } from '#lib/model/registers/registers.ts';
import { releasedEntries } from '../index.server.ts';
import { type EntryNames, dateText, fieldLabel } from './entry-words.ts';

type Process = EntryOf<'process'>;

/** Whose entries are wanted: of a place, or of all. */
type Wanted = (entry: { readonly place?: string | undefined }) => boolean;

interface CalendarRow extends PlannedActivity {
	readonly id: string;
	readonly title: Localized;
}

/** What was planned beside what was done, on the day of the release. */
export function planCalendar(names: EntryNames, today: string, isWanted: Wanted = () => true) {
	const { locale } = names;
	const date = (value: string | undefined) =>
		value === undefined ? m.registers_not_stated({}, { locale }) : dateText(value, locale);
	return {
		columns: [
			{ key: 'title', label: m.registers_plan_activity({}, { locale }) },
			{ key: 'plannedFor', label: fieldLabel('plannedFor', locale) },
			{ key: 'doneOn', label: fieldLabel('doneOn', locale) },
			{ key: 'state', label: fieldLabel('state', locale) }
		],
		rows: [...exchangesOf(isWanted), ...processOf(isWanted)].toSorted(byPlan).map((one) => ({
			title: wordsOf(one.title, locale),
			plannedFor: date(one.plannedFor),
			doneOn: date(one.doneOn),
			state: stateText(planState(one, today), names)
		}))
	};
}

const exchangesOf = (isWanted: Wanted) =>
	releasedEntries('exchanges')
		.filter(isWanted)
		.map(({ id, title, plannedFor, state, date }): CalendarRow => {
			const isDone = state === 'held';
			return { id, title, plannedFor, isDone, doneOn: isDone ? date : undefined };
		});

const processOf = (isWanted: Wanted) =>
	releasedEntries('process')
		.filter(isWanted)
		.filter(({ planned, plannedBy, doneOn }) => planned ?? plannedBy ?? doneOn)
		.map(({ id, title, planned, plannedBy, done, doneOn }): CalendarRow => ({
			...{ id, title, plannedFor: plannedBy, doneOn },
			isDone: planned !== undefined && done !== undefined && done >= planned
		}));

function stateText(state: PlanState, { locale }: EntryNames): string {
	if (state === 'done') return m.registers_plan_done({}, { locale });
	if (state === 'overdue') return m.registers_plan_overdue({}, { locale });
	if (state === 'ahead') return m.registers_plan_ahead({}, { locale });
	return m.registers_plan_undated({}, { locale });
}

/** Baseline, plan and what was done of each process indicator that states one of them. */
export function processViews(names: EntryNames, isWanted: Wanted) {
	const { locale } = names;
	const fields = ['baseline', 'planned', 'done'] as const;
	return releasedEntries('process')
		.filter(isWanted)
		.map((entry) => ({
			id: entry.id,
			title: wordsOf(entry.title, locale),
			facts: fields.map((field) => ({
				term: labelOf(field, entry, names),
				value: valueOf(entry, field, names)
			})),
			bar: barOf(entry),
			narrative: entry.narrative && wordsOf(entry.narrative, locale)
		}));
}

function valueOf(entry: Process, field: 'baseline' | 'planned' | 'done', { locale }: EntryNames) {
	const value = entry[field];
	if (value === undefined) return m.registers_not_stated({}, { locale });
	const unit = entry.unit ? ` ${wordsOf(entry.unit, locale)}` : '';
	return `${significant(value, 6, locale)}${unit}`;
}

/** "Planned (June 2026)" */
function labelOf(field: 'baseline' | 'planned' | 'done', entry: Process, { locale }: EntryNames) {
	const dated = ({ baseline: 'baselineDate', planned: 'plannedBy', done: 'doneOn' } as const)[
		field
	];
	const label = fieldLabel(field, locale);
	return isFilled(entry, dated) ? `${label} (${dateText(entry[dated]!, locale)})` : label;
}

function barOf({ planned, done }: Process) {
	if (planned === undefined || planned <= 0 || (done !== undefined && done < 0)) return undefined;
	const widest = Math.max(planned, done ?? 0);
	return { planned: planned / widest, done: done === undefined ? undefined : done / widest };
}
