import { DataError } from '#lib/errors.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
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

/** An outcome of every row in the unit that it is printed in; NaN for a blank. */
export function shownOutcome(
	table: TextTable,
	{ column = '', scale }: Pick<ProgrammeOutcome, 'column' | 'scale'>
): Float64Array {
	const values = numberColumn(table, column);
	if (scale.kind !== 'count' || scale.exposure === undefined) return values;
	const { exposure, per } = scale;
	const exposed = numberColumn(table, exposure);
	return values.map((count, row) => {
		if (!Number.isNaN(count) && !(exposed[row]! > 0))
			throw new DataError(
				`${place(table, row)}, column ${exposure}, a count needs an exposure above 0: ${exposed[row]}`
			);
		return (per * count) / exposed[row]!;
	});
}
