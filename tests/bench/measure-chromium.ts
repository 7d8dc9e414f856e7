import type { Browser, Page } from 'playwright-core';
import { build, mergeConfig } from 'vite';
import { serve } from '../../pipelines/site/serve.ts';
import { launchBrowser } from '../../pipelines/site/browser.ts';
import type { TimedQuestion } from './ask-timed.ts';
import type { ReleaseTimes } from './harness/main.ts';
import config from './vite.config.ts';

export interface ChromiumTimes {
	/** From the Parquet file, as the explorer does it; each in a browser that has seen nothing. */
	readonly release: readonly ReleaseTimes[];
	/** The same rows in the engine, every statement timed. */
	readonly small: readonly TimedQuestion[];
	readonly large: readonly TimedQuestion[];
	readonly version: string;
}

export interface ChromiumOptions {
	/** Holds the release; the harness is built into it. */
	readonly folder: string;
	readonly runs: number;
	readonly rowsOfPsu: { readonly small: number; readonly large: number };
}

export async function measureChromium(options: ChromiumOptions): Promise<ChromiumTimes> {
	const { folder, runs, rowsOfPsu } = options;
	await build(
		mergeConfig(config, { configFile: false, build: { outDir: folder, emptyOutDir: false } })
	);
	const site = await serve({ folder, port: 0 });
	const browser = await launchBrowser();
	try {
		const release: ReleaseTimes[] = [];
		for (let run = 0; run < runs; run++)
			release.push(await inPage(browser, site.url, (page) => page.evaluate(() => bench.release())));
		const generated = (rows: number) =>
			inPage(browser, site.url, (page) =>
				page.evaluate(([n, times]) => bench.generated(n, times), [rows, runs] as const)
			);
		const small = await generated(rowsOfPsu.small);
		const large = await generated(rowsOfPsu.large);
		return { release, small, large, version: browser.version() };
	} finally {
		await browser.close();
		await site.close();
	}
}

/** A page of a new profile: nothing in its cache. */
async function inPage<Result>(
	browser: Browser,
	url: string,
	use: (page: Page) => Promise<Result>
): Promise<Result> {
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		const errors: string[] = [];
		page.on('pageerror', ({ message }) => errors.push(message));
		page.on('console', (message) => {
			if (message.type() === 'error') errors.push(message.text());
		});
		await page.goto(url);
		await page.waitForFunction(() => 'bench' in globalThis);
		const result = await use(page);
		if (errors.length > 0) throw new Error(`the page complained: ${errors.join('; ')}`);
		return result;
	} finally {
		await context.close();
	}
}
