import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { Profile } from '#lib/model/manifest.ts';
import type { Series } from '#lib/model/series.ts';
import type { SeriesState } from '#lib/model/series-catalogue.ts';
import type { TerritoryList } from '#lib/model/territory.ts';
import type { ArtefactCache } from './artefact-cache.ts';
import { openDuckDB } from '../duckdb.ts';
import type { Progress } from './progress.ts';
import type { SeriesCheck } from '../series/series-checks.ts';
import type { SourceHashes } from './source-hashes.ts';
import { type BuiltSeries, absentFiles, buildSeries } from '../steps/series.ts';

export interface BuildSeriesOptions {
	readonly profile: Profile;
	/** Folder of the declarations, `series` below it holding the facts. */
	readonly declarations: string;
	readonly sources: string | undefined;
	readonly territories: readonly TerritoryList[];
	readonly cache: ArtefactCache;
	readonly hashes: SourceHashes;
	readonly progress: Progress;
}

export interface SeriesOutcome {
	readonly series: Series;
	readonly status: SeriesState;
	/** Of the Parquet file on this machine; absent unless built. */
	readonly parquet?: string;
	readonly rows: number;
	readonly checks: readonly SeriesCheck[];
	readonly notes: readonly string[];
}

const none = { rows: 0, checks: [], notes: [] };
const outFile = 'series.parquet';

/**
 * One series, unless its files are not there or the profile may not have it. Facts that do not keep
 * to their declaration stop the build; an official file that does not is left out, and said so.
 */
export async function seriesOutcome(
	series: Series,
	options: BuildSeriesOptions
): Promise<SeriesOutcome> {
	const { profile, sources, cache, progress } = options;
	progress.step(`${series.id}: series`);
	if (profile === 'public' && series.tier !== 'open')
		return { series, status: 'not-published', ...none };
	if (absentFiles(series, sources).length > 0)
		return { series, status: 'source-not-present', ...none };
	const { folder, result } = await cache.artefacts({
		step: 'series',
		inputs: [series, territoriesOf(series, options), await filesOf(series, options)],
		run: (folder) => built(series, folder, options)
	});
	const { rows, written, checks, notes } = result;
	const failed = checks.filter(({ passed }) => !passed);
	if (failed.length > 0 && series.origin.kind === 'facts')
		throw new DataError(`${series.id}: checks failed\n${failed.map(checkText).join('\n')}`);
	if (!written || failed.length > 0)
		return { series, status: 'checks-failed', rows: 0, checks, notes };
	return { series, status: 'built', parquet: join(folder, outFile), rows, checks, notes };
}

const territoriesOf = ({ geography }: Series, { territories }: BuildSeriesOptions) =>
	territories.filter(({ id }) => geography.lists.includes(id));

/** The files that the series is made from, with their hashes. */
async function filesOf(
	{ id, origin }: Series,
	{ declarations, sources = '', hashes }: BuildSeriesOptions
): Promise<string[]> {
	const paths =
		origin.kind === 'facts'
			? [join(declarations, 'series', `${id}.csv`)]
			: origin.files.map(({ path }) => join(sources, path));
	return Promise.all(
		paths.map(async (path) => (existsSync(path) ? await hashes.of(path) : 'absent'))
	);
}

async function built(
	series: Series,
	folder: string,
	options: BuildSeriesOptions
): Promise<BuiltSeries> {
	const engine = await openDuckDB({ threads: 2 });
	try {
		return await buildSeries(series, {
			engine,
			folder: join(options.declarations, 'series'),
			sources: options.sources,
			work: join(folder, 'work'),
			out: join(folder, outFile),
			territories: new Map(territoriesOf(series, options).map((list) => [list.id, list]))
		});
	} finally {
		engine.close();
	}
}

function checkText({ check, expected, found, count }: SeriesCheck): string {
	const places = found.slice(0, 5).map(({ place, value }) => `    ${place}: ${value}`);
	return [`  ${check}: expected ${expected}, ${count} differ`, ...places].join('\n');
}
