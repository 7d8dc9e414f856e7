import { DataError } from '#lib/errors.ts';

/** Columns and rows of a sheet, both from 1 and both ends included. */
export interface CellRange {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export interface CellAddress {
	readonly column: number;
	readonly row: number;
}

/** The size of a sheet in Excel 2007 and later. */
export const lastColumn = 16_384;
export const lastRow = 1_048_576;

const letters = 26;
const codeBeforeA = 64;

/** The letters of a column from its number: A for 1, AA for 27. */
export function columnLetters(column: number): string {
	let text = '';
	for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / letters))
		text = String.fromCharCode(codeBeforeA + 1 + ((rest - 1) % letters)) + text;
	return text;
}

export const cellName = (column: number, row: number) => `${columnLetters(column)}${row}`;

/** Of a reference such as B5; the signs of an absolute one are of no account. */
export function cellAddress(reference: string): CellAddress {
	const [, columnText, rowText] = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(reference) ?? [];
	if (columnText === undefined || rowText === undefined)
		throw new DataError(`not a cell such as B5: ${reference}`);
	let column = 0;
	for (const letter of columnText) column = column * letters + letter.charCodeAt(0) - codeBeforeA;
	const row = Number(rowText);
	if (column > lastColumn || row > lastRow)
		throw new DataError(`cell outside of what a sheet can have, XFD1048576: ${reference}`);
	return { column, row };
}

/** Of a reference such as B6:H40, or of a single cell. */
export function cellRange(reference: string): CellRange {
	const [from = '', to = from, ...others] = reference.split(':');
	const first = cellAddress(from);
	const last = cellAddress(to);
	if (others.length > 0 || first.column > last.column || first.row > last.row)
		throw new DataError(`not a range such as B6:H40: ${reference}`);
	return { left: first.column, top: first.row, right: last.column, bottom: last.row };
}

export const rangeName = ({ left, top, right, bottom }: CellRange) =>
	`${cellName(left, top)}:${cellName(right, bottom)}`;

export const isWithin = (column: number, row: number, { left, top, right, bottom }: CellRange) =>
	column >= left && column <= right && row >= top && row <= bottom;
