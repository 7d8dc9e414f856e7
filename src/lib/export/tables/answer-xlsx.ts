import { m } from '#lib/i18n/paraglide/messages.js';
import writeXlsxFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/universal';
import type { AnswerColumn, AnswerColumnId } from './answer-columns.ts';
import type { Cell } from './answer-rows.ts';
import { type AnswerTable, cellReader } from './answer-table.ts';
import { citationOf } from './citation.ts';
import { excelText } from './excel-text.ts';

/**
 * A workbook of two sheets: the rows, as numbers with all their digits below the names of the
 * columns, and what has to be known of them. No cell is a formula.
 */
export function answerXlsx(table: AnswerTable): Promise<Blob> {
	return writeXlsxFile([dataSheet(table), notesSheet(table)]).toBlob();
}

function dataSheet(table: AnswerTable): Sheet<Blob> {
	const { columns, rows, locale } = table;
	const cell = cellReader(table);
	const head = columns.map(({ label }): CellObject => ({ ...text(label), fontWeight: 'bold' }));
	const body = rows.map((row) =>
		columns.map((column, i) => cellOf(column, row[i] ?? null, cell(row, 'statistic')))
	);
	return {
		sheet: m.export_sheet_data({}, { locale }),
		data: [head, ...body],
		stickyRowsCount: 1,
		columns: columns.map(({ kind, label }, i) => ({ width: columnWidth(label, kind, rows, i) }))
	};
}

function cellOf({ id, kind }: AnswerColumn, value: Cell, statistic: Cell): CellObject | null {
	if (value === null || value === '') return null;
	if (typeof value === 'string') return text(value);
	const format = kind === 'integer' ? '#,##0' : numberFormat(id, statistic);
	return { value, type: Number, format };
}

const text = (value: string): CellObject => ({ value: excelText(value), type: String });

const inUnitOfEstimate: readonly AnswerColumnId[] = [
	...(['estimate', 'standard_error', 'lower', 'upper'] as const)
];

/** How a number is shown; the cell holds all its digits. */
function numberFormat(id: AnswerColumnId, statistic: Cell): string {
	if (id === 'level') return '0.##%';
	if (!inUnitOfEstimate.includes(id)) return id === 'df' ? '0.##' : '0.00';
	if (statistic === 'proportion') return '0.00%';
	return statistic === 'total' ? '#,##0' : '0.00';
}

/** In characters. */
const width = { least: 9, most: 40, label: 26, text: 110 };

function columnWidth(
	label: string,
	kind: AnswerColumn['kind'],
	rows: AnswerTable['rows'],
	i: number
): number {
	const texts = kind === 'text' ? rows.map((row) => String(row[i] ?? '').length) : [];
	const needed = Math.max(width.least, label.length + 2, ...texts);
	return Math.min(width.most, needed);
}

function notesSheet(table: AnswerTable): Sheet<Blob> {
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
