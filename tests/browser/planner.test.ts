import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from './axe.ts';
import { Site, sizes, tabTo } from './site.ts';

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

async function planner(search = '', size: keyof typeof sizes = 'desk', locale = 'es') {
	const page = await site.page({ viewport: sizes[size], bypassCSP: true });
	await page.goto(`${site.url}/${locale}/impact/planner/${search}`);
	await page.locator('form fieldset:not([disabled])').first().waitFor();
	return page;
}

const found = (page: Page) => page.locator('.found').first().textContent();
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const icc = 'Correlación dentro del conglomerado (ICC)';

describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('the planner on a %s', (size) => {
	test('plans clusters, follows the ICC and leaves a sheet with what was written', async () => {
		const page = await planner('', size);
		await field(page, 'Conglomerados en total').fill('60');
		const before = await found(page);
		expect(before).toContain('60 conglomerados de 25 personas');
		await field(page, icc).fill('0,2');
		await page.waitForFunction(() => location.search.includes('icc=0.2'));
		expect(await found(page)).not.toBe(before);
		await field(page, '¿Para quién es el programa?').fill('Jóvenes de *16* a 24 años');
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Descargar en Markdown' }).click()
		]);
		expect(download.suggestedFilename()).toMatch(/^hoja-de-analisis-previo_clusters_.*\.md$/);
		const sheet = readFileSync(await download.path(), 'utf8');
		expect(sheet).toContain('## 2. Población\n\nJóvenes de \\*16\\* a 24 años\n');
		expect(sheet).toContain('ICC de 0,2');
		expect(sheet).toContain((await found(page))!);
		expect(sheet).toContain('design=clusters&clusters=60&icc=0.2');
		expect(page.url()).not.toContain('venes');
		expect(await axeViolations(page)).toEqual([]);
	});

	test('stays inside the screen with every design', async () => {
		const page = await planner('?design=staggered', size);
		const select = page.getByLabel('¿Con qué se comparará?');
		const all = await select
			.locator('option')
			.evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
		for (const design of all) {
			await select.selectOption(design);
			await page.waitForFunction((one) => location.search.includes(`design=${one}`), design);
			await page.locator('.result figure svg:visible').first().waitFor();
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect([design, wide]).toEqual([design, sizes[size].width]);
		}
		expect(all).toHaveLength(8);
	});
});

describe('the planner', () => {
	test('works with the keyboard alone', async () => {
		const page = await planner();
		await tabTo(page, 'form select');
		await page.keyboard.type('Personas');
		await page.waitForFunction(() => location.search.includes('design=individual'));
		await tabTo(page, 'form input');
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type('1200');
		await page.waitForFunction(() => location.search.includes('people=1200'));
		expect(await found(page)).toContain('1.200 personas');
	});

	test('keeps what counts while something else is being typed, and says so', async () => {
		const page = await planner();
		const before = await found(page);
		await field(page, 'Conglomerados en total').fill('12.5');
		expect(await found(page)).toBe(before);
		const wrong = page.getByText('Por ahora cuenta 40.');
		expect(await wrong.isVisible()).toBe(true);
		expect(await field(page, 'Conglomerados en total').getAttribute('aria-invalid')).toBe('true');
	});

	test('refuses one treated cluster and plans the next honest design', async () => {
		const page = await planner('?design=clusters&clusters=10&treated=10');
		expect(await found(page)).toContain('no daría una respuesta honesta');
		expect(await axeViolations(page)).toEqual([]);
		await page.getByRole('button', { name: 'Planificar así: Una sola zona' }).click();
		expect(await found(page)).toContain('zonas de comparación');
	});

	test('reads an address, and names what it does not understand', async () => {
		const page = await planner('?design=survival&people=2000&icc=0.3&colour=red');
		expect(await found(page)).toContain('2.000 personas');
		const told = await page.getByText('colour: red; icc: 0.3').isVisible();
		expect(told).toBe(true);
	});

	test('prints the sheet and nothing else', async () => {
		const page = await planner('', 'desk', 'en');
		await page.emulateMedia({ media: 'print' });
		expect(await page.locator('form').isVisible()).toBe(false);
		expect(await page.locator('.at-once').isVisible()).toBe(false);
		expect(
			await page.getByRole('heading', { name: 'Pre-analysis sheet', level: 2 }).isVisible()
		).toBe(false);
		expect(await page.locator('article.paper').isVisible()).toBe(true);
		const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g);
		expect(pages!.length).toBeLessThanOrEqual(4);
	});

	test('shows its example without script, with the picture', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(`${site.url}/fr/impact/planner/`);
		expect(await page.locator('.result .wide svg').isVisible()).toBe(true);
		expect(await page.locator('noscript').count()).toBe(1);
	});
});
