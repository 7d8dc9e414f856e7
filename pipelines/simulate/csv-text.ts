/** A row of a simulated file; its values never need quoting. */
export type CsvRow = Readonly<Record<string, string | number>>;

/** Comma-separated text with the names of the first row as its header. */
export function csvText(rows: readonly CsvRow[]): string {
	const header = Object.keys(rows[0] ?? {});
	const lines = rows.map((row) => header.map((name) => row[name]).join(','));
	return [header.join(','), ...lines, ''].join('\n');
}
