import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { Site } from './site.ts';

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (lang = 'en') => `${site.url}/${lang}/registers/exclusion/`;
const phone = { width: 390, height: 844 };

describe('the exclusion matrix', () => {
	test('shows one axis at a time by keyboard, without script', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address());
		const tables = page.locator('.panel');
		expect(await tables.count()).toBe(3);
		const visible = async () => Promise.all([0, 1, 2].map((i) => tables.nth(i).isVisible()));
		expect(await visible()).toEqual([true, false, false]);
		await page.getByLabel('By gender').focus();
		await page.keyboard.press('ArrowRight');
		expect(await visible()).toEqual([false, true, false]);
		await page.keyboard.press('ArrowRight');
		expect(await visible()).toEqual([false, false, true]);
	});

	test('tells figures, suppressed, poor and missing ones apart in words', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address());
		await page.getByLabel('By ethnicity').check();
		const cells = page.locator('.panel:visible td');
		for (const [state, word] of [
			['shown', '%'],
			['weak', 'not reliable'],
			['withheld', 'suppressed'],
			['not-asked', 'not asked'],
			['no-data', 'no data']
		] as const) {
			const own = cells.and(page.locator(`.${state}`));
			expect(await own.count(), state).toBeGreaterThan(0);
			for (const text of await own.allInnerTexts()) expect(text).toContain(word);
		}
		expect(await page.locator('.panel:visible tbody').count()).toBe(7);
		expect(await page.locator('.panel:visible th[scope=row]').count()).toBe(27);
	});

	test('prints every axis', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address());
		await page.emulateMedia({ media: 'print' });
		for (const i of [0, 1, 2]) expect(await page.locator('.panel').nth(i).isVisible()).toBe(true);
	});

	test('is whole on a phone and in the dark, with nothing that axe finds', async () => {
		for (const [lang, colorScheme, viewport] of [
			['es', 'light', phone],
			['fr', 'dark', { width: 1280, height: 900 }]
		] as const) {
			const page = await site.page({ bypassCSP: true, colorScheme, viewport });
			await page.goto(address(lang));
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
			expect(await axeViolations(page)).toEqual([]);
		}
	});

	test('leaves as files that hold nothing suppressed', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address());
		const links = page.locator('a[download^="demo-inclusion"]');
		expect(await links.count()).toBe(4);
		const [download] = await Promise.all([page.waitForEvent('download'), links.first().click()]);
		const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
		const suppressed = lines.filter((line) => line.includes(',suppressed,'));
		expect(suppressed.length).toBeGreaterThan(0);
		for (const line of suppressed) expect(line).toMatch(/,,,0\.95,,,,,,,,suppressed,/);
		expect(lines.filter((line) => line.includes('not-asked-by-any-survey'))).toHaveLength(5);
	});

	test('leads to the explorer, which has the same figure with its wording', async () => {
		const page = await site.page();
		await page.goto(address());
		const row = page.locator('.panel:visible tr', { hasText: 'Poverty or financial difficulties' });
		const value = await row.locator('td .value').first().innerText();
		await row.locator('a').click();
		await page.waitForURL(/explore/);
		await expect.poll(() => page.locator('main').innerText(), { timeout: 30_000 }).toContain(value);
	});
});
