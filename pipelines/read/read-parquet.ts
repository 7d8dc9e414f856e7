import { rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DataError, QueryError } from '#lib/errors.ts';
import { type Statement, identifier, sql } from '#lib/estimate/sql.ts';
import type { NodeEngine } from '../duckdb.ts';
import { wantedColumns } from './read-columns.ts';
import { type ReadOptions, type ReadRecords, expectRecords, writeTexts } from './read-written.ts';

/** The wanted columns of a Parquet file as texts. */
export async function readParquet(options: ReadOptions): Promise<ReadRecords> {
	const { engine, columns, out } = options;
	return withParquet(options, async (path) => {
		const known = await parquetColumns(engine, path);
		const wanted = wantedColumns(
			known.map(({ name }) => name),
			columns
		);
		const rows = await writeTexts(engine, {
			from: parquetScan(path),
			line: placeAmong(known),
			columns: wanted.map(({ name, index }) => ({ name, text: parquetText(known[index]!) })),
			out
		});
		expectRecords(rows, []);
		return { rows, columns: wanted.map(({ name }) => name), rejects: [], notes: [] };
	});
}

export interface ParquetColumn {
	readonly name: string;
	/** As DuckDB calls it. */
	readonly type: string;
}

/**
 * Lets `use` read a Parquet file under a name of its own in `work`, because DuckDB takes * ? [ in a
 * path for a pattern.
 */
export async function withParquet<Result>(
	{ source, work }: { readonly source: string; readonly work: string },
	use: (path: string) => Promise<Result>
): Promise<Result> {
	const path = join(work, 'source.parquet');
	rmSync(path, { force: true });
	symlinkSync(resolve(source), path);
	try {
		return await use(path);
	} finally {
		rmSync(path, { force: true });
	}
}

/** The number of a record from 1; a column of the file may hide the one that DuckDB has ready. */
const placeAmong = (columns: readonly ParquetColumn[]): Statement =>
	columns.some(({ name }) => name.toLowerCase() === 'file_row_number')
		? sql`row_number() OVER ()`
		: sql`file_row_number + 1`;

/** Its own columns, and `file_row_number`, which `*` leaves out. Old writers do not mark texts. */
export const parquetScan = (path: string): Statement =>
	sql`read_parquet(${path}, binary_as_string = true)`;

/** The columns of a Parquet file in its order. */
export async function parquetColumns(engine: NodeEngine, path: string): Promise<ParquetColumn[]> {
	try {
		const rows = await engine.query(
			sql`SELECT column_name, column_type FROM (DESCRIBE FROM ${parquetScan(path)})`
		);
		return rows.map((row) => ({
			name: String(row['column_name']),
			type: String(row['column_type'])
		}));
	} catch (cause) {
		if (!(cause instanceof QueryError)) throw cause;
		throw new DataError(`no whole Parquet file; fetch it again: ${cause.message}`, { cause });
	}
}

/**
 * What a column says, as the text that a reader of any other format would give: whole numbers
 * without decimals, dates as ISO 8601 with the time where it is not midnight, a blank as ''.
 * @throws DataError for a column that holds more than one value a record, or bytes.
 */
function parquetText({ name, type }: ParquetColumn): Statement {
	const own = sql`${identifier(name)}`;
	if (type === 'VARCHAR') return sql`coalesce(trim(${own}), '')`;
	if (/^(DOUBLE|FLOAT)$/.test(type))
		return sql`CASE WHEN ${own} IS NULL OR isnan(${own}) THEN ''
			WHEN abs(${own}) < 1e15 AND ${own} = trunc(${own}) THEN ${own}::BIGINT::VARCHAR
			ELSE ${own}::VARCHAR END`;
	if (type === 'TIMESTAMP WITH TIME ZONE')
		return sql`coalesce(replace(make_timestamp(epoch_us(${own}))::VARCHAR, ' ', 'T') || 'Z', '')`;
	if (type.startsWith('TIMESTAMP'))
		return sql`CASE WHEN ${own} IS NULL THEN '' WHEN ${own} = ${own}::DATE THEN ${own}::DATE::VARCHAR
			ELSE replace(${own}::VARCHAR, ' ', 'T') END`;
	if (/^(STRUCT|MAP|UNION|BLOB|BIT|VARIANT|GEOMETRY)|\]$/.test(type))
		throw new DataError(`column ${name} holds no single value a record: ${type}`);
	return sql`coalesce(${own}::VARCHAR, '')`;
}
