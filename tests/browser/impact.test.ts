import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { impactIndex } from '#lib/model/impact-page.ts';
import { locales } from '#lib/model/localized.ts';
import { current } from '#lib/model/manifest.ts';
import { axeViolations } from './axe.ts';
import { Site, publicSite, tabTo, sizes } from './site.ts';

const json = (path: string): unknown =>
	JSON.parse(readFileSync(join(publicSite, 'data', path), 'utf8'));
const { path: standing } = current.parse(json('current.json'));
const { entries } = impactIndex.parse(json(`${standing}/pages/impact.json`));
const ids = entries.map(({ programme }) => programme.id);

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (path = '', lang = 'es') => `${site.url}/${lang}/impact/${path}`;

describe('the page of a programme', () => {
	test.for(ids)('says its sentence, its harms and its design without script: %s', async (id) => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address(`${id}/`));
		expect((await page.locator('.sentence').textContent())?.length).toBeGreaterThan(20);
		expect(await page.locator('.harms li').count()).toBeGreaterThan(1);
		expect(await page.locator('#card + div dt').count()).toBeGreaterThan(8);
		expect(await page.locator('main').textContent()).not.toMatch(
			/undefined|NaN|impact_|\{[a-z]+\}/
		);
	});

	test.for(locales)('is whole on a desk and a phone, and axe finds nothing: %s', async (lang) => {
		const page = await site.page({ bypassCSP: true });
		await page.goto(address(`${ids[0]!}/`, lang));
		expect(await axeViolations(page)).toEqual([]);
		for (const size of [sizes.desk, sizes.phone]) {
			await page.setViewportSize(size);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide).toBe(size.width);
		}
	});

	test('gives the numbers of a picture as a file, without a request', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address(`${ids[0]!}/`));
		const link = page.locator('a[download$=".csv"]').first();
		const name = await link.getAttribute('download');
		const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
		expect(download.suggestedFilename()).toBe(name);
		expect(readFileSync(await download.path(), 'utf8')).toContain('part,programme,outcome');
	});

	test('puts the design card before the pictures on paper, and cuts no picture', async () => {
		const page = await site.page();
		await page.goto(address(`${ids[0]!}/`));
		await page.emulateMedia({ media: 'print' });
		const top = (selector: string) =>
			page
				.locator(selector)
				.first()
				.evaluate((one) => one.getBoundingClientRect().top);
		expect(await top('.sentence')).toBeLessThan(await top('#card'));
		expect(await top('#card')).toBeLessThan(await top('.figure svg'));
		expect(await top('.figure.robustness')).toBeLessThan(await top('#flow'));
	});
});

describe('the list of programmes', () => {
	test('is whole without script', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address());
		expect(await page.locator('.what').count()).toBe(ids.length);
	});

	test('keeps a filter in the address, by keyboard alone on a phone', async () => {
		const page = await site.page({ viewport: sizes.phone });
		await page.goto(address());
		await page.locator('form:not(.waiting)').waitFor();
		await tabTo(page, 'form select');
		await page.keyboard.press('ArrowDown');
		await page.waitForURL(/[?]type=/);
		const shown = await page.locator('.what').count();
		expect(shown).toBeGreaterThan(0);
		expect(shown).toBeLessThan(ids.length);
		await page.reload();
		await page.locator('form:not(.waiting)').waitFor();
		await expect.poll(() => page.locator('.what').count()).toBe(shown);
	});
});

describe('the comparison of programmes', () => {
	test('stands without script, and is asked anew with it', async () => {
		const plain = await site.page({ javaScriptEnabled: false });
		await plain.goto(address('compare/'));
		expect(await plain.locator('figure svg').count()).toBeGreaterThan(0);
		const page = await site.page({ bypassCSP: true });
		await page.goto(address('compare/?measure=standardised'));
		await page.locator('form:not(.waiting)').waitFor();
		await page.locator('figure svg').first().waitFor();
		const rows = await page.locator('figure tbody tr').count();
		expect(rows).toBeGreaterThanOrEqual(ids.length);
		expect(await axeViolations(page)).toEqual([]);
	});
});
