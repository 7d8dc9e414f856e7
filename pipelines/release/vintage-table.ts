import { join } from 'node:path';
import { joined, sql } from '#lib/estimate/sql.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import { openDuckDB } from '../duckdb.ts';
import { columnList } from '../steps/raw-files.ts';
import type { PublishableSurvey } from './protected-figures.ts';
import { fingerprint, own } from './release-files.ts';

interface VintageOptions {
	readonly release: string;
	readonly key: readonly string[];
	/** The Parquet file to write. */
	readonly out: string;
}

/** Tables of one kind as one, every row of this release; the steps do not depend on its name. */
export async function writeVintage(
	files: readonly string[],
	{ release, key, out }: VintageOptions
): Promise<void> {
	const engine = await openDuckDB();
	try {
		const list = joined(
			files.map((file) => sql`${file}`),
			', '
		);
		await engine.execute(sql`COPY (
			SELECT * REPLACE (${release} AS vintage) FROM read_parquet([${list}]) ORDER BY ${columnList(key)}
		) TO ${out} (FORMAT parquet, COMPRESSION zstd)`);
	} finally {
		engine.close();
	}
}

/** A table about several surveys is as open as the least open of them. */
export async function tableArtefact(
	folder: string,
	named: Pick<Artefact, 'path' | 'kind'>,
	built: readonly PublishableSurvey[]
): Promise<Artefact> {
	const engine = await openDuckDB();
	try {
		const at = join(folder, named.path);
		const [row] = await engine.query(sql`SELECT count(*)::DOUBLE AS n FROM read_parquet(${at})`);
		const tier = built.some(({ declared }) => declared.survey.tier !== 'open')
			? 'protected'
			: 'open';
		return { ...own, ...named, tier, rows: Number(row?.['n']), ...fingerprint(at) };
	} finally {
		engine.close();
	}
}
