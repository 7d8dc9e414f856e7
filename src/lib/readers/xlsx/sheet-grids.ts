import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { type ReadLimits, readLimits } from '../read-limits.ts';
import type { CellRange } from './xlsx-address.ts';
import type { Cell, UnreadCell } from './xlsx-cells.ts';
import { sheetItems } from './xlsx-sheet.ts';
import { openWorkbook } from './xlsx-workbook.ts';
import { cellContext } from './xlsx.ts';

/** A row that holds anything, or a cell that cannot be read. */
export interface GridRow {
	readonly row: number;
	readonly isHidden: boolean;
	readonly cells: readonly Cell[];
	readonly unread: readonly UnreadCell[];
}

/** A sheet in memory, blank rows left out. */
export interface SheetGrid {
	readonly name: string;
	readonly isHidden: boolean;
	readonly rows: readonly GridRow[];
	readonly merges: readonly CellRange[];
	/** Numbers of columns that are hidden. */
	readonly hiddenColumns: readonly { readonly from: number; readonly to: number }[];
}

export interface GridOptions {
	readonly limits?: ReadLimits;
	/** Told of rows so far, blank ones included, every few thousand. */
	readonly report?: ((rows: number) => void) | undefined;
}

/** A form that somebody filled in by hand has a hundredth of it. */
const maxRows = 200_000;
const told = 5000;

/**
 * All sheets of a workbook, each read once. A cell that cannot be read is kept as such.
 * @throws DataError where it is no workbook, is damaged, or holds more rows than a form can have.
 */
export async function sheetGrids(
	source: ByteSource,
	{ limits = readLimits, report }: GridOptions = {}
): Promise<SheetGrid[]> {
	const workbook = await openWorkbook(source, limits);
	const unread: UnreadCell[] = [];
	const context = await cellContext(workbook);
	const lenient = { ...context, onFault: (fault: UnreadCell) => void unread.push(fault) };
	const grids: SheetGrid[] = [];
	let seen = 0;
	for (const sheet of workbook.sheets) {
		const rows: GridRow[] = [];
		const [merges, hiddenColumns]: [CellRange[], SheetGrid['hiddenColumns'][number][]] = [[], []];
		for await (const item of sheetItems(workbook, sheet, lenient)) {
			if (item.kind === 'merge') merges.push(item.cells);
			else if (item.kind === 'hidden-columns') hiddenColumns.push(item);
			else {
				seen += 1;
				if (seen % told === 0) report?.(seen);
				const own = unreadIn(item.row, unread);
				if (item.cells.length === 0 && own.length === 0) continue;
				rows.push({ ...item, unread: own });
			}
			if (rows.length > maxRows)
				throw new DataError(
					`sheet ${sheet.name} holds more than ${maxRows} filled rows: a form has fewer`
				);
		}
		grids.push({ name: sheet.name, isHidden: sheet.isHidden, rows, merges, hiddenColumns });
	}
	return grids;
}

/** Rows come in pieces: cells of later ones may already be there. */
function unreadIn(row: number, unread: UnreadCell[]): UnreadCell[] {
	if (unread.length === 0) return [];
	const isOwn = ({ name }: UnreadCell) => name.replace(/^[A-Z]+/, '') === String(row);
	const own = unread.filter(isOwn);
	if (own.length > 0) unread.splice(0, unread.length, ...unread.filter((one) => !isOwn(one)));
	return own;
}
