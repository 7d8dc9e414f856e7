import { m } from '#lib/i18n/paraglide/messages.js';
import { pageNotes } from './answer-notes.ts';
import { type EffectColumnId, effectColumns } from './effect-columns.ts';
import { effectsForm } from './effect-form.ts';
import type { Cell, LeavingTable } from './leaving-table.ts';
import { wordedColumns } from './table-columns.ts';

/** A programme, or several together: a text is never null, a number is null where there is none. */
export type EffectRow = Readonly<Record<EffectColumnId, Cell>>;

/** Nothing said of anything. */
export const blankEffect = Object.fromEntries(
	Object.entries(effectColumns).map(([id, { kind }]) => [id, kind === 'text' ? '' : null])
) as EffectRow;

export interface EffectTableOptions extends Omit<
	LeavingTable,
	'form' | 'columns' | 'rows' | 'notes'
> {
	readonly rows: readonly EffectRow[];
	/** As they stand on the page. */
	readonly notes: readonly string[];
}

/** The table of effects of programmes, with what has to be known of each. */
export function effectTable({ rows, notes, ...about }: EffectTableOptions): LeavingTable {
	const { locale, sources } = about;
	const columns = wordedColumns(effectColumns, locale);
	const said = (label: typeof m.export_note, text: string) => ({
		label: label({}, { locale }),
		text
	});
	return {
		...{ ...about, form: effectsForm, columns },
		rows: rows.map((row) => columns.map(({ id }) => row[id])),
		notes: [
			...pageNotes(notes, locale),
			...sources.flatMap(({ title, citation, licence }) => [
				said(m.export_source, title),
				said(m.export_citation, citation),
				said(m.export_licence, licence)
			])
		]
	};
}
