import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import { type SourceFile, sourceFile } from '#lib/model/survey.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { fileHash } from '../../pipelines/release/source-hashes.ts';
import { writeGeneratedCsv } from './measure-readers-csv.ts';

const repository = join(import.meta.dirname, '../..');
const memoryLimit = '2GB';
/** A generated row, its staged copy and two Parquet files of it. */
const bytesOfRow = 500;

const reading = z.object({
	seconds: z.number(),
	/** Of all threads, which says more than the clock on a busy machine. */
	processorSeconds: z.number(),
	/** Of the whole process, Node and DuckDB together. */
	peakMegabytes: z.number(),
	rows: z.number()
});
export type Reading = z.infer<typeof reading>;

/** Files read by the step of the pipeline, and by something that does no more than read them. */
export interface MeasuredFiles {
	readonly what: string;
	readonly ours: readonly Reading[];
	/** By DuckDB alone, or by our reader alone where DuckDB cannot. */
	readonly bare: readonly Reading[];
	readonly instead: { readonly what: string; readonly seconds: readonly number[] };
	/** How many times as long as the other ours may take. */
	readonly atMost?: number;
	/** Files whose texts DuckDB reads otherwise. */
	readonly unlike: readonly string[];
}

export interface MeasureReadersOptions {
	/** Scratch space. */
	readonly folder: string;
	/** Rows of the generated CSV. */
	readonly csvRows: number;
	readonly runs: number;
	/** Real files, where there are any. */
	readonly sources: string | undefined;
	readonly say: (text: string) => void;
}

interface Files {
	readonly what: string;
	readonly folder: string;
	readonly files: readonly SourceFile[];
	readonly atMost?: number;
}

const fileOf = (id: string, path: string, format: SourceFile['format']) =>
	sourceFile.parse({ id, path, format, compression: path.endsWith('.gz') ? 'gzip' : 'none' });

const official: readonly Files[] = [
	{
		what: 'CEAD, Parquet',
		folder: 'cl_cead',
		files: [fileOf('cead', 'cead_delincuencia_chile.parquet', 'parquet')]
	},
	{
		what: 'ENVIPE 2021, four CSV in gzip',
		folder: 'mx_envipe2021',
		files: [
			fileOf('persons', 'TPer_Vic2.csv.gz', 'csv'),
			fileOf('offences', 'TMod_Vic.csv.gz', 'csv'),
			fileOf('households', 'THogar.csv.gz', 'csv'),
			fileOf('dwellings', 'TVivienda.csv.gz', 'csv')
		]
	},
	{
		what: 'YRBS 2019, SPSS',
		folder: 'us_yrbs2019',
		files: [fileOf('yrbs', 'yrbs2019.sav', 'sav')]
	}
];

/** Each reading in a process of its own, ours after the other one: neither finds the disk colder. */
export async function measureReaders(options: MeasureReadersOptions): Promise<MeasuredFiles[]> {
	const { csvRows, sources, say } = options;
	const folder = mkdtempSync(join(options.folder, 'readers-'));
	const measured: MeasuredFiles[] = [];
	try {
		const { bavail, bsize } = statfsSync(folder);
		const gigabytes = (csvRows * bytesOfRow) / 1e9;
		if (bavail * bsize < gigabytes * 1e9)
			say(`readers, generated CSV: skipped, needs ${gigabytes.toFixed(1)} GB in ${folder}`);
		else measured.push(await measuredCsv(folder, options));
		for (const files of official) {
			const own = { ...files, folder: join(sources ?? '', files.folder) };
			if (sources === undefined || !existsSync(own.folder))
				say(`readers, ${files.what}: skipped, source files not here`);
			else measured.push(await measuredFiles(own, { ...options, folder }));
		}
		return measured;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measuredCsv(folder: string, options: MeasureReadersOptions): Promise<MeasuredFiles> {
	const path = join(folder, 'generated.csv');
	try {
		await writeGeneratedCsv(path, options.csvRows);
		const files = [
			{ ...fileOf('generated', 'generated.csv', 'csv'), sha256: await fileHash(path) }
		];
		const what = 'generated CSV of 40 columns';
		return await measuredFiles({ what, folder, files, atMost: 1.5 }, { ...options, folder });
	} finally {
		rmSync(path, { force: true });
	}
}

async function measuredFiles(
	{ what, folder, files, atMost }: Files,
	{ folder: scratch, runs }: Pick<MeasureReadersOptions, 'folder' | 'runs'>
): Promise<MeasuredFiles> {
	const work = mkdtempSync(join(scratch, 'work-'));
	try {
		const ours: Reading[] = [];
		const bare: Reading[] = [];
		for (let run = 0; run < runs; run++) {
			bare.push(readOnce({ way: 'bare', folder, work, files, memoryLimit }));
			ours.push(readOnce({ way: 'ours', folder, work, files, memoryLimit }));
		}
		const instead = secondsOfR(files, folder, runs) ?? {
			what: files.some(({ format }) => format === 'sav') ? 'reading alone' : 'DuckDB alone',
			seconds: bare.map(({ seconds }) => seconds)
		};
		const unlike = await unlikeDuckDB(files, work);
		if (bare[0]?.rows !== ours[0]?.rows) unlike.push(`${what}: number of rows`);
		return { what, ours, bare, instead, unlike, ...(atMost === undefined ? {} : { atMost }) };
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

function readOnce(task: unknown): Reading {
	const script = new URL('./measure-readers-once.ts', import.meta.url).pathname;
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', 'tsx', script, JSON.stringify(task)],
		{ cwd: repository, encoding: 'utf8' }
	);
	if (status !== 0) throw new Error(`reading failed, exit code: ${status}\n${stderr}`);
	return reading.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

/** How long haven, R's reader of SPSS files, takes; undefined for other files and without it. */
function secondsOfR(files: readonly SourceFile[], folder: string, runs: number) {
	const [file] = files;
	if (file?.format !== 'sav') return undefined;
	const script = `for (i in 1:${runs}) cat(system.time(haven::read_sav(commandArgs(TRUE)))[["elapsed"]], "")`;
	const { status, stdout } = spawnSync('Rscript', ['-e', script, join(folder, file.path)], {
		encoding: 'utf8'
	});
	if (status !== 0) return undefined;
	return { what: 'R haven', seconds: stdout.trim().split(' ').map(Number) };
}

/** CSV files of which DuckDB read another text, or texts in another order. */
async function unlikeDuckDB(files: readonly SourceFile[], work: string): Promise<string[]> {
	const engine = await openDuckDB({ threads: 2, memoryLimit });
	try {
		const unlike: string[] = [];
		for (const { id, path } of files.filter(({ format }) => format === 'csv')) {
			const bare = join(work, `${id}.bare.parquet`);
			const names = await engine.query(sql`SELECT column_name AS name FROM (DESCRIBE FROM
				read_parquet(${bare}))`);
			const own = names.map(({ name }) => String(name));
			const theirs = await digest(engine, bare, own);
			if (theirs !== (await digest(engine, join(work, `${id}.parquet`), own))) unlike.push(path);
		}
		return unlike;
	} finally {
		engine.close();
	}
}

async function digest(engine: NodeEngine, path: string, names: readonly string[]) {
	const texts = names.map((name) => sql`coalesce(trim(${identifier(name)}), '')`);
	const [row] = await engine.query(
		sql`SELECT bit_xor(hash(${joined(
			[sql`file_row_number`, ...texts],
			', '
		)}))::VARCHAR AS digest FROM read_parquet(${path}, file_row_number = true)`
	);
	return row?.['digest'];
}
