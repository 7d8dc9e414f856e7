import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { withLiterals } from '#lib/estimate/sql.ts';
import { type Catalogue, catalogue } from '#lib/model/catalogue.ts';
import { exploreDefaults } from '#lib/model/explore-view.ts';
import { type Manifest, schemaVersion } from '#lib/model/manifest.ts';
import { openDuckDB } from '../../../pipelines/duckdb.ts';
import { repository } from '../../../pipelines/install.js';
import { explorePageOf } from '../../../pipelines/release/explore-page.ts';
import { writeParquet } from '../measure-node.ts';
import { generator, parquetPath, release, rowsOf } from '../survey.ts';

/** A synthetic survey of the pool. */
export interface Pool {
	readonly id: string;
	readonly rows: number;
	/** People in each of its 5,000 PSUs. */
	readonly rowsOfPsu: number;
	/** The page opens with it. */
	readonly isOpening: boolean;
}

const pool = (id: string, rowsOfPsu: number): Pool => ({
	...{ id, rowsOfPsu, rows: rowsOf(rowsOfPsu) },
	isOpening: id === 'pool-50k'
});

export const pools = [pool('pool-50k', 10), pool('pool-1m', 200), pool('pool-10m', 2000)];

/** What the bench keeps between runs: ignored by git, and made anew where it is missing. */
export const benchFolder = join(repository, '.atalaya', 'bench');

/** The assets of the site: those of the product, and a release of the pool instead of its own. */
export const assets = join(benchFolder, 'static');

const folderOf = ({ id }: Pool) => join('respondents', id);

/** The Parquet file of a pool; its folder names the statements that made it. */
async function keptParquet(pool: Pool): Promise<string> {
	const made = createHash('sha256').update(generator(pool.rowsOfPsu).map(withLiterals).join());
	const folder = join(benchFolder, 'pool', `${pool.id}.${made.digest('hex').slice(0, 12)}`);
	const path = join(folder, parquetPath);
	if (!existsSync(path)) await writeParquet(folder, pool.rowsOfPsu);
	return path;
}

/** A release of fictional territories: the surveys of the pool, one indicator, and the first view. */
export async function writePoolRelease(asked: readonly Pool[]): Promise<void> {
	const path = 'pool.000000000000';
	const data = join(assets, 'data');
	const folder = join(data, path);
	rmSync(assets, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const name of readdirSync(join(repository, 'static')).filter((name) => name !== 'data'))
		cpSync(join(repository, 'static', name), join(assets, name), { recursive: true });
	for (const pool of asked)
		cpSync(await keptParquet(pool), join(folder, folderOf(pool), 'person.parquet'));
	const listed = poolCatalogue(asked);
	const manifest: Manifest = {
		...{ schemaVersion, release: 'pool', date: '2026-11-22', profile: 'public' },
		...{ surveys: asked.map(({ id }) => ({ id, status: 'built' })), artefacts: [] }
	};
	const documents: Record<string, unknown> = {
		'current.json': { release: 'pool', path },
		[join(path, 'manifest.json')]: manifest,
		[join(path, 'catalogue.json')]: listed,
		[join(path, 'pages', 'explore.json')]: await openingPage(listed, folder)
	};
	mkdirSync(join(folder, 'pages'));
	for (const [name, content] of Object.entries(documents))
		writeFileSync(join(data, name), JSON.stringify(content));
}

/** Synthetic people of no country: nothing in it is about anybody. */
function poolCatalogue(asked: readonly Pool[]): Catalogue {
	const [survey] = release.surveys;
	const [table] = survey?.tables ?? [];
	if (!survey || !table) throw new Error('no survey to make a pool of');
	const text = { en: 'used' };
	return catalogue.parse({
		...release,
		surveys: asked.map((pool) => ({
			...survey,
			...{ id: pool.id, series: pool.id, title: { en: pool.id }, shortTitle: { en: pool.id } },
			tables: [{ ...table, path: `${folderOf(pool)}/person.parquet`, rows: pool.rows }]
		})),
		indicators: [
			{
				...{ id: 'used', label: text, definition: text, sentence: { en: '{value} used' } },
				...{ unit: 'person', measures: 'population', direction: 'none' },
				...{ concept: 'used', statistic: 'proportion', numerator: ['yes'] }
			}
		]
	});
}

/** The view that the page opens with, answered in Node as a build does. */
async function openingPage(listed: Catalogue, folder: string) {
	const engine = await openDuckDB();
	try {
		const views = [{ survey: listed.surveys[0]?.id, indicator: 'used', by: ['sex'] }];
		const options = { engine, cache: new CellCache(engine), folder, catalogue: listed };
		return await explorePageOf(exploreDefaults.parse({ views }), options);
	} finally {
		engine.close();
	}
}
