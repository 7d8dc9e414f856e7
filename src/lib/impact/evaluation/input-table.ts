import { DataError } from '#lib/errors.ts';
import type { EvaluationInput } from './evaluation-input.ts';
import { type TextTable, numberColumn, place } from './text-table.ts';

/** The table that a design names. @throws DataError where it was not read. */
export function inputTable({ tables }: EvaluationInput, file: string): TextTable {
	const table = tables.get(file);
	if (!table)
		throw new DataError(`no table of that id, there are ${[...tables.keys()].join(', ')}: ${file}`);
	return table;
}

/** Numbers of a column without blanks. @throws DataError naming line and column of the first blank. */
export function fullColumn(table: TextTable, column: string): Float64Array {
	const values = numberColumn(table, column);
	const blank = values.findIndex((value) => Number.isNaN(value));
	if (blank >= 0)
		throw new DataError(
			`${place(table, blank)}, column ${column}, a blank, fill it or leave the row out: ""`
		);
	return values;
}
