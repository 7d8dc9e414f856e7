import { DataError } from '#lib/errors.ts';
import type { EntryTemplate } from '#lib/model/entry-template.ts';
import type { FilledRow } from '#lib/model/filled-template.ts';
import { nearestName } from '#lib/model/nearest-name.ts';
import type { ByteSource } from '../byte-source.ts';
import type { SourceRecord } from '../records.ts';
import { cellName } from './xlsx-address.ts';
import { sheetRows, xlsxSheets } from './xlsx.ts';

/** Explains the columns, and is no list. */
const guide = 'guide';

/**
 * The rows of a form that was filled in, by the name of their sheet. A sheet that is not there has none.
 * @throws DataError for a workbook that is no such form: a sheet or a column that the form does not know.
 */
export async function filledSheets(
	source: ByteSource,
	{ id, sheets }: EntryTemplate
): Promise<Map<string, FilledRow[]>> {
	const there = (await xlsxSheets(source)).map(({ name }) => name);
	const known = sheets.map((sheet) => sheet.id);
	const stray = there.find((name) => name !== guide && !known.includes(name));
	if (stray !== undefined)
		throw new DataError(
			`the form ${id} has no sheet of that name, but ${known.join(', ')}: ${stray}`
		);
	const found = new Map<string, FilledRow[]>();
	for (const { id: sheet, columns } of sheets) {
		if (!there.includes(sheet)) continue;
		const records: SourceRecord[] = [];
		for await (const batch of sheetRows(source, { sheet })) records.push(...batch);
		const names = columns.map((column) => column.id);
		found.set(sheet, filledRows(sheet, names, records));
	}
	return found;
}

function filledRows(
	sheet: string,
	names: readonly string[],
	[head, ...records]: readonly SourceRecord[]
): FilledRow[] {
	const columns = head?.values.map((name) => name.trim()) ?? [];
	columns.forEach((name, i) => {
		const cell = cellName(i + 1, head?.place ?? 1);
		const meant = nearestName(name, names);
		if (name !== '' && !names.includes(name))
			throw new DataError(
				`${sheet}!${cell}: unknown column${meant === undefined ? '' : `, did you mean ${meant}`}: ${name}`
			);
		if (name !== '' && columns.indexOf(name) !== i)
			throw new DataError(`${sheet}!${cell}: column stands twice: ${name}`);
	});
	return records.map(({ place, values }) => ({
		row: place,
		cells: new Map(
			values.flatMap((value, i) => {
				const text = value.trim();
				const name = columns[i] ?? '';
				return text === '' || name === ''
					? []
					: [[name, { cell: cellName(i + 1, place), text }] as const];
			})
		)
	}));
}
