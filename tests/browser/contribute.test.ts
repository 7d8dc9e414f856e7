import { readFileSync } from 'node:fs';
import type { Download, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { registerFile } from '#lib/model/registers/registers.ts';
import { locales } from '#lib/model/locales.ts';
import { declaredRegisters, filledWorkbook, questionnaireOf } from '../support/questionnaires.ts';
import { axeViolations } from './axe.ts';
import { Site, sizes, tabTo } from './site.ts';
import { fewOf } from '../support/slow.ts';

const services = declaredRegisters.find(({ id }) => id === 'services')!;

/** Nine faults in nine rows, each in another column, and what the page has to name. */
const faults: readonly (readonly [column: string, change: object])[] = [
	['type', { type: 'tratamiento' }],
	['country', { country: 'XVB' }],
	['place', { place: 'nowhere' }],
	['longitude', { longitude: 'No' }],
	['longitude', { longitude: 9000, latitude: 9000 }],
	['date', { date: '04/05/2025' }],
	['web', { web: 'example' }],
	['last_checked', { lastChecked: '2999-01-01' }],
	['groups', { groups: ['nobody-at-all'] }]
];

async function faultyWorkbook() {
	const entries = [
		...services.entries,
		...faults.map(([, change], i) => ({ ...services.entries[0], id: `fault-${i}`, ...change }))
	];
	const bytes = await filledWorkbook('services', { id: 'services', entries });
	const columns = questionnaireOf('services').template.sheets[0]!.columns.map(({ id }) => id);
	const letters = (index: number): string =>
		`${index >= 26 ? letters(Math.floor(index / 26) - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
	const first = services.entries.length + 3;
	const cells = faults.map(
		([column], i) => `services!${letters(columns.indexOf(column))}${first + i}`
	);
	return { bytes, cells };
}

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const address = (lang = 'es') => `${site.url}/${lang}/contribute/`;
const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function opened(page: Page, lang = 'es') {
	await page.goto(address(lang));
	await page.locator('input[type=file]:not([disabled])').waitFor({ state: 'attached' });
}

const choose = (page: Page, name: string, bytes: Uint8Array | string) =>
	page
		.locator('input[type=file]')
		.setInputFiles({ name, mimeType, buffer: Buffer.from(bytes as Uint8Array) });

async function taken(page: Page, name: RegExp): Promise<Download> {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name }).click()
	]);
	return download;
}

describe('the page that checks questionnaires', () => {
	test('names every fault by its cell, offline, and gives the rest as YAML', async () => {
		const { bytes, cells } = await faultyWorkbook();
		const page = await site.page();
		await opened(page);
		await page.context().setOffline(true);
		const requests: Request[] = [];
		page.on('request', (request) => requests.push(request));
		await choose(page, 'directorio.xlsx', bytes);
		await page.locator('#faults').waitFor();
		const rows = page.locator('section[aria-labelledby=faults] tbody tr');
		expect(await rows.locator('th').allInnerTexts()).toEqual(cells);
		const advice = await rows.locator('td:last-child').allInnerTexts();
		expect(new Set(advice).size).toBeGreaterThan(5);
		const yaml = await taken(page, /services\.yaml/);
		expect(yaml.suggestedFilename()).toBe('services.yaml');
		const written = registerFile.parse(parse(readFileSync(await yaml.path(), 'utf8')));
		expect(written.entries).toEqual(services.entries);
		const left = await taken(page, /se dejaron fuera/);
		expect(
			readFileSync(await left.path(), 'utf8')
				.trim()
				.split('\r\n')
		).toHaveLength(10);
		const listed = await taken(page, /corregir/);
		expect(readFileSync(await listed.path(), 'utf8')).toContain(cells[0]);
		expect(
			requests.map((request) => request.url()).filter((url) => !url.startsWith('blob:'))
		).toEqual([]);
	});

	test('shows the entries in the words of the register', async () => {
		const page = await site.page();
		await opened(page, 'en');
		await choose(page, 'form.xlsx', await filledWorkbook('services', services));
		await page.locator('#preview').waitFor();
		const text = await page.locator('section[aria-labelledby=preview] ul').innerText();
		expect(text).toContain('Alameda Centre (fictional)');
		expect(text).not.toMatch(/undefined|\[object|NaN/);
	});

	test('says in words what a file is that is no questionnaire, and reads the next one', async () => {
		const page = await site.page();
		await opened(page);
		for (const [name, bytes, said] of [
			['a.csv', 'id;name\n1;2\n', 'CSV'],
			['a.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '.xls'],
			['a.xml', '<a/>', 'XML'],
			['a.yaml', 'a: 1\n', 'Se leen estos']
		] as const) {
			await choose(page, name, bytes);
			await page.locator('.notice.error', { hasText: name }).waitFor();
			expect(await page.locator('.notice.error').innerText()).toContain(said);
		}
		await choose(page, 'form.xlsx', await filledWorkbook('services', services));
		await page.locator('#preview').waitFor();
		expect(await page.locator('.notice.error').count()).toBe(0);
	});

	test('works by keyboard on a phone, without sideways scroll, on paper too', async () => {
		const { bytes } = await faultyWorkbook();
		const page = await site.page({ viewport: sizes.phone, bypassCSP: true });
		// Chromium hands choosers over some time after it was asked to.
		const chooser = page.waitForEvent('filechooser');
		await opened(page);
		expect(await axeViolations(page)).toEqual([]);
		await tabTo(page, 'input[type=file]');
		await page.keyboard.press('Enter');
		await (await chooser).setFiles({ name: 'a.xlsx', mimeType, buffer: Buffer.from(bytes) });
		await page.locator('#faults').waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('found');
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(sizes.phone.width);
		expect(await axeViolations(page)).toEqual([]);
		await page.emulateMedia({ media: 'print' });
		await page.setViewportSize({ width: 680, height: 900 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(680);
		await expect.poll(() => page.locator('#faults').isVisible()).toBe(true);
	});

	test.for(fewOf(1, locales))('has the blank questionnaires without script: %s', async (lang) => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(address(lang));
		expect(await page.locator('main').textContent()).not.toMatch(
			/undefined|NaN|contribute_|questionnaire_|\[object|\{[a-z]+\}/
		);
		const links = page.locator('section[aria-labelledby=forms] a[download]');
		expect(await links.count()).toBeGreaterThan(15);
		const [download] = await Promise.all([page.waitForEvent('download'), links.first().click()]);
		expect(download.suggestedFilename()).toBe(`services.${lang}.xlsx`);
		expect(await page.locator('input[type=file]:not([disabled])').count()).toBe(0);
	});
});
