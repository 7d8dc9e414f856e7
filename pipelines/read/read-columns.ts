import { DataError } from '#lib/errors.ts';
import { choices } from '#lib/model/nearest-name.ts';
import { lineColumn } from '#lib/readers/csv/csv.ts';

/** A column of a file that is kept. */
export interface WantedColumn {
	readonly name: string;
	/** Its position in the file, from 0. */
	readonly index: number;
}

/**
 * The columns to be kept, in the order of the file; all where none are named. One without a name is
 * called after its position.
 * @throws DataError for a column that the file does not have, and for two that cannot be told apart.
 */
export function wantedColumns(
	names: readonly string[],
	wanted: readonly string[] | undefined
): WantedColumn[] {
	const named = names.map((name, index) => ({
		name: wanted === undefined && name === '' ? `column_${index + 1}` : name,
		index
	}));
	if (wanted === undefined) return distinct(named);
	const absent = wanted.filter((name) => !names.includes(name));
	if (absent.length > 0)
		throw new DataError(
			absent.map((name) => `no column ${name}; the file has ${choices(name, names)}`).join('; ')
		);
	return distinct(named.filter(({ name }) => wanted.includes(name)));
}

/** Names of an engine do not tell upper from lower case. */
function distinct(columns: WantedColumn[]): WantedColumn[] {
	const seen = new Map<string, WantedColumn>();
	for (const column of columns) {
		const { name, index } = column;
		const other = seen.get(name.toLowerCase());
		if (other !== undefined)
			throw new DataError(
				other.name === name
					? `columns ${other.index + 1} and ${index + 1} have the same name: ${name}`
					: `columns ${other.index + 1} and ${index + 1} differ in case only: ${other.name}, ${name}`
			);
		if (name.toLowerCase() === lineColumn)
			throw new DataError(`column ${index + 1} has a name that is kept for lines: ${name}`);
		seen.set(name.toLowerCase(), column);
	}
	return columns;
}

/** What had to be done about columns without a name. */
export const unnamedNotes = (names: readonly string[], columns: readonly WantedColumn[]) =>
	columns
		.filter(({ index }) => names[index] === '')
		.map(({ name, index }) => `column ${index + 1} has no name, and is called ${name}`);
