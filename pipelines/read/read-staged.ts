import { open } from 'node:fs/promises';
import { DataError } from '#lib/errors.ts';
import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import { type CsvOptions, type CsvSummary, lineColumn } from '#lib/readers/csv/csv.ts';
import type { NodeEngine } from '../duckdb.ts';
import type { WantedColumn } from './read-columns.ts';
import { writeTexts } from './read-written.ts';

/** Well-formed records in UTF-8, headed by their lines, in a file of their own for DuckDB to parse. */
export interface StagedCsv
	extends
		Pick<CsvSummary, 'fields' | 'records' | 'edged' | 'hasBreaks'>,
		Pick<CsvOptions, 'delimiter'> {
	readonly path: string;
}

/** Writes a file; each block while the next one is made. */
export async function writeBlocks(path: string, blocks: AsyncIterable<Uint8Array>): Promise<void> {
	const file = await open(path, 'w');
	let writing = Promise.resolve();
	try {
		for await (const block of blocks) {
			await writing;
			writing = file.writeFile(block);
			// Whoever waits for it next hears of the failure.
			writing.catch(() => undefined);
		}
		await writing;
	} finally {
		await writing.catch(() => undefined);
		await file.close();
	}
}

/** Three times the longest record of the reader: a byte may become a character of three. */
const longestLine = 6_100_000;
const bufferBytes = 32_000_000;

/** What a field of a staged file is called in the engine. */
export const stagedField = (index: number) => `c${index}`;

/** The records of a staged file: the line as a number, and fields as texts, blanks as ''. */
export function stagedScan({ path, delimiter, fields, hasBreaks }: StagedCsv): Statement {
	const names = Array.from({ length: fields }, (_, i) => sql`${stagedField(i)}`);
	const types = [sql`${lineColumn}: 'BIGINT'`, ...names.map((name) => sql`${name}: 'VARCHAR'`)];
	// A thread that begins in the middle of a file does not know whether a line end is quoted.
	return sql`read_csv(${path}, auto_detect = false, header = false, delim = ${delimiter},
		new_line = ${'\\n'}, quote = '"', escape = '"', columns = {${joined(types, ', ')}},
		force_not_null = [${joined(names, ', ')}], max_line_size = ${longestLine},
		buffer_size = ${bufferBytes}, parallel = ${!hasBreaks})`;
}

/** A field of a staged file without blanks around it. */
function stagedText({ edged }: StagedCsv, index: number): Statement {
	const own = sql`${identifier(stagedField(index))}`;
	return edged[index] === true ? sql`trim(${own})` : own;
}

/** Writes the wanted columns of a staged file as Parquet. */
export async function writeStaged(
	engine: NodeEngine,
	{ staged, columns, out }: { staged: StagedCsv; columns: readonly WantedColumn[]; out: string }
): Promise<void> {
	const rows = await writeTexts(engine, {
		from: stagedScan(staged),
		line: sql`${identifier(lineColumn)}`,
		columns: columns.map(({ name, index }) => ({ name, text: stagedText(staged, index) })),
		out
	});
	if (rows !== staged.records)
		throw new DataError(`${staged.records} records found, but ${rows} written`);
}
