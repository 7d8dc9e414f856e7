import { DataError } from '#lib/errors.ts';
import type { Cell } from './query-engine.ts';

/** A value as an engine gives it, as a cell of a row; whole numbers of 64 bits become doubles. */
export function plainCell(value: unknown): Cell {
	if (value === null || value === undefined) return null;
	if (typeof value === 'bigint') return Number(value);
	if (typeof value === 'string' || typeof value === 'number') return value;
	if (typeof value === 'boolean') return value;
	throw new DataError(
		`not a text, number or truth value: ${Object.prototype.toString.call(value)}`
	);
}

/** A value of a number column; NaN for none. */
export function plainNumber(name: string, value: unknown): number {
	const cell = plainCell(value);
	if (cell === null) return NaN;
	if (typeof cell !== 'number') throw new DataError(`not a number in column ${name}: ${cell}`);
	return cell;
}
