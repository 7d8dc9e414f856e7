import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenLinks, crawledPages } from '../../support/site-links.ts';
import { CutSite, untilKept } from '../../support/cut-network.ts';
import { askedChart, choose, repository, Site } from '../site.ts';

const basePath = '/observatorio/atalaya';
// Inside the project, where the packages of the pages are found.
const folder = join(repository, '.atalaya/sub-path');
let site: Site;

beforeAll(async () => {
	const vite = join(repository, 'node_modules/vite/bin/vite.js');
	const env = { ...process.env, BASE_PATH: basePath, ATALAYA_SITE: '.atalaya/sub-path/site' };
	const { status, stderr } = spawnSync(process.execPath, [vite, 'build'], {
		cwd: repository,
		env,
		encoding: 'utf8'
	});
	if (status !== 0) throw new Error(stderr);
	site = await Site.open(join(folder, 'site'), basePath);
});
afterAll(async () => {
	await site.close();
	rmSync(folder, { recursive: true, force: true });
});

describe('the site below a folder of its host', () => {
	test('answers a question and asks for nothing outside its folder', async () => {
		const page = await site.page();
		const outside: string[] = [];
		page.on('request', (request) => {
			const { origin, pathname } = new URL(request.url());
			const isOwn = origin === new URL(site.url).origin && pathname.startsWith(basePath);
			if (!isOwn) outside.push(request.url());
		});
		await page.goto(`${new URL(site.url).origin}${basePath}/`);
		await page.getByRole('link', { name: 'Español' }).first().click();
		await page.getByRole('link', { name: 'Explorar', exact: true }).click();
		await choose(page, 'Desglosar por', 'age_group');
		await page.locator(askedChart).waitFor();
		expect(await page.locator('.answer table tbody tr').count()).toBe(6);
		expect(outside).toEqual([]);
	});

	test('leads nowhere outside its folder', () => {
		const at = join(folder, 'site');
		const pages = crawledPages(at);
		expect(pages.length).toBeGreaterThan(100);
		expect(brokenLinks({ folder: at, basePath, pages })).toEqual([]);
	});

	test('is read with the network cut, beside another site of the same host', async () => {
		const cut = await CutSite.open(join(folder, 'site'), basePath);
		try {
			const page = await cut.page();
			await page.goto(`${cut.url}/es/boards/valdoria/`);
			await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
			await page.evaluate(async () => caches.open('of another site'));
			await untilKept(page, [`${basePath}/es/boards/valdoria/`, `${basePath}/es/`]);
			const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
			expect(scope).toBe(`${cut.url}/`);
			await cut.cut();
			await page.goto(`${cut.url}/es/`);
			expect(await page.locator('.copy').innerText()).toContain('Copia del');
			await page.goto(`${cut.url}/es/impact/`);
			await page.locator('#copies').getByRole('link', { name: 'Valdoria' }).first().click();
			expect(await page.locator('article').count()).toBeGreaterThanOrEqual(8);
			expect(await page.evaluate(async () => caches.has('of another site'))).toBe(true);
		} finally {
			await cut.close();
		}
	});
});
