import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exploreView, explorePage } from '#lib/model/explore-view.ts';
import { current } from '#lib/model/manifest.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { parquetLayout } from '#lib/readers/parquet/parquet-layout.ts';
import { parquetParts } from '../../../pipelines/release/parquet-parts.ts';
import { axeViolations } from '../axe.ts';
import { askedChart, choose, chosenIn, publicSite, Site, tableOf } from '../site.ts';

const at = (path: string) => join(publicSite, 'data', path);
const json = (path: string): unknown => JSON.parse(readFileSync(at(path), 'utf8'));
const { path: standing } = current.parse(json('current.json'));
const standard = explorePage.parse(json(`${standing}/pages/explore.json`));
const people = 'respondents/demo-2024.person.parquet';
const rows = readFileSync(at(`${standing}/${people}`));
const otherRows = readFileSync(at(`${standing}/respondents/demo-2022.person.parquet`));

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const view = exploreView.parse({ ...standard.view, by: ['age_group', 'sex'] });
const search = searchOf(view);
const address = (of = search) => `${site.url}/es/explore/${of}`;
const again = (page: Page) => page.getByRole('button', { name: 'Preguntar otra vez' }).click();
const failure = (page: Page) => page.locator('.notice.error');

async function failed(page: Page): Promise<string> {
	await failure(page).waitFor();
	return (await failure(page).textContent()) ?? '';
}

/** The page is where it was: its question in the address and in the controls, and a way to go on. */
async function expectAlive(page: Page) {
	expect(new URL(page.url()).search).toBe(search);
	expect(await chosenIn(page, 'Desglosar por')).toBe('age_group');
	expect(await page.getByRole('button', { name: 'Guardar esta vista' }).isVisible()).toBe(true);
	const wide = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(wide).toBe(0);
}

const body = (bytes: Buffer) => (route: Route) =>
	route.fulfill({ body: bytes, contentType: 'application/vnd.apache.parquet' });
const damaged = Buffer.from(rows.map((byte, i) => (i === 5000 ? byte ^ 1 : byte)));

const faults: readonly [string, (route: Route) => Promise<void>, string][] = [
	['missing', (route) => route.fulfill({ status: 404 }), 'no está en el servidor'],
	[
		'missing, in the words of a page',
		(route) => route.fulfill({ body: '<p>Inicio', contentType: 'text/html' }),
		'no está en el servidor'
	],
	['refused', (route) => route.fulfill({ status: 503 }), 'El servidor no entregó'],
	['out of reach', (route) => route.abort('internetdisconnected'), 'La conexión se cortó'],
	['truncated', body(rows.subarray(0, 90_000)), 'Llegaron 90.000 de '],
	['swapped for another', body(otherRows), 'está cortado'],
	['damaged in one bit', body(damaged), 'no es el que se publicó']
];

describe('a file of the release that is', () => {
	test.for(faults)('%s: says so, keeps the page alive and is fetched anew', async (fault) => {
		const [name, sent, said] = fault;
		const width = ['truncated', 'swapped for another'].includes(name) ? 390 : 1280;
		const page = await site.page({ viewport: { width, height: 800 } });
		await page.route(`**/${people}`, sent);
		await page.goto(address());
		const text = await failed(page);
		expect(text).toContain(said);
		expect(text).toContain(people);
		expect(await page.getByText('Vista inicial, no la que se pidió').isVisible()).toBe(true);
		await expectAlive(page);
		await page.unroute(`**/${people}`);
		await again(page);
		await page.locator(askedChart).waitFor();
		expect(await failure(page).count()).toBe(0);
		expect(await tableOf(page)).toHaveLength(11);
	});

	test('gone with an older release: says that there is a newer one', async () => {
		const page = await site.page();
		await page.route('**/*.parquet', (route) => route.fulfill({ status: 404 }));
		await page.route('**/current.json', (route) =>
			route.fulfill({ json: { release: 'next', path: 'next.0123456789ab' } })
		);
		await page.goto(address());
		await page.getByText('El sitio publicó datos nuevos').waitFor();
		await page.unroute('**/*.parquet');
		await page.getByRole('button', { name: 'Recargar la página' }).click();
		await page.locator(askedChart).waitFor();
		expect(new URL(page.url()).search).toBe(search);
	});
});

/** What the engine's worker does with the next statement. */
const accidents = {
	throws: () => {
		setTimeout(() => {
			throw new WebAssembly.RuntimeError('unreachable');
		});
	},
	refuses: (asked: { messageId: number }, name: string, message: string) => {
		self.postMessage({
			...{ messageId: 1e6, requestId: asked.messageId },
			...{ type: 'ERROR', data: { name, message, stack: undefined } }
		});
	}
};

const engineOf = (page: Page) => page.workers().filter((one) => one.url().includes('duckdb'));

async function sabotage(page: Page, kind: keyof typeof accidents, ...words: string[]) {
	await engineOf(page)[0]!.evaluate(
		([accident, said]) => {
			const before = self.onmessage!;
			const happen = eval(`(${accident})`) as (asked: unknown, ...said: string[]) => void;
			self.onmessage = function (event: MessageEvent<{ type: string }>) {
				if (event.data.type === 'START_PENDING_QUERY') happen(event.data, ...said);
				else before.call(self, event);
			};
		},
		[String(accidents[kind]), words] as const
	);
}

describe('an engine that', () => {
	const cases: readonly [string, keyof typeof accidents, string[], string][] = [
		['crashes in the middle of a question', 'throws', [], 'se detuvo a mitad del trabajo'],
		[
			'says that its memory is broken',
			'refuses',
			['RuntimeError', 'memory access out of bounds'],
			'se detuvo a mitad del trabajo'
		],
		[
			'has no memory left',
			'refuses',
			['Error', 'Out of Memory Error: failed to allocate data of size 32.0 MiB'],
			'La memoria de este equipo no alcanzó'
		],
		['has no memory left for itself', 'refuses', ['Error', 'std::bad_alloc'], 'La memoria']
	];

	test.for(cases)('%s: the answer before stays, the next one is new', async (one, { expect }) => {
		const [, kind, words, said] = one;
		const page = await site.page({
			viewport: { width: kind === 'throws' ? 390 : 1280, height: 800 }
		});
		await page.goto(address(searchOf({ ...view, by: ['age_group'] })));
		await page.locator(askedChart).waitFor();
		const before = await tableOf(page);
		await sabotage(page, kind, ...words);
		await choose(page, 'y también por', 'sex');
		expect(await failed(page)).toContain(said);
		expect(await page.getByText('Respuesta a la pregunta anterior').isVisible()).toBe(true);
		expect(await tableOf(page)).toEqual(before);
		await expectAlive(page);
		await again(page);
		await page.waitForFunction(
			() => document.querySelectorAll('.answer table tbody tr').length === 11
		);
		expect(engineOf(page)).toHaveLength(1);
	});

	test('is replaced with its reader, which crashed', async () => {
		const page = await site.page();
		await page.goto(address(searchOf({ ...view, by: ['sex'] })));
		await page.locator(askedChart).waitFor();
		const reader = page.workers().find((one) => /reader/.test(one.url()))!;
		await reader.evaluate(() => {
			self.onmessage = () => {
				throw new RangeError('Array buffer allocation failed');
			};
		});
		await choose(page, 'Desglosar por', 'age_group');
		expect(await failed(page)).toContain('El motor de cálculo se detuvo');
		await again(page);
		await page.locator(askedChart).waitFor();
		expect(page.workers()).toHaveLength(2);
	});
});

describe('an answer without a figure', () => {
	const where = [
		{ concept: 'age_group', categories: ['age-45-65'] },
		{ concept: 'age_15_34', categories: ['age-15-34'] }
	];

	test.for([390, 1280])('says why and offers the way out, %d px', async (width) => {
		const page = await site.page({ viewport: { width, height: 900 } });
		await page.goto(address(searchOf({ ...view, by: ['sex'], where })));
		const notice = page.locator('.notice.warning');
		await notice.waitFor();
		expect(await notice.textContent()).toContain('Nadie cumple estos límites');
		expect(await axeViolations(page)).toEqual([]);
		await notice.getByRole('button', { name: /Quitar el último límite/ }).click();
		await notice.waitFor({ state: 'detached' });
		const kept = searchOf({ ...view, by: ['sex'], where: where.slice(0, 1) });
		expect(new URL(page.url()).search).toBe(kept);
		await page.getByRole('button', { name: 'Deshacer' }).click();
		await notice.waitFor();
		await notice.getByRole('button', { name: 'Quitar todos los límites' }).click();
		await notice.waitFor({ state: 'detached' });
		await expect.poll(async () => (await tableOf(page)).length).toBe(3);
	});
});

describe('a large file', () => {
	test('is asked for the columns of the question only, and for new ones later', async () => {
		const page = await site.page();
		const parts = parquetParts(rows);
		// The page itself says what a file is checked by; this one is made to call a small file large.
		await page.route('**/es/explore/**', async (route) => {
			const response = await route.fetch();
			const html = (await response.text())
				.replace(/<meta http-equiv="content-security-policy"[^>]*>/, '')
				.replace(
					`path:"${people}",bytes:`,
					`path:"${people}",parts:${JSON.stringify(parts)},bytes:`
				);
			const { 'content-security-policy': _, ...headers } = response.headers();
			await route.fulfill({ status: 200, headers, body: html });
		});
		const sent: { range: string | undefined; status: number; bytes: number }[] = [];
		page.on('response', (response) => {
			if (!response.url().endsWith(people)) return;
			const { range } = response.request().headers();
			const bytes = Number(response.headers()['content-length']);
			sent.push({ range, status: response.status(), bytes });
		});
		await page.goto(address(searchOf({ ...view, by: ['sex'] })));
		await page.locator(askedChart).waitFor();
		const table = await tableOf(page);
		expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([206]));
		const { columns } = parquetLayout(rows.subarray(rows.length - parts.footer.bytes));
		const fetched = (name: string) =>
			sent.some(({ range = '' }) => {
				const [from = 0, to = 0] = (/\d+-\d+/.exec(range)?.[0] ?? '').split('-').map(Number);
				return columns.get(name)?.some(({ start, end }) => start < to && from < end);
			});
		const asked = ['stratum', 'psu', 'sex', 'drug_sale_neighbourhood'];
		expect(asked.filter(fetched)).toEqual(asked);
		const others = ['age_group', 'trust_police', 'cannabis_spending', 'school_absence_fear'];
		expect(others.filter(fetched)).toEqual([]);
		expect(sent.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(0.7 * rows.length);
		const before = sent.length;
		await choose(page, 'Desglosar por', 'age_group');
		await page.waitForFunction(
			() => document.querySelectorAll('.answer table tbody tr').length === 6
		);
		expect(sent.slice(before)).toHaveLength(1);
		expect(fetched('age_group')).toBe(true);
		expect(new Set(sent.map(({ range }) => range)).size).toBe(sent.length);
		const whole = await site.page();
		await whole.goto(address(searchOf({ ...view, by: ['sex'] })));
		await whole.locator(askedChart).waitFor();
		expect(await tableOf(whole)).toEqual(table);
	});
});
