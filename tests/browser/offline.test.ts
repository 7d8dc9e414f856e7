import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { current } from '#lib/model/manifest.ts';
import { launchProfile } from '../../pipelines/site/browser.ts';
import { CutSite, editedSite, keptPaths, untilKept } from '../support/cut-network.ts';
import { fewOf, slowTest } from '../support/slow.ts';
import { axeViolations } from './axe.ts';
import { askedChart, choose, publicSite, repository, tableOf } from './site.ts';

let site: CutSite;
beforeAll(async () => {
	site = await CutSite.open(publicSite);
});
afterAll(() => site.close());
beforeEach(() => site.serve(publicSite));

const { path: standing } = current.parse(
	JSON.parse(readFileSync(join(publicSite, 'data/current.json'), 'utf8'))
);
const core = ['/es/', '/es/boards/', '/es/boards/region/', '/es/methods/', '/es/offline/'];
const notice = (page: Page) => page.locator('.copy');
const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
const today = () => new Intl.DateTimeFormat('es', { dateStyle: 'long' }).format(new Date());

/** Opened once, and kept. */
async function visit(page: Page, path: string): Promise<void> {
	await page.goto(site.url + path);
	expect(await notice(page).isVisible()).toBe(false);
	await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
	await untilKept(page, [path]);
}

describe('a page that was opened once', () => {
	const opened = ['/es/boards/valdoria/', '/es/countries/COL/', '/es/registers/exclusion/'];
	const never = ['/es/', '/es/methods/', '/es/boards/region/', '/es/privacy/'];

	test('is read with the network cut, says whose day it is, as do pages kept from the first visit', async () => {
		const page = await site.page();
		for (const path of opened) await visit(page, path);
		await untilKept(page, core);
		await site.cut();
		for (const path of [...opened, ...never]) {
			await page.goto(site.url + path);
			expect([path, await notice(page).isVisible()]).toEqual([path, true]);
			expect(await notice(page).innerText()).toContain(`Copia del ${today()}`);
			expect(await notice(page).innerText()).toMatch(/Publicación \d{4}-\d{2}/);
			const looks = await page.evaluate(async () => {
				await document.fonts.ready;
				return {
					fonts: [...document.fonts].filter(({ status }) => status === 'error').length,
					sheets: document.querySelectorAll('link[rel=stylesheet]:not([disabled])').length,
					styled: [...document.styleSheets].filter(({ href }) => href !== null).length,
					paper: getComputedStyle(document.documentElement).backgroundColor
				};
			});
			expect(looks).toMatchObject({ fonts: 0, styled: looks.sheets, paper: 'rgb(251, 250, 246)' });
		}
	});

	test('covers nothing at 390 px, has nothing for axe, and tells its day on paper', async () => {
		const page = await site.page({ bypassCSP: true, viewport: { width: 390, height: 844 } });
		await visit(page, '/es/boards/valdoria/');
		await site.cut();
		await page.reload();
		expect(await width(page)).toBe(390);
		const [band, header] = [
			await notice(page).boundingBox(),
			await page.locator('.site > header').boundingBox()
		];
		expect(band!.y + band!.height).toBeLessThanOrEqual(header!.y);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			expect(await axeViolations(page)).toEqual([]);
		}
		await page.emulateMedia({ media: 'print' });
		expect(await notice(page).isVisible()).toBe(true);
		expect(await notice(page).getByRole('link').isVisible()).toBe(false);
		const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
		expect(pdf.toString('latin1').match(/\/Type\s*\/Page(?!s)/g)).toHaveLength(1);
	});

	test('is fresh again as soon as the network is', async () => {
		const page = await site.page();
		await visit(page, '/es/boards/valdoria/');
		await site.cut();
		await page.reload();
		await site.serve(publicSite);
		await notice(page).getByRole('link', { name: 'Intentar de nuevo' }).click();
		await expect.poll(() => notice(page).isVisible()).toBe(false);
	});
});

describe('a page that was never opened', () => {
	test('is answered by what there is, by title, in its language', async () => {
		const page = await site.page({ bypassCSP: true });
		await visit(page, '/es/countries/COL/');
		await untilKept(page, core);
		await site.cut();
		await page.goto(`${site.url}/fr/impact/`);
		expect(await page.locator('h1').innerText()).toBe('Pages conservées sur cet appareil');
		const list = page.locator('#copies li');
		await list.first().waitFor();
		expect(await list.count()).toBeGreaterThanOrEqual(9);
		expect(await axeViolations(page)).toEqual([]);
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await width(page)).toBe(390);
		await list.getByRole('link', { name: 'Colombia' }).click();
		await notice(page).waitFor();
		expect(await page.locator('h1').innerText()).toBe('Colombia');
	});
});

describe('the explorer, opened once', () => {
	test('answers a new question of another survey with the network cut', async () => {
		const page = await site.page();
		await page.goto(`${site.url}/es/explore/`);
		const workers = readdirSync(join(publicSite, '_app/immutable/workers'));
		const reader = workers.find((name) => /^reader-[\w-]+\.js$/.test(name))!;
		const assets = readdirSync(join(publicSite, '_app/immutable/assets'));
		await untilKept(page, [
			...['/es/explore/', `/_app/immutable/workers/${reader}`],
			...assets
				.filter((name) => /duckdb.*\.(js|wasm)$/.test(name))
				.map((name) => `/_app/immutable/assets/${name}`),
			...['demo-2022', 'demo-2024'].map(
				(id) => `/data/${standing}/respondents/${id}.person.parquet`
			),
			`/data/${standing}/replicates/demo-2023.parquet`
		]);
		await page.waitForLoadState('networkidle');
		await site.cut();
		await page.goto(`${site.url}/es/explore/?survey=demo-2022&indicator=drug-offered&v=1`);
		await notice(page).waitFor();
		await choose(page, 'Desglosar por', 'age_group');
		await page.locator(askedChart).waitFor();
		expect(await tableOf(page)).toHaveLength(6);
		expect(await page.locator('.notice.error').count()).toBe(0);
	});
});

describe('a new version', () => {
	const next = (also = 'es/index.html') =>
		editedSite(publicSite, {
			[also]: (text) => `${text}\n`,
			'es/index.html': (html) => html.replace(/<h1[^>]*>[^<]*/, '$& (segunda)')
		});
	const offer = (page: Page) => page.locator('#new-version');
	const first = '/es/boards/valdoria/';

	/** A page of the version before stands open when the new one is there. */
	async function offered(page: Page): Promise<void> {
		await visit(page, first);
		await untilKept(page, core);
		await site.serve(next());
		await page.goto(`${site.url}/es/boards/`);
		await page.evaluate(() => Object.assign(window, { stillHere: true }));
		await offer(page).waitFor();
	}

	/** What became of the worker of a new version, and whether one waits. */
	const tried = (page: Page) =>
		page.evaluate(async () => {
			const registration = await navigator.serviceWorker.ready;
			await registration.update().catch(() => undefined);
			const worker = registration.installing;
			if (worker)
				await new Promise<void>((done) => {
					worker.addEventListener('statechange', () => {
						if (worker.state === 'redundant' || worker.state === 'installed') done();
					});
				});
			return [worker?.state ?? 'redundant', Boolean(registration.waiting)];
		});

	test('is offered, never forced, and stays away when it is not wanted now', async () => {
		const page = await site.page({ bypassCSP: true, viewport: { width: 390, height: 844 } });
		await offered(page);
		expect(await axeViolations(page)).toEqual([]);
		expect(await width(page)).toBe(390);
		await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
		const [end, box] = [
			await page.locator('footer').boundingBox(),
			await offer(page).boundingBox()
		];
		expect(end!.y + end!.height).toBeLessThanOrEqual(box!.y + 1);
		await page.emulateMedia({ media: 'print' });
		expect(await offer(page).isVisible()).toBe(false);
		await page.emulateMedia({ media: 'screen' });
		expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);
		await offer(page).getByRole('button', { name: 'Después' }).click();
		expect(await offer(page).isVisible()).toBe(false);
		await page.goto(site.url + first);
		await page.waitForLoadState('networkidle');
		expect(await offer(page).isVisible()).toBe(false);
		const waits = await page.evaluate(async () =>
			Boolean((await navigator.serviceWorker.getRegistration())?.waiting)
		);
		expect(waits).toBe(true);
	});

	test('comes when it is asked for, whole', async () => {
		const page = await site.page();
		await offered(page);
		await offer(page).getByRole('button', { name: 'Actualizar' }).click();
		await page.waitForFunction(() => !('stillHere' in window));
		await expect
			.poll(() =>
				page.evaluate(
					async () => (await caches.keys()).filter((one) => one.includes(' core ')).length
				)
			)
			.toBe(1);
		await site.cut();
		await page.goto(`${site.url}/es/`);
		expect(await page.locator('h1').innerText()).toContain('(segunda)');
		expect(await notice(page).isVisible()).toBe(true);
		await page.goto(site.url + first);
		expect(await page.locator('article').count()).toBeGreaterThanOrEqual(8);
	});

	slowTest('that the device has no room for leaves the last good copy', async () => {
		const page = await site.page();
		await visit(page, first);
		await untilKept(page, core);
		const devtools = await page.context().newCDPSession(page);
		const origin = new URL(site.url).origin;
		await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
		await site.serve(next());
		expect(await tried(page)).toEqual(['redundant', false]);
		await site.cut();
		await page.goto(`${site.url}/es/`);
		await notice(page).waitFor();
		expect(await page.locator('h1').innerText()).not.toContain('(segunda)');
	});

	const parts = ['es/methods/index.html', 'es/index.html', 'icon.svg', 'service-worker.js'];
	test.for(fewOf(1, parts))(
		'that is not whole leaves the last good copy: without %s',
		async (missing) => {
			const page = await site.page();
			await visit(page, first);
			await untilKept(page, core);
			const broken = next(missing);
			rmSync(join(broken, missing));
			await site.serve(broken);
			await page.goto(site.url + first);
			expect(await tried(page)).toEqual(['redundant', false]);
			expect(await offer(page).isVisible()).toBe(false);
			await site.cut();
			for (const path of [first, '/es/', '/es/methods/']) {
				await page.goto(site.url + path);
				await notice(page).waitFor();
				expect(await page.locator('h1').first().innerText()).not.toContain('(segunda)');
			}
		}
	);
});

describe('whoever shares a device', () => {
	test('sees what is kept, deletes it, and nothing more is kept until they ask', async () => {
		const page = await site.page({ bypassCSP: true });
		await visit(page, '/es/countries/COL/');
		await untilKept(page, core);
		await page.goto(`${site.url}/es/privacy/`);
		await page.locator('#copies').getByRole('link', { name: 'Colombia' }).waitFor();
		await page.getByRole('button', { name: 'Borrar las copias' }).click();
		await page.getByText('No queda ninguna copia').waitFor();
		expect(await axeViolations(page)).toEqual([]);
		const left = () =>
			page.evaluate(async () => [
				(await caches.keys()).length,
				(await navigator.serviceWorker.getRegistrations()).length
			]);
		expect(await left()).toEqual([0, 0]);
		await page.goto(`${site.url}/es/boards/valdoria/`, { waitUntil: 'networkidle' });
		expect(await left()).toEqual([0, 0]);
		await page.goto(`${site.url}/es/privacy/`);
		await page.getByRole('button', { name: 'Volver a guardar' }).click();
		await untilKept(page, ['/es/privacy/', '/es/']);
	});

	test('finds no button without a script, and no copy of a question', async () => {
		const plain = await site.page({ javaScriptEnabled: false });
		await plain.goto(`${site.url}/es/privacy/`);
		expect(await plain.locator('main button:visible').count()).toBe(0);
		const page = await site.page();
		await visit(page, '/es/methods/');
		await page.goto(`${site.url}/es/boards/region/?secret=1`);
		await untilKept(page, ['/es/boards/region/']);
		const urls = await page.evaluate(async () => {
			const kept: string[] = [];
			for (const name of await caches.keys())
				kept.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
			return kept.join(' ');
		});
		expect(urls).not.toContain('secret');
	});
});

describe('a local site at the same address', () => {
	test('takes away what a public one kept, and keeps nothing of its own', async () => {
		const page = await site.page();
		await visit(page, '/es/countries/COL/');
		await untilKept(page, core);
		// What a local build has: a worker without its list, and a script that is told to keep nothing.
		const local = editedSite(publicSite, {
			'es/index.html': (html) => html.replace('src="/offline.js"', '$& data-none'),
			'es/boards/index.html': (html) => html.replace('src="/offline.js"', '$& data-none')
		});
		const worker = join(local, 'service-worker.js');
		const code = readFileSync(worker, 'utf8').replace(/^self\.atalayaCopies=.*\n/, '');
		rmSync(worker);
		writeFileSync(worker, code);
		await site.serve(local, false);
		await page.goto(`${site.url}/es/`);
		await expect.poll(() => keptPaths(page)).toEqual([]);
		await page.goto(`${site.url}/es/boards/`, { waitUntil: 'networkidle' });
		expect(await keptPaths(page)).toEqual([]);
		expect(
			await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
		).toBe(0);
	});
});

describe('the site as an application', () => {
	test('can be installed, in the language and the colours of its pages', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'atalaya-profile-'));
		const context = await launchProfile(folder);
		onTestFinished(async () => {
			await context.close();
			rmSync(folder, { recursive: true });
		});
		const page = await context.newPage();
		await page.goto(`${site.url}/fr/`);
		await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
		const devtools = await context.newCDPSession(page);
		const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
		expect(installabilityErrors).toEqual([]);
		const { errors, data, url } = await devtools.send('Page.getAppManifest');
		expect([errors, url]).toEqual([[], `${site.url}/fr/manifest.webmanifest`]);
		const manifest = JSON.parse(data!) as Record<string, unknown>;
		expect(manifest).toMatchObject({ lang: 'fr', start_url: '/fr/', scope: '/', id: '/' });
		const light = /--paper: light-dark\((#\w{6}), (#\w{6})\)/.exec(
			readFileSync(join(repository, 'src/lib/components/theme.css'), 'utf8')
		)!;
		expect([manifest.theme_color, manifest.background_color]).toEqual([light[1], light[1]]);
		const colours = await page
			.locator('meta[name=theme-color]')
			.evaluateAll((all) => all.map((one) => (one as HTMLMetaElement).content));
		expect(colours).toEqual(light.slice(1));
	});
});

describe('the script of the offline copy', () => {
	test('is small, and its worker waits until the page is there', () => {
		const size = (name: string) =>
			gzipSync(readFileSync(join(publicSite, name)), { level: 9 }).length;
		expect(size('offline.js')).toBeLessThan(1500);
		expect(size('copies.js')).toBeLessThan(1500);
		expect(size('service-worker.js')).toBeLessThan(10_000);
	});
});
