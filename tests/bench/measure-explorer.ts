import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessages } from '../../pipelines/messages.js';
import { repository } from '../../pipelines/install.js';
import { type ExplorerTimes, explorerJourney } from './explorer/journey.ts';
import { type MosaicTimes, mosaicJourney, mosaicSite } from './explorer/mosaic.ts';
import { withSite } from './explorer/page.ts';
import { type Pool, benchFolder, pools, writePoolRelease } from './explorer/pool.ts';
import type { Painted } from './explorer/watch.ts';
import { type Line, median, quantile } from './report.ts';

/** One survey of the pool, and the same people in Mosaic; each run in browsers of its own. */
interface PoolTimes {
	readonly pool: Pool;
	readonly ours: readonly ExplorerTimes[];
	/** Empty where Mosaic is not here. */
	readonly mosaic: readonly MosaicTimes[];
}

export interface ExplorerOptions {
	readonly runs: number;
	/** Surveys of the pool by their ids; absent: all. */
	readonly only?: readonly string[] | undefined;
	readonly say: (text: string) => void;
}

export async function measureExplorer({ runs, only, say }: ExplorerOptions): Promise<PoolTimes[]> {
	const asked = pools.filter(({ id, isOpening }) => isOpening || (only?.includes(id) ?? true));
	await writePoolRelease(asked);
	const site = builtSite();
	const mosaic = mosaicSite();
	if ('reason' in mosaic) say(`Mosaic beside ours: skipped, ${mosaic.reason}`);
	const measured: PoolTimes[] = [];
	for (const pool of asked.filter(({ id }) => only?.includes(id) ?? true)) {
		say(`explorer: ${pool.id} ...`);
		const repeated = <Times>(folder: string, journey: (url: string) => Promise<Times>) =>
			withSite(folder, async (url) => {
				const all: Times[] = [];
				for (let run = 0; run < runs; run++) all.push(await journey(url));
				return all;
			});
		const ours = await repeated(site, (url) => explorerJourney(url, pool));
		const theirs =
			'site' in mosaic ? await repeated(mosaic.site, (url) => mosaicJourney(url, pool)) : [];
		measured.push({ pool, ours, mosaic: theirs });
	}
	return measured;
}

/** The explorer page with the pool as its release. */
function builtSite(): string {
	const folder = join(benchFolder, 'site');
	rmSync(folder, { recursive: true, force: true });
	if (!compileMessages()) throw new Error('no messages compiled');
	const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js');
	const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', vite, 'build'], {
		cwd: join(import.meta.dirname, 'explorer'),
		encoding: 'utf8'
	});
	if (status !== 0) throw new Error(`the explorer of the bench was not built: ${stderr}`);
	return folder;
}

/** What a person waits for at most, in milliseconds. */
const aims = {
	first: new Map([['pool-50k', 150]]),
	brush: new Map([
		['pool-1m', 50],
		['pool-10m', 100]
	]),
	/** Sixty frames a second, with the clock's own unevenness. */
	frame: 20
};

const painted = (all: readonly Painted[]) => all.map((one) => one.painted);

/** All steps of the pointer of all runs. */
const brushes = (all: readonly (ExplorerTimes | MosaicTimes)[]) =>
	painted(all.flatMap(({ brush }) => brush));

export function explorerLines(measured: readonly PoolTimes[]): Line[] {
	return measured.flatMap((times) => [
		...clickLines(times),
		...brushLines(times),
		...pageLines(times)
	]);
}

const lineOf =
	({ pool, mosaic }: PoolTimes) =>
	(what: string, value: number, theirs?: (all: readonly MosaicTimes[]) => number): Line => ({
		...{ what: `explorer, ${pool.rows.toLocaleString('en')} people: ${what}`, value, unit: 'ms' },
		instead:
			theirs && mosaic.length > 0 ? { what: 'Mosaic', seconds: theirs(mosaic) / 1000 } : undefined
	});

const withAim = (line: Line, aim: number | undefined): Line =>
	aim === undefined ? line : { ...line, aim };

function clickLines(times: PoolTimes): Line[] {
	const { pool, ours } = times;
	const line = lineOf(times);
	const of = (key: 'first' | 'other' | 'again') => median(painted(ours.map((one) => one[key])));
	return [
		withAim(line('first answer, with its rows', of('first')), aims.first.get(pool.id)),
		line('other breakdown and its column', of('other')),
		line('asked before', of('again'), (all) => median(painted(all.map(({ first }) => first)))),
		line('a view is ready for the pointer', median(ours.map(({ entered }) => entered)), (all) =>
			median(all.map(({ entered }) => entered))
		)
	];
}

function brushLines(times: PoolTimes): Line[] {
	const line = lineOf(times);
	const at = (share: number) => (all: readonly (ExplorerTimes | MosaicTimes)[]) =>
		quantile(brushes(all), share);
	return [
		line('brush p50', at(0.5)(times.ours), at(0.5)),
		withAim(line('brush p95', at(0.95)(times.ours), at(0.95)), aims.brush.get(times.pool.id))
	];
}

function pageLines(times: PoolTimes): Line[] {
	const { ours, mosaic } = times;
	const line = lineOf(times);
	const gaps = ours.flatMap(({ frames }) => frames);
	const peak = (who: string, all: readonly (ExplorerTimes | MosaicTimes)[]) =>
		all
			.flatMap(({ memory }) =>
				memory ? [{ ...line(`peak memory of ${who} page`, memory.peak), unit: 'MB' as const }] : []
			)
			.slice(0, 1);
	return [
		withAim(line('frames while loading, p95 of gaps', quantile(gaps, 0.95)), aims.frame),
		line('frames while loading, longest gap', Math.max(...gaps)),
		...peak('our', ours),
		...peak("Mosaic's", mosaic)
	];
}

/** More than one statement at once is against the design. */
export const explorerComplaints = (measured: readonly PoolTimes[]): string[] =>
	measured.flatMap(({ pool, ours }) =>
		ours
			.filter(({ statementsAtOnce }) => statementsAtOnce !== 1)
			.map((one) => `statements at once, ${pool.id}: ${one.statementsAtOnce}`)
	);
