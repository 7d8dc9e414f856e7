import { csvLines } from './csv-lines.ts';
import type { LeavingTable } from './leaving-table.ts';

export interface TableCsvOptions {
	/** Begins with a byte order mark, without which Excel reads UTF-8 as something else; yes. */
	readonly bom?: boolean;
}

/** The rows as CSV (RFC 4180), headed by the ids of the columns. */
export function tableCsv(
	{ columns, rows }: Pick<LeavingTable, 'columns' | 'rows'>,
	{ bom = true }: TableCsvOptions = {}
): string {
	return `${bom ? '\ufeff' : ''}${csvLines([columns.map(({ id }) => id), ...rows])}`;
}
