import { DataError } from '#lib/errors.ts';

/** A table as its file has it: texts by column, '' for a blank. */
export interface TextTable {
	/** How the file is called, for messages. */
	readonly name: string;
	readonly size: number;
	readonly columns: ReadonlyMap<string, readonly string[]>;
	/** Line of each row in the file; absent: the first row stands in line 2. */
	readonly lines?: ArrayLike<number>;
}

/** @throws DataError naming the columns that there are. */
export function textColumn(table: TextTable, column: string): readonly string[] {
	const found = table.columns.get(column);
	if (!found)
		throw new DataError(
			`${table.name}: no column of that name, there are ${[...table.columns.keys()].join(', ')}: ${column}`
		);
	return found;
}

/** Numbers of a column, NaN for a blank. @throws DataError naming line and column of another text. */
export function numberColumn(table: TextTable, column: string): Float64Array {
	return Float64Array.from(textColumn(table, column), (text, row) => {
		if (text.trim() === '') return NaN;
		const value = Number(text);
		if (!Number.isFinite(value))
			throw new DataError(`${place(table, row)}, column ${column}, not a number: "${text}"`);
		return value;
	});
}

export const place = ({ name, lines }: TextTable, row: number) =>
	`${name}, line ${lines ? lines[row] : row + 2}`;
