import { DataError } from '#lib/errors.ts';
import { NamesError } from '../unique-names.ts';
import { type CellRange, cellName, columnLetters, isWithin } from './xlsx-address.ts';
import type { ColumnOutline, SheetOutline } from './xlsx-outline.ts';

/** A column of a table in a sheet. */
export interface SheetColumn extends ColumnOutline {
	readonly column: number;
	readonly name: string;
}

const remedy = 'declare the row of the names (headerRow) or the cells of the table (range)';

/**
 * The columns of a table by the names in its header. Merged cells name all columns below them; where
 * several rows are names, they are joined by " / " from above. A column without name and without
 * anything below it is none.
 * @throws DataError naming the cells where a column has no name, or two have the same.
 */
export function sheetColumns(outline: SheetOutline, { left, right }: CellRange): SheetColumn[] {
	const { columns, headerRows } = outline;
	const namesByColumn = headerNames(outline);
	const found: SheetColumn[] = [];
	for (const column of sorted([...namesByColumn.keys(), ...columns.keys()])) {
		if (column < left || column > right) continue;
		const { own = false, name = '' } = namesByColumn.get(column) ?? {};
		const below = columns.get(column);
		if (name === '' && below)
			throw new NamesError(
				'blank',
				columnLetters(column),
				`column ${columnLetters(column)} has values from row ${below.firstRow} on, but no name; ` +
					`${remedy}: cell ${cellName(column, headerRows.last)}`
			);
		// The rest of a merged name, with nothing below it, is layout.
		if (!own && !below) continue;
		found.push({ column, name, firstRow: below?.firstRow ?? 0, kinds: below?.kinds ?? new Set() });
	}
	if (found.length === 0)
		throw new DataError(`header row holds no names; ${remedy}: row ${headerRows.last}`);
	expectDistinct(found, headerRows.last);
	return found;
}

const sorted = (columns: readonly number[]) => [...new Set(columns)].sort((a, b) => a - b);

function expectDistinct(columns: readonly SheetColumn[], row: number): void {
	const first = new Map<string, number>();
	for (const { name, column } of columns) {
		const other = first.get(name);
		if (other !== undefined)
			throw new NamesError(
				'repeated',
				name,
				`columns have the same name in ${cellName(other, row)} and ${cellName(column, row)}; ` +
					`declare another headerRow, or a range that begins with an upper row of names: ${name}`
			);
		first.set(name, column);
	}
}

interface HeaderName {
	readonly name: string;
	/** It stands in the column itself, and is not only spread over it by a merge. */
	readonly own: boolean;
}

function headerNames(outline: SheetOutline): ReadonlyMap<number, HeaderName> {
	const { headerCells, headerMerges, headerRows } = outline;
	const texts = new Map<string, string>();
	const columns = new Set<number>();
	for (const [row, cells] of headerCells)
		for (const { column, text } of cells) {
			texts.set(cellName(column, row), text);
			if (row >= headerRows.first) columns.add(column);
		}
	for (const { left, right } of headerMerges)
		for (let column = left; column <= right; column++) columns.add(column);
	const names = new Map<number, HeaderName>();
	for (const column of columns) {
		const anchors = anchorsAbove(column, headerRows, headerMerges);
		const parts = anchors
			.map(({ cell }) => tidy(texts.get(cell) ?? ''))
			.filter((part) => part !== '');
		const own = anchors.some((anchor) => anchor.column === column && texts.has(anchor.cell));
		if (parts.length > 0) names.set(column, { name: parts.join(' / '), own });
	}
	return names;
}

/** The cells whose texts name a column, from above, each once. */
function anchorsAbove(
	column: number,
	{ first, last }: SheetOutline['headerRows'],
	merges: readonly CellRange[]
): { column: number; cell: string }[] {
	const anchors = new Map<string, { column: number; cell: string }>();
	for (let row = first; row <= last; row++) {
		const merge = merges.find((cells) => isWithin(column, row, cells));
		const anchor = { column: merge?.left ?? column, row: merge?.top ?? row };
		const cell = cellName(anchor.column, anchor.row);
		anchors.set(cell, { column: anchor.column, cell });
	}
	return [...anchors.values()];
}

/** Line breaks and double blanks in a header are layout, and nobody could write them in YAML. */
const tidy = (text: string) => text.trim().replace(/\s+/g, ' ');
