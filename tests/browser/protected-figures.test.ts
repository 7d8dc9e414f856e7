import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { count, figure } from '#lib/format/numbers.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import { exploreView } from '#lib/model/explore-view.ts';
import { current, manifest as manifestSchema } from '#lib/model/manifest.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { parquetRows } from '../support/parquet-rows.ts';
import { askedChart, publicSite, Site, tableOf } from './site.ts';

const at = (path: string) => join(publicSite, 'data', path);
const json = (path: string): unknown => JSON.parse(readFileSync(at(path), 'utf8'));
const { path: standing } = current.parse(json('current.json'));

const survey = 'demo-2023';
const by = ['territory_demo', 'age_group'];
const view = exploreView.parse({ survey, indicator: 'cannabis-past-year', by });

let site: Site;
let rows: readonly EstimateRow[];
beforeAll(async () => {
	site = await Site.open();
	const all = (await parquetRows(at(`${standing}/estimates.parquet`))) as unknown as EstimateRow[];
	rows = all.filter(
		(row) =>
			row.source === survey &&
			row.indicator === view.indicator &&
			row.by_1 === 'age_group' &&
			row.by_2 === '' &&
			row.territory !== 'XVA'
	);
});
afterAll(() => site.close());

const asked = async (search = searchOf(view)) => {
	const page = await site.page();
	const fetched: string[] = [];
	page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
	await page.goto(`${site.url}/es/explore/${search}`);
	await page.locator(askedChart).waitFor();
	return { page, fetched };
};

describe('a protected survey in the explorer', () => {
	test('is answered from its figures, without a row of it', async () => {
		const { fetched } = await asked();
		expect(fetched.filter((path) => path.includes(survey))).toEqual([]);
		const { artefacts } = manifestSchema.parse(json(`${standing}/manifest.json`));
		expect(
			artefacts
				.filter((one) => one.survey === survey)
				.map(({ kind }) => kind)
				.sort()
		).toEqual(['replicates', 'report']);
	});

	test('says the word in the place of every number of a withheld figure', async () => {
		const { page } = await asked();
		const table = await tableOf(page);
		const hidden = rows.filter(({ suppressed }) => suppressed);
		const shown = rows.filter(({ estimate }) => estimate !== null);
		expect([hidden.length > 5, shown.length > 5]).toEqual([true, true]);
		const words = table.filter((cells) => cells.includes('suprimido'));
		expect(words).toHaveLength(hidden.length);
		for (const cells of words) expect(cells.slice(2).join('')).toBe('suprimido–');
		const numbers = table.filter((cells) => !cells.includes('suprimido')).slice(0, -1);
		expect(numbers.map((cells) => [cells[2], cells[5]]).sort()).toEqual(
			shown
				.map((row) => [figure(row.estimate ?? 0, 'proportion', 'es'), count(row.n ?? 0, 'es')])
				.sort()
		);
	});

	test('draws the word and no mark where a figure is withheld', async () => {
		const { page } = await asked();
		const chart = page.locator(askedChart);
		const texts = await chart
			.locator('text')
			.evaluateAll((all) => all.map((one) => one.textContent));
		const hidden = rows.filter(({ suppressed }) => suppressed).length;
		expect(texts.filter((text) => text === 'suprimido')).toHaveLength(hidden);
		const shown = rows.filter(({ estimate }) => estimate !== null).length;
		expect(await chart.locator('circle').count()).toBe(shown);
		expect(await chart.locator('title').count()).toBe(0);
	});

	test('gives nothing away in its address, its script and its text', async () => {
		const { page } = await asked();
		expect(new URL(page.url()).search).toBe(searchOf(view));
		const script = (await page.locator('pre code').allTextContents()).join('\n');
		expect(script).toContain('svydesign');
		expect(script).not.toMatch(/SELECT/);
		const text = await page.locator('.answer').innerText();
		expect(text).toContain('Las respuestas de esta encuesta no se publican');
		expect(text).toContain('Suprimido: la cifra hablaría de muy pocas personas');
	});

	test('offers no control that would need rows, and refuses an address that asks for one', async () => {
		const { page } = await asked();
		expect(await page.getByText('se publican solo los desgloses preparados').count()).toBe(1);
		expect(await page.getByLabel('No sabe o no responde').count()).toBe(0);
		await page.goto(`${site.url}/es/explore/${searchOf({ ...view, unsure: 'exclude' })}`);
		await page.locator('[role="alert"], .notice').first().waitFor();
		expect(await page.locator('.answer').innerText()).toContain('unsure');
	});
});
