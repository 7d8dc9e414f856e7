import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { DataError } from '#lib/errors.ts';
import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { SourceFile } from '#lib/model/survey.ts';
import { csvHeader } from '#lib/readers/csv-header.ts';
import { type CsvOptions, lineColumn, numberedCsv } from '#lib/readers/csv.ts';
import type { NodeEngine } from '../duckdb.ts';
import type { Reject } from '../rejects.ts';

export interface ReadOptions {
	readonly engine: NodeEngine;
	/** Folder that `file.path` is relative to. */
	readonly folder: string;
	/** Scratch space. */
	readonly work: string;
	/** Columns wanted; the rest is not kept. */
	readonly columns: readonly string[];
}

export interface ReadResult {
	readonly rows: number;
	readonly rejects: readonly Reject[];
}

export const rawTable = (file: string) => identifier(`raw_${file}`);

/**
 * A source file as a table of texts, blanks as '', with the line of every record. Records that
 * do not have the fields of the header are set aside, with their line and the reason.
 */
export async function readFile(file: SourceFile, options: ReadOptions): Promise<ReadResult> {
	const { engine, folder, work, columns } = options;
	const source = join(folder, file.path);
	if (!existsSync(source)) throw new DataError(`file not found: ${source}`);
	await expectChecksum(file, source);
	const staged = join(work, `${file.id}.csv`);
	const names = await stageCsv(file, source, staged);
	const lower = names.map((name) => name.toLowerCase());
	const repeated = lower.find((name, i, all) => all.indexOf(name) !== i);
	if (repeated !== undefined) throw new DataError(`${file.path}: column stands twice: ${repeated}`);
	const absent = columns.filter((name) => !names.includes(name));
	if (absent.length > 0)
		throw new DataError(
			`${file.path}: no column ${absent.join(', ')}; it has ${names.slice(1).join(', ')}`
		);
	await engine.execute(sql`CREATE TABLE ${rawTable(file.id)} AS
		SELECT ${identifier(lineColumn)}::BIGINT AS ${identifier(lineColumn)},
			${joined(
				columns.map((name) => sql`coalesce(trim(${identifier(name)}), '') AS ${identifier(name)}`),
				', '
			)}
		FROM ${csvScan(staged, file, names)}`);
	const [count] = await engine.query(sql`SELECT count(*)::DOUBLE AS n FROM ${rawTable(file.id)}`);
	return { rows: Number(count?.['n']), rejects: await misshapen(engine, file) };
}

/** Mappings say what the codes of one file mean; another edition may mean something else by them. */
async function expectChecksum({ path, sha256 }: SourceFile, source: string): Promise<void> {
	if (sha256 === undefined) return;
	const found = await fileHash(source);
	if (found !== sha256)
		throw new DataError(
			`${path}: not the file that the survey was declared for; look whether its mappings hold for this one, then declare its sha256: ${found}`
		);
}

/** SHA-256 of a file, in hexadecimal. */
export async function fileHash(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
}

/** How a delimited file is read, and what it is called in messages. */
export type StagedFile = CsvOptions & Pick<SourceFile, 'path'>;

/** Writes a delimited file as UTF-8 with numbered records, and returns the names of its columns. */
export async function stageCsv(
	file: StagedFile,
	source: string,
	staged: string
): Promise<string[]> {
	const bytes = Readable.toWeb(createReadStream(source)) as WebStream<Uint8Array<ArrayBuffer>>;
	let names: string[] | undefined;
	let head = '';
	async function* watched() {
		for await (const text of numberedCsv(bytes as ReadableStream<Uint8Array<ArrayBuffer>>, file)) {
			if (!names) names = csvHeader((head += text), file.delimiter);
			yield text;
		}
	}
	try {
		await pipeline(watched, createWriteStream(staged));
	} catch (cause) {
		const message = cause instanceof Error ? cause.message : String(cause);
		throw new DataError(
			`${file.path}: cannot be read as ${file.encoding}, ${file.compression}: ${message}`,
			{ cause }
		);
	}
	names ??= csvHeader(`${head}\n`, file.delimiter);
	if (!names || names.length < 2) throw new DataError(`${file.path}: no header`);
	return names;
}

/** The records of a staged file as texts, under these names. */
export function csvScan(
	path: string,
	{ delimiter }: Pick<StagedFile, 'delimiter'>,
	names: readonly string[]
): Statement {
	const columns = joined(
		names.map((name) => sql`${name}: 'VARCHAR'`),
		', '
	);
	return sql`read_csv(${path}, auto_detect = false, header = true, delim = ${delimiter}, quote = '"',
		escape = '"', columns = {${columns}}, store_rejects = true, rejects_limit = 0)`;
}

/** The records that the last scan dropped because they do not have the fields of the header. */
export async function misshapen(
	engine: NodeEngine,
	{ path }: Pick<StagedFile, 'path'>
): Promise<Reject[]> {
	const rows = await engine.query(sql`SELECT DISTINCT ON (line) line::DOUBLE AS line,
			coalesce(column_name, '') AS "column", coalesce(csv_line, '') AS value, error_type::VARCHAR AS reason
		FROM reject_errors ORDER BY line, column_idx`);
	await engine.execute(sql`DROP TABLE IF EXISTS reject_errors`);
	await engine.execute(sql`DROP TABLE IF EXISTS reject_scans`);
	return rows.map((row) => {
		// DuckDB counts records; the first field of ours is the line where the record begins.
		const [, begins, value] = /^(\d+).([^]*)$/.exec(String(row['value'])) ?? [];
		const reason = String(row['reason']).toLowerCase().replaceAll('_', ' ');
		return {
			file: path,
			line: Number(begins ?? row['line']),
			column: '',
			value: value ?? '',
			reason: `not the fields of the header (${reason})`
		};
	});
}
