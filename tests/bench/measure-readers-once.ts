import { join } from 'node:path';
import { z } from 'zod';
import { type Statement, inlined, sql } from '#lib/estimate/sql.ts';
import { type SourceFile, sourceFile } from '#lib/model/survey.ts';
import { savRecords } from '#lib/readers/sav/sav.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { fileSource } from '../../pipelines/read/file-source.ts';
import { readSource } from '../../pipelines/steps/read.ts';

// Run by measure-readers.ts, so that the memory is that of one reading alone.

const task = z.object({
	way: z.enum(['ours', 'bare']),
	/** Where the files lie, and where what is written goes. */
	folder: z.string(),
	work: z.string(),
	files: z.array(sourceFile),
	memoryLimit: z.string()
});

const { way, folder, work, files, memoryLimit } = task.parse(JSON.parse(process.argv[2] ?? ''));

async function ours(engine: NodeEngine, file: SourceFile): Promise<number> {
	const out = join(work, `${file.id}.parquet`);
	const { rows } = await readSource(file, { engine, folder, work, columns: undefined, out });
	return rows;
}

/** What DuckDB does by itself; for a format that it cannot read, our reader and no writing. */
async function bare(engine: NodeEngine, file: SourceFile): Promise<number> {
	const source = join(folder, file.path);
	if (file.format === 'sav') {
		let rows = 0;
		for await (const batch of (await savRecords(fileSource(source))).batches) rows += batch.length;
		return rows;
	}
	const scan: Statement =
		file.format === 'parquet'
			? sql`read_parquet(${source})`
			: sql`read_csv(${source}, all_varchar = true)`;
	const [result] = await engine.query(
		inlined(sql`COPY (FROM ${scan}) TO ${join(work, `${file.id}.bare.parquet`)}
			(FORMAT parquet, COMPRESSION zstd)`)
	);
	return Number(result?.['Count']);
}

const engine = await openDuckDB({ threads: 2, memoryLimit });
const started = performance.now();
const before = process.cpuUsage();
let rows = 0;
for (const file of files) rows += await (way === 'ours' ? ours : bare)(engine, file);
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(before);
engine.close();
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
	`${JSON.stringify({ seconds, processorSeconds: (user + system) / 1e6, peakMegabytes, rows })}\n`
);
