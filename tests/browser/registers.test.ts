import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { axeViolations } from './axe.ts';
import { Site, tabTo } from './site.ts';

const pages = [
	...['', 'alternatives/', 'interventions/', 'services/', 'partnerships/', 'milestones/'],
	...['exclusion/', 'needs/', 'figures/']
];

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (path: string, lang = 'es') => `${site.url}/${lang}/registers/${path}`;
const phone = { width: 390, height: 844 };

describe('the pages of registers', () => {
	test.for(pages)('are whole without script, on a desk and a phone: %s', async (path) => {
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

	test('have nothing that axe finds', async () => {
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
