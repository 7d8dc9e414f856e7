import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { RawColumn, RawTable } from '#lib/estimate/raw-table.ts';
import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { DataFile } from '#lib/model/request-file.ts';
import { delimiterOf, encodingOf } from '#lib/readers/csv/csv-dialect.ts';
import { type CsvOptions, lineColumn, misshapenRecords } from '#lib/readers/csv/csv.ts';
import { compressionOf, decompressed } from '#lib/readers/decompressed.ts';
import { limitsFor } from '#lib/readers/read-limits.ts';
import type { NodeEngine } from '../duckdb.ts';
import { fileSource } from '../read/file-source.ts';
import { type StagedCsvOptions, stagedCsv } from '../read/read-csv.ts';
import { readFault } from '../read/read-faults.ts';
import { parquetColumns, parquetScan, withParquet } from '../read/read-parquet.ts';
import { stagedField, stagedScan } from '../read/read-staged.ts';
import { keepScratchIn } from '../scratch.ts';
import { fileHash } from '../release/source-hashes.ts';

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
	const { engine, source, work } = options;
	if (!existsSync(source)) throw new DataError(`data.path: no such file: ${source}`);
	await keepScratchIn(engine, work);
	const { dialect, columns } = await loaded(data, options).catch((error: unknown) => {
		throw readFault(error, { path: data.path, work, out: join(work, table) });
	});
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

async function loaded(data: DataFile, options: ReadTableOptions) {
	const dialect = await dialectOf(data, options.source);
	const columns =
		dialect.format === 'parquet'
			? await loadParquet(options)
			: await loadCsv({ ...dialect, limits: limitsFor(data.maxUnfoldedBytes) }, options);
	return { dialect, columns };
}

async function dialectOf(data: DataFile, source: string): Promise<Dialect> {
	const head = await firstBytes(source, 8);
	const isParquet = head.toString('latin1', 0, 4) === 'PAR1';
	if (data.format === 'parquet' || (data.format === undefined && isParquet)) {
		if (!isParquet) throw new DataError('data.format: not a Parquet file');
		return { format: 'parquet' };
	}
	const compression = compressionOf(head);
	const limits = limitsFor(data.maxUnfoldedBytes);
	const text = () => decompressed(fileSource(source).stream(), compression, limits);
	const encoding = data.encoding ?? (await encodingOf(text()));
	const delimiter = data.delimiter ?? delimiterOf(await firstText(text()));
	return { format: 'csv', encoding, compression, delimiter };
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

/** Delimiters, quotes and line ends are the same bytes in every encoding we read. */
async function firstText(pieces: AsyncIterable<Uint8Array>): Promise<string> {
	for await (const piece of pieces) return Buffer.from(piece).toString('latin1');
	return '';
}

type Columns = Pick<RawTable, 'columns' | 'repeated'>;

async function loadParquet(options: ReadTableOptions): Promise<Columns> {
	const { engine, wanted } = options;
	return withParquet(options, async (path) => {
		const known = await parquetColumns(engine, path);
		const kept = known.filter(({ name }) => wanted.has(name));
		await engine.execute(sql`CREATE TABLE ${identifier(table)} AS
			SELECT ${selection(kept.map(({ name }) => sql`${identifier(name)}`))} FROM ${parquetScan(path)}`);
		return { columns: new Map(known.map((column) => [column.name, column])) };
	});
}

/** Columns are numbered in the engine, whose names do not tell upper from lower case. */
async function loadCsv(
	dialect: Omit<StagedCsvOptions, 'source' | 'path'>,
	{ engine, source, work, wanted }: ReadTableOptions
): Promise<Columns> {
	const staged = await stagedCsv({ ...dialect, source, path: join(work, 'data.csv') });
	if (staged.rejects.length > 0) throw new DataError(misshapenRecords(staged.rejects));
	const columns = new Map<string, RawColumn>();
	const repeated = new Set<string>();
	staged.names.forEach((name, i) => {
		if (columns.has(name)) repeated.add(name);
		else columns.set(name, { name: stagedField(i), type: 'VARCHAR' });
	});
	const kept = [...columns]
		.filter(([name]) => wanted.has(name))
		.map(([, { name }]) => sql`nullif(${identifier(name)}, '') AS ${identifier(name)}`);
	const selected = joined([sql`${identifier(lineColumn)}`, ...kept], ', ');
	await engine.execute(sql`CREATE TABLE ${identifier(table)} AS
		SELECT ${selected} FROM ${stagedScan(staged)}`);
	return { columns, repeated };
}

const selection = (columns: readonly Statement[]) =>
	columns.length === 0 ? sql`1 AS one` : joined(columns, ', ');
