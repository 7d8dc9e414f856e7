import { DataError } from '#lib/errors.ts';
import { serialText } from './xlsx-dates.ts';
import type { CellFormats } from './xlsx-formats.ts';
import { unescaped } from './xlsx-strings.ts';

/** A cell that holds something. */
export interface Cell {
	readonly column: number;
	readonly kind: 'text' | 'number' | 'date' | 'error';
	/** As the sheet shows it, but dates in ISO 8601 and numbers in their shortest form. */
	readonly text: string;
	/** What has to be said of it. */
	readonly remark?: string;
}

/** What the parts of a workbook say about the cells of its sheets. */
export interface CellContext {
	readonly strings: readonly string[];
	readonly formats: CellFormats;
	readonly is1904: boolean;
	/** Where it is given, a cell that cannot be read is told and left out. */
	readonly onFault?: (fault: UnreadCell) => void;
}

/** A cell that holds nothing that can be read. */
export interface UnreadCell {
	/** Such as B5. */
	readonly name: string;
	readonly column: number;
	readonly message: string;
}

/** A cell as it is written in the XML of a sheet. */
export interface RawCell {
	/** Such as B5. */
	readonly name: string;
	readonly column: number;
	readonly type: string;
	readonly style: string | undefined;
	readonly hasFormula: boolean;
	/** Of its element v; undefined where there is none. */
	readonly value: string | undefined;
	/** Of its element is. */
	readonly inline: string;
}

/**
 * What a cell holds (ECMA-376 part 1, 18.3.1.4 and 18.18.11); undefined for a blank one. Formulas
 * count by the value that the file keeps of them.
 * @throws DataError naming the cell where it cannot be read.
 */
export function cellOf(raw: RawCell, context: CellContext): Cell | undefined {
	const { column, type, name } = raw;
	const value = raw.value ?? '';
	switch (type) {
		case 'n':
			return numberCell(raw, value.trim(), context);
		case 's':
			return value === '' ? undefined : textCell(column, sharedText(raw, value, context));
		case 'inlineStr':
			return textCell(column, raw.inline);
		case 'str':
			return textCell(column, unescaped(value));
		case 'b':
			return textCell(column, booleanText(name, value));
		case 'd':
			return { column, kind: 'date', text: value };
		case 'e':
			return { column, kind: 'error', text: value, remark: `error kept as text (${value})` };
		default:
			throw new DataError(`cell ${name} is of an unknown type: ${type}`);
	}
}

const textCell = (column: number, text: string): Cell | undefined =>
	text === '' ? undefined : { column, kind: 'text', text };

function sharedText({ name }: RawCell, value: string, { strings }: CellContext): string {
	const text = /^\d+$/.test(value) ? strings[Number(value)] : undefined;
	if (text === undefined)
		throw new DataError(`cell ${name} names a text that the workbook does not hold: ${value}`);
	return text;
}

function booleanText(name: string, value: string): string {
	if (value === '1' || value === 'true') return 'TRUE';
	if (value === '0' || value === 'false') return 'FALSE';
	throw new DataError(`cell ${name} is neither true nor false: ${value}`);
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function numberCell(raw: RawCell, value: string, context: CellContext): Cell | undefined {
	const { column, name, hasFormula } = raw;
	if (value === '') {
		if (!hasFormula) return undefined;
		throw new DataError(
			`formula of cell ${name} has no value in the file; open it in a spreadsheet, recalculate and save: ${name}`
		);
	}
	if (!decimal.test(value)) throw new DataError(`cell ${name} is no number: ${value}`);
	const number = Number(value);
	const format = context.formats[Number(raw.style ?? 0)];
	if (format === undefined) return { column, kind: 'number', text: numberText(value, number) };
	const text = serialText(number, format, context);
	const kind = format.date ? 'date' : 'text';
	if (text !== undefined) return { column, kind, text };
	const remark = 'formatted as a date, but none of this calendar; kept as a number';
	return { column, kind: 'number', text: numberText(value, number), remark };
}

/** The fewest digits for the same double; whole numbers beyond what doubles hold as they stand. */
const numberText = (value: string, number: number) =>
	/^-?\d+$/.test(value) && !Number.isSafeInteger(number) ? value : String(number);
