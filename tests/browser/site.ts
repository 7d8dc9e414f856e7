import { join } from 'node:path';
import type {
	Browser,
	BrowserContext,
	BrowserContextOptions,
	Download,
	Page
} from 'playwright-core';
import { onTestFinished } from 'vitest';
import { serve } from '../../pipelines/site/serve.ts';
import { launchBrowser } from '../../pipelines/site/browser.ts';

export const repository = join(import.meta.dirname, '../..');
export const publicSite = join(repository, 'build');

/** Of windows, in pixels. */
export const sizes = {
	desk: { width: 1280, height: 900 },
	phone: { width: 390, height: 844 }
} as const;

/** The built site behind its own server, and a browser to open it with. */
export class Site {
	readonly url: string;
	readonly #browser: Browser;
	readonly #server: { close(): Promise<void> };

	constructor(url: string, browser: Browser, server: { close(): Promise<void> }) {
		this.url = url.replace(/\/$/, '');
		this.#browser = browser;
		this.#server = server;
	}

	static async open(folder = publicSite, basePath = ''): Promise<Site> {
		const server = await serve({ folder, port: 0, basePath, letsFrame: true });
		return new Site(server.url, await launchBrowser(), server);
	}

	/**
	 * Closed when its test is over: an engine that nobody asks anything still holds memory. Without the
	 * worker of the offline copy, which would answer instead of what a test puts in the way.
	 */
	async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
		const defaults = { locale: 'es-CO', serviceWorkers: 'block' } as const;
		const context = await this.#browser.newContext({ ...defaults, ...options });
		const errors: Error[] = [];
		// Nothing on the screen shows them: a page may stand and no longer answer.
		context.on('weberror', (event) => errors.push(event.error()));
		try {
			onTestFinished(async () => {
				await context.close();
				if (errors.length > 0) throw new AggregateError(errors, `uncaught: ${errors.join('; ')}`);
			});
		} catch {
			// Made in a hook, for several tests: closed with the browser.
		}
		return context;
	}

	async page(options: BrowserContextOptions = {}): Promise<Page> {
		return (await this.context(options)).newPage();
	}

	async close() {
		await this.#browser.close();
		await this.#server.close();
	}
}

/** The scripts that a page names, and modules that it loads ahead. */
export const scriptsOf = (html: string): string[] =>
	html.match(/<script[^>]*>|<link[^>]*modulepreload[^>]*>/g) ?? [];

/** What a page without a script of its own has: the one of the offline copy. */
export const offlineScript = '<script defer="" src="/offline.js">';

/** Moves on with the Tab key until the focus is there. */
export async function tabTo(page: Page, selector: string): Promise<void> {
	for (let i = 0; i < 120; i++) {
		await page.keyboard.press('Tab');
		if (await page.evaluate((at) => document.activeElement?.matches(at), selector)) return;
	}
	throw new Error(`the keyboard does not reach: ${selector}`);
}

/** Takes an answer away in the format that the menu calls so. */
export async function taken(page: Page, name: string): Promise<Download> {
	const item = page.getByRole('button', { name, exact: true });
	if (!(await item.isVisible())) await page.getByRole('button', { name: 'Llevarse' }).click();
	const [download] = await Promise.all([page.waitForEvent('download'), item.click()]);
	return download;
}

/** The chart of an asked view, once it is there; the prerendered ones have their own classes. */
export const askedChart = '.answer .drawn > div:not(.wide):not(.narrow) svg';

/** The table under the chart, or another, as texts. */
export async function tableOf(page: Page, at = '.answer table tbody tr'): Promise<string[][]> {
	const rows = page.locator(at);
	const cells = await rows.evaluateAll((all) =>
		all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim()))
	);
	return cells;
}

const picker = (page: Page, label: string) =>
	page.getByRole('combobox', { name: label, exact: true });

/** Controls answer once the page's script runs. */
export async function choose(page: Page, label: string, value: string): Promise<void> {
	await picker(page, label).click();
	await page.locator(`[role=option][data-value="${value}"]:visible`).click();
}

/** What is chosen in a control. */
export const chosenIn = (page: Page, label: string): Promise<string | null> =>
	picker(page, label).getAttribute('data-value');
