import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { writeOfflineList } from '../../pipelines/offline-list.js';
import { type Site, serve } from '../../pipelines/site/serve.ts';
import { launchBrowser } from '../../pipelines/site/browser.ts';

/** A built site whose server can be cut off, and come back at the same address with another folder. */
export class CutSite {
	readonly #browser: Browser;
	readonly #basePath: string;
	#server: Site | undefined;
	#port = 0;

	constructor(browser: Browser, basePath: string) {
		this.#browser = browser;
		this.#basePath = basePath;
	}

	static async open(folder: string, basePath = ''): Promise<CutSite> {
		const site = new CutSite(await launchBrowser(), basePath);
		await site.serve(folder);
		return site;
	}

	get url(): string {
		return `http://127.0.0.1:${this.#port}${this.#basePath}`;
	}

	async serve(folder: string, isKept = true): Promise<void> {
		await this.cut();
		const basePath = this.#basePath;
		this.#server = await serve({ folder, port: this.#port, basePath, isKept });
		this.#port = Number(new URL(this.#server.url).port);
	}

	async cut(): Promise<void> {
		await this.#server?.close();
		this.#server = undefined;
	}

	async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
		const context = await this.#browser.newContext({ locale: 'es-CO', ...options });
		onTestFinished(() => context.close());
		return context;
	}

	async page(options: BrowserContextOptions = {}): Promise<Page> {
		return (await this.context(options)).newPage();
	}

	async close(): Promise<void> {
		await this.#browser.close();
		await this.cut();
	}
}

/** A copy of a site in which texts of files were changed, listed anew as a build would. */
export function editedSite(
	folder: string,
	edits: Readonly<Record<string, (text: string) => string>>
): string {
	const copy = mkdtempSync(join(tmpdir(), 'atalaya-edited-'));
	onTestFinished(() => rmSync(copy, { recursive: true }));
	const filter = (path: string) => !/\.(br|gz)$|__data\.json$/.test(path);
	cpSync(folder, copy, { recursive: true, filter });
	for (const [path, edit] of Object.entries(edits))
		writeFileSync(join(copy, path), edit(readFileSync(join(copy, path), 'utf8')));
	writeOfflineList(copy);
	return copy;
}

/** Paths of the site that this device keeps, in every cache. */
export const keptPaths = (page: Page): Promise<string[]> =>
	page.evaluate(async () => {
		const found: string[] = [];
		for (const name of await caches.keys())
			for (const { url } of await (await caches.open(name)).keys())
				found.push(new URL(url).pathname);
		return found.sort();
	});

/** Waits until the device keeps these paths: a worker works on after a page is there. */
export async function untilKept(page: Page, paths: readonly string[]): Promise<void> {
	const deadline = Date.now() + 40_000;
	for (;;) {
		const kept = await keptPaths(page);
		const missing = paths.filter((path) => !kept.includes(path));
		if (missing.length === 0) return;
		if (Date.now() > deadline) throw new Error(`not kept: ${missing.join(', ')}`);
		await new Promise((done) => setTimeout(done, 200));
	}
}
