import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { axeViolations } from './axe.ts';
import { Site, offlineScript, scriptsOf } from './site.ts';

const phone = { width: 390, height: 844 };
const build = join(import.meta.dirname, '../../build');

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (path = '', lang = 'es') => `${site.url}/${lang}/questions/${path}`;
const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
const topics = () =>
	readdirSync(join(build, 'es/questions'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && entry.name !== 'builder')
		.map(({ name }) => name);

describe('the matrix of topics and surveys', () => {
	test('is there without script, with a page of every topic', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address());
		const rows = page.locator(
			'#coverage ~ * tbody tr[id], section[aria-labelledby=coverage] tbody tr[id]'
		);
		expect(await rows.count()).toBe(topics().length);
		const link = rows.locator('a').first();
		await link.click();
		await page.locator('main h1').waitFor();
		expect(new URL(page.url()).pathname).toMatch(/^\/es\/questions\/[a-z0-9_]+\/$/);
	});

	test('names what every sign says', async () => {
		const page = await site.page();
		await page.goto(address());
		const row = page.locator('#topic-drug_sale_neighbourhood');
		const signs = await row
			.locator('[role=img]')
			.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
		expect(signs).toContain('se preguntó');
		expect(signs).toContain('se preguntó de otra manera');
		expect(await row.locator('.count').innerText()).toBe(String(signs.length));
	});

	test('is put in order, and cut to a country and what it never asked, in the address too', async () => {
		const page = await site.page();
		await page.goto(address());
		await page.getByLabel('Orden de los temas').selectOption('asked');
		const counts = await page.locator('tbody .count').allInnerTexts();
		expect(counts.map(Number)).toEqual(counts.map(Number).toSorted((a, b) => b - a));
		await page.getByLabel('País', { exact: true }).selectOption('COL');
		expect(await page.locator('[role=status]').allInnerTexts()).toContainEqual(
			expect.stringMatching(/^Colombia: \d+ de \d+ temas preguntados alguna vez; \d+ nunca\.$/)
		);
		await page.getByLabel('Solo los que faltan').check();
		expect(new Set(await page.locator('tbody .count').allInnerTexts())).toEqual(new Set(['0']));
		const { search } = new URL(page.url());
		expect(search).toContain('country=COL');
		await page.goto(address(search));
		await page.getByLabel('Solo los que faltan').waitFor();
		expect(new Set(await page.locator('tbody .count').allInnerTexts())).toEqual(new Set(['0']));
	});

	test('finds wordings in any language without accents, and leads to them', async () => {
		const page = await site.page();
		await page.goto(address());
		const field = page.getByLabel('Palabras, número o variable');
		await field.fill('offered illegal drug');
		const found = page.locator('section[aria-labelledby=search] li a');
		await found.first().waitFor();
		expect(await found.first().getAttribute('lang')).toBe('en');
		await field.fill('trafico barrio');
		await found.first().click();
		await page.locator('article:target').waitFor();
		expect(await page.locator('article:target').count()).toBe(1);
	});
});

describe('a topic', () => {
	test('has every wording, and no script but that of the offline copy', () => {
		for (const locale of locales)
			for (const topic of topics()) {
				const html = readFileSync(join(build, locale, 'questions', topic, 'index.html'), 'utf8');
				expect([topic, scriptsOf(html)]).toEqual([topic, [offlineScript]]);
				expect([topic, /undefined|NaN|questions_|\[object/.test(html)]).toEqual([topic, false]);
			}
	});

	test('marks word by word what two wordings do not share, with the rule that decides', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('drug_sale_neighbourhood/#demo-2024-drug-sale--demo-2022-drug-sale'));
		const pair = page.locator('[id="demo-2024-drug-sale--demo-2022-drug-sale"]');
		await pair.waitFor();
		expect(await pair.innerText()).toContain('No comparables');
		expect(await pair.innerText()).toContain('ha visto / sabe o ha oído (esto decide)');
		const marked = await pair.locator('mark').allInnerTexts();
		expect(marked.join(' ')).toMatch(/visto/);
		expect(marked.join(' ')).toMatch(/oído/);
	});

	test('of a split ballot tells the effect with its interval and a factor that is not applied', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('drug_use_street/'));
		const text = await page.locator('main').innerText();
		expect(text).toMatch(/cambia −11,2 puntos \(intervalo del 95\s%: −12,7 a −9,7; p < 0,001\)/);
		expect(text).toMatch(/Factor puente: 0,76 \(0,73 a 0,79\)/);
		expect(text).toContain('Demostración (datos sintéticos)');
	});

	test('says of a wording that nobody has seen that it is not verified', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address());
		const unverified = topics().find((topic) =>
			readFileSync(join(build, 'es/questions', topic, 'index.html'), 'utf8').includes(
				'redacción sin verificar'
			)
		);
		await page.goto(address(`${unverified}/`));
		expect(await page.locator('main').innerText()).toContain('No hemos visto el cuestionario');
	});
});

test.for([
	['', 'es'],
	['drug_sale_neighbourhood/', 'fr'],
	['drug_use_street/', 'pt']
] as const)('questions/%s fits a phone and has nothing for axe', async ([path, lang]) => {
	const page = await site.page({ bypassCSP: true, viewport: phone });
	await page.goto(address(path, lang));
	expect(await width(page)).toBe(390);
	expect(await axeViolations(page)).toEqual([]);
});
