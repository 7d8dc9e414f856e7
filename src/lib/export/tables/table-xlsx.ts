import { m } from '#lib/i18n/paraglide/messages.js';
import writeXlsxFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/universal';
import { citationOf } from './citation.ts';
import { excelText } from './excel-text.ts';
import { type Cell, type LeavingTable, type TableColumn, cellReader } from './leaving-table.ts';

/**
 * A workbook of two sheets: the rows, as numbers with all their digits below the names of the
 * columns, and what has to be known of them. No cell is a formula.
 */
export function tableXlsx(table: LeavingTable): Promise<Blob> {
	return writeXlsxFile([dataSheet(table), notesSheet(table)]).toBlob();
}

function dataSheet(table: LeavingTable): Sheet<Blob> {
	const { columns, rows, locale, form } = table;
	const cell = cellReader(table);
	const head = columns.map(({ label }): CellObject => ({ ...text(label), fontWeight: 'bold' }));
	const body = rows.map((row) =>
		columns.map((column, i) =>
			cellOf(column, row[i] ?? null, () => form.numberFormat(column.id, (id) => cell(row, id)))
		)
	);
	return {
		sheet: m.export_sheet_data({}, { locale }),
		data: [head, ...body],
		stickyRowsCount: 1,
		columns: columns.map(({ kind, label }, i) => ({ width: columnWidth(label, kind, rows, i) }))
	};
}

function cellOf({ kind }: TableColumn, value: Cell, format: () => string): CellObject | null {
	if (value === null || value === '') return null;
	if (typeof value === 'string') return text(value);
	return { value, type: Number, format: kind === 'integer' ? '#,##0' : format() };
}

const text = (value: string): CellObject => ({ value: excelText(value), type: String });

/** In characters. */
const width = { least: 9, most: 40, label: 26, text: 110 };

function columnWidth(
	label: string,
	kind: TableColumn['kind'],
	rows: LeavingTable['rows'],
	i: number
): number {
	const texts = kind === 'text' ? rows.map((row) => String(row[i] ?? '').length) : [];
	const needed = Math.max(width.least, label.length + 2, ...texts);
	return Math.min(width.most, needed);
}

function notesSheet(table: LeavingTable): Sheet<Blob> {
	const { locale, columns, release, created, address } = table;
	const say = (label: typeof m.export_note) => label({}, { locale });
	const line = (label: string, words: string): Row => [
		{ ...text(label), alignVertical: 'top' },
		{ ...text(words), wrap: true, alignVertical: 'top' }
	];
	const heading = (words: string): Row => [{ ...text(words), fontWeight: 'bold' }];
	const released = m.export_release_of({ release: release.id, date: release.date }, { locale });
	return {
		sheet: say(m.export_sheet_notes),
		columns: [{ width: width.label }, { width: width.text }],
		data: [
			line(say(m.export_title), table.title),
			line(say(m.export_subtitle), table.subtitle),
			...table.notes.map(({ label, text: words }) => line(label, words)),
			line(say(m.export_release), released),
			line(say(m.export_created), created),
			line(say(m.export_address), address),
			line(say(m.export_cite), citationOf(table).text),
			[],
			heading(say(m.export_columns)),
			...columns.map(({ id, label, reading }) =>
				line(label, reading === '' ? id : `${id}. ${reading}`)
			)
		]
	};
}
