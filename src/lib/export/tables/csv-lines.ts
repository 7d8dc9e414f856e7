import { DomainError } from '#lib/errors.ts';
import type { Cell } from './leaving-table.ts';

/** Signs by which a spreadsheet takes a text for a formula, the wide ones of East Asia included. */
const startsFormula = /^'*[=+\-@＝＋－＠\t\r\n]/;
const needsQuotes = /[",;\t\r\n]|^\s|\s$/;

/** Lines of RFC 4180: UTF-8, commas, CRLF, numbers with a point and all their digits. */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
	rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');

/**
 * A text that a spreadsheet would run gets an apostrophe before it, and so does one that already
 * has one there: whoever reads the file takes one apostrophe off where `'*[=+-@]` follows. Numbers
 * are written as they are, also below zero.
 */
function csvCell(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return numberText(cell);
	const text = startsFormula.test(cell) ? `'${cell}` : cell;
	return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function numberText(value: number): string {
	if (!Number.isFinite(value)) throw new DomainError(`not a finite number: ${value}`);
	return String(value);
}
