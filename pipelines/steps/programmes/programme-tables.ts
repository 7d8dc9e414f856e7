import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { TextTable } from '#lib/impact/evaluation/text-table.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { SourceFile } from '#lib/model/survey.ts';
import { lineColumn } from '#lib/readers/csv/csv.ts';
import { type NodeEngine, openDuckDB } from '../../duckdb.ts';
import { readSource } from '../read.ts';

export interface ProgrammeTablesOptions {
	/** Folder that the paths of the files are relative to. */
	readonly folder: string;
	/** Scratch space. */
	readonly work: string;
}

/**
 * The files of a programme as columns of texts, with the lines they stand in.
 * @throws DataError for a record with too many or too few fields: no row is lost without a word.
 */
export async function programmeTables(
	programme: Programme,
	{ folder, work }: ProgrammeTablesOptions
): Promise<Map<string, TextTable>> {
	const tables = new Map<string, TextTable>();
	const engine = await openDuckDB({ threads: 2 });
	try {
		for (const file of programme.files) {
			const out = join(work, `${file.id}.parquet`);
			const read = await readSource(file, { engine, folder, work, columns: undefined, out });
			const [first] = read.rejects;
			if (first)
				throw new DataError(
					`${file.path}, line ${first.line}: another number of fields than the header has, records: ${read.rejects.length}`
				);
			tables.set(file.id, await textTable(engine, { file, out, columns: read.columns }));
		}
		return tables;
	} finally {
		engine.close();
	}
}

interface ReadFile {
	readonly file: SourceFile;
	readonly out: string;
	readonly columns: readonly string[];
}

async function textTable(engine: NodeEngine, { file, out, columns }: ReadFile): Promise<TextTable> {
	const names = [lineColumn, ...columns];
	const list = joined(
		names.map((name) => sql`${identifier(name)}::VARCHAR AS ${identifier(name)}`),
		', '
	);
	const rows = await engine.query(
		sql`SELECT ${list} FROM read_parquet(${out}) ORDER BY ${identifier(lineColumn)}::BIGINT`
	);
	const column = (name: string) => rows.map((row) => String(row[name] ?? ''));
	return {
		name: file.path,
		size: rows.length,
		columns: new Map(columns.map((name) => [name, column(name)])),
		lines: Int32Array.from(column(lineColumn), Number)
	};
}
