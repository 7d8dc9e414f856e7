import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { pageCount } from '../../pipelines/site/print-boards.ts';
import { axeViolations } from './axe.ts';
import { Site, offlineScript, publicSite, scriptsOf, sizes } from './site.ts';
import { fewOf, slowTest } from '../support/slow.ts';

const boards = ['region', 'valdoria', 'micro-trafficking', 'programmes', 'copolad'];

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (path: string, lang = 'es') => `${site.url}/${lang}/boards/${path}`;
const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
const tile = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

describe('the list of boards', () => {
	test('leads to every board, with what its tiles say, from the menu', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(`${site.url}/en/`);
		await page.getByRole('navigation').getByRole('link', { name: 'Boards' }).click();
		for (const board of boards)
			expect(await page.locator(`a[href$="/en/boards/${board}/"]`).count()).toBe(1);
		expect(await page.locator('main').innerText()).toMatch(/On track: 1[^]*Off track: 2/);
	});
});

describe('the files of a board', () => {
	test.for(boards)('have one script, of the offline copy, and are small: %s', (board) => {
		for (const locale of locales) {
			const html = readFileSync(join(publicSite, locale, 'boards', board, 'index.html'));
			expect([locale, scriptsOf(html.toString())]).toEqual([locale, [offlineScript]]);
			expect(gzipSync(html).length).toBeLessThan(40_000);
			expect(html.toString()).not.toMatch(/undefined|NaN|boards_[a-z]|\[object/);
		}
	});
});

describe('a board', () => {
	test.for(boards)(
		'is whole without script on a desk, a phone, at 200 % and on paper: %s',
		async (id) => {
			const page = await site.page({ javaScriptEnabled: false });
			await page.goto(address(`${id}/`, 'fr'));
			const columns = () =>
				page
					.locator('.tiles')
					.evaluate((grid) => getComputedStyle(grid).gridTemplateColumns.split(' ').length);
			for (const [size, wanted] of [
				[sizes.desk, 4],
				// 1280 pixels at 200 %.
				[{ width: 640, height: 450 }, 1],
				[{ width: 900, height: 900 }, 2],
				[sizes.phone, 1]
			] as const) {
				await page.setViewportSize(size);
				expect([size.width, await width(page), await columns()]).toEqual([
					...[size.width, size.width, wanted]
				]);
			}
			const tiles = await page.getByRole('article').count();
			expect(tiles).toBeGreaterThanOrEqual(8);
			expect(tiles).toBeLessThanOrEqual(12);
		}
	);

	test.for(fewOf(2, locales))('fits one A4 sheet, no tile cut: %s', async (locale) => {
		const page = await site.page({ javaScriptEnabled: false });
		for (const id of boards) {
			await page.goto(address(`${id}/`, locale));
			const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
			expect([id, pageCount(pdf)]).toEqual([id, 1]);
		}
	});

	test('has its title, place, period, filters and date on paper', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('valdoria/'));
		await page.emulateMedia({ media: 'print' });
		const head = await page.locator('main > header').innerText();
		for (const part of ['Valdoria: drogas y seguridad', 'Lugar', '2021–2026', 'sin filtros'])
			expect(head).toContain(part);
		expect(head).toMatch(/Situación al \d+ de \w+ de \d{4}/);
		expect(await page.locator('article a:visible, article summary:visible').count()).toBe(0);
	});

	slowTest('has nothing that axe finds, in both themes', async () => {
		const page = await site.page({ bypassCSP: true });
		for (const [i, path] of ['', ...boards.map((id) => `${id}/`)].entries()) {
			await page.goto(address(path, locales[i % locales.length]));
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.emulateMedia({ colorScheme });
				expect([path, colorScheme, await axeViolations(page)]).toEqual([path, colorScheme, []]);
			}
		}
	});

	test.for(['light', 'dark'] as const)(
		'is drawn in the colours that a reader forces: %s',
		async (colorScheme) => {
			const page = await site.page({ javaScriptEnabled: false });
			await page.emulateMedia({ forcedColors: 'active', colorScheme });
			await page.goto(address('valdoria/'));
			const [ink, paper] = await page
				.locator('article .picture svg text')
				.first()
				.evaluate((one) => [
					getComputedStyle(one).fill,
					getComputedStyle(document.body.parentElement!).backgroundColor
				]);
			expect(new Set([ink, paper])).toEqual(new Set(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']));
		}
	);

	test('asks nobody else for anything, and for no script but that of the offline copy', async () => {
		const page = await site.page();
		const asked: string[] = [];
		page.on('request', (one) => asked.push(`${one.resourceType()} ${one.url()}`));
		await page.goto(address('valdoria/'), { waitUntil: 'networkidle' });
		expect(asked.filter((one) => !one.includes(site.url))).toEqual([]);
		expect(asked.filter((one) => one.startsWith('script'))).toEqual([
			`script ${site.url}/offline.js`
		]);
	});

	test('leads from every tile in one step, to addresses that are there', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		const links = new Set<string>();
		const sections = new Set(['board-change']);
		for (const id of boards) {
			await page.goto(address(`${id}/`));
			for (const one of await page.getByRole('article').all()) {
				const own = await one
					.getByRole('link')
					.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
				expect(own.some((href) => href.includes('/methods/#'))).toBe(true);
				for (const href of own) if (href.includes('/methods/#')) sections.add(href.split('#')[1]!);
				expect(own.length).toBeGreaterThan(1);
				for (const href of own) links.add(href.replace(/#.*/, ''));
			}
		}
		for (const href of links)
			expect([href, (await page.request.get(href)).status()]).toEqual([href, 200]);
		await page.goto(`${site.url}/es/methods/`);
		for (const id of sections)
			expect([id, await page.locator(`[id=${id}]`).count()]).toEqual([id, 1]);
	});
});

describe('what a tile says', () => {
	test('tells the way of the number by its arrow, and good or bad by its word', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('valdoria/', 'en'));
		const victims = tile(page, 'Were victims of a crime in a year');
		expect(await victims.innerText()).toMatch(/On track[^]*18\.5%[^]*down 2\.1 points[^]*better/);
		expect(await victims.innerText()).toMatch(/19\d\.\d% of it covered/);
		const offered = tile(page, 'Were offered drugs in a year');
		expect(await offered.innerText()).toMatch(/Off track[^]*up 1\.0 points[^]*worse/);
		const trust = tile(page, 'Trust the police some or a lot');
		expect(await trust.locator('.change svg').count()).toBe(0);
		expect(await trust.innerText()).toMatch(
			/No clear change; \d\.\d points or more would have shown/
		);
	});

	test('compares nothing over a break, and says why', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('valdoria/', 'en'));
		const sale = tile(page, 'Notice drugs sold in their neighbourhood');
		expect(await sale.innerText()).toMatch(/Too uncertain[^]*Not compared[^]*Break in 2024/);
		expect(await sale.locator('[stroke-dasharray="4,3"]').count()).toBe(1);
	});

	test('shows the word of what is suppressed or not reliable, and no number', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('micro-trafficking/', 'en'));
		for (const [place, word] of [
			['Isla Tirsena', 'Not reliable'],
			['Estrevia', 'Suppressed']
		] as const) {
			const one = tile(page, `Were offered drugs in a year: ${place}`);
			expect(await one.locator('.number strong').innerText()).toBe(word);
			expect(await one.locator('.picture').count()).toBe(0);
		}
	});

	test('has no bar, no number and no picture for what COPOLAD does not state', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('copolad/', 'en'));
		expect(await page.locator('article .picture, article svg.bar').count()).toBe(0);
		const said = await page.locator('.tiles').innerText();
		expect(said).toContain('Nothing reported');
		expect(said).not.toMatch(/\b0 |0%|On track|Off track/);
	});

	test('shows more than all of what was due, and what got worse beside a result', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('programmes/', 'en'));
		expect(await tile(page, 'Courses held (Three Shores)').innerText()).toContain('108.3%');
		expect(
			await tile(page, 'Clear Neighbourhoods: saw drugs sold near home').innerText()
		).toContain('At the same time worse: Police violence');
	});

	test('calls seizures activity, without colour, and nothing synthetic real', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('region/', 'en'));
		const seizures = tile(page, 'Cocaine seizures: European Union');
		expect(await seizures.innerText()).toMatch(
			/Police activity, not results[^]*No wanted direction/
		);
		expect(await seizures.locator('.good, .bad').count()).toBe(0);
		expect(await page.getByText('Synthetic').count()).toBe(0);
		await page.goto(address('valdoria/', 'en'));
		const tiles = await page.getByRole('article').count();
		expect(await page.locator('article').getByText('Synthetic').count()).toBe(tiles);
	});

	test('puts countries in a table by name, without positions', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('region/'));
		const prisons = tile(page, 'Ocupación de las prisiones: Unión Europea');
		await prisons.locator('summary').click();
		const names = await prisons.locator('table').last().locator('tbody th').allInnerTexts();
		expect(names.length).toBeGreaterThan(20);
		expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'es')));
		expect(await prisons.innerText()).toMatch(/Mediana de \d+ países/);
	});
});
