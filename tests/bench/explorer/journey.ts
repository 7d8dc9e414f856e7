import type { Page } from 'playwright-core';
import { exploreView } from '#lib/model/explore-view.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { numbered } from '../survey.ts';
import { type Conduct, type PointedAt, WatchedPage, brushed, centreOf } from './page.ts';
import type { Pool } from './pool.ts';
import type { Painted, PaintedOptions } from './watch.ts';

/** The explorer with a survey of the pool, measured from outside; times in milliseconds. */
export interface ExplorerTimes extends Conduct {
	/** A page that has the engine and no row: a click, the file, the answer. */
	readonly first: Painted;
	/** Gaps between frames meanwhile. */
	readonly frames: readonly number[];
	/** Another breakdown, whose column comes too. */
	readonly other: Painted;
	/** One that was asked before. */
	readonly again: Painted;
	/** From the pointer's entering a view until what choosing needs is ready. */
	readonly entered: number;
	/** Every step of the pointer. */
	readonly brush: readonly Painted[];
}

/** Of each breakdown the number of its categories, in the order of the linked views. */
const categories = { region: 16, sex: 2, ageg: 5 };
type Breakdown = keyof typeof categories;

const shown = (concept: Breakdown): PaintedOptions => ({
	...{ event: 'click', changed: '.answer', absent: '.waiting' },
	present: [
		// And one for everybody.
		{ selector: '.answer table tbody tr', count: categories[concept] + 1 },
		{ selector: '.answer .drawn svg', count: 1 }
	]
});

async function chosen(
	watchedPage: WatchedPage,
	[label, value]: readonly [string, string],
	answer: PaintedOptions
): Promise<Painted> {
	const { page } = watchedPage;
	await page.getByRole('combobox', { name: label, exact: true }).click();
	const option = page.locator(`[role=option][data-value="${value}"]:visible`);
	await option.hover();
	return watchedPage.painted(answer, () => option.click());
}

/** A person opens the explorer, asks, asks otherwise, and chooses in linked views. */
export async function explorerJourney(url: string, pool: Pool): Promise<ExplorerTimes> {
	const asking = await WatchedPage.open(`${url}en/explore/`);
	const by = (concept: Breakdown) => chosen(asking, ['Break down by', concept], shown(concept));
	await asking.rests();
	const { result: first, gaps: frames } = await asking.frames(() =>
		pool.isOpening ? by('ageg') : chosen(asking, ['Survey', pool.id], shown('sex'))
	);
	const other = await by('region');
	const back = pool.isOpening ? 'ageg' : 'sex';
	const again = await by(back);
	await asking.close();
	const linked = await WatchedPage.open(`${url}en/explore/${linkedViews(pool)}`);
	await linked.page.locator('[data-category="age-5"] .value').waitFor({ timeout: 120_000 });
	await linked.rests();
	const inRegions = await brushed(linked, await rowsOf(linked.page, regions));
	const inAges = await brushed(linked, await rowsOf(linked.page, ages));
	const conduct = await linked.conduct();
	await linked.close();
	return {
		...{ first, frames, other, again, ...conduct },
		entered: Math.max(inRegions.entered, inAges.entered),
		brush: [...inRegions.steps, ...inAges.steps]
	};
}

const linkedViews = ({ id }: Pool) =>
	searchOf(
		exploreView.parse({
			...{ survey: id, indicator: 'used', by: ['sex'] },
			linked: Object.keys(categories)
		})
	);

const panel = (place: number) => `.panels > .panel:nth-child(${place}) [role=group]`;
const regions = { categories: numbered('region', 0, 16), others: `${panel(2)}, ${panel(3)}` };
const ages = { categories: numbered('age', 1, 5), others: `${panel(1)}, ${panel(2)}` };

async function rowsOf(
	page: Page,
	{ categories, others }: { readonly categories: readonly string[]; readonly others: string }
): Promise<PointedAt> {
	const rows = categories.map((category) => page.locator(`[data-category="${category}"]`));
	await rows[0]?.evaluate((row) => row.scrollIntoView({ block: 'center' }));
	await rows.at(-1)?.scrollIntoViewIfNeeded();
	return { points: await Promise.all(rows.map(centreOf)), event: 'pointerover', others };
}
