import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import { referenceRecords } from '../../support/csv-reference.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { askedChart, choose, Site, tableOf, taken } from '../site.ts';

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const offered = { survey: 'demo-2024', indicator: 'drug-offered' };
const view = (changes: Partial<ExploreView> & { survey: string }) => exploreView.parse(changes);
const bySex = view({ ...offered, by: ['sex'] });

/** The explorer with a question answered. */
async function asked(question: ExploreView, { lang = 'es', width = 1280 } = {}): Promise<Page> {
	const page = await site.page({ viewport: { width, height: 900 } });
	await page.goto(`${site.url}/${lang}/explore/${searchOf(question)}`);
	await page.locator(askedChart).first().waitFor();
	return page;
}

const figureTexts = (page: Page) => page.locator('.drawn svg text').allTextContents();
/** A figure as the Spanish page writes it. */
const number = (text = '') => Number.parseFloat(text.replace(',', '.').replace('−', '-'));
const texts = (page: Page, selector: string) => page.locator(selector).allTextContents();

describe('a question', () => {
	test('about a concept as it is shows every answer with its interval', async () => {
		const of = { concept: 'trust_police', unit: 'person', statistic: 'distribution' } as const;
		const page = await asked(
			view({ survey: 'demo-2024', of: { ...of, categories: [] }, by: ['sex'] })
		);
		const rows = await tableOf(page);
		expect(rows).toHaveLength(8);
		const shares = rows.filter(([sex]) => sex === 'Mujer').map((row) => row[2] ?? '');
		const sum = shares.reduce((all, text) => all + Number.parseFloat(text.replace(',', '.')), 0);
		expect(sum).toBeCloseTo(100, 0);
	});

	test('across a third concept draws a picture for each of its categories', async () => {
		const page = await asked({ ...bySex, across: 'urban_rural' });
		expect(await texts(page, '.drawn [data-panel-title]')).toEqual(['Urbana', 'Rural']);
		expect(await page.locator('.drawn svg').count()).toBe(2);
	});

	test('to two waves draws a line, and cuts it where the question changed', async () => {
		const sale = { indicator: 'drug-sale-neighbourhood', survey: 'demo-2022', also: ['demo-2024'] };
		const page = await asked(view(sale));
		expect((await figureTexts(page)).join(' ')).toContain('la pregunta dice otra cosa');
		expect(await page.getByText('no son comparables').count()).toBeGreaterThan(0);
	});

	test('by territory is drawn as a map beside its intervals, each area once', async () => {
		const territories = view({ ...offered, by: ['territory_demo'], chart: 'map' });
		const page = await asked(territories);
		await page.locator('.drawn [data-territory]').first().waitFor();
		const drawn = await page
			.locator('.drawn path[data-territory]')
			.evaluateAll((all) => all.map((one) => one.getAttribute('data-territory')));
		expect(new Set(drawn).size).toBe(8);
		expect(await page.locator('.drawn svg').count()).toBeGreaterThan(1);
	});

	test('with the ages of all says so, and has other figures', async () => {
		const page = await asked(bySex);
		const before = await tableOf(page);
		await page.goto(`${site.url}/es/explore/${searchOf({ ...bySex, standard: 'age_group' })}`);
		await page.getByText('Como si cada grupo tuviera las edades').first().waitFor();
		const after = await tableOf(page);
		expect(after.map(([name]) => name)).toEqual(before.map(([name]) => name));
		expect(after[0]?.[1]).not.toBe('');
	});

	test('is found by words of its definition, without a mouse', async () => {
		const page = await asked(bySex);
		const measure = page.getByRole('combobox', { name: 'Medida', exact: true });
		await measure.focus();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.type('confianza policia');
		await page.keyboard.press('Enter');
		await page.waitForURL(/trust/);
		await page.locator(askedChart).first().waitFor();
		expect(page.url()).toMatch(/trust/);
	});
});

describe('a comparison', () => {
	const against = { kind: 'difference', samples: 'independent', anyway: false } as const;

	test('of groups gives the difference, its interval and p', async () => {
		const page = await asked({ ...bySex, compare: { ...against, against: 'demo-2024:woman' } });
		const section = page.locator('section[aria-labelledby=compare]');
		await section.locator('table').waitFor();
		const cells = await section.locator('tbody tr td').allTextContents();
		expect(cells[0]?.trim()).toMatch(/^[+−-]?\d+,\d$/);
		expect(cells[1]).toMatch(/ a /);
		expect(await section.getByRole('heading', { level: 3 }).textContent()).toMatch(
			/^Hombre: [+]\d,\d puntos porcentuales frente a Mujer$/
		);
	});

	test('of an answer of a question is of its own share', async () => {
		const of = { concept: 'trust_police', unit: 'person', statistic: 'distribution' } as const;
		const page = await asked(
			view({
				...{ survey: 'demo-2024', of: { ...of, categories: [] }, by: ['sex'] },
				compare: { ...against, against: 'demo-2024:woman:none' }
			})
		);
		const section = page.locator('section[aria-labelledby=compare]');
		await section.locator('table').waitFor();
		const shares = await tableOf(page);
		const compared = await section
			.locator('tbody tr')
			.evaluateAll((rows) =>
				rows.map((row) => [...row.children].map((cell) => cell.textContent.trim()))
			);
		expect(compared).toHaveLength(7);
		const shareOf = (name: string) =>
			number(shares.find((row) => row.slice(0, 2).join(', ') === name)?.[2]);
		for (const [name = '', difference] of compared) {
			const expected = shareOf(name) - shareOf('Mujer, Ninguna');
			expect(Math.abs(number(difference) - expected)).toBeLessThan(0.11);
		}
	});

	test('across a change of the question is refused, until it is asked for all the same', async () => {
		const sale = view({
			...{ survey: 'demo-2024', also: ['demo-2022'], indicator: 'drug-sale-neighbourhood' },
			compare: { ...against, against: 'demo-2022' }
		});
		const page = await asked(sale);
		const section = page.locator('section[aria-labelledby=compare]');
		await section.getByText('no comparables:').first().waitFor();
		expect(await section.locator('tbody td').first().textContent()).not.toMatch(/\d,\d/);
		await section.getByRole('button', { name: 'Comparar de todos modos' }).click();
		await section.getByText('Comparado de todos modos').waitFor();
		expect(await section.locator('tbody td').first().textContent()).toMatch(/\d,\d/);
	});
});

describe('linked views', () => {
	test('show only the people chosen in the others, and keep the choice in the address', async () => {
		const linked = { ...bySex, linked: ['age_group', 'urban_rural'] };
		const page = await asked(linked);
		const panel = (name: string) => page.locator('.panel', { has: page.getByText(name) }).first();
		const value = (category: string) =>
			page.locator(`[data-category="${category}"] .value`).textContent();
		await page.locator('[data-category="urban"] .value').waitFor();
		const before = await value('urban');
		const first = page.locator('[data-category="age-18-24"]');
		const second = page.locator('[data-category="age-25-34"]');
		await first.hover();
		await page.mouse.down();
		await second.hover();
		await page.waitForFunction(
			(old) => document.querySelector('[data-category="urban"] .value')?.textContent !== old,
			before
		);
		await page.mouse.up();
		await page.waitForURL(/brush=age_group:age-18-24,age-25-34/);
		const where = [{ concept: 'age_group', categories: ['age-18-24', 'age-25-34'] }];
		const alone = await asked(view({ ...offered, by: ['urban_rural'], where }));
		expect(await value('urban')).toBe((await tableOf(alone))[0]?.[1]);
		expect(await panel('Grupo de edad').count()).toBe(1);
	});

	test('are chosen in by the space bar', async () => {
		const page = await asked({ ...bySex, linked: ['age_group', 'urban_rural'] });
		await page.locator('[data-category="age-18-24"]').focus();
		await page.keyboard.press('Space');
		await page.waitForURL(/brush=age_group:age-18-24&/);
		expect(await page.locator('[data-category="age-18-24"]').getAttribute('aria-checked')).toBe(
			'true'
		);
	});
});

describe('a number', () => {
	test('is explained, by keyboard alone, and gives the focus back', async () => {
		const page = await asked(bySex);
		const number = page.getByRole('button', { name: /Explicar: Mujer/ });
		await number.focus();
		await page.keyboard.press('Enter');
		const panel = page.getByRole('dialog');
		const said = (await panel.textContent()) ?? '';
		for (const word of [
			'Definición',
			'Universo',
			'Numerador',
			'Denominador',
			'Licencia',
			'svymean'
		])
			expect(said).toContain(word);
		await page.keyboard.press('Escape');
		await panel.waitFor({ state: 'detached' });
		expect(await number.evaluate((one) => one === document.activeElement)).toBe(true);
	});
});

describe('on paper', () => {
	test('every number of the table stands, and no control', async () => {
		const page = await asked({ ...bySex, linked: ['age_group'] });
		await page.emulateMedia({ media: 'print' });
		const numbers = page.locator('.table tbody .cell');
		expect(await numbers.count()).toBe((await tableOf(page)).length);
		for (const number of await numbers.all()) expect(await number.isVisible()).toBe(true);
		const controls = page.locator('input:visible, select:visible, .screen-only:visible');
		expect(await controls.count()).toBe(0);
	});
});

describe('what leaves', () => {
	async function saved(page: Page, name: string): Promise<{ file: string; bytes: Buffer }> {
		const download = await taken(page, name);
		return { file: download.suggestedFilename(), bytes: await readFile(await download.path()) };
	}

	test('is the table of the screen, in every format', async () => {
		const page = await asked(bySex);
		const screen = await tableOf(page);
		const { file, bytes } = await saved(page, 'Tabla CSV');
		expect(file).toBe('demo-2024_drug-offered_by-sex.csv');
		const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
		const records = (referenceRecords(text, ',') ?? []).map(({ values }) => values);
		const [header = [], ...rows] = records;
		expect(rows).toHaveLength(screen.length);
		const estimate = header.indexOf('estimate');
		const percent = new Intl.NumberFormat('es', {
			...{ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }
		});
		expect(rows.map((row) => percent.format(Number(row[estimate])))).toEqual(
			screen.map((row) => row[1])
		);
		const xlsx = await saved(page, 'Libro XLSX, con hoja de notas');
		expect(xlsx.bytes.subarray(0, 2).toString()).toBe('PK');
		const parquet = await saved(page, 'Parquet');
		expect(parquet.bytes.subarray(0, 4).toString()).toBe('PAR1');
		const sdmx = await saved(page, 'SDMX-CSV 2.0');
		expect(sdmx.bytes.toString()).toMatch(/^STRUCTURE,STRUCTURE_ID,ACTION,/);
	});

	test('is the picture with its words inside, at double size', async () => {
		const page = await asked({ ...bySex, across: 'urban_rural' });
		const svg = (await saved(page, 'Gráfico SVG')).bytes.toString();
		for (const words of ['Urbana', 'Rural', 'Fuente:', 'CC0-1.0', '/es/explore/'])
			expect(svg).toContain(words);
		expect(svg).not.toMatch(/var\(|href=|<script/);
		const { bytes } = await saved(page, 'Gráfico PNG, al doble de tamaño');
		expect(bytes.subarray(1, 4).toString()).toBe('PNG');
		const width = Number(/width="(\d+)/.exec(svg)?.[1]);
		expect(bytes.readUInt32BE(16)).toBe(2 * width);
	});

	test('is a view for another page, without controls, with its words', async () => {
		const page = await site.page();
		await page.goto(`${site.url}/es/embed/${searchOf(bySex)}`);
		await page.locator(askedChart).first().waitFor();
		expect(await page.locator('nav, form, header nav').count()).toBe(0);
		expect(await texts(page, '.small .source')).toEqual([expect.stringContaining('Fuente:')]);
		const link = page.getByRole('link', { name: 'Abrir esta vista en Atalaya' });
		expect(await link.getAttribute('href')).toContain(searchOf(bySex));
	});
});

describe('a reader', () => {
	test('takes a choice back, and finds a kept view again', async () => {
		const page = await asked(bySex);
		await choose(page, 'Desglosar por', 'age_group');
		await page.waitForURL(/by=age_group/);
		await page.locator(askedChart).first().waitFor();
		await page.keyboard.press('Alt+KeyS');
		await page.getByText('Guardada en este navegador.').waitFor();
		await page.keyboard.press('Alt+KeyZ');
		await page.waitForURL(/by=sex/);
		await page.reload();
		await page.getByText('Vistas guardadas aquí (1)').click();
		await page.locator('.own li a').click();
		await page.waitForURL(/by=age_group/);
		await page.locator(askedChart).first().waitFor();
		expect((await tableOf(page)).length).toBeGreaterThan(3);
	});
});
