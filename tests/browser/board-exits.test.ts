import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { linkedPage, paperPages } from '../../pipelines/site/paper-pages.ts';
import { pageCount, printBoards } from '../../pipelines/site/print-boards.ts';
import { axeViolations } from './axe.ts';
import { Site, publicSite, sizes } from './site.ts';
import { fewOf, slowTest } from '../support/slow.ts';

const boards = ['region', 'valdoria', 'micro-trafficking', 'programmes', 'copolad'];

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const htmlOf = (path: string) => readFileSync(join(publicSite, path, 'index.html'), 'utf8');
const wordsOf = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim();
const articlesOf = (path: string) => [
	...parseHTML(htmlOf(path)).document.querySelectorAll('article')
];

describe('an embed', () => {
	test.for(boards)('of a tile says what the tile says, to the last value: %s', (board) => {
		for (const locale of locales)
			for (const tile of articlesOf(`${locale}/boards/${board}`)) {
				const id = tile.getAttribute('aria-labelledby')!.replace('tile-', '');
				const path = `${locale}/embed/boards/${board}/${id}`;
				const [own, ...others] = articlesOf(path);
				expect([path, others.length, wordsOf(own!)]).toEqual([path, 0, wordsOf(tile)]);
				const html = htmlOf(path);
				expect(html).not.toMatch(/<script|modulepreload/);
				expect(html).toContain('<meta name="robots" content="noindex"/>');
				const foot = wordsOf(parseHTML(html).document.querySelector('main > footer')!);
				expect(foot).toMatch(/\d{4}/);
			}
	});

	test.for(boards)('of a board has all its tiles: %s', (board) => {
		for (const locale of locales)
			expect(articlesOf(`${locale}/embed/boards/${board}`).map(wordsOf)).toEqual(
				articlesOf(`${locale}/boards/${board}`).map(wordsOf)
			);
	});

	test('is offered as code that names what is there', () => {
		const { document } = parseHTML(htmlOf('pt/boards/valdoria'));
		const codes = [...document.querySelectorAll('details code')].map(
			({ textContent }) => textContent
		);
		expect(codes).toHaveLength(articlesOf('pt/boards/valdoria').length + 1);
		for (const code of codes) {
			const frame = parseHTML(code).document.querySelector('iframe')!;
			expect(frame.getAttribute('title')).not.toBe('');
			expect(htmlOf(frame.getAttribute('src')!)).toContain('<main');
		}
	});

	/** The page of somebody else, on a host of its own, with this in a frame. */
	async function framed(path: string): Promise<Page> {
		const other = createServer((_, response) => {
			response.setHeader('Content-Type', 'text/html');
			response.end(`<h1>Elsewhere</h1><iframe src="${site.url}/${path}" width="400" height="740">`);
		});
		await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
		onTestFinished(() => void other.close());
		const address = other.address();
		const port = typeof address === 'object' && address ? address.port : 0;
		const page = await site.page();
		await page.goto(`http://127.0.0.1:${port}/`);
		return page;
	}

	test('may stand in a page of another site, whose links open beside it', async () => {
		const page = await framed('en/embed/boards/valdoria/crime-victims/');
		const inside = page.frameLocator('iframe');
		expect(await inside.locator('h1').innerText()).toBe('Were victims of a crime in a year');
		expect(await inside.locator('base').getAttribute('target')).toBe('_blank');
		const wide = await inside.locator('html').evaluate((html) => html.scrollWidth);
		expect(wide).toBeLessThanOrEqual(400);
	});

	test('is the only page that may: a board is refused', async () => {
		const page = await framed('en/boards/valdoria/');
		const [, frame] = page.frames();
		expect(await frame!.locator('body').innerText()).not.toContain('Valdoria');
	});
});

describe('slides', () => {
	const top = (page: Page) => page.evaluate(() => scrollY / innerHeight);
	const settled = (page: Page, slide: number) =>
		expect.poll(() => top(page), { timeout: 15_000 }).toBe(slide);

	test('go by keys and links, one slide a press, without script', async () => {
		const page = await site.page({ javaScriptEnabled: false, reducedMotion: 'reduce' });
		await page.goto(`${site.url}/es/boards/valdoria/slides/`);
		const step = async (key: string, slide: number) => {
			await page.keyboard.press(key);
			await settled(page, slide);
		};
		await step('PageDown', 1);
		await step('Space', 2);
		await step('ArrowDown', 3);
		await step('PageUp', 2);
		await step('End', 11);
		await step('Home', 0);
		await page.locator('#s1').getByRole('link', { name: 'Siguiente' }).click();
		await settled(page, 1);
		expect(await page.evaluate(() => location.hash)).toBe('#s2');
	});

	test.for(fewOf(2, boards))('fill a screen each, readable from afar: %s', async (board) => {
		const page = await site.page({ javaScriptEnabled: false });
		for (const [locale, size] of [
			['fr', { width: 1280, height: 720 }],
			['pt', { width: 1920, height: 1080 }]
		] as const) {
			await page.setViewportSize(size);
			await page.goto(`${site.url}/${locale}/boards/${board}/slides/`);
			const heights = await page
				.locator('main > section')
				.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
			expect(heights.length).toBe(articlesOf(`${locale}/boards/${board}`).length + 2);
			expect([board, locale, heights.filter((one) => one > size.height + 1)]).toEqual([
				...[board, locale, []]
			]);
			const smallest = await page
				.locator('section p:visible')
				.evaluateAll((all) =>
					Math.min(...all.map((one) => parseFloat(getComputedStyle(one).fontSize)))
				);
			expect(smallest / size.height).toBeGreaterThan(0.022);
		}
		expect(htmlOf(`es/boards/${board}/slides`)).not.toMatch(/<script|modulepreload/);
	});

	test('are printed one a sheet, across', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		for (const board of boards) {
			await page.goto(`${site.url}/fr/boards/${board}/slides/`);
			const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
			expect([board, pageCount(pdf)]).toEqual([
				board,
				await page.locator('main > section').count()
			]);
			const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(
				pdf.toString('latin1')
			)!;
			expect(Number(width)).toBeGreaterThan(Number(height));
		}
	});

	slowTest('scroll like any page on a phone, and axe finds nothing in both themes', async () => {
		const page = await site.page({ bypassCSP: true, viewport: sizes.phone });
		await page.goto(`${site.url}/es/boards/programmes/slides/`);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(sizes.phone.width);
		expect(
			await page.locator('html').evaluate((html) => getComputedStyle(html).scrollSnapType)
		).toBe('none');
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			expect([colorScheme, await axeViolations(page)]).toEqual([colorScheme, []]);
		}
	});
});

describe('the picture of a board for messages', () => {
	test('is of the size that networks ask for, one a board and language', () => {
		const found = locales.flatMap((locale) =>
			boards.map((board) => readFileSync(join(publicSite, locale, 'boards', board, 'card.png')))
		);
		for (const png of found) {
			expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
			expect(png.length).toBeLessThan(120_000);
		}
		expect(new Set(found.map((png) => png.toString('base64'))).size).toBe(found.length);
	});

	test('is named by whole addresses only: not where nobody said the host', () => {
		const html = htmlOf('fr/boards/region');
		expect(html).toContain('<meta property="og:locale" content="fr_FR"/>');
		expect(html).toMatch(/<meta property="og:title" content="[^"]+"\/>/);
		const hasOrigin = (process.env['ATALAYA_ORIGIN'] ?? '') !== '';
		expect(html.includes('og:image')).toBe(hasOrigin);
	});
});

describe('npm run pdf', () => {
	/** A part of the built site that can be printed, as it was built. */
	function copied(): string {
		const folder = mkdtempSync(join(tmpdir(), 'atalaya-pdf-'));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		const parts = ['es/boards/copolad', 'fr/boards/valdoria', 'fonts', 'data'];
		for (const part of [...parts, '_app/immutable/assets'])
			cpSync(join(publicSite, part), join(folder, part), {
				recursive: true,
				filter: (path) => !/respondents|panels|replicates|estimates/.test(path)
			});
		cpSync(join(publicSite, 'service-worker.js'), join(folder, 'service-worker.js'));
		// As it was before `npm run pdf`, which somebody may have run.
		for (const { file } of paperPages(folder))
			writeFileSync(
				file,
				readFileSync(file, 'utf8').replace(/<a href="[^"]*\.pdf"[^>]*>[^<]*<\/a>/, '-')
			);
		return folder;
	}
	const said: string[] = [];
	const print = (folder: string) =>
		printBoards({ site: folder, cache: join(folder, '.cache'), say: (line) => said.push(line) });
	const bytesOf = (folder: string) =>
		['pdf/es/copolad.pdf', 'pdf/fr/valdoria.pdf', 'fr/boards/valdoria/index.html.gz'].map((path) =>
			readFileSync(join(folder, path)).toString('base64')
		);

	test('prints one sheet a board, links it, and does the same again', async () => {
		const folder = copied();
		expect(paperPages(folder)).toHaveLength(2);
		await print(folder);
		expect(said.at(-1)).toMatch(/^2 boards printed, \d+ kB each$/);
		const before = bytesOf(folder);
		const pdf = readFileSync(join(folder, 'pdf/fr/valdoria.pdf'));
		expect(pageCount(pdf)).toBe(1);
		const text = pdf.toString('latin1');
		expect(text).toMatch(/\/StructTreeRoot/);
		expect(text).toMatch(/\/Lang \(fr\)/);
		expect(text).not.toContain('127.0.0.1');
		expect(text).not.toMatch(/\/CreationDate \(D:(?!20\d{6}000000)/);
		const html = readFileSync(join(folder, 'fr/boards/valdoria/index.html'), 'utf8');
		expect(html).toMatch(
			/<a href="\/pdf\/fr\/valdoria\.pdf" type="application\/pdf" download>Télé/
		);
		expect(linkedPage(html)).toBe(html);
		// The offline copy refuses a page that is not the one it knows.
		const hash = createHash('sha256').update(html).digest('base64');
		expect(readFileSync(join(folder, 'service-worker.js'), 'utf8')).toContain(hash);
		await print(folder);
		expect(bytesOf(folder).map((bytes, i) => bytes === before[i])).toEqual([true, true, true]);
	});

	slowTest('leads from paper to the host that the page names', async () => {
		const folder = copied();
		const file = join(folder, 'es/boards/copolad/index.html');
		const named =
			'<meta property="og:url" content="https://observatory.example/es/boards/copolad/">';
		writeFileSync(file, readFileSync(file, 'utf8').replace('</head>', `${named}</head>`));
		for (const ending of ['.gz', '.br']) rmSync(file + ending);
		await print(folder);
		const text = readFileSync(join(folder, 'pdf/es/copolad.pdf'), 'latin1');
		expect(text).toContain('/URI (https://observatory.example/es/boards/)');
		expect(text).not.toContain('127.0.0.1');
	});

	test('names the board and the language that is no sheet, and writes nothing', async () => {
		const folder = copied();
		const file = join(folder, 'es/boards/copolad/index.html');
		const long = '<p>más</p>'.repeat(400);
		writeFileSync(file, readFileSync(file, 'utf8').replace('</h1>', `</h1>${long}`));
		for (const ending of ['.gz', '.br']) rmSync(file + ending);
		await expect(print(folder)).rejects.toThrow(
			/board not printed: copolad, language es: not one A4 sheet, pages: \d/
		);
		expect(() => bytesOf(folder)).toThrow(/ENOENT/);
	});

	test('has nothing to print where nothing is built', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'atalaya-pdf-'));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		await expect(print(folder)).rejects.toThrow(/no boards to print, build the site first/);
	});
});

describe('a board with words that nobody expects', () => {
	test.for([
		['forty letters', 'Donaudampfschifffahrtsgesellschaftskapitän', 'ltr'],
		['from right to left', 'المخدرات والأمن في المدينة', 'rtl']
	])('stays whole: %s', async ([, name, direction]) => {
		const page = await site.page();
		for (const path of ['boards/valdoria/', 'boards/valdoria/slides/', 'embed/boards/valdoria/']) {
			await page.goto(`${site.url}/es/${path}`);
			await page.evaluate((text) => {
				for (const one of document.querySelectorAll('[dir=auto]')) one.textContent = text!;
			}, name);
			for (const size of [sizes.desk, { width: 900, height: 900 }, sizes.phone]) {
				await page.setViewportSize(size);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth);
				expect([path, size.width, wide]).toEqual([path, size.width, size.width]);
			}
			const heading = page.locator('h2[dir=auto]').first();
			expect(await heading.evaluate((one) => getComputedStyle(one).direction)).toBe(direction);
			expect(
				await page
					.locator('[dir=auto]')
					.evaluateAll(
						(all) =>
							all.filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth > 0).length
					)
			).toBe(0);
		}
	});
});
