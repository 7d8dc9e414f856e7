import type { AnswerTable } from './answer-table.ts';
import { csvLines } from './csv-lines.ts';

export interface AnswerCsvOptions {
	/** Begins with a byte order mark, without which Excel reads UTF-8 as something else; yes. */
	readonly bom?: boolean;
}

/** The rows as CSV (RFC 4180), headed by the ids of the columns. */
export function answerCsv(
	{ columns, rows }: Pick<AnswerTable, 'columns' | 'rows'>,
	{ bom = true }: AnswerCsvOptions = {}
): string {
	return `${bom ? '\ufeff' : ''}${csvLines([columns.map(({ id }) => id), ...rows])}`;
}
