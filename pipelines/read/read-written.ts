import { DataError } from '#lib/errors.ts';
import { type Statement, identifier, inlined, joined, sql } from '#lib/estimate/sql.ts';
import { type CsvReject, lineColumn, misshapenRecords } from '#lib/readers/csv/csv.ts';
import type { NodeEngine } from '../duckdb.ts';

/** Where a file that is read comes from and goes to. */
export interface ReadOptions {
	readonly engine: NodeEngine;
	readonly source: string;
	/** Scratch space. */
	readonly work: string;
	/** Names of the columns to be kept; undefined: all. */
	readonly columns: readonly string[] | undefined;
	/** The Parquet file to be written. */
	readonly out: string;
}

/** What was read of a file. Messages do not name it. */
export interface ReadRecords {
	/** Records that were written. */
	readonly rows: number;
	/** Names of the columns, in the order of the file. */
	readonly columns: readonly string[];
	/** Records that were set aside. */
	readonly rejects: readonly CsvReject[];
	/** What had to be said about the file though it could be read. */
	readonly notes: readonly string[];
}

export interface WrittenTexts {
	readonly from: Statement;
	/** The place of a record. */
	readonly line: Statement;
	readonly columns: readonly { readonly name: string; readonly text: Statement }[];
	readonly out: string;
}

/** Writes places and texts as Parquet, in the order they come in; returns how many. */
export async function writeTexts(
	engine: NodeEngine,
	{ from, line, columns, out }: WrittenTexts
): Promise<number> {
	const selected = [
		sql`(${line})::BIGINT AS ${identifier(lineColumn)}`,
		...columns.map(({ name, text }) => sql`${text} AS ${identifier(name)}`)
	];
	const [result] = await engine.query(
		inlined(sql`COPY (SELECT ${joined(selected, ', ')} FROM ${from})
			TO ${out} (FORMAT parquet, COMPRESSION zstd)`)
	);
	return Number(result?.['Count']);
}

/** @throws DataError where no record can be used. */
export function expectRecords(rows: number, rejects: readonly CsvReject[]): void {
	if (rows > 0) return;
	throw new DataError(
		rejects.length === 0
			? 'no rows: the file has a header only'
			: `no rows: ${misshapenRecords(rejects)}`
	);
}
