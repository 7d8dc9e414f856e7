import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import { textOf } from '#lib/estimate/raw-table.ts';
import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import { analysisScript } from '#lib/export/r-analysis.ts';
import { comparisonScript } from '#lib/export/r-comparison.ts';
import type { FrameOptions } from '#lib/export/r-frame.ts';
import { requestFileSource } from '#lib/export/r-request-file.ts';
import { rScript } from '#lib/export/r-script.ts';
import type { RFile } from '#lib/export/r-source.ts';
import type { FileRequest, RequestFile } from '#lib/model/request-file.ts';
import type { NodeEngine } from '../duckdb.ts';
import type { ReadTable } from './read-table.ts';

export interface WriteScriptsOptions {
	/** Where the scripts go. */
	readonly folder: string;
	readonly engine: NodeEngine;
	readonly file: RequestFile;
	/** The data file, and how it was read. */
	readonly source: string;
	readonly read: ReadTable;
	readonly wanted: ReadonlySet<string>;
}

/** A request that was answered, and the table it was asked of. */
export interface Scripted {
	readonly id: string;
	readonly request: FileRequest;
	readonly table: EstimateTable;
}

/** Writes an R script for every answered request; beside them, of Parquet, the rows as CSV. */
export async function writeScripts(
	answered: readonly Scripted[],
	options: WriteScriptsOptions
): Promise<void> {
	const { folder, file, source, read } = options;
	mkdirSync(folder, { recursive: true });
	const isCsv = read.dialect.format === 'csv';
	const data = isCsv ? csvFile(options) : await exportedCsv(options);
	const frame = requestFileSource({ file, data, names: new Set(read.raw.columns.keys()) });
	const taken = new Set<string>();
	for (const { id, request, table } of answered) {
		const script = scriptOf(request, {
			title: `${titles[request.kind]} ${id}`,
			synthetic: file.synthetic,
			table,
			source: frame,
			folder: isCsv ? relative(folder, dirname(source)) || '.' : '.'
		});
		writeFileSync(join(folder, scriptName(id, taken)), script);
	}
}

const titles = {
	estimate: 'Estimate',
	comparison: 'Comparison',
	association: 'Test of association',
	't-test': 't test',
	'rank-test': 'Rank test',
	model: 'Model',
	'standardised-means': 'Standardised means'
} as const;

function scriptOf({ id: _, ...request }: FileRequest, options: FrameOptions): string {
	if (request.kind === 'estimate') {
		const { kind, ...question } = request;
		return rScript({ ...options, question });
	}
	if (request.kind === 'comparison') {
		const { kind, ...question } = request;
		return comparisonScript({ ...options, question });
	}
	return analysisScript({ ...options, question: request });
}

type CsvOptions = Pick<WriteScriptsOptions, 'source' | 'read'>;

/** A delimited file as a script reads it. */
export function csvFile({ source, read: { dialect, sha256, rows } }: CsvOptions): RFile {
	const { delimiter, encoding } =
		dialect.format === 'csv' ? dialect : { delimiter: ',', encoding: 'utf-8' as const };
	return { name: basename(source), sha256, rows, delimiter, encoding };
}

/** R of Debian reads no Parquet: the columns in use as CSV, as the engine understood them. */
export async function exportedCsv(options: Omit<WriteScriptsOptions, 'file'>): Promise<RFile> {
	const { folder, engine, source, read, wanted } = options;
	const { raw, rows } = read;
	const name = `${basename(source, extname(source))}.csv`;
	const path = join(folder, name);
	const columns = [...raw.columns.keys()].filter((column) => wanted.has(column));
	const selected = columns.map((column) => sql`${textOf(raw, column)} AS ${identifier(column)}`);
	await engine.execute(sql`COPY (SELECT ${joined(selected, ', ')} FROM ${identifier(raw.name)})
		TO ${path} (FORMAT csv, HEADER true, FORCE_QUOTE *)`);
	const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
	return { name, sha256, rows, delimiter: ',', encoding: 'utf-8' };
}

/** A name for a file from an id of any letters; the second of two alike gets a number. */
export function scriptName(id: string, taken: Set<string>): string {
	const plain = id.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'request';
	let name = plain;
	for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain}-${n}`;
	taken.add(name.toLowerCase());
	return `${name}.R`;
}
