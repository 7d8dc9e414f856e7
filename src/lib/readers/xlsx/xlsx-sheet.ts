import { DataError } from '#lib/errors.ts';
import {
	type CellRange,
	cellAddress,
	cellName,
	cellRange,
	lastColumn,
	lastRow
} from './xlsx-address.ts';
import { type Cell, type CellContext, type RawCell, cellOf } from './xlsx-cells.ts';
import { RichText } from './xlsx-strings.ts';
import { type Workbook, type WorkbookSheet, isTrue } from './xlsx-workbook.ts';
import type { XmlGatherer, XmlTag } from '../xml/xml.ts';

export interface SheetRow {
	readonly kind: 'row';
	readonly row: number;
	readonly isHidden: boolean;
	/** Those that hold something, from left to right. */
	readonly cells: readonly Cell[];
}

/** What a sheet consists of, in the order of the file: merges stand behind all rows. */
export type SheetItem =
	| SheetRow
	| { readonly kind: 'hidden-columns'; readonly from: number; readonly to: number }
	| { readonly kind: 'merge'; readonly cells: CellRange };

/** Rows, hidden columns and merged cells of a sheet (ECMA-376 part 1, 18.3.1), as it streams by. */
export function sheetItems(
	workbook: Workbook,
	sheet: WorkbookSheet,
	context: CellContext
): AsyncGenerator<SheetItem> {
	return workbook.items(sheet.part, new SheetGatherer(context));
}

interface OpenCell {
	readonly name: string;
	readonly column: number;
	readonly type: string;
	readonly style: string | undefined;
	hasFormula: boolean;
	value: string | undefined;
	readonly inline: RichText;
}

class SheetGatherer implements XmlGatherer<SheetItem> {
	readonly #context: CellContext;
	readonly #open: string[] = [];
	#items: SheetItem[] = [];
	#row = 0;
	#isHidden = false;
	#cells: Cell[] = [];
	#column = 0;
	#cell: OpenCell | undefined;

	constructor(context: CellContext) {
		this.#context = context;
	}

	open(tag: XmlTag): void {
		const parent = this.#open.at(-1);
		this.#open.push(tag.name);
		if (this.#cell) this.#openInCell(this.#cell, tag.name);
		else if (tag.name === 'c' && parent === 'row') this.#cell = this.#openCell(tag);
		else if (tag.name === 'row' && parent === 'sheetData') this.#openRow(tag);
		else if (tag.name === 'mergeCell') this.#addMerge(tag);
		else if (tag.name === 'col' && isTrue(tag.attributes.get('hidden'))) this.#addHidden(tag);
	}

	text(text: string): void {
		if (this.#cell === undefined) return;
		if (this.#open.at(-1) === 'v') this.#cell.value = (this.#cell.value ?? '') + text;
		else this.#cell.inline.text(text);
	}

	close(): void {
		const name = this.#open.pop() ?? '';
		if (this.#cell && name === 'c') this.#closeCell(this.#cell);
		else if (this.#cell) this.#cell.inline.close(name);
		else if (name === 'row' && this.#open.at(-1) === 'sheetData') this.#closeRow();
	}

	gathered(): SheetItem[] {
		const items = this.#items;
		this.#items = [];
		return items;
	}

	/** A row or cell that does not say where it stands follows the one before. */
	#openRow({ attributes, line }: XmlTag): void {
		const written = attributes.get('r');
		const row = written === undefined ? this.#row + 1 : Number(written);
		if (!(Number.isInteger(row) && row > this.#row && row <= lastRow))
			throw new DataError(`row out of order in line ${line}, after row ${this.#row}: ${row}`);
		this.#row = row;
		this.#column = 0;
		this.#isHidden = isTrue(attributes.get('hidden'));
	}

	#openCell({ attributes }: XmlTag): OpenCell {
		const written = attributes.get('r');
		const address = written === undefined ? undefined : cellAddress(written);
		const column = address?.column ?? this.#column + 1;
		const name = written ?? cellName(column, this.#row);
		if (column <= this.#column || column > lastColumn || (address && address.row !== this.#row))
			throw new DataError(`cell out of order in row ${this.#row}: ${name}`);
		this.#column = column;
		const [type = 'n', style] = [attributes.get('t'), attributes.get('s')];
		return {
			name,
			column,
			type,
			style,
			hasFormula: false,
			value: undefined,
			inline: new RichText()
		};
	}

	#openInCell(cell: OpenCell, name: string): void {
		if (name === 'f') cell.hasFormula = true;
		if (name !== 'v') cell.inline.open(name);
	}

	#closeCell(open: OpenCell): void {
		this.#cell = undefined;
		const cell = this.#read({ ...open, inline: open.inline.whole });
		if (cell) this.#cells.push(cell);
	}

	#read(raw: RawCell): Cell | undefined {
		const { onFault } = this.#context;
		if (!onFault) return cellOf(raw, this.#context);
		try {
			return cellOf(raw, this.#context);
		} catch (error) {
			if (!(error instanceof DataError)) throw error;
			onFault({ name: raw.name, column: raw.column, message: error.message });
			return undefined;
		}
	}

	#closeRow(): void {
		const [row, isHidden, cells] = [this.#row, this.#isHidden, this.#cells];
		this.#items.push({ kind: 'row', row, isHidden, cells });
		this.#cells = [];
	}

	#addMerge({ attributes }: XmlTag): void {
		this.#items.push({ kind: 'merge', cells: cellRange(attributes.get('ref') ?? '') });
	}

	#addHidden({ attributes }: XmlTag): void {
		const [from, to] = [Number(attributes.get('min')), Number(attributes.get('max'))];
		this.#items.push({ kind: 'hidden-columns', from, to });
	}
}
