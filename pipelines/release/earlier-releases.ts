import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import { type EstimateRow, estimateRow } from '#lib/model/estimate-row.ts';
import type { ReleaseDeclaration } from '#lib/model/release.ts';
import { otherReleases } from '../steps/publish.ts';
import { rowsOfFile } from './table-file.ts';

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
	try {
		return existsSync(path) ? await rowsOfFile(path, estimateRow) : [];
	} catch {
		throw new DataError(
			`an earlier release that is online cannot be read, so that nobody knows what it tells; ` +
				`take it offline by release.yaml, offline: ${name}`
		);
	}
}
