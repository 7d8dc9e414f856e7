import { createReadStream, existsSync, symlinkSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { DataError } from '#lib/errors.ts';
import type { RawColumn, RawTable } from '#lib/estimate/raw-table.ts';
import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { DataFile } from '#lib/model/request-file.ts';
import { delimiterOf, encodingOf } from '#lib/readers/csv-dialect.ts';
import { type CsvOptions, lineColumn } from '#lib/readers/csv.ts';
import type { NodeEngine } from './duckdb.ts';
import { csvScan, fileHash, misshapen, stageCsv } from './steps/read.ts';

export interface ReadTableOptions {
	readonly engine: NodeEngine;
	/** The data file, wherever its path is relative to. */
	readonly source: string;
	/** Scratch space. */
	readonly work: string;
	/** Columns wanted, whether the file has them or not; the rest is not kept. */
	readonly wanted: ReadonlySet<string>;
}

/** How a file was read, so that somebody else can read it in the same way. */
export type Dialect = ({ readonly format: 'csv' } & CsvOptions) | { readonly format: 'parquet' };

export interface ReadTable {
	readonly raw: RawTable;
	readonly rows: number;
	readonly sha256: string;
	readonly dialect: Dialect;
}

const table = 'raw';

/** One file as a table of the engine, with its checksum. */
export async function readTable(data: DataFile, options: ReadTableOptions): Promise<ReadTable> {
	const { engine, source } = options;
	if (!existsSync(source)) throw new DataError(`data.path: no such file: ${source}`);
	const dialect = await dialectOf(data, source);
	const columns =
		dialect.format === 'parquet'
			? await loadParquet(options)
			: await loadCsv({ ...dialect, path: data.path }, options);
	const [count] = await engine.query(sql`SELECT count(*)::DOUBLE AS n FROM ${identifier(table)}`);
	const rows = Number(count?.['n']);
	if (rows === 0) throw new DataError(`${data.path}: no rows`);
	const { decimal, nulls } = data;
	const line = dialect.format === 'csv' ? { line: lineColumn } : {};
	return {
		raw: { name: table, ...columns, ...line, decimal, nulls },
		rows,
		sha256: await fileHash(source),
		dialect
	};
}

async function dialectOf(data: DataFile, source: string): Promise<Dialect> {
	const start = await firstBytes(source, 4);
	const isParquet = start.toString('latin1') === 'PAR1';
	if (data.format === 'parquet' || (data.format === undefined && isParquet)) {
		if (!isParquet) throw new DataError(`data.format: not a Parquet file: ${data.path}`);
		return { format: 'parquet' };
	}
	const compression = start[0] === 0x1f && start[1] === 0x8b ? 'gzip' : 'none';
	try {
		const encoding = data.encoding ?? (await encodingOf(textBytes(source, compression)));
		const head = await firstText(source, compression);
		return { format: 'csv', encoding, compression, delimiter: data.delimiter ?? delimiterOf(head) };
	} catch (cause) {
		const message = cause instanceof Error ? cause.message : String(cause);
		throw new DataError(`${data.path}: ${message}`, { cause });
	}
}

async function firstBytes(path: string, size: number): Promise<Buffer> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

function textBytes(path: string, compression: CsvOptions['compression']) {
	const bytes = createReadStream(path);
	if (compression === 'none') return bytes as AsyncIterable<Buffer>;
	const text = createGunzip();
	bytes.on('error', (error) => text.destroy(error));
	return bytes.pipe(text) as AsyncIterable<Buffer>;
}

/** The first chunk: delimiters, quotes and line ends are the same bytes in every encoding we read. */
async function firstText(path: string, compression: CsvOptions['compression']): Promise<string> {
	for await (const chunk of textBytes(path, compression)) return chunk.toString('latin1');
	return '';
}

type Columns = Pick<RawTable, 'columns' | 'repeated'>;

async function loadParquet({ engine, source, work, wanted }: ReadTableOptions): Promise<Columns> {
	// DuckDB reads * ? [ in a path as a pattern.
	const path = join(work, 'data.parquet');
	symlinkSync(resolve(source), path);
	const known = await engine.query(
		sql`SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet(${path}))`
	);
	const columns = new Map<string, RawColumn>();
	for (const row of known) {
		const name = String(row['column_name']);
		columns.set(name, { name, type: String(row['column_type']) });
	}
	const kept = [...columns.keys()].filter((name) => wanted.has(name));
	await engine.execute(sql`CREATE TABLE ${identifier(table)} AS
		SELECT ${selection(kept.map((name) => sql`${identifier(name)}`))} FROM read_parquet(${path})`);
	return { columns };
}

/** Columns are numbered in the engine, whose names do not tell upper from lower case. */
async function loadCsv(
	file: CsvOptions & { readonly path: string },
	{ engine, source, work, wanted }: ReadTableOptions
): Promise<Columns> {
	const staged = join(work, 'data.csv');
	const [, ...names] = await stageCsv(file, source, staged);
	const columns = new Map<string, RawColumn>();
	const repeated = new Set<string>();
	names.forEach((name, i) => {
		if (columns.has(name)) repeated.add(name);
		else columns.set(name, { name: `c${i}`, type: 'VARCHAR' });
	});
	const numbered = [lineColumn, ...names.map((_, i) => `c${i}`)];
	const kept = [...columns].filter(([name]) => wanted.has(name)).map(([, column]) => column.name);
	await engine.execute(sql`CREATE TABLE ${identifier(table)} AS
		SELECT ${selection([
			sql`${identifier(lineColumn)}::BIGINT AS ${identifier(lineColumn)}`,
			...kept.map((name) => sql`${identifier(name)}`)
		])}
		FROM ${csvScan(staged, file, numbered)}`);
	const rejected = await misshapen(engine, file);
	if (rejected.length > 0) throw new DataError(misshapenRecords(file.path, rejected));
	return { columns, repeated };
}

const selection = (columns: readonly Statement[]) =>
	columns.length === 0 ? sql`1 AS one` : joined(columns, ', ');

function misshapenRecords(
	path: string,
	rejected: readonly { readonly line: number; readonly value: string }[]
): string {
	const shown = rejected
		.slice(0, 10)
		.map(({ line, value }) => `line ${line} ${JSON.stringify(value.slice(0, 80))}`);
	const rest = rejected.length > 10 ? ', ...' : '';
	return `${path}: ${rejected.length} records do not have the fields of the header: ${shown.join(', ')}${rest}`;
}
