import writeXlsxFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/universal';
import { m } from '#lib/i18n/paraglide/messages.js';
import { type EntryTemplate, type TemplateSheet, templateRows } from '#lib/model/entry-template.ts';
import { type Locale, locales } from '#lib/model/locales.ts';
import { columnReading } from './template-readings.ts';
import { undatedWorkbook } from './undated-workbook.ts';

const width = { cell: 22, text: 60, name: 20 };

/**
 * A form as a workbook: a sheet that explains every column in four languages, and one for every list,
 * blank or filled with what a declaration says. The same input gives the same bytes.
 */
export async function templateXlsx(
	template: EntryTemplate,
	declaration: object = {}
): Promise<Uint8Array> {
	const rows = templateRows(template, declaration);
	const sheets = template.sheets.map((sheet) => entrySheet(sheet, rows.get(sheet.id) ?? []));
	const blob = await writeXlsxFile([...sheets, guideSheet(template)]).toBlob();
	return undatedWorkbook(new Uint8Array(await blob.arrayBuffer()));
}

const text = (value: string): CellObject => ({
	value,
	type: String,
	wrap: true,
	alignVertical: 'top'
});
const bold = (value: string): CellObject => ({ ...text(value), fontWeight: 'bold' });

function entrySheet(
	{ id, columns }: TemplateSheet,
	rows: readonly (readonly (string | number | null)[])[]
): Sheet<Blob> {
	const isBlank = (row: readonly unknown[]) => row.every((cell) => cell === null);
	const cellOf = (cell: string | number | null): CellObject | null =>
		cell === null ? null : typeof cell === 'number' ? { value: cell, type: Number } : text(cell);
	return {
		sheet: id,
		stickyRowsCount: 1,
		columns: columns.map(({ path }) => ({
			width: locales.some((locale) => locale === path.at(-1)) ? width.text / 2 : width.cell
		})),
		data: [
			columns.map((column) => bold(column.id)),
			...rows.filter((row) => !isBlank(row)).map((row): Row => row.map(cellOf))
		]
	};
}

function guideSheet({ sheets }: EntryTemplate): Sheet<Blob> {
	const said = (locale: Locale) => text(m.template_rules({}, { locale }));
	const rows = sheets.flatMap(({ id, columns }) =>
		columns.map(({ id: column, path }): Row => [
			text(id),
			text(column),
			...locales.map((locale) => text(columnReading(path, locale)))
		])
	);
	return {
		sheet: 'guide',
		stickyRowsCount: 1,
		columns: [
			{ width: width.name },
			{ width: width.name },
			...locales.map(() => ({ width: width.text }))
		],
		data: [
			[bold('sheet'), bold('column'), ...locales.map((locale) => bold(locale))],
			[text(''), text(''), ...locales.map(said)],
			...rows
		]
	};
}
