import { ValueRemarks } from '../value-remarks.ts';
import { type CellRange, cellName, columnLetters, isWithin, rangeName } from './xlsx-address.ts';
import type { Cell } from './xlsx-cells.ts';
import type { SheetItem, SheetRow } from './xlsx-sheet.ts';

/** Where a table is looked for. */
export interface TableArea {
	readonly cells: CellRange;
	/** Rows of names; the lowest is the header. Undefined: the first row that holds anything. */
	readonly headerRows: { readonly first: number; readonly last: number } | undefined;
}

/** What stands below the header of one column. */
export interface ColumnOutline {
	readonly firstRow: number;
	readonly kinds: ReadonlySet<Cell['kind']>;
}

/** What has to be known of a sheet before its records can be given. */
export interface SheetOutline {
	readonly headerRows: { readonly first: number; readonly last: number };
	/** The rows of names, with what merges may bring into them from above. */
	readonly headerCells: ReadonlyMap<number, readonly Cell[]>;
	/** Merged cells that touch the header. */
	readonly headerMerges: readonly CellRange[];
	/** Columns with anything below the header. */
	readonly columns: ReadonlyMap<number, ColumnOutline>;
	/** Rows below the header that hold anything. */
	readonly rows: number;
	readonly notes: readonly string[];
}

/** A merge may bring a name down from so many rows above the header. */
const reach = 20;

/** Goes through a sheet once; undefined if there is nothing in the area. */
export async function sheetOutline(
	items: AsyncIterable<SheetItem>,
	area: TableArea
): Promise<SheetOutline | undefined> {
	const survey = new SheetSurvey(area);
	for await (const item of items)
		if (item.kind === 'row') survey.addRow(item);
		else if (item.kind === 'merge') survey.addMerge(item.cells);
		else survey.addHiddenColumns(item.from, item.to);
	return survey.outline();
}

interface OpenColumn extends ColumnOutline {
	readonly kinds: Set<Cell['kind']>;
}

class SheetSurvey {
	readonly #area: TableArea;
	#headerRows: TableArea['headerRows'];
	readonly #headerCells = new Map<number, readonly Cell[]>();
	readonly #headerMerges: CellRange[] = [];
	readonly #columns = new Map<number, OpenColumn>();
	readonly #notes: string[] = [];
	readonly #remarks = new ValueRemarks(this.#notes);
	#rows = 0;
	#blankRows = 0;
	#lastRow = 0;

	constructor(area: TableArea) {
		this.#area = area;
		this.#headerRows = area.headerRows;
	}

	addRow({ row, cells: all, isHidden }: SheetRow): void {
		const { left, right, top, bottom } = this.#area.cells;
		if (row < Math.min(top, (this.#headerRows?.first ?? top) - reach) || row > bottom) return;
		const cells = all.filter(({ column }) => column >= left && column <= right);
		if (cells.length === 0) return;
		this.#headerRows ??= { first: row, last: row };
		if (row <= this.#headerRows.last) this.#addHeader(row, cells);
		else this.#addRecord(row, cells, isHidden);
	}

	#addHeader(row: number, cells: readonly Cell[]): void {
		if (row >= (this.#headerRows?.last ?? row) - reach) this.#headerCells.set(row, cells);
	}

	#addRecord(row: number, cells: readonly Cell[], isHidden: boolean): void {
		this.#rows++;
		this.#blankRows += row - 1 - Math.max(this.#lastRow, this.#headerRows?.last ?? row - 1);
		this.#lastRow = row;
		if (isHidden) this.#remarks.add('hidden rows, read like others', `row ${row}`);
		for (const { column, kind, remark } of cells) {
			if (remark) this.#remarks.add(remark, `cell ${cellName(column, row)}`);
			const known = this.#columns.get(column);
			if (known) known.kinds.add(kind);
			else this.#columns.set(column, { firstRow: row, kinds: new Set([kind]) });
		}
	}

	addMerge(merge: CellRange): void {
		const { cells } = this.#area;
		const header = this.#headerRows;
		if (header === undefined || merge.right < cells.left || merge.left > cells.right) return;
		const isInside = isWithin(merge.left, merge.top, cells) && merge.top > header.last;
		if (merge.top <= header.last && merge.bottom >= header.first) this.#headerMerges.push(merge);
		else if (isInside)
			this.#remarks.add('merged cells, of which only the first holds a value', rangeName(merge));
	}

	addHiddenColumns(from: number, to: number): void {
		const { left, right } = this.#area.cells;
		if (to < left || from > right) return;
		this.#remarks.add('hidden columns, read like others', `column ${columnLetters(from)}`);
	}

	outline(): SheetOutline | undefined {
		if (this.#headerRows === undefined) return undefined;
		const notes = [...this.#notes];
		if (this.#blankRows > 0)
			notes.push(`blank rows between the records, left out: ${this.#blankRows}`);
		return {
			headerRows: this.#headerRows,
			headerCells: this.#headerCells,
			headerMerges: this.#headerMerges,
			columns: this.#columns,
			rows: this.#rows,
			notes
		};
	}
}
