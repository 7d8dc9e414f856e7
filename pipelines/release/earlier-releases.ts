import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { type EstimateRow, estimateRow } from '#lib/model/estimate-row.ts';
import type { ReleaseDeclaration } from '#lib/model/release.ts';
import { openDuckDB } from '../duckdb.ts';
import { otherReleases } from '../steps/publish.ts';
import { rowsIn } from './table-file.ts';

/** What a release that stays online tells. */
export interface EarlierRelease {
	readonly name: string;
	readonly rows: readonly EstimateRow[];
}

/**
 * The figures of every release that stays online beside one that is being made.
 * @throws DataError for one that cannot be read: nobody knows what it tells.
 */
export async function earlierReleases(
	data: string,
	release: Pick<ReleaseDeclaration, 'id' | 'offline'>
): Promise<EarlierRelease[]> {
	const earlier: EarlierRelease[] = [];
	for (const { folder, name } of otherReleases(data, release))
		earlier.push({ name, rows: await figuresOf(folder, name) });
	return earlier;
}

async function figuresOf(folder: string, name: string): Promise<EstimateRow[]> {
	const path = join(folder, 'estimates.parquet');
	const engine = await openDuckDB();
	try {
		return existsSync(path) ? await rowsIn(engine, path, estimateRow) : [];
	} catch {
		throw new DataError(
			`an earlier release that is online cannot be read, so that nobody knows what it tells; ` +
				`take it offline by release.yaml, offline: ${name}`
		);
	} finally {
		engine.close();
	}
}
