import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inlined, sql, withLiterals } from '#lib/estimate/sql.ts';
import { repository } from '../../../pipelines/install.js';
import { generator } from '../survey.ts';
import { type Conduct, type PointedAt, WatchedPage, brushed, centreOf } from './page.ts';
import { type Pool, benchFolder } from './pool.ts';
import type { Painted } from './watch.ts';

/** The same people in Mosaic's vgplot; times in milliseconds. */
export interface MosaicTimes extends Conduct {
	/** A click on a page that has the rows, and one view of it. */
	readonly first: Painted;
	readonly entered: number;
	readonly brush: readonly Painted[];
}

interface View {
	readonly name: string;
	readonly categories: number;
}

declare global {
	// Of tests/bench/mosaic/page/main.mjs.
	var mosaic: {
		start(statements: readonly string[]): Promise<void>;
		answer(view: View): void;
		show(views: readonly View[]): Promise<void>;
	};
}

const source = join(import.meta.dirname, '..', 'mosaic');
/** Installed outside of the sources, whose types and imports are checked without its packages. */
const folder = join(benchFolder, 'mosaic');

/** Where the built page lies; or why there is none, as without a registry. */
export function mosaicSite(): { readonly site: string } | { readonly reason: string } {
	const lock = 'package-lock.json';
	const isInstalled =
		existsSync(join(folder, 'node_modules', '@uwdata', 'vgplot')) &&
		readFileSync(join(folder, lock), 'utf8') === readFileSync(join(source, lock), 'utf8');
	const except = (path: string) => !path.includes('node_modules');
	cpSync(source, folder, { recursive: true, filter: except });
	if (!isInstalled && run('npm', ['ci', '--no-audit', '--no-fund']) !== 0)
		return { reason: `npm ci failed in ${folder}` };
	const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js');
	if (run(process.execPath, [vite, 'build', '--config', 'vite.config.mjs']) !== 0)
		return { reason: `its page could not be built in ${folder}` };
	return { site: join(folder, 'site') };
}

const run = (command: string, parameters: readonly string[]) =>
	spawnSync(command, parameters, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }).status;

/** Categories as the numbers they end with: an interval is chosen on a scale of numbers. */
const pool = inlined(sql`CREATE TABLE pool AS
	SELECT weight_main AS weight, (used = 'yes')::INTEGER AS used,
		replace(region, 'region-', '')::INTEGER AS region,
		replace(sex, 'sex-', '')::INTEGER - 1 AS sex, replace(ageg, 'age-', '')::INTEGER - 1 AS ageg
	FROM harmonised`);

const views = {
	region: { name: 'region', categories: 16 },
	sex: { name: 'sex', categories: 2 },
	ageg: { name: 'ageg', categories: 5 }
};

export async function mosaicJourney(url: string, { rowsOfPsu }: Pool): Promise<MosaicTimes> {
	const watched = await WatchedPage.open(url);
	const { page } = watched;
	const statements = [...generator(rowsOfPsu), pool, sql`DROP TABLE harmonised`].map(withLiterals);
	await page.evaluate(
		async ([all, view]) => {
			await mosaic.start(all);
			mosaic.answer(view);
		},
		[statements, views.ageg] as const
	);
	await watched.rests();
	const first = await watched.painted(
		{
			...{ event: 'click', changed: '#views' },
			present: [{ selector: '#views [aria-label=rule] line', count: views.ageg.categories }]
		},
		() => page.getByRole('button').click()
	);
	await page.evaluate((all) => mosaic.show(all), Object.values(views));
	await watched.rests();
	const inRegions = await brushed(watched, await pointedAt(page, 'region', ['sex', 'ageg']));
	const inAges = await brushed(watched, await pointedAt(page, 'ageg', ['region', 'sex']));
	const conduct = await watched.conduct();
	await watched.close();
	return {
		...{ first, ...conduct, entered: Math.max(inRegions.entered, inAges.entered) },
		brush: [...inRegions.steps, ...inAges.steps]
	};
}

const plotOf = (column: string) => `[data-column="${column}"]`;

/** Below the first category and above each, on the scale of a plot with Plot's own margins. */
async function pointedAt(
	page: Page,
	column: keyof typeof views,
	others: readonly string[]
): Promise<PointedAt> {
	const { categories } = views[column];
	const plot = page.locator(`${plotOf(column)} svg`);
	await plot.scrollIntoViewIfNeeded();
	const { x, y } = await centreOf(plot);
	const height = 40 * categories + 60;
	const [top, inner] = [y - height / 2 + 20, height - 50];
	const at = (place: number) => ({ x, y: top + inner * (1 - place / categories) });
	const points = Array.from({ length: categories }, (_, i) => at(i + 0.95));
	return { points: [at(0.05), ...points], event: 'pointermove', others: others.map(plotOf).join() };
}
