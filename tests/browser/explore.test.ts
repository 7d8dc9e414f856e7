import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { indicatorMeasure } from '#lib/model/asked-measure.ts';
import { figure, limits } from '#lib/format/numbers.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import {
	type ExploreView,
	explorePage,
	exploreView,
	viewRequest
} from '#lib/model/explore-view.ts';
import { current } from '#lib/model/manifest.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { openDuckDB } from '../../pipelines/duckdb.ts';
import { ask } from '../../pipelines/ask.ts';
import { axeViolations } from './axe.ts';
import { askedChart, choose, chosenIn, publicSite, Site, tableOf, taken } from './site.ts';
import { fewOf, slowTest } from '../support/slow.ts';

const json = (path: string): unknown =>
	JSON.parse(readFileSync(join(publicSite, 'data', path), 'utf8'));
const { path: standing } = current.parse(json('current.json'));
const catalogue = catalogueSchema.parse(json(`${standing}/catalogue.json`));
const standard = explorePage.parse(json(`${standing}/pages/explore.json`));

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (view?: ExploreView, lang = 'es') =>
	`${site.url}/${lang}/explore/${view ? searchOf(view) : ''}`;
const otherView: ExploreView = exploreView.parse({ ...standard.view, by: ['age_group', 'sex'] });

/** The estimates of a view, computed by Node from the published rows: value and interval as shown. */
async function fromNode(view: ExploreView) {
	const engine = await openDuckDB();
	try {
		const indicator = catalogue.indicators.find(({ id }) => id === view.indicator)!;
		const folder = join(publicSite, 'data', standing);
		const cache = new CellCache(engine);
		const answer = await ask(viewRequest(view, indicatorMeasure(indicator)), {
			engine,
			cache,
			folder,
			catalogue
		});
		return [...answer.estimates, answer.overall].map((one) =>
			one.kind === 'withheld'
				? ['withheld']
				: [
						figure(one.estimate, indicator.statistic, 'es'),
						limits(one.lower!, one.upper!, indicator.statistic, { locale: 'es', to: 'a' })
					]
		);
	} finally {
		engine.close();
	}
}

/** The estimate and interval columns of the page's table. */
async function fromPage(page: Page, breakdowns: number) {
	return (await tableOf(page)).map((row) => row.slice(breakdowns, breakdowns + 2));
}

describe('the explorer', () => {
	test('marks a trend with what happened meanwhile, in the picture, its list and its file', async () => {
		const view = exploreView.parse({
			...{ indicator: 'drug-sale-neighbourhood', survey: 'demo-2022', also: ['demo-2024'] }
		});
		const page = await site.page();
		const asked: string[] = [];
		page.on('request', (request) => asked.push(request.url()));
		await page.goto(address(view));
		await page.locator(askedChart).first().waitFor();
		expect(asked.filter((url) => url.includes('/registers/'))).toEqual([]);
		const marks = page.getByRole('checkbox', { name: 'Hitos de la política' });
		await marks.check();
		const list = page.getByRole('region', { name: 'Qué ocurrió entre' });
		await list.waitFor();
		expect(new URL(page.url()).searchParams.get('marks')).toBe('milestones');
		const items = await list.getByRole('listitem').allTextContents();
		expect(items.join('\n')).toMatch(/24 de abril de 2023 – 26 de abril de 2023.*Fortaleza/);
		const texts = await page.locator(`${askedChart} text`).allTextContents();
		const numbers = items.map((_, i) => String(i + 1));
		expect(texts).toEqual(expect.arrayContaining(numbers.slice(0, 1)));
		const svg = readFileSync(await (await taken(page, 'Gráfico SVG')).path(), 'utf8');
		expect(svg).toContain('Fortaleza');
		await marks.uncheck();
		await list.waitFor({ state: 'detached' });
	});

	slowTest('answers where the milestones cannot be read, and says so', async () => {
		const page = await site.page();
		await page.route('**/pages/registers/*.json', (route) => route.abort());
		await page.goto(
			address(
				exploreView.parse({
					...{ indicator: 'drug-sale-neighbourhood', survey: 'demo-2022', also: ['demo-2024'] },
					marks: 'milestones'
				})
			)
		);
		await page.locator(askedChart).first().waitFor();
		await page.getByText('No se pudieron leer los hitos').waitFor();
		expect((await tableOf(page)).length).toBe(2);
	});

	test('shows its standard answer without JavaScript', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address());
		const { overall } = standard.answer;
		if (overall.kind !== 'estimate') throw new Error('no standard answer');
		expect(await page.locator('.standard h2').textContent()).toContain(
			figure(overall.estimate, 'proportion', 'es')
		);
		expect(await page.locator('.wide svg circle').count()).toBe(standard.answer.estimates.length);
		expect(await fromPage(page, 1)).toEqual(await fromNode(standard.view));
	});

	test('answers a new breakdown with the numbers of Node', async () => {
		const page = await site.page();
		await page.goto(address());
		await choose(page, 'Desglosar por', 'age_group');
		await page.locator(askedChart).waitFor();
		await choose(page, 'y también por', 'sex');
		await page.waitForFunction(
			() => document.querySelectorAll('.answer table tbody tr').length === 11
		);
		expect(new URL(page.url()).search).toBe(searchOf(otherView));
		expect(await fromPage(page, 2)).toEqual(await fromNode(otherView));
	});

	test('restores a view with a filter from its address, and the view before on going back', async () => {
		const page = await site.page();
		const where = [{ concept: 'urban_rural', categories: ['urban'] }];
		const view = { ...otherView, by: ['sex'], where };
		await page.goto(address(view));
		await page.locator(askedChart).waitFor();
		expect(await fromPage(page, 1)).toEqual(await fromNode(view));
		expect(await chosenIn(page, 'Desglosar por')).toBe('sex');
		await choose(page, 'Desglosar por', 'age_group');
		await page.waitForFunction(
			() => document.querySelectorAll('.answer table tbody tr').length === 6
		);
		await page.goBack();
		await page.waitForFunction(
			() => document.querySelectorAll('.answer table tbody tr').length === 3
		);
		expect(await fromPage(page, 1)).toEqual(await fromNode(view));
	});

	test('never shows the standard answer as if it were the asked one', async () => {
		const page = await site.page();
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		await page.route(/\.wasm$/, async (route) => {
			await held;
			await route.continue();
		});
		await page.goto(address(otherView), { waitUntil: 'commit' });
		const seen = await page.evaluate(async () => {
			const shown = [];
			for (let i = 0; i < 20; i++) {
				// Nothing is painted before every style sheet is there.
				const links = [
					...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]:not([disabled])')
				];
				const styled =
					document.styleSheets.length > 0 && links.every(({ sheet }) => sheet !== null);
				const node = styled && document.querySelector('.standard');
				shown.push(node ? getComputedStyle(node).visibility : 'absent');
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
			return shown;
		});
		expect(new Set(seen)).not.toContain('visible');
		expect(await page.locator('[aria-busy=true]').count()).toBe(1);
		release();
		await page.locator(askedChart).waitFor();
		expect(await page.locator('.standard').count()).toBe(0);
	});

	test('gives up when asked to, keeps the question and the standard numbers', async () => {
		const page = await site.page();
		await page.route(/\.wasm$/, () => new Promise(() => {}));
		await page.goto(address(otherView));
		await page.getByRole('button', { name: 'Cancelar' }).click();
		expect(await page.getByText('Usted canceló la consulta').count()).toBe(1);
		expect(await page.getByText('Vista inicial, no la que se pidió').count()).toBe(1);
		expect(new URL(page.url()).search).toBe(searchOf(otherView));
		expect(await fromPage(page, 1)).toEqual(await fromNode(standard.view));
	});

	test('says so when the address asks for what the release does not have', async () => {
		const page = await site.page();
		await page.goto(address({ ...otherView, indicator: 'no-such-thing' }));
		await page.getByText('indicator: no-such-thing').waitFor();
		expect(await page.getByText('Vista inicial, no la que se pidió').isVisible()).toBe(true);
	});

	slowTest('answers what it can of an address and names the rest', async () => {
		const page = await site.page();
		await page.goto(`${address({ ...otherView, by: ['sex', 'shoe_size'] })}&utm_source=mail`);
		await page.locator(askedChart).waitFor();
		const notice = page.locator('.notice');
		expect(await notice.textContent()).toContain('utm_source: mail; by: shoe_size');
		expect(await fromPage(page, 1)).toEqual(await fromNode({ ...otherView, by: ['sex'] }));
	});
});

describe('the explorer without its engine', () => {
	const failed = async (page: Page) => {
		await page.goto(address(otherView));
		await page.getByText('No se pudo calcular esta vista').waitFor();
		expect(await page.getByText('Vista inicial, no la que se pidió').isVisible()).toBe(true);
		expect(await fromPage(page, 1)).toEqual(await fromNode(standard.view));
	};

	test('names a browser without WebAssembly and keeps the numbers', async () => {
		const page = await site.page();
		await page.addInitScript('delete globalThis.WebAssembly');
		await failed(page);
		expect(await page.getByText('Este navegador no tiene WebAssembly').isVisible()).toBe(true);
	});

	test('stays readable when the engine cannot be fetched', async () => {
		const page = await site.page();
		await page.route(/\.wasm$/, (route) => route.abort());
		await failed(page);
	});

	test('stays readable when the data cannot be read', async () => {
		const page = await site.page();
		await page.route(/\.parquet$/, (route) => route.fulfill({ status: 404 }));
		await failed(page);
		expect(await page.getByText('404').count()).toBeGreaterThan(0);
	});

	slowTest('starts a new engine after the worker broke', async () => {
		const page = await site.page();
		await page.goto(address(otherView));
		await page.locator(askedChart).waitFor();
		const engine = page.workers().find((worker) => worker.url().includes('duckdb'))!;
		await engine.evaluate(() => {
			setTimeout(() => {
				throw new WebAssembly.RuntimeError('memory access out of bounds');
			});
		});
		await choose(page, 'y también por', '');
		await page.waitForFunction(
			() => document.querySelectorAll('.answer table tbody tr').length === 6
		);
		expect(await fromPage(page, 1)).toEqual(await fromNode({ ...otherView, by: ['age_group'] }));
		expect(page.workers().filter((worker) => worker.url().includes('duckdb'))).toHaveLength(1);
	});
});

describe('every page', () => {
	const paths = [
		'/',
		'/es/',
		'/en/',
		'/es/explore/',
		'/en/explore/',
		'/fr/workbench/',
		'/es/methods/',
		'/fr/methods/',
		'/no-such-page/'
	];

	const alone = ['/', '/en/', '/no-such-page/', '/en/explore/'];
	test.for(alone)('has nothing for axe to report: %s', async (path) => {
		const page = await site.page();
		await page.goto(`${site.url}${path}`);
		expect(await axeViolations(page)).toEqual([]);
	});

	test.for(fewOf(1, [390, 1280]))('does not scroll sideways at %d px', async (width) => {
		const page = await site.page({ viewport: { width, height: 800 } });
		for (const path of paths) {
			await page.goto(`${site.url}${path}`);
			const extra = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(extra, path).toBe(0);
		}
	});
});

describe('the network', () => {
	test('carries no request off the own origin, workers included', async () => {
		const context = await site.context();
		const requests: Request[] = [];
		const complaints: string[] = [];
		context.on('request', (request) => requests.push(request));
		context.on('console', (message) => {
			if (message.type() === 'error') complaints.push(message.text());
		});
		await context.route(
			(url) =>
				url.origin !== new URL(site.url).origin && !['data:', 'blob:'].includes(url.protocol),
			(route) => route.abort()
		);
		const page = await context.newPage();
		await page.goto(address(otherView));
		await page.locator(askedChart).waitFor();
		const foreign = requests
			.map((request) => request.url())
			.filter((url) => !url.startsWith(site.url));
		expect(foreign.filter((url) => !/^(data|blob):/.test(url))).toEqual([]);
		expect(requests.some((request) => request.url().endsWith('.parquet'))).toBe(true);
		expect(requests.some((request) => request.url().endsWith('.wasm'))).toBe(true);
		expect(complaints).toEqual([]);
	});

	test('binds the workers by a policy of their own', async () => {
		const page = await site.page();
		const policies: (string | undefined)[] = [];
		page.on('response', (response) => {
			if (/worker|reader/.test(response.url()))
				policies.push(response.headers()['content-security-policy']);
		});
		await page.goto(address(otherView));
		await page.locator(askedChart).waitFor();
		expect(policies.length).toBeGreaterThanOrEqual(2);
		for (const policy of policies) expect(policy).toContain("connect-src 'self'");
	});
});
