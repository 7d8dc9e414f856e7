import type { DataError } from '#lib/errors.ts';
import type { DiscontinuityRefusal } from '../discontinuity/refusals.ts';
import type { Refusal } from '../panel/refusals.ts';
import type { BlockRefusal } from '../synthetic/block-refusals.ts';
import type { ImpactRows } from './impact-columns.ts';

/** The next honest thing to do where a design cannot be had. */
export type NextDesign =
	| (Refusal | BlockRefusal | DiscontinuityRefusal)['next']
	| ('not-yet-treated' | 'fewer-covariates' | 'more-units' | 'repair-data');

/** Why data have no answer to a question. */
export interface ImpactRefusal {
	readonly status: 'refused';
	/** What was expected of the data, and what is there. */
	readonly reason: string;
	/** Rows of the data, from 1, and where they stand in the file; null where it is no single row. */
	readonly where: { readonly rows: readonly number[]; readonly places: readonly number[] } | null;
	/** null where nothing else could be asked of these data. */
	readonly next: NextDesign | null;
}

/** What the estimators say, and what remains; the first that fits. */
const nextDesigns: readonly (readonly [RegExp, NextDesign])[] = [
	[/^one (treated|control) /, 'synthetic-control'],
	[/^no unit is never treated/, 'not-yet-treated'],
	[/^all units are treated at the same time/, 'interrupted-time-series'],
	[/^all units are treated by the last period/, 'window-before-last-start'],
	[/^(no unit is untreated|nobody (above|below) the cut-off)/, 'interrupted-time-series'],
	[/^running variable constant/, 'two-groups'],
	[/^distinct values (above|below) the cut-off/, 'randomisation-inference'],
	[/^treated from the first period on/, 'without-these-units'],
	[/^treatment starts in several periods, estimate by group and time/, 'group-time'],
	[/^no row of unit .* leave out units that are not complete/, 'complete-units'],
	[/compare two by two/, 'two-by-two'],
	[/^no other control|^no control is left/, 'more-units'],
	[/^no (treated cohort|unit begins treatment|effect in the window)/, 'another-window'],
	[/^(no cohort has a period|cohort without rows in the period) before/, 'earlier-data'],
	[/^periods before treatment fewer than 2,.*: 1$/, 'two-by-two'],
	[/^periods before treatment fewer than/, 'earlier-data'],
	[/^no effect before the reference period/, 'earlier-data'],
	[
		/^(treatment starts in several periods|a two-way estimate cannot be taken apart)/,
		'sun-abraham'
	],
	[
		/no overlap|singular|follows from those before|explained by the other columns|more than \d+ rows for as many/,
		'fewer-covariates'
	],
	[/^fewer than (2|two|three) (clusters|pairs|studies)|^nothing to pool/, 'more-units'],
	[/^fewer than \d+ points (before|from) the interruption/, 'another-window'],
	[/, rows? \d+|twice|no value in (the )?period/, 'repair-data']
];

const rowWord = /\b(rows?) (\d+)(?: and (\d+))?/g;

/** A refusal in which rows are those of the file. */
export function refusalOf({ message }: DataError, rows: ImpactRows): ImpactRefusal {
	const { places, counts = 'row' } = rows.columns;
	const found: number[] = [];
	const placeOf = (row: number) => places?.[row - 1] ?? row;
	const told = (text: string | undefined) => {
		const row = rows.rowOf(Number(text));
		found.push(row);
		return String(placeOf(row));
	};
	const reason = message.replaceAll(rowWord, (_, word: string, first: string, second?: string) => {
		const name = word === 'rows' ? `${counts}s` : counts;
		return `${name} ${told(first)}${second === undefined ? '' : ` and ${told(second)}`}`;
	});
	return {
		status: 'refused',
		reason,
		where: found.length > 0 ? { rows: found, places: found.map(placeOf) } : null,
		next: nextDesigns.find(([says]) => says.test(message))?.[1] ?? null
	};
}
