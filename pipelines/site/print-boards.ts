import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Route } from 'playwright-core';
import { DataError } from '#lib/errors.ts';
import { manifest } from '#lib/model/manifest.ts';
import { writeOfflineList } from '../offline-list.js';
import { standing } from '../steps/publish.ts';
import { launchBrowser } from './browser.ts';
import { compressFile } from './compress.ts';
import { type PaperPage, basePathOf, linkedPage, paperPages, paperPath } from './paper-pages.ts';
import { serve } from './serve.ts';

interface PrintOptions {
	/** A built site. */
	readonly site: string;
	/** Of compressed files. */
	readonly cache: string;
	readonly say: (line: string) => void;
}

/**
 * Prints every board of a built site in every language, one A4 sheet each, and links the files from
 * the pages. Nothing is written before all are printed.
 * @throws DataError that names the board and the language of a sheet that is not one.
 */
export async function printBoards({ site, cache, say }: PrintOptions): Promise<void> {
	const pages = paperPages(site);
	const [first] = pages;
	if (!first) throw new DataError(`no boards to print, build the site first: ${site}`);
	const date = releaseDate(site);
	const server = await serve({ folder: site, port: 0, basePath: basePathOf(first) });
	const browser = await launchBrowser();
	const printed: [PaperPage, Buffer][] = [];
	try {
		for (const page of pages) printed.push([page, await sheet(page, browser, server.url)]);
	} finally {
		await browser.close();
		await server.close();
	}
	mkdirSync(cache, { recursive: true });
	for (const [page, pdf] of printed) {
		const path = join(site, paperPath(page));
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, dated(pdf, date));
		writeFileSync(page.file, linkedPage(readFileSync(page.file, 'utf8')));
		await compressFile(page.file, cache);
	}
	// The offline copy knows each page by its hash.
	writeOfflineList(site);
	await compressFile(join(site, 'service-worker.js'), cache);
	const bytes = printed.reduce((sum, [, pdf]) => sum + pdf.length, 0);
	say(`${printed.length} boards printed, ${Math.round(bytes / printed.length / 1000)} kB each`);
}

async function sheet(page: PaperPage, browser: Browser, url: string): Promise<Buffer> {
	const { lang, board } = page;
	const tab = await browser.newPage({ serviceWorkers: 'block' });
	try {
		await tab.route('**/*', withItsFonts);
		const answer = await tab.goto(`${url}${lang}/boards/${board}/`);
		if (answer?.status() !== 200) throw new DataError(`answer ${answer?.status()}`);
		await tab.evaluate(() => document.fonts.ready.then(() => undefined));
		await tab.evaluate(linksToTheSite);
		const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
		const count = pageCount(pdf);
		if (count !== 1) throw new DataError(`not one A4 sheet, pages: ${count}`);
		return pdf;
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new DataError(`board not printed: ${board}, language ${lang}: ${why}`);
	} finally {
		await tab.close();
	}
}

/** A page on a screen does not wait for its typefaces; on paper it does. */
async function withItsFonts(route: Route): Promise<void> {
	if (!['document', 'stylesheet'].includes(route.request().resourceType())) return route.continue();
	const response = await route.fetch();
	const body = (await response.text()).replace(/font-display:\s*optional/g, 'font-display:block');
	await route.fulfill({ response, body });
}

/**
 * Makes links of a page lead to the host that it names, and takes them away where it names none: in a
 * file that travels they would lead to this machine.
 */
function linksToTheSite(): void {
	const said = document.querySelector('meta[property="og:url"]')?.getAttribute('content');
	for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
		if (link.origin !== location.origin) continue;
		if (said) link.href = new URL(said).origin + link.pathname + link.search + link.hash;
		else link.removeAttribute('href');
	}
}

/** Each page of a PDF is an object of its own (ISO 32000-1, 7.7.3.3), which Chromium never packs. */
export const pageCount = (pdf: Buffer): number =>
	pdf.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;

/** The day of the release in the place of the moment of printing: the same board, the same bytes. */
function dated(pdf: Buffer, date: string): Buffer {
	const day = `${date.replaceAll('-', '')}000000`;
	const text = pdf.toString('latin1');
	const moment = /(\/(?:CreationDate|ModDate) \(D:)\d{14}/g;
	return Buffer.from(
		text.replace(moment, (_, start: string) => `${start}${day}`),
		'latin1'
	);
}

function releaseDate(site: string): string {
	const data = join(site, 'data');
	const release = standing(data);
	if (!release) throw new DataError(`no release in: ${data}`);
	const file = join(data, release.path, 'manifest.json');
	return manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).date;
}
