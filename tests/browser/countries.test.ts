import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { axeViolations } from './axe.ts';
import { Site, offlineScript, scriptsOf, tableOf } from './site.ts';
import { fewOf, slowTest } from '../support/slow.ts';

const phone = { width: 390, height: 844 };
const build = join(import.meta.dirname, '../../build');
/** One of every kind: with surveys, with series, small, of no bloc, invented without a survey. */
const countries = ['XVA', 'BRA', 'ESP', 'KNA', 'GBR', 'XMV'];

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (path: string, lang = 'es') => `${site.url}/${lang}/countries/${path}`;
const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

const styles = /<style[^>]*>.*?<\/style>/gs;

describe('the list of countries', () => {
	test('has the three blocs by name, and the invented countries apart and said so', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address(''));
		const headings = await page.locator('main h2').allInnerTexts();
		expect(headings.slice(0, 3)).toEqual(['América Latina', 'Caribe', 'Unión Europea']);
		expect(headings.at(-1)).toContain('Demostración');
		for (const bloc of ['latin-america', 'caribbean', 'eu', 'fictional']) {
			const names = await page.locator(`section[aria-labelledby=${bloc}] tbody th`).allInnerTexts();
			expect(names.length).toBeGreaterThan(2);
			expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'es')));
			expect(names.includes('Valdoria')).toBe(bloc === 'fictional');
		}
	});

	test('leads to a page of every country in every language, each small, with the script of the offline copy alone', () => {
		const ids = readdirSync(join(build, 'es/countries'), { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => name);
		expect(ids.length).toBeGreaterThanOrEqual(25);
		for (const locale of locales)
			for (const id of ids) {
				const html = readFileSync(join(build, locale, 'countries', id, 'index.html'), 'utf8');
				expect([id, scriptsOf(html)]).toEqual([id, [offlineScript]]);
				// What is said, in 25 kB; the sheets of style that every page carries come on top.
				expect(gzipSync(html.replace(styles, '')).length).toBeLessThan(25_000);
				expect(gzipSync(html).length).toBeLessThan(30_000);
				expect([id, /undefined|NaN|countries_|\[object/.test(html)]).toEqual([id, false]);
			}
	});
});

describe('the profile of a country', () => {
	test.for(fewOf(3, countries))(
		'is whole on a desk, a phone and paper, with no script of its own: %s',
		async (id) => {
			const page = await site.page();
			const scripts: string[] = [];
			page.on('request', (one) => {
				if (one.resourceType() === 'script') scripts.push(one.url());
			});
			await page.goto(address(`${id}/`, 'fr'));
			for (const size of [{ width: 1280, height: 900 }, phone]) {
				await page.setViewportSize(size);
				expect(await width(page)).toBe(size.width);
			}
			await page.emulateMedia({ media: 'print' });
			await page.setViewportSize({ width: 680, height: 960 });
			expect(await width(page)).toBe(680);
			expect(scripts).toEqual([`${site.url}/offline.js`]);
		}
	);

	slowTest('has nothing that axe finds', async () => {
		const page = await site.page({ bypassCSP: true });
		for (const [i, path] of ['', ...countries.map((id) => `${id}/`)].entries()) {
			await page.goto(address(path, locales[i % locales.length]));
			expect([path, await axeViolations(page)]).toEqual([path, []]);
		}
	});

	test('says in words what is not there, and never a zero for it', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('KNA/'));
		const said = async (id: string) => page.locator(`section[aria-labelledby=${id}]`).innerText();
		expect(await said('figures')).toContain('no tiene cifras de ninguna encuesta');
		expect(await said('programmes')).toContain('Ningún programa evaluado');
		expect(await said('recommendations')).toContain('Nadie ha anotado todavía');
		expect(await said('alternatives')).toContain('Sin respuesta todavía');
		expect(await page.locator('#gaps ~ .board li:not(.missing)').count()).toBe(0);
	});

	test('puts peers by name, never numbered, and marks the own country', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('BRA/'));
		const tables = page.locator('section[aria-labelledby=peers] figure');
		expect(await tables.count()).toBeGreaterThan(2);
		for (const table of await tables.all()) {
			const names = await table.locator('tbody th').allInnerTexts();
			expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'es')));
			expect(names.filter((name) => /\d/.test(name))).toEqual([]);
			expect(await table.locator('tr.own th').allInnerTexts()).toEqual(['Brasil']);
			expect(await table.locator('line.interval').count()).toBe(0);
			expect(await table.innerText()).toMatch(/solo puntos/);
		}
	});

	test('of the demonstration shows intervals, programmes, services and recommendations', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('XVA/'));
		expect(await page.locator('#figures ~ * line.interval').count()).toBeGreaterThan(5);
		expect(await page.locator('#programmes ~ ul li').count()).toBeGreaterThan(3);
		const rows = await tableOf(page, '#register-recommendations ~ * tbody tr');
		expect(rows.length).toBe(8);
		expect(rows.map((row) => row[3])).toContain('No consta');
		const link = page.locator('a[download="XVA.csv"]');
		const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
		const csv = readFileSync(await download.path(), 'utf8');
		expect(csv).toContain('drug-sale-neighbourhood');
		expect(csv.split('\r\n').length).toBeGreaterThan(30);
	});
});

describe('the recommendations', () => {
	test('are counted by area and state, none of a real country, with a blank form', async () => {
		const page = await site.page({ bypassCSP: true });
		await page.goto(`${site.url}/es/registers/recommendations/`);
		expect(await page.locator('section[aria-labelledby=real]').innerText()).toContain(
			'Todavía no se ha anotado ninguna'
		);
		const rows = await tableOf(page, 'section[aria-labelledby=invented] > .window tbody tr');
		const sums = rows.map((row) => row.slice(1, -1).reduce((sum, one) => sum + Number(one), 0));
		expect(sums).toEqual(rows.map((row) => Number(row.at(-1))));
		expect(sums.reduce((sum, one) => sum + one, 0)).toBe(8);
		const link = page.locator('a[download="recommendations.csv"]').first();
		const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
		expect(readFileSync(await download.path(), 'utf8')).toMatch(
			/^\ufeffid,country,.*text_fr.*\r\n$/
		);
		expect(await axeViolations(page)).toEqual([]);
		await page.setViewportSize(phone);
		expect(await width(page)).toBe(phone.width);
	});
});
