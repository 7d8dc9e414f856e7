import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replicateEstimate } from '#lib/estimate/replicate-estimate.ts';
import { count, decimal, figure, limits } from '#lib/format/numbers.ts';
import type { ComparisonRow, EstimateRow } from '#lib/model/estimate-row.ts';
import { exploreView } from '#lib/model/explore-view.ts';
import { current, manifest as manifestSchema } from '#lib/model/manifest.ts';
import type { ReplicateRow } from '#lib/model/replicate-row.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { parquetRows } from '../support/parquet-rows.ts';
import { readyEngine } from '../support/ready-engine.ts';
import { askedChart, choose, publicSite, Site, tableOf } from './site.ts';
import { slowTest } from '../support/slow.ts';

const at = (path: string) => join(publicSite, 'data', path);
const json = (path: string): unknown => JSON.parse(readFileSync(at(path), 'utf8'));
const { path: standing } = current.parse(json('current.json'));

const survey = 'demo-2023';
const by = ['territory_demo', 'age_group'];
const view = exploreView.parse({ survey, indicator: 'cannabis-past-year', by });

let site: Site;
let rows: readonly EstimateRow[];
let totals: readonly ReplicateRow[];
beforeAll(async () => {
	site = await Site.open();
	const all = (await parquetRows(at(`${standing}/estimates.parquet`))) as unknown as EstimateRow[];
	totals = await readyEngine(at(standing)).replicates(
		{ survey, indicator: 'cannabis-access-easy' },
		new AbortController().signal
	);
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

	slowTest('draws the word and no mark where a figure is withheld', async () => {
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

	test('has every control that would need rows, not to be used, and says why', async () => {
		const { page } = await asked();
		const why = 'no se publica para esta encuesta';
		expect(await page.getByText('se publican solo los desgloses preparados').count()).toBe(1);
		await page.getByText('Método y precisión').click();
		for (const label of [
			...['Un gráfico por cada', 'No sabe o no responde', 'Tipo de intervalo'],
			...['Nivel de confianza', 'Norma de calidad', 'Estandarizar por edad']
		]) {
			const control = page.getByLabel(label, { exact: true }).first();
			expect([label, await control.isDisabled()]).toEqual([label, true]);
			const said = await control.getAttribute('aria-describedby');
			expect(await page.locator(`[id="${said}"]`).innerText()).toContain(why);
		}
		await page.getByRole('combobox', { name: 'Medida', exact: true }).click();
		const concept = page.locator('[role=option][data-value="person:cannabis_access"]');
		expect(await concept.getAttribute('aria-disabled')).toBe('true');
		expect(await concept.innerText()).toContain(why);
	});

	slowTest('refuses an address that asks for what needs rows', async () => {
		const { page } = await asked();
		await page.goto(`${site.url}/es/explore/${searchOf({ ...view, unsure: 'exclude' })}`);
		await page.locator('[role="alert"], .notice').first().waitFor();
		expect(await page.locator('.answer').innerText()).toContain('unsure');
	});

	slowTest('is chosen, broken down and narrowed to two age groups, merged', async () => {
		const page = await site.page();
		const fetched: string[] = [];
		page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
		await page.goto(`${site.url}/es/explore/`);
		await choose(page, 'Encuesta', survey);
		await page.locator(askedChart).waitFor();
		await choose(page, 'Medida', 'cannabis-access-easy');
		await choose(page, 'Desglosar por', 'sex');
		await page.waitForURL(/by=sex/);
		await choose(page, 'Limitar a un grupo según', 'age_group');
		const ages = page.getByRole('group', { name: 'Solo Grupo de edad:' });
		await page.waitForURL(/only=age_group/);
		expect(await ages.getByRole('checkbox').count()).toBe(3);
		await ages.getByRole('checkbox').last().uncheck();
		await page.waitForURL(/only=age_group:age-25-34,age-35-44&/);
		const merged = (...sexes: string[]) => {
			const ofAge = ({ category_2 }: ReplicateRow) =>
				['age-25-34', 'age-35-44'].includes(category_2);
			const rows = totals.filter((row) => sexes.includes(row.category_1) && ofAge(row));
			const { estimate, lower, upper } = replicateEstimate(rows)!;
			const interval = limits(lower!, upper!, 'proportion', { locale: 'es', to: 'a' });
			return [figure(estimate, 'proportion', 'es'), interval];
		};
		await page.locator(askedChart).waitFor();
		const table = await tableOf(page);
		const shown = [merged('woman'), merged('man'), merged('woman', 'man')];
		expect(table.map((cells) => cells.slice(1, 3))).toEqual(shown);
		const own = fetched.filter((path) => path.includes(survey));
		expect(own).toEqual([expect.stringMatching(/replicates\/demo-2023\.parquet$/)]);
		// The page fetches the rows of the open survey it opens with before anybody asks.
		const rowsOf = fetched.filter((path) => path.includes('respondents/'));
		expect(rowsOf.filter((path) => !path.endsWith('demo-2024.person.parquet'))).toEqual([]);
	});

	test('says the word and no number where a merged figure is withheld', async () => {
		const where = [{ concept: 'age_group', categories: ['age-12-17', 'age-18-24'] }];
		const { page } = await asked(searchOf({ ...view, by: ['territory_demo'], where }));
		const table = await tableOf(page);
		const words = table.filter((cells) => cells.includes('suprimido'));
		expect(words.length).toBeGreaterThan(5);
		for (const cells of words) expect(cells.slice(1).join('')).toBe('suprimido–');
	});

	test('compares two groups as the release does, to the digits of the screen', async () => {
		const made = (await parquetRows(
			at(`${standing}/comparisons.parquet`)
		)) as unknown as ComparisonRow[];
		const found = made.find(
			(row) =>
				row.of_source === survey &&
				row.indicator === 'cannabis-access-easy' &&
				row.of_category === 'woman' &&
				row.by_1 === ''
		)!;
		const compare = { against: `${survey}:man` };
		const about = { survey, indicator: 'cannabis-access-easy', by: ['sex'], compare };
		const { page } = await asked(searchOf(exploreView.parse(about)));
		const cells = page.locator('section[aria-labelledby=compare] tbody tr td');
		await cells.first().waitFor();
		const points = (value: number, digits: number) => decimal(value * 100, digits, 'es');
		expect(await cells.allTextContents()).toEqual([
			points(found.difference!, 1),
			`${points(found.difference_lower!, 1)} a +${points(found.difference_upper!, 1)}`,
			points(found.difference_se!, 2),
			String(found.df),
			...Array<string>(2).fill(decimal(found.p_value!, 3, 'es')),
			'sin diferencia clara'
		]);
	});

	slowTest('keeps the group that others are compared with in its address', async () => {
		const compare = { against: `${survey}:man`, kind: 'ratio' as const };
		const search = searchOf(exploreView.parse({ ...view, by: ['sex'], compare }));
		const { page } = await asked(search);
		expect(new URL(page.url()).search).toBe(search);
		expect(await page.locator('.notice').count()).toBe(0);
	});
});
