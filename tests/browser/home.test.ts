import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '#lib/model/catalogue.ts';
import { locales } from '#lib/model/locales.ts';
import { current } from '#lib/model/manifest.ts';
import { viewFromSearch } from '#lib/state/explore-url.ts';
import { resolvedView } from '#lib/state/resolved-view.ts';
import { axeViolations } from './axe.ts';
import { Site, offlineScript, publicSite, scriptsOf, sizes, tabTo } from './site.ts';
import { fewOf } from '../support/slow.ts';

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (path: string, lang = 'es') => `${site.url}/${lang}/${path}`;
const pages = ['', 'search/', 'data/', 'data/demo-2024/', 'accessibility/'];
const field = 'main input[type=search]';
const json = (path: string): unknown =>
	JSON.parse(readFileSync(join(publicSite, 'data', path), 'utf8'));

describe('home, search, data and accessibility', () => {
	test.for(pages)('are whole without script, on a desk and a phone: %s', async (path) => {
		const page = await site.page({ javaScriptEnabled: false });
		for (const lang of locales) {
			await page.goto(address(path, lang));
			expect(await page.locator('main').textContent()).not.toMatch(
				/undefined|NaN|(home|search|data|access|news)_[a-z]|\[object|\{[a-z]+\}/
			);
			for (const { width, height } of [sizes.desk, sizes.phone, { width: 320, height: 640 }]) {
				await page.setViewportSize({ width, height });
				const wide = await page.evaluate(() => document.documentElement.scrollWidth);
				expect([lang, wide]).toEqual([lang, width]);
			}
		}
	});

	test.for(fewOf(1, pages))(
		'have nothing that axe finds, in light, in the dark and on paper: %s',
		async (path) => {
			const page = await site.page({ bypassCSP: true });
			await page.goto(address(path, 'fr'));
			for (const media of [
				{ colorScheme: 'light' },
				{ colorScheme: 'dark' },
				{ colorScheme: 'light', media: 'print' }
			] as const) {
				await page.emulateMedia(media);
				expect([media, await axeViolations(page)]).toEqual([media, []]);
			}
		}
	);
});

describe('what the statement of accessibility says of all', () => {
	const read = ['', 'search/', 'data/', 'boards/valdoria/', 'countries/CHL/', 'registers/models/'];

	test.for(fewOf(2, [...read, 'methods/']))(
		'nothing scrolls sideways at four times the size: %s',
		async (path) => {
			const page = await site.page({ viewport: { width: 320, height: 256 } });
			await page.goto(address(path));
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
		}
	);

	test('nothing moves where less motion is asked for', async () => {
		const page = await site.page({ reducedMotion: 'reduce' });
		for (const path of ['', 'explore/', 'boards/valdoria/']) {
			await page.goto(address(path));
			const moving = await page.evaluate(() =>
				[...document.querySelectorAll('*')]
					.filter((one) => {
						const { transitionDuration, animationName, animationDuration } = getComputedStyle(one);
						const isStill = (text: string) =>
							text.split(', ').every((each) => parseFloat(each) === 0);
						return (
							!isStill(transitionDuration) ||
							(animationName !== 'none' && !isStill(animationDuration))
						);
					})
					.map(({ outerHTML }) => outerHTML.slice(0, 80))
			);
			expect([path, moving]).toEqual([path, []]);
		}
	});
});

describe('home', () => {
	test('leads by its field to what was asked for, also without script', async () => {
		for (const javaScriptEnabled of [true, false]) {
			const page = await site.page({ javaScriptEnabled });
			await page.goto(address(''));
			await page.fill(field, 'prisión');
			await page.keyboard.press('Enter');
			await page.waitForURL(/\/es\/search\/[?]q=prisi%C3%B3n$/);
			await expect.poll(() => page.locator('main h2').count()).toBeGreaterThan(0);
		}
	});

	test('has three doors and says what is new, by numbers of the release', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('', 'en'));
		expect(await page.locator('.doors > li').count()).toBe(3);
		const { path } = current.parse(json('current.json'));
		const { surveys } = catalogue.parse(json(`${path}/catalogue.json`));
		const built = surveys.filter(({ status }) => status === 'built').length;
		const told = await page.locator('.held > div').first().innerText();
		expect(told.split('\n').filter((one) => one !== '')).toEqual([
			'surveys with figures',
			String(built)
		]);
		expect(await page.locator('.told').innerText()).toContain('This is the first release');
		expect(scriptsOf(await page.content())).toEqual([offlineScript]);
	});
});

const foundCount = (page: Page) => page.locator('section li').count();

describe('the search', () => {
	test('answers by keyboard at every key, keeps the query in the address and says how many', async () => {
		const page = await site.page({ viewport: sizes.phone });
		const asked: string[] = [];
		// Chromium looks for the icon again whenever an address changes.
		page.on('request', (request) => {
			if (!request.url().endsWith('/icon.svg')) asked.push(request.url());
		});
		await page.goto(address('search/'));
		await page.waitForLoadState('networkidle');
		const before = asked.length;
		await tabTo(page, field);
		await page.keyboard.type('venta de drigas');
		await page.waitForURL(/[?]q=venta\+de\+drigas$/);
		await expect.poll(() => page.getByRole('status').innerText()).toMatch(/«venta de drigas»: \d+/);
		expect(await foundCount(page)).toBeGreaterThan(3);
		expect(await page.locator('section h2').first().innerText()).toContain('Indicadores');
		expect(await page.locator('section .badge').count()).toBeGreaterThan(0);
		expect(asked.length).toBe(before);
		await page.reload();
		await expect.poll(() => foundCount(page)).toBeGreaterThan(3);
		await tabTo(page, 'section a');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/es\/explore\//);
	});

	test('helps where nothing is found', async () => {
		const page = await site.page();
		await page.goto(address('search/?q=xyzzy', 'en'));
		await expect
			.poll(() => page.getByRole('status').innerText())
			.toBe('Nothing in this release is called “xyzzy”');
		expect(await page.getByText('Everything, by kind').isVisible()).toBe(true);
	});

	test('works without a network once the page is there', async () => {
		const context = await site.context();
		const page = await context.newPage();
		await page.goto(address('search/'));
		await page.locator('main a').first().waitFor({ state: 'attached' });
		await page.waitForLoadState('networkidle');
		await context.setOffline(true);
		await page.fill(field, 'Chile');
		await expect
			.poll(() => page.locator('section a').first().getAttribute('href'))
			.toBe('/es/countries/CHL/');
	});

	test('lists everything without script', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('search/', 'pt'));
		expect(await page.locator('.all > details').count()).toBeGreaterThan(9);
		expect(await page.locator('.all a').count()).toBeGreaterThan(400);
	});

	test.for(fewOf(1, locales))('leads to nothing that is not there: %s', async (lang) => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('search/', lang));
		const links = await page
			.locator('.all a')
			.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
		const { path } = current.parse(json('current.json'));
		const known = catalogue.parse(json(`${path}/catalogue.json`));
		const texts = new Map<string, string>();
		const broken = links.filter((href) => {
			const { pathname, hash, search } = new URL(href, site.url);
			const file = join(publicSite, pathname, 'index.html');
			if (!existsSync(file)) return true;
			if (pathname.endsWith('/explore/') && search !== '') {
				const asked = viewFromSearch(search);
				return asked.kind !== 'view' || typeof resolvedView(known, asked.view) === 'string';
			}
			if (!texts.has(file)) texts.set(file, readFileSync(file, 'utf8'));
			return hash !== '' && !texts.get(file)!.includes(`id="${decodeURIComponent(hash.slice(1))}"`);
		});
		expect(broken).toEqual([]);
		expect(new Set(links).size).toBeGreaterThan(400);
	});
});

describe('the data', () => {
	test('names licence, source and files of all that the release holds, and every file is there', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('data/', 'en'));
		const headings = await page.locator('main h2').allInnerTexts();
		for (const one of [
			'Surveys',
			'Evaluated programmes',
			'Registers',
			'Boards',
			'Earlier releases'
		])
			expect(headings).toContain(one);
		const files = await page
			.locator('a[download]')
			.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
		expect(files.length).toBeGreaterThan(80);
		expect(files.filter((file) => !existsSync(join(publicSite, file)))).toEqual([]);
		const row = page.locator('#series-mx-crime-victims');
		expect(await row.innerText()).toMatch(/INEGI[\s\S]*libre uso[\s\S]*Parquet/);
	});
});

describe('the feed of releases', () => {
	test('is named by every page and sent as a feed', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('methods/', 'fr'));
		const link = page.locator('link[type="application/atom+xml"]');
		const href = (await link.getAttribute('href')) ?? '';
		const answer = await page.request.get(`${site.url}${href}`);
		expect(answer.headers()['content-type']).toBe('application/atom+xml; charset=utf-8');
		expect(await answer.text()).toMatch(/<feed[^>]+xml:lang="fr">[\s\S]+<entry>/);
	});
});
