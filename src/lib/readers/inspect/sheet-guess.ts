import type { ByteSource } from '../byte-source.ts';
import type { ReadLimits } from '../read-limits.ts';
import type { SourceRecord } from '../records.ts';
import { type SheetSummary, sheetRows, xlsxSheets } from '../xlsx/xlsx.ts';

/** Which table of a workbook is meant, and why. */
export interface SheetGuess {
	readonly sheet: string;
	readonly headerRow: number | undefined;
	readonly sheetWhy: string;
	readonly headerWhy: string;
	readonly isXlsForm: boolean;
	/** Those that hold anything, in their order. */
	readonly sheets: readonly Pick<SheetSummary, 'name' | 'isHidden'>[];
}

const looked = 30;
const enough = 0.8;

/** The largest sheet that is not hidden, and the first row that is as wide as its table and holds words only. */
export async function sheetGuess(source: ByteSource, limits: ReadLimits): Promise<SheetGuess> {
	const sheets = await xlsxSheets(source, limits);
	const shown = sheets.filter(({ isHidden, range }) => !isHidden && range !== undefined);
	const [first, ...others] = shown.toSorted((a, b) => rowsOf(b) - rowsOf(a));
	const sheet = (first ?? sheets[0]!).name;
	const headerRow = await headerGuess(source, { sheet, limits });
	return {
		sheet,
		headerRow,
		sheetWhy:
			others.length === 0
				? 'the only one that is shown and holds anything'
				: `the longest of those that are shown; others: ${others.map(({ name }) => name).join(', ')}`,
		headerWhy:
			headerRow === undefined
				? 'no row holds words only; the first that holds anything is taken'
				: `row ${headerRow} is the first as wide as the table that holds different words only`,
		isXlsForm: await isForm(source, sheets, limits),
		sheets: sheets.flatMap(({ name, isHidden, range }) =>
			range === undefined ? [] : [{ name, isHidden }]
		)
	};
}

/** The first row of a sheet that is as wide as its table and holds different words only. */
export async function headerGuess(
	source: ByteSource,
	options: { readonly sheet: string; readonly limits: ReadLimits }
): Promise<number | undefined> {
	const rows = await firstRows(source, options);
	const widest = Math.max(0, ...rows.map(({ values }) => filled(values).length));
	return rows.find(({ values }) => isHeader(values, widest))?.place;
}

/** Rows of one sheet, from its top. */
export async function firstRows(
	source: ByteSource,
	options: { readonly sheet: string; readonly limits: ReadLimits },
	count = looked
): Promise<SourceRecord[]> {
	const rows: SourceRecord[] = [];
	for await (const batch of sheetRows(source, options)) {
		rows.push(...batch.slice(0, count - rows.length));
		if (rows.length >= count) break;
	}
	return rows;
}

function rowsOf({ range = '' }: SheetSummary): number {
	const [top = 0, bottom = 0] = [...range.matchAll(/\d+/g)].map(Number);
	return bottom - top;
}

const filled = (values: readonly string[]) => values.filter((value) => value.trim() !== '');

function isHeader(values: readonly string[], widest: number): boolean {
	const names = filled(values);
	return (
		names.length >= enough * widest &&
		new Set(names).size === names.length &&
		names.every((name) => !/^[-+]?[\d.,]+$/.test(name))
	);
}

async function isForm(
	source: ByteSource,
	sheets: readonly SheetSummary[],
	limits: ReadLimits
): Promise<boolean> {
	const survey = sheets.find(({ name }) => name.trim().toLowerCase() === 'survey');
	if (!survey) return false;
	const [header] = await firstRows(source, { sheet: survey.name, limits }, 1);
	return header?.values.some((value) => value.trim().toLowerCase() === 'type') ?? false;
}
