import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '#lib/estimate/query-engine.ts';
import { sql } from '#lib/estimate/sql.ts';
import { impactIndex } from '#lib/model/impact-page.ts';
import { locales } from '#lib/model/locales.ts';
import { current } from '#lib/model/manifest.ts';
import { openDuckDB } from '../../pipelines/duckdb.ts';
import { percentText } from '../../src/routes/[lang]/impact/words/outcome-formats.ts';
import { axeViolations } from './axe.ts';
import { Site, publicSite, sizes, tabTo, tableOf, taken } from './site.ts';
import { fewOf } from '../support/slow.ts';

const json = (path: string): unknown =>
	JSON.parse(readFileSync(join(publicSite, 'data', path), 'utf8'));
const { path: standing } = current.parse(json('current.json'));
const { entries } = impactIndex.parse(json(`${standing}/pages/impact.json`));
const ids = entries.map(({ programme }) => programme.id);

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (path = '', lang = 'es') => `${site.url}/${lang}/impact/${path}`;

describe('the page of a programme', () => {
	test.for(fewOf(4, ids))(
		'says its sentence, its harms and its design without script: %s',
		async (id) => {
			const page = await site.page({ javaScriptEnabled: false });
			await page.goto(address(`${id}/`));
			expect((await page.locator('.sentence').textContent())?.length).toBeGreaterThan(20);
			expect(await page.locator('.harms li').count()).toBeGreaterThan(1);
			expect(await page.locator('#card + div dt').count()).toBeGreaterThan(8);
			expect(await page.locator('main').textContent()).not.toMatch(
				/undefined|NaN|impact_|\{[a-z]+\}/
			);
		}
	);

	test.for(fewOf(2, locales))(
		'is whole on a desk and a phone, and axe finds nothing: %s',
		async (lang) => {
			const page = await site.page({ bypassCSP: true });
			await page.goto(address(`${ids[0]!}/`, lang));
			expect(await axeViolations(page)).toEqual([]);
			for (const size of [sizes.desk, sizes.phone]) {
				await page.setViewportSize(size);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth);
				expect(wide).toBe(size.width);
			}
		}
	);

	test('gives the numbers of a picture as a file, without a request', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address(`${ids[0]!}/`));
		const link = page.locator('a[download$=".csv"]').first();
		const name = await link.getAttribute('download');
		const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
		expect(download.suggestedFilename()).toBe(name);
		expect(readFileSync(await download.path(), 'utf8')).toContain('part,programme,outcome');
	});

	test('puts the design card before the pictures on paper, and cuts no picture', async () => {
		const page = await site.page();
		await page.goto(address(`${ids[0]!}/`));
		await page.emulateMedia({ media: 'print' });
		const top = (selector: string) =>
			page
				.locator(selector)
				.first()
				.evaluate((one) => one.getBoundingClientRect().top);
		expect(await top('.sentence')).toBeLessThan(await top('#card'));
		expect(await top('#card')).toBeLessThan(await top('.figure svg'));
		expect(await top('.figure.robustness')).toBeLessThan(await top('#flow'));
	});
});

describe('the list of programmes', () => {
	test('is whole without script', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address());
		expect(await page.locator('.what').count()).toBe(ids.length);
	});

	test('keeps a filter in the address, by keyboard alone on a phone', async () => {
		const page = await site.page({ viewport: sizes.phone });
		await page.goto(address());
		await page.locator('form:not(.waiting)').waitFor();
		await tabTo(page, 'form select');
		await page.keyboard.press('ArrowDown');
		await page.waitForURL(/[?]type=/);
		const shown = await page.locator('.what').count();
		expect(shown).toBeGreaterThan(0);
		expect(shown).toBeLessThan(ids.length);
		await page.reload();
		await page.locator('form:not(.waiting)').waitFor();
		await expect.poll(() => page.locator('.what').count()).toBe(shown);
	});
});

describe('the comparison of programmes', () => {
	test('stands without script, and is asked anew with it', async () => {
		const plain = await site.page({ javaScriptEnabled: false });
		await plain.goto(address('compare/'));
		expect(await plain.locator('figure svg').count()).toBeGreaterThan(0);
		const page = await site.page({ bypassCSP: true });
		await page.goto(address('compare/?measure=standardised'));
		await page.locator('form:not(.waiting)').waitFor();
		await page.locator('figure svg').first().waitFor();
		const rows = await page.locator('figure tbody tr').count();
		expect(rows).toBeGreaterThanOrEqual(ids.length);
		expect(await axeViolations(page)).toEqual([]);
	});

	test('leaves in every format, and another program reads what the screen says', async () => {
		const page = await site.page();
		await page.goto(address('compare/?by=country'));
		await page.locator('form:not(.waiting)').waitFor();
		await page.locator('figure svg').first().waitFor();
		const screen = await tableOf(page, 'figure:has(.actions) tbody tr');
		const shown = new Map(screen.map(([name, , , ...numbers]) => [name, numbers.slice(0, 3)]));
		const db = await openDuckDB();
		try {
			for (const [name, read] of formats) {
				const rows = await db.query(read(await (await taken(page, name)).path()));
				expect(rows).toHaveLength(ids.length);
				for (const row of rows) {
					const title = row['programme_label'] ?? titles.get(String(row['PROGRAMME']));
					expect(percents(row), String(title)).toEqual(shown.get(String(title)));
					titles.set(String(row['programme']), String(title));
				}
			}
		} finally {
			db.close();
		}
		const picture = await taken(page, 'Gráfico SVG');
		expect(picture.suggestedFilename()).toBe('impact-compare_relative_by-country.svg');
		const svg = readFileSync(await picture.path(), 'utf8');
		for (const name of shown.keys()) expect(svg).toContain(name);
	});
});

/** What the screen calls a programme, which SDMX names by its code alone. */
const titles = new Map<string, string>();
const texts = sql`header = true, all_varchar = true, quote = '"', escape = '"'`;
const formats = [
	['Tabla CSV', (path: string) => sql`SELECT * FROM read_csv(${path}, ${texts})`],
	['Parquet', (path: string) => sql`SELECT * FROM read_parquet(${path})`],
	['SDMX-CSV 2.0', (path: string) => sql`SELECT * FROM read_csv(${path}, ${texts})`]
] as const;

/** Estimate and limits of a row as the screen writes them. */
const percents = (row: Row): string[] =>
	[
		row['estimate'] ?? row['OBS_VALUE'],
		row['lower'] ?? row['LIMIT_LOWER'],
		row['upper'] ?? row['LIMIT_UPPER']
	].map((value) => ((value ?? null) === null ? '–' : percentText(Number(value), 1, 'es')));
