import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportInstrument, instrumentFormats } from '#lib/export/instrument/instrument-formats.ts';
import { type Instrument, isQuestion } from '#lib/model/instrument/instrument.ts';
import { importInstrument } from '#lib/readers/instrument/import-instrument.ts';
import { questionBank } from '#lib/model/question-bank.ts';
import { sizeForChange } from '#lib/impact/power/size-for-change.ts';
import { workedInstrument } from '../support/worked-instrument.ts';
import { axeViolations } from './axe.ts';
import { Site, publicSite, sizes } from './site.ts';
import { fewOf } from '../support/slow.ts';

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

const xlsForm = instrumentFormats.find(({ id }) => id === 'xlsform')!;

async function opened(page: Page, lang = 'es') {
	await page.goto(`${site.url}/${lang}/questions/builder/`);
	await page.locator('#questionnaire').waitFor();
}

const items = (page: Page) => page.locator('ol > li.item');
const texts = (page: Page) => page.locator('li.item .text').allInnerTexts();

async function addTopic(page: Page, query: string) {
	await page.getByRole('searchbox').fill(query);
	await page.locator('ul.long > li .head button').first().click();
}

async function addOwn(page: Page, wording: string, choices: string) {
	await page.getByLabel('Cómo se pregunta').fill(wording);
	await page.getByLabel(/^Respuestas, una por línea/).fill(choices);
	await page.getByRole('button', { name: 'Añadir la pregunta' }).click();
}

/** Three questions, the second only of who said yes to the first. */
async function routedDraft(page: Page) {
	await opened(page);
	await addOwn(page, '¿Trabaja?', '1 = Sí\n2 = No');
	await addOwn(page, '¿En qué sector?', 'Público\nPrivado');
	await addOwn(page, '¿Estudia?', '1 = Sí\n2 = No');
	await items(page)
		.nth(1)
		.getByRole('button', { name: /^Editar/ })
		.click();
	await page.getByRole('button', { name: 'Añadir una condición' }).click();
	await items(page)
		.nth(1)
		.getByRole('button', { name: /^Cerrar/ })
		.click();
}

async function taken(page: Page, name: RegExp): Promise<{ name: string; bytes: Uint8Array }> {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name }).click()
	]);
	return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function imported(page: Page, one: Instrument, name = 'form.xlsx') {
	const { bytes, mediaType } = await exportInstrument(one, xlsForm);
	await chooseFile(page, { name, mimeType: mediaType, buffer: Buffer.from(bytes) });
}

async function chooseFile(page: Page, file: { name: string; mimeType: string; buffer: Buffer }) {
	await page.locator('input[type=file]:not([disabled])').waitFor({ state: 'attached' });
	await page.locator('input[type=file]').setInputFiles(file);
}

const bank = () => {
	const [release] = readdirSync(join(publicSite, 'data')).filter((name) => /^\d{4}-/.test(name));
	const path = join(publicSite, 'data', release!, 'pages/questions.json');
	return questionBank.parse(JSON.parse(readFileSync(path, 'utf8')));
};

describe('the questionnaire builder', () => {
	test('takes the recommended wording with its pedigree, and says when it was changed', async () => {
		const { questions, recommended, concepts } = bank();
		const concept =
			recommended[0]?.concept ??
			questions.find(({ question }) => question.verified && question.language === 'es')!.question
				.concept;
		const label = concepts.find(({ id }) => id === concept)!.label.es!;
		const page = await site.page();
		await opened(page);
		await page.getByRole('searchbox').fill(label);
		await page.getByRole('button', { name: `Añadir: ${label}`, exact: true }).click();
		const [text] = await texts(page);
		const asked = questions.filter(({ question }) => question.concept === concept);
		const wordings = asked.map(({ question }) => question.wording);
		expect(wordings).toContain(text);
		await expect(items(page).first().locator('.pedigree').innerText()).resolves.toMatch(
			/^Procede de .+ \d{4}/
		);
		await items(page)
			.first()
			.getByRole('button', { name: /^Editar/ })
			.click();
		await page.getByLabel('Redacción (Español)').fill('Otra manera de preguntarlo');
		await expect(items(page).first().locator('.pedigree').innerText()).resolves.toContain(
			'Cambiada por usted'
		);
	});

	test('reorders by button and by keyboard, the focus goes along, and it can be undone', async () => {
		const page = await site.page();
		await routedDraft(page);
		expect(await texts(page)).toEqual(['¿Trabaja?', '¿En qué sector?', '¿Estudia?']);
		await items(page).nth(2).locator('[data-move="-1"]').click();
		expect(await texts(page)).toEqual(['¿Trabaja?', '¿Estudia?', '¿En qué sector?']);
		await page.keyboard.press('Alt+ArrowUp');
		expect(await texts(page)).toEqual(['¿Estudia?', '¿Trabaja?', '¿En qué sector?']);
		const focused = () => page.evaluate(() => document.activeElement?.closest('li')?.id);
		expect(await focused()).toBe('item-estudia');
		await page.keyboard.press('Alt+ArrowDown');
		expect(await focused()).toBe('item-estudia');
		await page.getByRole('button', { name: 'Deshacer' }).click();
		expect(await texts(page)).toEqual(['¿Estudia?', '¿Trabaja?', '¿En qué sector?']);
	});

	test('tells a question that asks about a later one, and does not block', async () => {
		const page = await site.page();
		await routedDraft(page);
		await items(page).nth(1).locator('[data-move="-1"]').click();
		const fault = items(page).first().locator('.faults');
		expect(await fault.innerText()).toContain('viene después');
		expect((await taken(page, /^XLSForm/)).name).toMatch(/\.xlsx$/);
	});

	test('is tried as the interviewer sees it: answers decide what is asked, by keyboard', async () => {
		const page = await site.page();
		await routedDraft(page);
		await page.getByRole('button', { name: 'Empezar la entrevista de prueba' }).click();
		const question = page.locator('.interview h3');
		expect(await question.innerText()).toBe('¿Trabaja?');
		await page.getByRole('radio', { name: /No/ }).focus();
		await page.keyboard.press('Space');
		await page.keyboard.press('Enter');
		expect(await question.innerText()).toBe('¿Estudia?');
		await page.getByRole('button', { name: 'Atrás' }).click();
		await page.getByRole('radio', { name: /Sí/ }).check();
		await page.getByRole('button', { name: 'Siguiente' }).click();
		expect(await question.innerText()).toBe('¿En qué sector?');
		await page.getByRole('button', { name: 'Siguiente' }).click();
		await page.getByRole('button', { name: 'Siguiente' }).click();
		expect(await question.innerText()).toBe('Fin de la entrevista');
		expect(await page.locator('.interview p').innerText()).toContain('3 de 3');
	});

	test('leaves as an XLSForm that comes back the same, and is kept in the browser until deleted', async () => {
		const page = await site.page();
		await routedDraft(page);
		await page.getByLabel('Título', { exact: true }).fill('Trabajo y estudio');
		const { name, bytes } = await taken(page, /^XLSForm/);
		expect(name).toBe('trabajo_y_estudio.xlsx');
		const { instrument, problems } = await importInstrument(
			name,
			new Blob([bytes as Uint8Array<ArrayBuffer>])
		);
		expect(problems).toEqual([]);
		expect(instrument.title).toEqual({ es: 'Trabajo y estudio' });
		const [, second] = instrument.items.filter(isQuestion);
		expect(second?.relevant).toEqual({
			kind: 'answer',
			question: 'trabaja',
			is: true,
			codes: ['1']
		});
		await page.waitForFunction(() =>
			localStorage.getItem('atalaya.questionnaire')?.includes('Trabajo y estudio')
		);
		await page.reload();
		await items(page).first().waitFor();
		expect(await texts(page)).toEqual(['¿Trabaja?', '¿En qué sector?', '¿Estudia?']);
		await page.getByRole('button', { name: 'Borrar el borrador' }).click();
		expect(await page.evaluate(() => localStorage.getItem('atalaya.questionnaire'))).toBeNull();
		expect(await items(page).count()).toBe(0);
	});

	test.for(instrumentFormats.map((format) => [format.id, format] as const))(
		'opens %s offline, asks before the draft is replaced, and asks for nothing',
		async ([id, format]) => {
			const page = await site.page();
			await opened(page);
			await addOwn(page, '¿Sigue aquí?', 'Sí\nNo');
			await page.locator('input[type=file]:not([disabled])').waitFor({ state: 'attached' });
			await page.locator('#power').scrollIntoViewIfNeeded();
			await page.locator('.sentence').waitFor();
			await page.context().setOffline(true);
			const requests: string[] = [];
			page.on('request', (request) => {
				if (!request.url().startsWith('blob:')) requests.push(request.url());
			});
			const { name, mediaType, bytes } = await exportInstrument(workedInstrument, format);
			await chooseFile(page, { name, mimeType: mediaType, buffer: Buffer.from(bytes) });
			await page.locator('#found').waitFor();
			expect(await texts(page), id).toEqual(['¿Sigue aquí?']);
			await page.getByRole('button', { name: 'No, dejarlo' }).click();
			expect(await texts(page)).toEqual(['¿Sigue aquí?']);
			await chooseFile(page, { name, mimeType: mediaType, buffer: Buffer.from(bytes) });
			await page.getByRole('button', { name: 'Sí, sustituir el borrador' }).click();
			const asked = workedInstrument.items.filter(isQuestion).length;
			const numbers = await page.locator('li.item.question .number').allInnerTexts();
			expect(numbers).toEqual(Array.from({ length: asked }, (_, i) => String(i + 1)));
			expect(requests).toEqual([]);
		}
	);

	test('says what a file is that is no questionnaire, and keeps the draft', async () => {
		const page = await site.page();
		await opened(page);
		await addOwn(page, '¿Sigue aquí?', 'Sí\nNo');
		await chooseFile(page, {
			name: 'a.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from('a,b\n1,2\n')
		});
		await page.getByRole('alert').waitFor();
		expect(await page.getByRole('alert').innerText()).toContain('No es un libro .xlsx');
		expect(await texts(page)).toEqual(['¿Sigue aquí?']);
	});

	test('counts the people that a change needs, by the published share and design effect', async () => {
		const page = await site.page();
		await opened(page, 'en');
		await page.locator('#power').scrollIntoViewIfNeeded();
		await page.locator('.sentence').waitFor();
		const source = await page
			.locator('section[aria-labelledby=power] .soft')
			.filter({ hasText: /, design effect [\d.]+, n/ })
			.innerText();
		const found = /: ([\d.]+)%, design effect ([\d.]+), n/.exec(source);
		const [share, deff] = [Number(found?.[1]) / 100, Number(found?.[2])];
		const sentence = await page.locator('.sentence').innerText();
		const people = Number(/^([\d,]+) people/.exec(sentence)?.[1]?.replaceAll(',', ''));
		const { perWave } = sizeForChange([share, share - 0.03], { deff });
		expect(Math.abs(people / perWave - 1)).toBeLessThan(0.03);
		await page.getByLabel('Same people in both waves (%)').fill('50');
		await page.getByLabel('Correlation of their answers').waitFor();
		const fewer = await page.locator('.sentence').innerText();
		expect(Number(/^([\d,]+)/.exec(fewer)?.[1]?.replaceAll(',', ''))).toBeLessThan(people);
	});

	test('prints the questionnaire with codes and jumps and nothing else', async () => {
		const page = await site.page();
		await routedDraft(page);
		await page.emulateMedia({ media: 'print' });
		const paper = page.locator('article.paper');
		expect(await paper.innerText()).toMatch(/Si 2: pase a la pregunta 3/);
		for (const control of await page.locator('main button, main select, main textarea').all())
			expect(await control.isVisible()).toBe(false);
		expect(await axeViolations(await atWidth(page, 680))).toEqual([]);
	});

	test('asks nobody on the network while a questionnaire is made', async () => {
		const page = await site.page();
		await opened(page);
		await page.locator('input[type=file]:not([disabled])').waitFor({ state: 'attached' });
		const requests: string[] = [];
		page.on('request', (request) => requests.push(request.url()));
		await addOwn(page, '¿Trabaja?', '1 = Sí\n2 = No');
		await page.getByRole('button', { name: 'Añadir una sección' }).click();
		expect(requests).toEqual([]);
	});

	test.for(fewOf(1, Object.entries(sizes).toReversed()))(
		'has nothing for axe and no sideways scroll: %s',
		async ([, size]) => {
			const page = await site.page({ viewport: size, bypassCSP: true });
			await opened(page);
			expect(await axeViolations(page)).toEqual([]);
			await addTopic(page, '');
			await imported(page, workedInstrument);
			await page.getByRole('button', { name: 'Sí, sustituir el borrador' }).click();
			await items(page)
				.nth(1)
				.getByRole('button', { name: /^Editar/ })
				.click();
			await page.getByRole('button', { name: 'Empezar la entrevista de prueba' }).click();
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.emulateMedia({ colorScheme });
				expect(await axeViolations(page), colorScheme).toEqual([]);
			}
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
		}
	);

	test('without script lists the topics and says why there is no more', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(`${site.url}/es/questions/builder/`);
		expect(await page.locator('main h3').count()).toBe(
			new Set(bank().questions.map(({ question }) => question.concept)).size
		);
		expect(await page.locator('noscript').innerText()).toContain('JavaScript');
		expect(await page.locator('main button:visible').count()).toBe(0);
	});

	test('has at most 150 kB of script, without what reads and writes files', async () => {
		const page = await site.page();
		const scripts: Promise<Buffer>[] = [];
		page.on('response', (response) => {
			const isOfPage = !response.url().includes('/workers/');
			if (isOfPage && response.request().resourceType() === 'script') scripts.push(response.body());
		});
		await opened(page);
		await page.locator('input[type=file]:not([disabled])').waitFor({ state: 'attached' });
		const bytes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
		expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(150_000);
	});
});

async function atWidth(page: Page, width: number): Promise<Page> {
	await page.setViewportSize({ width, height: 900 });
	return page;
}
