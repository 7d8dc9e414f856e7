import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { RawColumn, RawTable } from '#lib/estimate/raw-table.ts';
import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { DataFile } from '#lib/model/request-file.ts';
import { lineColumn, misshapenRecords } from '#lib/readers/csv/csv.ts';
import { dtaRecords } from '#lib/readers/dta/dta.ts';
import { jsonRecords } from '#lib/readers/json/json-records.ts';
import { type ReadLimits, limitsFor } from '#lib/readers/read-limits.ts';
import type { Records } from '#lib/readers/records.ts';
import { savRecords } from '#lib/readers/sav/sav.ts';
import { xlsxRecords } from '#lib/readers/xlsx/xlsx.ts';
import type { NodeEngine } from '../duckdb.ts';
import { fileSource } from '../read/file-source.ts';
import { type StagedCsvOptions, stagedCsv } from '../read/read-csv.ts';
import { readFault } from '../read/read-faults.ts';
import { parquetColumns, parquetScan, withParquet } from '../read/read-parquet.ts';
import { readRecords } from '../read/read-records.ts';
import { stagedField, stagedScan } from '../read/read-staged.ts';
import { keepScratchIn } from '../scratch.ts';
import { fileHash } from '../release/source-hashes.ts';
import { type Dialect, dialectOf } from './table-dialect.ts';

export interface ReadTableOptions {
	readonly engine: NodeEngine;
	/** The data file, wherever its path is relative to. */
	readonly source: string;
	/** Scratch space. */
	readonly work: string;
	/** Columns wanted, whether the file has them or not; the rest is not kept. */
	readonly wanted: ReadonlySet<string>;
}

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
	const line = dialect.format === 'parquet' ? {} : { line: lineColumn };
	return {
		raw: { name: table, ...columns, ...line, decimal, nulls },
		rows,
		sha256: await fileHash(source),
		dialect
	};
}

async function loaded(data: DataFile, options: ReadTableOptions) {
	const dialect = await dialectOf(data, options.source);
	const limits = limitsFor(data.maxUnfoldedBytes);
	if (dialect.format === 'csv')
		return { dialect, columns: await loadCsv({ ...dialect, limits }, options) };
	if (dialect.format === 'parquet') return { dialect, columns: await loadParquet(options) };
	const records = await recordsOf(dialect, options.source, limits);
	return { dialect, columns: await loadRecords(records, options) };
}

async function recordsOf(
	dialect: Exclude<Dialect, { format: 'csv' | 'parquet' }>,
	path: string,
	limits: ReadLimits
): Promise<Records> {
	const source = fileSource(path);
	switch (dialect.format) {
		case 'sav':
			return savRecords(source);
		case 'dta':
			return dtaRecords(source);
		case 'json':
			return jsonRecords(source, { compression: 'none', limits });
		case 'xlsx': {
			const { sheet, headerRow } = dialect;
			return xlsxRecords(source, { sheet, headerRow, limits });
		}
	}
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

/** Records of any other format, as texts headed by their place. */
async function loadRecords(
	records: Records,
	{ engine, work, wanted }: ReadTableOptions
): Promise<Columns> {
	const names = records.variables.map(({ name }) => name);
	const repeated = new Set(names.filter((name, i) => names.indexOf(name) !== i));
	const kept = names.filter((name) => wanted.has(name) && !repeated.has(name));
	const columns = kept.length > 0 ? kept : names.slice(0, 1);
	const out = join(work, 'records.parquet');
	await readRecords(records, { engine, work, columns, out });
	const texts = columns.map((name) => sql`nullif(${identifier(name)}, '') AS ${identifier(name)}`);
	const selected = joined([sql`${identifier(lineColumn)}`, ...texts], ', ');
	await engine.execute(sql`CREATE TABLE ${identifier(table)} AS
		SELECT ${selected} FROM ${parquetScan(out)}`);
	return { columns: new Map(names.map((name) => [name, { name, type: 'VARCHAR' }])), repeated };
}

const selection = (columns: readonly Statement[]) =>
	columns.length === 0 ? sql`1 AS one` : joined(columns, ', ');
