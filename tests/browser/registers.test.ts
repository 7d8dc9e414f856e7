import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { axeViolations } from './axe.ts';
import { Site, tabTo } from './site.ts';
import { fewOf, slowTest } from '../support/slow.ts';

const pages = [
	...['', 'alternatives/', 'interventions/', 'services/', 'partnerships/', 'milestones/'],
	...['exclusion/', 'needs/', 'figures/', 'budgets/', 'livelihoods/', 'tourism/', 'relations/'],
	...['counsellors/', 'places/puerto-claro/', 'places/ribalta/']
];

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (path: string, lang = 'es') => `${site.url}/${lang}/registers/${path}`;
const phone = { width: 390, height: 844 };

describe('the pages of registers', () => {
	test.for(fewOf(6, pages))('are whole without script, on a desk and a phone: %s', async (path) => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address(path));
		expect(await page.locator('main').textContent()).not.toMatch(
			/undefined|NaN|registers_|\[object|\{[a-z]+\}/
		);
		for (const size of [{ width: 1280, height: 900 }, phone]) {
			await page.setViewportSize(size);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
		}
	});

	slowTest('have nothing that axe finds', async () => {
		const page = await site.page({ bypassCSP: true });
		for (const [i, path] of pages.entries()) {
			await page.goto(address(path, locales[i % locales.length]));
			expect([path, await axeViolations(page)]).toEqual([path, []]);
		}
	});

	test('say that an answer is missing, and never that it is no or none', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('alternatives/'));
		const row = page.locator('tbody tr', { hasText: 'Argentina' }).first();
		expect(await row.locator('td').allInnerTexts()).toEqual([
			...Array.from({ length: 5 }, () => 'Sin respuesta todavía'),
			'0 de 5'
		]);
	});

	test('give the table as a file without a request', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('milestones/'));
		const link = page.locator('a[download="milestones.csv"]');
		const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
		expect(readFileSync(await download.path(), 'utf8')).toContain('declaration-antigua-2013');
	});
});

describe('what came of programmes', () => {
	test('is withheld where it tells of too few people, on the page, in the file and in the data', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('livelihoods/', 'en'));
		const women = page.locator('tbody tr', { hasText: 'Women' }).filter({ hasText: '24 months' });
		const cells = await women.nth(1).locator('td').allInnerTexts();
		expect(cells.slice(-3)).toEqual(Array.from({ length: 3 }, () => 'Withheld: too few people'));
		const link = page.locator('a[download="livelihoods.csv"]');
		const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
		const lines = readFileSync(await download.path(), 'utf8').split('\n');
		const parts = lines.filter((line) => /demo-court-2022-(women|men)-24-work/.test(line));
		expect(parts).toHaveLength(2);
		for (const line of parts) expect(line).not.toMatch(/,(28|11|305|161),/);
	});

	test('names what was spent beside what was planned, and adds up no two currencies', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('budgets/', 'en'));
		const headings = await page.locator('h3').allInnerTexts();
		expect(headings).toContain('2023, in XTS at prices of 2023');
		expect(headings).toContain('2023, in XXX at prices of 2023');
		await expect.poll(() => page.getByText('More was spent than planned.').count()).toBe(1);
	});
});

describe('the page of a place', () => {
	test('is reached from the directory, and says what is not known of a city without services', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('services/', 'en'));
		await page.getByRole('link', { name: 'Monteluz' }).click();
		await expect.poll(() => page.locator('h1').innerText()).toBe('Monteluz');
		expect(await page.locator('main').innerText()).toContain('cannot be said');
	});

	test('keeps whole pictures on paper', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address('tourism/'));
		await page.emulateMedia({ media: 'print' });
		const kept = page.locator('main figure');
		expect(await kept.count()).toBe(3);
		for (const figure of await kept.all())
			expect(await figure.evaluate((one) => getComputedStyle(one).breakInside)).toBe('avoid');
	});
});

describe('the directory of services', () => {
	test('keeps search and filters in the address, by keyboard alone on a phone', async () => {
		const page = await site.page({ viewport: phone });
		await page.goto(address('services/'));
		await page.locator('form:not(.waiting)').waitFor();
		const all = await page.locator('.entries > li').count();
		await tabTo(page, 'form select');
		await page.keyboard.press('ArrowDown');
		await page.waitForURL(/[?]type=/);
		const shown = await page.locator('.entries > li').count();
		expect(shown).toBeGreaterThan(0);
		expect(shown).toBeLessThan(all);
		await page.reload();
		await expect.poll(() => page.locator('.entries > li').count()).toBe(shown);
	});
});
