import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { figure, limits } from '#lib/format/numbers.ts';
import { ownCsv, ownRows } from '../support/own-survey.ts';
import { type Case, RequestFolder, answersOf } from '../support/request-folder.ts';
import { axeViolations } from './axe.ts';
import {
	analyse,
	analysed,
	asPayload,
	book,
	csvFile,
	declare,
	input,
	open,
	openOther,
	result,
	savFile,
	visit
} from './own-page.ts';
import { askedChart, choose, publicSite, Site, tabTo, tableOf, sizes } from './site.ts';
import { fewOf, slowTest } from '../support/slow.ts';

let site: Site;
const folder = new RequestFolder();
beforeAll(async () => {
	site = await Site.open();
});
afterAll(async () => {
	await site.close();
	folder.remove();
});

/** Estimates and intervals as a page writes them, from `atalaya estimate`. */
async function fromNode(missing: Readonly<Record<string, string>>, other: Case = {}) {
	const by = [{ measure: { statistic: 'distribution', concept: 'consumo' }, by: ['sexo'] }];
	const file = {
		columns: { consumo: { missing } },
		design: { weights: 'fex', strata: ['estrato'], ids: ['upm'] }
	};
	const asked = { data: ownCsv(), file, requests: by, ...other };
	const [answer] = answersOf(await folder.ask(asked));
	return answer!.estimates.map((one) =>
		one.kind === 'withheld'
			? ['withheld']
			: [
					figure(one.estimate, 'proportion', 'es'),
					limits(one.lower!, one.upper!, 'proportion', { locale: 'es', to: 'a' })
				]
	);
}

const fromPage = async (page: Page, before: number) =>
	(await tableOf(page)).map((row) => row.slice(before, before + 2));

describe('the workbench', () => {
	test('answers a dropped CSV with the numbers of atalaya estimate, and nothing leaves', async () => {
		const context = await site.context();
		const requests: Request[] = [];
		const sockets: string[] = [];
		context.on('request', (request) => requests.push(request));
		const page = await visit(site, await context.newPage());
		page.on('websocket', (socket) => sockets.push(socket.url()));
		const { name, bytes } = csvFile;
		const transfer = await page.evaluateHandle(
			([file, text]) => {
				const data = new DataTransfer();
				data.items.add(new File([text!], file!));
				return data;
			},
			[name, Buffer.from(bytes).toString('utf8')]
		);
		await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
		await page.getByRole('heading', { name }).waitFor();
		await declare(page);
		// A CSV has no labels: whoever opens it says what its codes mean.
		await page.getByLabel('Buscar una columna').fill('consumo');
		await page.locator('li', { hasText: 'consumo' }).locator('summary').click();
		await page.getByLabel('Qué es 8 en consumo').selectOption('dont-know');
		await page.getByLabel('Qué es 9 en consumo').selectOption('refused');
		await analysed(page);
		await choose(page, 'Medida', 'person:consumo');
		await choose(page, 'Desglosar por', 'sexo');
		await page.waitForFunction(() => location.hash.includes('by=sexo'));
		await page.locator(askedChart).waitFor();
		expect(await fromPage(page, 2)).toEqual(await fromNode({ '8': 'dont-know', '9': 'refused' }));
		await page.getByRole('button', { name: 'survey.yaml' }).click();
		await page.locator('a[download="survey.yaml"]').waitFor();
		const sent = requests.filter((request) => !/^(data|blob):/.test(request.url()));
		expect(sent.some((request) => request.url().endsWith('.wasm'))).toBe(true);
		for (const request of sent) {
			const url = new URL(request.url());
			expect(url.origin).toBe(site.url);
			expect(['GET', 'HEAD']).toContain(request.method());
			expect(request.postData()).toBeNull();
			expect(url.search, request.url()).toBe('');
			const path = url.pathname.replace(/\/$/, '/index.html');
			expect(statSync(join(publicSite, path)).isFile(), path).toBe(true);
		}
		expect(sockets).toEqual([]);
	});

	test('reads labels, weight and codes of no answer out of a .sav', async () => {
		const page = await visit(site);
		await open(page, savFile);
		expect(await page.getByLabel('Qué es 8').inputValue()).toBe('dont-know');
		await declare(page);
		await analysed(page);
		expect(await page.locator('.answer h2').first().textContent()).toContain('¿Ha consumido');
		await choose(page, 'Desglosar por', 'sexo');
		await page.waitForFunction(() => location.hash.includes('by=sexo'));
		await page.waitForFunction(
			() => document.querySelectorAll('.answer table tbody tr').length >= 8
		);
		expect(await fromPage(page, 2)).toEqual(await fromNode({ '8': 'dont-know', '9': 'refused' }));
		const source = page.getByText('archivo propio «Encuesta 2024.sav», no publicado').first();
		expect(await source.isVisible()).toBe(true);
	});

	test('asks for the file again after a reload, and gives back what was declared and asked', async () => {
		const page = await visit(site);
		await open(page, savFile);
		await declare(page);
		await analysed(page);
		await choose(page, 'Desglosar por', 'sexo');
		await page.waitForFunction(() => location.hash.includes('by=sexo'));
		const asked = page.url();
		await page.reload();
		await page.getByText('Abra de nuevo «Encuesta 2024.sav»').waitFor();
		await page.waitForSelector(`${input}:enabled`, { state: 'attached' });
		await open(page, savFile);
		await page.getByText('Se recuperó lo que usted había declarado').waitFor();
		await analysed(page);
		expect(page.url()).toBe(asked);
		const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
		expect(kept).not.toContain('10000');
	});

	slowTest('without a weight asks once, and says so', async () => {
		const page = await visit(site);
		const lines = ownRows.map(([folio, , , , ...rest]) => [folio, ...rest].join(','));
		const bytes = Buffer.from(`folio,sexo,edad,consumo\n${lines.join('\n')}\n`);
		await open(page, { name: 'sin peso.csv', bytes });
		const undecided = page.locator('select').filter({ has: page.locator('[value=undecided]') });
		for (let left = await undecided.count(); left > 0; left = await undecided.count())
			await undecided.first().selectOption('lost');
		await page.getByLabel('Revisé estos códigos').check();
		await analyse(page).click();
		await page.getByText('Falta el ponderador').waitFor();
		await page.getByLabel('Entiendo que sin ponderador').check();
		await analysed(page);
		expect(await page.getByText('Sin ponderar', { exact: true }).isVisible()).toBe(true);
		expect(await page.locator('.answer').textContent()).toContain('cota inferior');
	});

	slowTest('lists 5,000 columns a few at a time, and answers about any', async () => {
		const page = await visit(site);
		const names = Array.from({ length: 5000 }, (_, i) => `p${i}`);
		const rows = Array.from({ length: 40 }, (_, row) =>
			names.map((_, i) => (row * (i + 7)) % 3).join(',')
		);
		const bytes = Buffer.from(`${names.join(',')}\n${rows.join('\n')}\n`);
		await open(page, { name: 'ancha.csv', bytes });
		const nodes = () => page.evaluate(() => document.querySelectorAll('main *').length);
		expect(await page.locator('#own-columns ~ ul > li').count()).toBe(25);
		expect(await nodes()).toBeLessThan(1500);
		await page.getByRole('combobox', { name: 'Ponderador' }).click();
		expect(await page.locator('[role=option]:visible').count()).toBe(100);
		await page.getByText('Hay 4.901 más: escriba').waitFor();
		expect(await nodes()).toBeLessThan(2000);
		await page.keyboard.type('p4999');
		expect(await page.locator('[role=option]:visible').count()).toBe(1);
		await page.keyboard.press('Escape');
		await page.getByLabel('Buscar una columna').fill('p4321');
		expect(await page.locator('#own-columns ~ ul > li').count()).toBe(1);
		await page.getByLabel('Entiendo que sin ponderador').check();
		await analysed(page);
		expect(await nodes()).toBeLessThan(2500);
		await choose(page, 'Medida', 'person:p4321');
		await page.waitForFunction(() => location.hash.includes('concept=p4321'));
		await page.locator(askedChart).waitFor();
		expect(await tableOf(page)).toHaveLength(3);
	});

	slowTest('answers with replicate weights as atalaya estimate does', async () => {
		const page = await visit(site);
		const names = Array.from({ length: 8 }, (_, i) => `bsw${i + 1}`);
		const lines = ownCsv().trimEnd().split('\n');
		const factors = (row: number) =>
			names.map((_, r) => (0.5 + ((row * 7 + r) % 5) / 4).toFixed(2));
		const data = `${lines
			.map((line, row) => [line, ...(row === 0 ? names : factors(row))].join(','))
			.join('\n')}\n`;
		await open(page, { name: 'réplicas.csv', bytes: Buffer.from(data) });
		await page.getByLabel('Pesos replicados').selectOption('bsw');
		await page.getByLabel('Cómo se hicieron las réplicas').selectOption('Fay');
		await page.getByLabel('Ya incluyen el ponderador').uncheck();
		await result(page).getByText('Los pesos replicados necesitan un factor más').waitFor();
		await page.getByLabel('Factor de Fay').fill('0,5');
		await result(page).getByText('Réplicas').waitFor();
		await page.getByLabel('Qué es 99').selectOption('lost');
		await page.getByLabel('Revisé estos códigos').check();
		await analysed(page);
		await choose(page, 'Medida', 'person:consumo');
		await page.waitForFunction(() => location.hash.includes('concept=consumo'));
		await choose(page, 'Desglosar por', 'sexo');
		await page.waitForFunction(() => location.hash.includes('by=sexo'));
		await page.waitForFunction(
			() => document.querySelectorAll('.answer table tbody tr').length >= 8
		);
		const replicates = { type: 'Fay', rho: 0.5, combined: false, columns: names };
		const file = { columns: { consumo: {} }, design: { weights: 'fex', replicates } };
		expect(await fromPage(page, 2)).toEqual(await fromNode({}, { data, file }));
	});

	slowTest('says that filters leave nobody, and stays alive', async () => {
		const page = await visit(site);
		const rows = ['1,a,x,si', '1,a,y,no', '1,b,y,si', '2,b,y,no', '1,a,x,si', '2,b,y,no'];
		const bytes = Buffer.from(`peso,zona,tramo,usa\n${rows.join('\n')}\n`);
		await open(page, { name: 'chica.csv', bytes });
		await analysed(page);
		await page.evaluate(() => {
			const asked = 'survey=chica&concept=usa&statistic=distribution';
			location.hash = `?${asked}&only=zona:b&only=tramo:x&v=1`;
		});
		await page.locator('.answer td', { hasText: 'sin casos' }).first().waitFor();
		await choose(page, 'Medida', 'person:tramo');
		await page.waitForFunction(() => location.hash.includes('concept=tramo'));
		await page.locator(askedChart).waitFor();
		expect(await tableOf(page)).toHaveLength(2);
	});
});

describe('the workbench for everybody', () => {
	test('can be used with the keyboard alone', async () => {
		const page = await site.page();
		// Chromium hands choosers over some time after it was asked to.
		const chooser = page.waitForEvent('filechooser');
		await visit(site, page);
		await tabTo(page, input);
		await page.keyboard.press('Enter');
		await (await chooser).setFiles(asPayload(savFile));
		await page.getByRole('heading', { name: savFile.name }).waitFor();
		await tabTo(page, '#own-design ~ * input[role=combobox][data-value=""]');
		await page.keyboard.press('Enter');
		await page.keyboard.type('estrato');
		await page.keyboard.press('Enter');
		await tabTo(page, '#own-missing ~ * select');
		await page.keyboard.press('End');
		await tabTo(page, '#own-missing ~ label input[type=checkbox]');
		await page.keyboard.press('Space');
		await tabTo(page, 'button.main');
		await page.keyboard.press('Enter');
		await page.locator(askedChart).waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('own-answers');
	});

	test.for(fewOf(1, ['light', 'dark'] as const))(
		'has nothing for axe to report, empty, declared and answered, %s',
		async (colorScheme) => {
			const page = await visit(site, await site.page({ colorScheme }));
			expect(await axeViolations(page)).toEqual([]);
			await open(page, savFile);
			await analyse(page).click();
			await page.getByRole('alert').waitFor();
			expect(await axeViolations(page)).toEqual([]);
			await declare(page);
			await analysed(page);
			expect(await axeViolations(page)).toEqual([]);
		}
	);

	slowTest('does not scroll sideways on a phone', async () => {
		const page = await visit(site, await site.page({ viewport: sizes.phone }));
		const extra = () =>
			page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
		expect(await extra()).toBe(0);
		await open(page, book);
		await declare(page);
		for (const more of await page.locator('details:not([open]):not(.other) > summary').all())
			if (await more.isVisible()) await more.click();
		expect(await extra()).toBe(0);
		expect(await axeViolations(page)).toEqual([]);
		await openOther(page, csvFile);
		await page.getByText('¿Abrir «').waitFor();
		expect(await extra()).toBe(0);
		await page.getByRole('button', { name: 'Seguir con' }).click();
		await analysed(page);
		expect(await extra()).toBe(0);
	});
});
