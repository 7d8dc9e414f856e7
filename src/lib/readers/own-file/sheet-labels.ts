import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { type Dictionary, knownVariables } from '../inspect/dictionary.ts';
import { sheetDictionary } from '../inspect/dictionary-sheet.ts';
import { tableName } from '../inspect/inspection.ts';
import { firstRows } from '../inspect/sheet-guess.ts';
import type { ReadLimits } from '../read-limits.ts';
import type { Records, SourceRecord } from '../records.ts';

export interface SheetLabelsOptions {
	readonly source: ByteSource;
	readonly limits: ReadLimits;
	/** Of the file. */
	readonly name: string;
	/** The other sheets. */
	readonly sheets: readonly string[];
}

/** A sheet of codes is no longer than this. */
const mostRows = 20_000;

/** Records whose variables have the labels that another sheet of the workbook gives them, if one does. */
export async function withSheetLabels(
	records: Records,
	options: SheetLabelsOptions
): Promise<Records> {
	const columns = records.variables.map(({ name }) => name);
	const dictionary = await dictionaryIn(columns, options);
	if (!dictionary) return records;
	const known = knownVariables(columns, [dictionary]);
	return {
		...records,
		notes: [...records.notes, ...dictionary.notes.map((note) => `labels of columns: ${note}`)],
		variables: records.variables.map((variable, i) => {
			const { label, question, codes } = known[i]!;
			const named = label ?? question;
			return { ...variable, ...(named !== undefined && { label: named }), labels: codes };
		})
	};
}

async function dictionaryIn(
	columns: readonly string[],
	{ source, limits, name, sheets }: SheetLabelsOptions
): Promise<Dictionary | undefined> {
	const rows = new Map<string, readonly SourceRecord[]>();
	for (const sheet of sheets) rows.set(sheet, await firstRows(source, { sheet, limits }, mostRows));
	try {
		return sheetDictionary(rows, { title: name, columns, table: tableName(name) });
	} catch (error) {
		// No sheet is about these columns.
		if (error instanceof DataError) return undefined;
		throw error;
	}
}
