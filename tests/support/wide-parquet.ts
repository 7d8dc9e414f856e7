import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { ReleaseFile } from '#lib/model/manifest.ts';
import { openDuckDB } from '../../pipelines/duckdb.ts';
import { fingerprint } from '../../pipelines/release/release-files.ts';

export interface WideOptions {
	readonly rows: number;
	readonly columns: number;
	/** Rows of a row group. */
	readonly group?: number;
}

export interface WideFile {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** As a release lists it. */
	readonly listed: ReleaseFile;
}

/** A Parquet file of columns `c0`, `c1`..., each with numbers below 1,000 in no order. */
export async function wideParquet({
	rows,
	columns,
	group = 122_880
}: WideOptions): Promise<WideFile> {
	const folder = mkdtempSync(join(tmpdir(), 'atalaya-wide-'));
	const path = join(folder, 'wide.parquet');
	const engine = await openDuckDB();
	const list = joined(
		Array.from(
			{ length: columns },
			(_, i) => sql`(hash(r, ${i}) % 1000)::INTEGER AS ${identifier(`c${i}`)}`
		),
		', '
	);
	await engine.execute(
		sql`COPY (SELECT ${list} FROM range(${rows}) AS t(r)) TO ${path}
			(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${group})`
	);
	engine.close();
	const bytes = new Uint8Array(readFileSync(path));
	const listed = { path: 'wide.parquet', ...fingerprint(path) };
	rmSync(folder, { recursive: true });
	return { bytes, listed };
}
