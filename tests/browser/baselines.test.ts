import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decimal, figure } from '#lib/format/numbers.ts';
import { baselineIndex, baselinePage } from '#lib/model/baseline-page.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { comparisonRow } from '#lib/model/estimate-row.ts';
import { locales } from '#lib/model/locales.ts';
import { current } from '#lib/model/manifest.ts';
import { resolvedView } from '#lib/state/resolved-view.ts';
import { viewFromSearch } from '#lib/state/explore-url.ts';
import { rowsOfFile } from '../../pipelines/release/table-file.ts';
import { Site, offlineScript, publicSite, scriptsOf } from './site.ts';
import { fewOf, slowTest } from '../support/slow.ts';

const json = (path: string): unknown =>
	JSON.parse(readFileSync(join(publicSite, 'data', path), 'utf8'));
const { path: standing } = current.parse(json('current.json'));
const index = baselineIndex.parse(json(`${standing}/pages/baselines.json`));
const catalogue = catalogueSchema.parse(json(`${standing}/catalogue.json`));
const pages = index.places.map(({ place }) =>
	baselinePage.parse(json(`${standing}/pages/baselines/${place.id}.json`))
);
const country = pages.find(({ place }) => place.concept === '')!;
const part = pages.find(({ place }) => place.concept !== '')!;
const entriesOf = ({ dimensions }: (typeof pages)[number]) =>
	dimensions.flatMap(({ entries }) => entries);

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (territory = '', lang = 'es') =>
	`${site.url}/${lang}/baselines/${territory === '' ? '' : `${territory}/`}`;

describe('the baseline of a territory', () => {
	test('says the latest figure first, without JavaScript and without the engine', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		const asked: string[] = [];
		page.on('request', (request) => asked.push(new URL(request.url()).pathname));
		await page.goto(address(part.place.id));
		const shown = entriesOf(part)[0]!.figures.at(-1)!;
		expect(await page.locator('.lead').textContent()).toContain(
			figure(shown.estimate!, 'proportion', 'es')
		);
		expect(asked.filter((path) => /[.](js|wasm|parquet)$/.test(path))).toEqual([]);
		expect(scriptsOf(await page.content())).toEqual([offlineScript]);
	});

	test('shows every figure of its file in its table, and a link to where it is asked', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address(part.place.id));
		const rows = page.locator('.dimension table tbody tr');
		const figures = entriesOf(part).flatMap((entry) => entry.figures);
		expect(await rows.count()).toBe(figures.length);
		const links = await rows
			.locator('th a')
			.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).search));
		const resolved = links.map((search) => {
			const asked = viewFromSearch(search);
			return asked.kind === 'view' ? resolvedView(catalogue, asked.view) : asked.kind;
		});
		expect(resolved.map((one) => (typeof one === 'string' ? one : one.dropped))).toEqual(
			figures.map(() => [])
		);
	});

	test('counts change with its error as the table of comparisons has it, and refuses it across a break', async () => {
		const table = await rowsOfFile(
			join(publicSite, 'data', standing, 'comparisons.parquet'),
			comparisonRow
		);
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address(country.place.id));
		const text = (await page.locator('.changes').allTextContents()).join('\n');
		const rows = table.filter(
			({ kind, territory, by_1, indicator }) =>
				kind === 'waves' &&
				territory === country.place.id &&
				by_1 === '' &&
				entriesOf(country).some((entry) => entry.indicator === indicator)
		);
		expect(entriesOf(country).flatMap(({ changes }) => changes)).toHaveLength(rows.length);
		const points = (value: number) => decimal(100 * value, 1, 'es').replace('-', '−');
		const shares = rows.filter(
			({ indicator, difference }) =>
				difference !== null &&
				catalogue.indicators.find(({ id }) => id === indicator)?.statistic === 'proportion'
		);
		expect(shares.length).toBeGreaterThan(3);
		for (const { difference, difference_se } of shares)
			expect(text).toContain(`${points(difference!)} puntos (error ${points(difference_se!)};`);
		expect(rows.some(({ verdict }) => verdict === 'not-comparable')).toBe(true);
		expect(text).toContain('no: la pregunta dice otra cosa');
	});

	test('lists its territories by name, never by their figures', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address());
		const names = await page.locator('tbody th').allTextContents();
		const parts = names.map((name) => name.trim()).slice(1);
		expect(parts).toEqual(parts.toSorted((a, b) => a.localeCompare(b, 'es')));
	});
});

describe('the pages of baselines', () => {
	test.for(fewOf(2, ['', country.place.id, part.place.id]))(
		'are accessible: /%s',
		async (territory) => {
			for (const [lang, colorScheme] of [
				['es', 'light'],
				['fr', 'dark']
			] as const) {
				const page = await site.page({ colorScheme, bypassCSP: true });
				await page.goto(address(territory, lang));
				await page.evaluate(AxeBuilder.source);
				const { violations } = await page.evaluate(() =>
					(window as unknown as { axe: typeof AxeBuilder }).axe.run()
				);
				expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
			}
		}
	);

	slowTest('never scroll sideways on a phone or on paper, in any language', async () => {
		for (const lang of locales)
			for (const territory of ['', country.place.id, part.place.id])
				for (const [width, media] of [
					[390, 'screen'],
					[680, 'print']
				] as const) {
					const page = await site.page({ viewport: { width, height: 800 } });
					await page.goto(address(territory, lang));
					await page.emulateMedia({ media });
					const wide = await page.evaluate(() => document.documentElement.scrollWidth);
					expect([lang, territory, media, wide]).toEqual([lang, territory, media, width]);
					await page.close();
				}
	});
});
