import type { TemplateColumn } from '#lib/model/entry-template.ts';
import type { CellFault, FilledRow } from '#lib/model/filled-template.ts';
import { locales } from '#lib/model/locales.ts';
import { nearestName } from '#lib/model/nearest-name.ts';
import { cellName, rangeName } from '../xlsx/xlsx-address.ts';
import type { GridRow, SheetGrid } from '../xlsx/sheet-grids.ts';
import { type HeadedSheet, columnText } from './template-sheets.ts';

/** What has to be said of a sheet, which keeps no row from being read. */
export interface SheetNote {
	readonly kind: NoteKind;
	/** As the workbook calls it. */
	readonly sheet: string;
	/** A cell, a range, or ''. */
	readonly cell: string;
	/** The name of a column or of a sheet. */
	readonly name?: string | undefined;
	readonly meant?: string | undefined;
}

export const noteKinds = [
	...(['unknown-column', 'column-twice', 'missing-column', 'merged', 'hidden-sheet'] as const),
	...(['hidden-column', 'hidden-row', 'other-sheet', 'renamed-sheet', 'entry-exists'] as const)
] as const;
export type NoteKind = (typeof noteKinds)[number];

/** The rows of a sheet of a form; `others` are columns that its template does not have. */
export interface FilledSheet {
	readonly rows: readonly FilledRow[];
	readonly notes: readonly SheetNote[];
}

interface FilledOptions {
	/** Columns besides those of the form, such as the dimensions of a series. */
	readonly more?: readonly string[];
}

/** The rows that were filled in below the names of the columns. */
export function filledSheet(
	{ sheet, grid, header }: HeadedSheet,
	{ more = [] }: FilledOptions = {}
): FilledSheet {
	const names = [...sheet.columns.map(({ id }) => id), ...more];
	const columns = new Map<number, string>();
	const notes: SheetNote[] = [];
	const note = (kind: NoteKind, cell = '', name?: string, meant?: string) =>
		void notes.push({
			kind,
			sheet: grid.name,
			cell,
			...(name && { name }),
			...(meant && { meant })
		});
	const used = new Set<string>();
	for (const { column, text } of header.cells) {
		const name = columnText(text);
		const cell = cellName(column, header.row);
		if (name === '') continue;
		if (!names.includes(name)) note('unknown-column', cell, name, nearestName(name, names));
		else if (used.has(name)) note('column-twice', cell, name);
		else columns.set(column, name);
		used.add(name);
	}
	for (const column of sheet.columns)
		if (column.isNeeded && !sameText(column, sheet.columns).some(({ id }) => used.has(id)))
			note('missing-column', '', column.id);
	if (grid.name.trim().toLowerCase() !== sheet.id) note('renamed-sheet', '', sheet.id);
	if (grid.isHidden) note('hidden-sheet');
	layoutNotes(grid, header, columns, note);
	const below = grid.rows.filter(({ row }) => row > header.row);
	if (below.some(({ isHidden }) => isHidden))
		note('hidden-row', `row ${below.find(({ isHidden }) => isHidden)?.row ?? ''}`);
	return { rows: below.flatMap((row) => filledRow(row, columns) ?? []), notes };
}

/** The columns of one text in its languages; any other column alone. */
function sameText(column: TemplateColumn, all: readonly TemplateColumn[]): TemplateColumn[] {
	const field = ({ path }: TemplateColumn) =>
		locales.some((locale) => locale === path.at(-1)) ? path.slice(0, -1).join('.') : undefined;
	const own = field(column);
	return own === undefined ? [column] : all.filter((one) => field(one) === own);
}

type Note = (kind: NoteKind, cell?: string, name?: string, meant?: string) => void;

function layoutNotes(
	grid: SheetGrid,
	header: GridRow,
	columns: ReadonlyMap<number, string>,
	note: Note
): void {
	for (const merge of grid.merges) if (merge.bottom > header.row) note('merged', rangeName(merge));
	for (const [column, name] of columns)
		if (grid.hiddenColumns.some(({ from, to }) => column >= from && column <= to))
			note('hidden-column', cellName(column, header.row), name);
}

function filledRow(
	{ row, cells, unread }: GridRow,
	columns: ReadonlyMap<number, string>
): FilledRow | undefined {
	const found = new Map<string, { cell: string; text: string }>();
	const faults: CellFault[] = unread.flatMap(({ column, name, message }) => {
		const own = columns.get(column);
		return own === undefined ? [] : [{ column: own, cell: name, message, text: '' }];
	});
	for (const { column, kind, text } of cells) {
		const name = columns.get(column);
		const written = text.trim();
		if (name === undefined || written === '') continue;
		const cell = cellName(column, row);
		if (kind === 'error')
			faults.push({ column: name, cell, message: `an error of the spreadsheet: ${text}`, text });
		else found.set(name, { cell, text: written });
	}
	if (found.size === 0 && faults.length === 0) return undefined;
	return { row, cells: found, ...(faults.length > 0 && { faults }) };
}
