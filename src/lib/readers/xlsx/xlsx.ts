import { DataError } from '#lib/errors.ts';
import type { SourceFile } from '#lib/model/survey.ts';
import type { ByteSource } from '../byte-source.ts';
import { type ReadLimits, readLimits } from '../read-limits.ts';
import type { Records, SourceRecord, Variable } from '../records.ts';
import { type CellRange, cellRange, lastColumn, lastRow, rangeName } from './xlsx-address.ts';
import type { CellContext } from './xlsx-cells.ts';
import { cellFormats } from './xlsx-formats.ts';
import { type SheetColumn, sheetColumns } from './xlsx-header.ts';
import { type SheetOutline, type TableArea, sheetOutline } from './xlsx-outline.ts';
import { type SheetItem, type SheetRow, sheetItems } from './xlsx-sheet.ts';
import { sharedStrings } from './xlsx-strings.ts';
import { type Workbook, type WorkbookSheet, openWorkbook } from './xlsx-workbook.ts';

export type XlsxOptions = Partial<Pick<SourceFile, 'sheet' | 'headerRow' | 'range'>> & {
	readonly limits?: ReadLimits;
};

/** What is in a sheet, for whoever has to choose one. */
export interface SheetSummary {
	readonly name: string;
	readonly isHidden: boolean;
	/** The cells between the first and the last that hold anything, such as B2:H40. */
	readonly range: string | undefined;
}

const wholeSheet: CellRange = { left: 1, top: 1, right: lastColumn, bottom: lastRow };
const batchRecords = 4096;
const batchCells = 100_000;

/**
 * The records of one sheet (the first that is not hidden, unless one is declared) below its header row (the first
 * of the range, else the first that holds anything); their place is the row of the sheet.
 * @throws DataError with the cell at fault, and what to declare where the header is no header.
 */
export async function xlsxRecords(
	source: ByteSource,
	{ sheet: name, headerRow, range, limits = readLimits }: XlsxOptions = {}
): Promise<Records> {
	const book = await openSheet(source, name, limits);
	const area = tableArea(range, headerRow);
	const outline = await sheetOutline(book.items(), area);
	if (outline === undefined)
		throw new DataError(`sheet holds nothing in ${rangeName(area.cells)}: ${book.sheet.name}`);
	const columns = sheetColumns(outline, area.cells);
	return {
		variables: columns.map(variableOf),
		rows: outline.rows,
		counts: 'row',
		batches: recordBatches(book.items(), area.cells, {
			after: outline.headerRows.last,
			columns: columns.map(({ column }) => column)
		}),
		notes: [...sheetNotes(book, name), ...outline.notes, ...mixtureNotes(columns, outline)]
	};
}

/** The sheets of a workbook in their order, with the cells that they use. */
export async function xlsxSheets(
	source: ByteSource,
	limits: ReadLimits = readLimits
): Promise<SheetSummary[]> {
	const workbook = await openWorkbook(source, limits);
	const context = await cellContext(workbook);
	const summaries: SheetSummary[] = [];
	for (const sheet of workbook.sheets) {
		const { name, isHidden } = sheet;
		summaries.push({
			name,
			isHidden,
			range: await usedRange(sheetItems(workbook, sheet, context))
		});
	}
	return summaries;
}

/**
 * The rows of one sheet as texts, blank ones left out, some thousand at a time; `place` is the row.
 * The first value is that of the first column of the range, else of column A.
 */
export async function* sheetRows(
	source: ByteSource,
	{ sheet: name, range, limits = readLimits }: Omit<XlsxOptions, 'headerRow'> = {}
): AsyncGenerator<readonly SourceRecord[]> {
	const book = await openSheet(source, name, limits);
	const { cells } = tableArea(range, undefined);
	const used = await usedColumns(book.items(), cells);
	const columns = Array.from({ length: used }, (_, i) => cells.left + i);
	yield* recordBatches(book.items(), cells, { after: cells.top - 1, columns });
}

interface OpenSheet {
	readonly workbook: Workbook;
	readonly sheet: WorkbookSheet;
	items(): AsyncGenerator<SheetItem>;
}

async function openSheet(
	source: ByteSource,
	name: string | undefined,
	limits: ReadLimits
): Promise<OpenSheet> {
	const workbook = await openWorkbook(source, limits);
	const sheet = name === undefined ? usualSheet(workbook) : namedSheet(workbook, name);
	const context = await cellContext(workbook);
	return { workbook, sheet, items: () => sheetItems(workbook, sheet, context) };
}

const usualSheet = ({ sheets }: Workbook) => sheets.find(({ isHidden }) => !isHidden) ?? sheets[0]!;

function namedSheet({ sheets }: Workbook, name: string): WorkbookSheet {
	const sheet = sheets.find((known) => known.name === name);
	if (sheet === undefined) {
		const known = sheets.map((other) => other.name).join(', ');
		throw new DataError(`workbook has no sheet of that name, but ${known}: ${name}`);
	}
	return sheet;
}

/** What the cells of a workbook refer to. */
export async function cellContext(workbook: Workbook): Promise<CellContext> {
	const strings = await sharedStrings(workbook);
	return { strings, formats: await cellFormats(workbook), is1904: workbook.is1904 };
}

function tableArea(range: string | undefined, headerRow: number | undefined): TableArea {
	const cells = range === undefined ? wholeSheet : cellRange(range);
	if (range === undefined)
		return {
			cells,
			headerRows: headerRow === undefined ? undefined : { first: headerRow, last: headerRow }
		};
	const last = headerRow ?? cells.top;
	if (last < cells.top || last > cells.bottom)
		throw new DataError(`headerRow is outside of the range ${range}: ${last}`);
	return { cells, headerRows: { first: cells.top, last } };
}

function variableOf({ name, kinds }: SheetColumn): Variable {
	const [kind, ...others] = kinds;
	const isPure = others.length === 0 && (kind === 'number' || kind === 'date');
	return { name, kind: isPure ? kind : 'text', labels: new Map(), missing: [] };
}

function sheetNotes({ workbook, sheet }: OpenSheet, declared: string | undefined): string[] {
	const notes: string[] = [];
	if (sheet.isHidden) notes.push(`sheet is hidden, read like others: ${sheet.name}`);
	const others = workbook.sheets.filter((other) => other !== sheet).map(({ name }) => name);
	if (declared === undefined && others.length > 0)
		notes.push(`sheet read, as none is declared: ${sheet.name}; not read: ${others.join(', ')}`);
	return notes;
}

function mixtureNotes(columns: readonly SheetColumn[], { headerRows }: SheetOutline): string[] {
	const mixed = columns.filter(({ kinds }) => kinds.size > 1).map(({ name }) => name);
	return mixed.length === 0
		? []
		: [
				`columns that hold values of several kinds below row ${headerRows.last}, ` +
					`such as numbers and texts: ${mixed.join(', ')}`
			];
}

async function usedRange(items: AsyncIterable<SheetItem>): Promise<string | undefined> {
	let used: CellRange | undefined;
	for await (const item of items) {
		const [first, last] = item.kind === 'row' ? [item.cells[0], item.cells.at(-1)] : [];
		if (item.kind !== 'row' || !first || !last) continue;
		used = {
			left: Math.min(used?.left ?? first.column, first.column),
			top: used?.top ?? item.row,
			right: Math.max(used?.right ?? 0, last.column),
			bottom: item.row
		};
	}
	return used && rangeName(used);
}

/** How many columns of the area are used. */
async function usedColumns(items: AsyncIterable<SheetItem>, area: CellRange): Promise<number> {
	let last = area.left - 1;
	for await (const item of items)
		if (item.kind === 'row' && item.row >= area.top && item.row <= area.bottom)
			for (const { column } of item.cells) if (column <= area.right) last = Math.max(last, column);
	return last - area.left + 1;
}

interface BatchOptions {
	/** Records begin in the row after this one. */
	readonly after: number;
	/** Their values come from these columns. */
	readonly columns: readonly number[];
}

async function* recordBatches(
	items: AsyncIterable<SheetItem>,
	{ bottom }: CellRange,
	{ after, columns }: BatchOptions
): AsyncGenerator<readonly SourceRecord[]> {
	const positions = new Map(columns.map((column, i) => [column, i] as const));
	const most = Math.min(batchRecords, Math.ceil(batchCells / Math.max(1, columns.length)));
	let batch: SourceRecord[] = [];
	for await (const item of items) {
		if (item.kind !== 'row' || item.row <= after) continue;
		if (item.row > bottom) break;
		const record = recordOf(item, positions);
		if (record) batch.push(record);
		if (batch.length < most) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}

/** Undefined for a row that is blank in the columns asked for. */
function recordOf(
	{ row, cells }: SheetRow,
	positions: ReadonlyMap<number, number>
): SourceRecord | undefined {
	const values = new Array<string>(positions.size).fill('');
	let isBlank = true;
	for (const { column, text } of cells) {
		const position = positions.get(column);
		if (position === undefined) continue;
		values[position] = text;
		isBlank = false;
	}
	return isBlank ? undefined : { place: row, values };
}
