import { csvLines } from './csv-lines.ts';

interface Rejected {
	readonly sheet: string;
	readonly row: number;
	readonly cells: Readonly<Record<string, string>>;
	readonly reasons: readonly string[];
}

/** Rows that were left out with everything that stood in them, and why. */
export function rejectedCsv(rows: readonly Rejected[]): string {
	const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
	const lines = rows.map(({ sheet, row, reasons, cells }) => [
		...[sheet, row, reasons.join('; ')],
		...columns.map((column) => cells[column] ?? null)
	]);
	return `\ufeff${csvLines([['sheet', 'row', 'reasons', ...columns], ...lines])}`;
}
