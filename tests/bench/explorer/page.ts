import { existsSync, readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { serve } from '../../../pipelines/site/serve.ts';
import { launchBrowser } from '../../../pipelines/site/browser.ts';
import { type Painted, type PaintedOptions, watch } from './watch.ts';

/** Resident memory in megabytes of the process that draws the page, its workers with it. */
export interface Memory {
	readonly now: number;
	readonly peak: number;
}

/** What a page did while it was used. */
export interface Conduct {
	/** Undefined where the system does not say. */
	readonly memory: Memory | undefined;
	/** The most statements that ran at once. */
	readonly statementsAtOnce: number;
}

/** A page that is watched, in a browser of its own: what it takes is its own. */
export class WatchedPage {
	readonly page: Page;
	readonly #browser: Browser;
	readonly #errors: string[] = [];

	constructor(page: Page, browser: Browser) {
		this.page = page;
		this.#browser = browser;
		page.on('pageerror', ({ message }) => this.#errors.push(message));
		page.on('console', (message) => {
			if (message.type() === 'error') this.#errors.push(message.text());
		});
	}

	static async open(address: string): Promise<WatchedPage> {
		const browser = await launchBrowser();
		const context = await browser.newContext({ viewport: { width: 1280, height: 1600 } });
		// The compiler of this file names functions by a helper of its own, which no page has.
		await context.addInitScript('globalThis.__name = (named) => named;');
		await context.addInitScript(watch);
		const watched = new WatchedPage(await context.newPage(), browser);
		await watched.page.goto(address);
		return watched;
	}

	/** Does something with the pointer; from its event to the frame that shows what it changed. */
	async painted(options: PaintedOptions, act: () => Promise<void>): Promise<Painted> {
		await this.page.evaluate((asked) => watched.arm(asked), options);
		await act();
		const painted = await this.page.evaluate(() => watched.painted);
		if (!painted) throw new Error(`the page was left: ${options.changed}`);
		return painted;
	}

	/** Nothing was sent to DuckDB for half a second, and nothing runs. */
	async rests(): Promise<void> {
		await this.page.evaluate(() => watched.rest(500));
	}

	/** Milliseconds from doing something until DuckDB rests. */
	settled(act: () => Promise<void>): Promise<number> {
		const began = Date.now();
		return act()
			.then(() => this.page.evaluate(() => watched.rest(500)))
			.then((at) => at - began);
	}

	async conduct(): Promise<Conduct> {
		const { most } = await this.page.evaluate(() => watched.statements);
		return { memory: await this.#memory(), statementsAtOnce: most };
	}

	/** Gaps between frames while something is done, in milliseconds. */
	async frames<Result>(act: () => Promise<Result>): Promise<{ result: Result; gaps: number[] }> {
		await this.page.evaluate(() => watched.watchFrames());
		const result = await act();
		return { result, gaps: await this.page.evaluate(() => watched.frames) };
	}

	async close() {
		await this.#browser.close();
		if (this.#errors.length > 0) throw new Error(`the page complained: ${this.#errors.join('; ')}`);
	}

	async #memory(): Promise<Memory | undefined> {
		const session = await this.#browser.newBrowserCDPSession();
		const { processInfo } = await session.send('SystemInfo.getProcessInfo');
		const pages = processInfo.filter(({ type }) => type === 'renderer');
		const all = pages.flatMap(({ id }) => memoryOf(id) ?? []);
		return all.toSorted((a, b) => b.peak - a.peak)[0];
	}
}

function memoryOf(process: number): Memory | undefined {
	const path = `/proc/${process}/status`;
	if (!existsSync(path)) return undefined;
	const status = readFileSync(path, 'utf8');
	const of = (name: string) =>
		Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN) / 1024;
	return { now: of('VmRSS'), peak: of('VmHWM') };
}

/** A built site for as long as it is used. */
export async function withSite<Result>(
	folder: string,
	use: (url: string) => Promise<Result>
): Promise<Result> {
	const site = await serve({ folder, port: 0 });
	try {
		return await use(site.url);
	} finally {
		await site.close();
	}
}

/** What the pointer chooses in, and the views that its choice narrows. */
export interface PointedAt {
	/** Where the pointer goes down, and where each step of it takes one category more. */
	readonly points: readonly Point[];
	/** What is heard first when the pointer moves from one to the next. */
	readonly event: 'pointerover' | 'pointermove';
	/** Selects each of the views. */
	readonly others: string;
}

export interface Brushed {
	/** Milliseconds from the pointer's coming until the engine rests. */
	readonly entered: number;
	readonly steps: readonly Painted[];
}

/** Chooses step by step with the button held, to the last point and back again, three times. */
export async function brushed(
	watchedPage: WatchedPage,
	{ points, event, others: changed }: PointedAt
): Promise<Brushed> {
	const { page } = watchedPage;
	const [first, second, ...others] = points;
	if (!first || !second) throw new Error(`nothing to choose: ${points.length} points`);
	const to = ({ x, y }: Point) => page.mouse.move(x, y);
	const entered = await watchedPage.settled(() => to(first));
	await page.mouse.down();
	await watchedPage.painted({ event, changed }, () => to(second));
	const way = [...others, ...[second, ...others.slice(0, -1)].reverse()];
	const steps: Painted[] = [];
	for (const point of [...way, ...way, ...way])
		steps.push(await watchedPage.painted({ event, changed }, () => to(point)));
	await page.mouse.up();
	await watchedPage.rests();
	return { entered, steps };
}

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** The middle of a row, once the first and the last of its list are in sight. */
export async function centreOf(row: Locator): Promise<Point> {
	const box = await row.boundingBox();
	if (!box) throw new Error(`not on the page: ${String(row)}`);
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
