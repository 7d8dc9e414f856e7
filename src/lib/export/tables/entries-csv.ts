import type { Cell } from './leaving-table.ts';
import { csvLines } from './csv-lines.ts';

type Entry = Readonly<Record<string, unknown>>;

/**
 * Entries of a register as CSV with the codes and names of the declaration: a row an entry, lists with
 * `;` between, of what has parts a column each (`title_es`, `source_document`). A blank cell: not stated.
 */
export function entriesCsv(entries: readonly object[]): string {
	const rows = entries.map((entry) => new Map(cellsOf(entry as Entry)));
	const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))].sort(byField(entries));
	const lines = rows.map((row) => columns.map((column) => row.get(column) ?? null));
	return `\ufeff${csvLines([columns, ...lines])}`;
}

function cellsOf(entry: Entry): [string, Cell][] {
	return Object.entries(entry).flatMap(([field, value]): [string, Cell][] => {
		if (value === undefined || value === null) return [];
		if (Array.isArray(value)) return value.length === 0 ? [] : [[field, value.join(';')]];
		if (typeof value === 'object')
			return Object.entries(value).map(([part, one]) => [`${field}_${part}`, one as Cell]);
		return [[field, typeof value === 'number' ? value : `${value as string | boolean}`]];
	});
}

/** Fields as the first entry that has them orders them, and parts of one beside each other. */
function byField(entries: readonly object[]): (a: string, b: string) => number {
	const fields = [...new Set(entries.flatMap((entry) => Object.keys(entry)))];
	const place = (column: string) =>
		fields.findIndex((field) => column === field || column.startsWith(`${field}_`));
	return (a, b) => place(a) - place(b);
}
