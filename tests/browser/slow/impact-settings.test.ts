import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../axe.ts';
import { Site, sizes, tabTo } from '../site.ts';

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (programme: string, search = '', lang = 'es') =>
	`${site.url}/${lang}/impact/${programme}/settings/${search}`;

async function settings(programme: string, search = '', size: keyof typeof sizes = 'desk') {
	const page = await site.page({ viewport: sizes[size], bypassCSP: true });
	await page.goto(address(programme, search));
	await page.locator('form fieldset:not([disabled])').waitFor();
	return page;
}

const found = (page: Page, id: 'published' | 'own') =>
	page.locator(`section[aria-labelledby=${id}] > p`).allTextContents();
const compute = (page: Page) => page.getByRole('button', { name: 'Calcular' }).click();

/** Panels declared with each estimator that there is among the programmes. */
const declared = ['demo-barrios-claros', 'demo-ciudad-lumbre', 'demo-mesas-barriales'];

describe('an evaluation in the browser', () => {
	test.for(declared)('is the published one with the declared settings: %s', async (programme) => {
		const page = await settings(programme);
		await page.evaluate(() => {
			const tasks: string[] = [];
			Object.assign(globalThis, { tasks });
			new PerformanceObserver((list) => {
				const isFound = document.getElementById('own') !== null;
				for (const { duration } of list.getEntries())
					tasks.push(`${duration} ${isFound ? '(told after the answer)' : '(while it ran)'}`);
			}).observe({ type: 'longtask' });
		});
		await compute(page);
		await page.locator('#own').waitFor();
		expect(await found(page, 'own')).toEqual(await found(page, 'published'));
		expect(await page.locator('.differences').textContent()).toContain('son los declarados');
		await page.locator('.results figure').first().waitFor();
		const long = await page.evaluate(() => (globalThis as unknown as { tasks: string[] }).tasks);
		console.log(`${programme}: tasks over 50 ms, in ms: ${long.join(', ') || 'none'}`);
	});

	test('runs under the policy of the site, without an error', async () => {
		const page = await site.page();
		const errors: string[] = [];
		page.on('pageerror', ({ message }) => errors.push(message));
		await page.goto(address('demo-mesas-barriales', '?v=1', 'en'));
		await page.locator('#own').waitFor();
		expect(errors).toEqual([]);
	});
});

describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('settings on a %s', (size) => {
	test('change the result, leave the published one, and come back with the address', async () => {
		const page = await settings('demo-barrios-claros', '', size);
		const published = await found(page, 'published');
		await page.getByLabel('Vecinos de las unidades tratadas').selectOption('compared');
		await page.waitForURL(/[?]ring=compared&v=1/);
		await page.locator('#own').waitFor();
		const own = await found(page, 'own');
		expect(own).not.toEqual(published);
		expect(await found(page, 'published')).toEqual(published);
		expect(await page.locator('.differences tbody tr').count()).toBe(1);
		// The event study, and how far it depends on trends: one after the other.
		await page.locator('figure svg').nth(1).waitFor();
		expect(await page.locator('figure svg').count()).toBe(2);
		expect(await page.locator('figure tbody tr').count()).toBeGreaterThan(3);
		expect(await axeViolations(page)).toEqual([]);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(wide).toBe(sizes[size].width);
		await page.reload();
		await page.locator('#own').waitFor();
		expect(await found(page, 'own')).toEqual(own);
		expect(await page.getByLabel('Vecinos de las unidades tratadas').inputValue()).toBe('compared');
	});
});

describe('settings', () => {
	test('are given up, and what was found before stays', async () => {
		const page = await settings('demo-barrios-claros', '?ring=compared&v=1');
		await page.locator('#own').waitFor();
		const before = await found(page, 'own');
		await page.getByLabel('Periodos de anticipación').selectOption('1');
		await page.getByRole('button', { name: 'Cancelar' }).click();
		await page.getByText('Cancelado.').waitFor();
		await expect.poll(() => page.workers().length).toBe(0);
		expect(await found(page, 'own')).toEqual(before);
		expect(await page.locator('.differences tbody tr').count()).toBe(1);
	});

	test('that the data do not carry are refused in words, with the next honest design', async () => {
		const page = await settings('demo-barrios-claros', '?estimator=two-by-two&v=1');
		await page.locator('#own').waitFor();
		const own = (await found(page, 'own')).join(' ');
		expect(own).toContain('varias fechas');
		expect(own).toContain('Sun y Abraham');
		expect(await axeViolations(page)).toEqual([]);
	});

	test('nobody knows are named and left out', async () => {
		const page = await settings('demo-barrios-claros', '?colour=red&anticipation=9&ring=compared');
		const told = page.getByText('colour: red; anticipation: 9.');
		await told.waitFor();
		await page.locator('#own').waitFor();
		expect(await told.isVisible()).toBe(true);
		expect(await page.locator('.differences tbody tr').count()).toBe(1);
	});

	test('are chosen by keyboard alone', async () => {
		const page = await settings('demo-mesas-barriales');
		await tabTo(page, 'form select');
		await page.keyboard.press('ArrowDown');
		await page.locator('#own').waitFor();
		expect(page.url()).toMatch(/[?]estimator=/);
		await tabTo(page, 'form button[type=submit]');
		await page.keyboard.press('Enter');
		await page.locator('progress').waitFor();
	});

	test('say what a file that is not there means', async () => {
		const page = await site.page();
		await page.route('**/panels/*.parquet', (route) => route.fulfill({ status: 404 }));
		await page.goto(address('demo-mesas-barriales', '?v=1'));
		await page.getByRole('alert').getByText('demo-mesas-barriales.parquet').first().waitFor();
		expect(await page.locator('#published').isVisible()).toBe(true);
	});

	test('are linked from the programme, and leave no controls on paper or without script', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(`${site.url}/es/impact/demo-barrios-claros/`);
		await page.getByRole('link', { name: 'Probar otros ajustes' }).click();
		await page.waitForURL(/settings/);
		expect(await page.locator('#published').isVisible()).toBe(true);
		expect(await page.locator('form fieldset:not([disabled])').count()).toBe(0);
		await page.emulateMedia({ media: 'print' });
		expect(await page.locator('form').isVisible()).toBe(false);
	});
});
