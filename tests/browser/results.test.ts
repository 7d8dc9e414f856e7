import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Site } from './site.ts';

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const rows = 'article li';

describe('the page of a framework', () => {
	test('says what is not stated in words, with no bar, readable without script', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(`${site.url}/en/results/copolad-iii/`);
		expect(await page.locator(rows).count()).toBe(37);
		const modules = page.locator(rows, { hasText: 'Virtual modules on a gender approach' });
		expect(await modules.innerText()).toMatch(/All countries[^]*not stated[^]*nothing reported/);
		const yearly = page.locator(rows, { hasText: '3 multi-country activities a year' });
		expect(await yearly.count()).toBe(2);
		expect(await page.locator('.bar').count()).toBe(0);
		const text = await page.locator('main').innerText();
		expect(text).toContain('second heading 3.5.2');
		expect(text).not.toMatch(/on track|on the path|0 %|0%/);
		expect(await page.locator('form').isVisible()).toBe(false);
	});

	test('is filtered by the address and by its fields, and links to files that are there', async () => {
		const page = await site.page({ viewport: { width: 390, height: 800 } });
		await page.goto(`${site.url}/es/results/copolad-iii/?line=3.5.2`);
		await expect.poll(() => page.locator(rows).count()).toBe(4);
		await page.getByLabel('Meta').selectOption('not-stated');
		await expect.poll(() => page.locator(rows).count()).toBe(1);
		expect(new URL(page.url()).search).toBe('?line=3.5.2&target=not-stated');
		for (const link of await page.locator('a[download]').all()) {
			const response = await page.request.get(
				new URL((await link.getAttribute('href'))!, page.url()).href
			);
			expect(response.ok()).toBe(true);
		}
	});

	test('compares with the milestone of the day, and says what is too uncertain', async () => {
		const page = await site.page();
		await page.goto(`${site.url}/en/results/demo-alianza/`);
		const courses = page.locator(rows, { hasText: 'Courses held' });
		expect(await courses.innerText()).toContain('26; due by December 31, 2025: 24 courses');
		expect(await page.locator(rows, { hasText: 'Serralta' }).first().innerText()).toContain(
			'too uncertain to say'
		);
	});
});
