import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownCsv, ownRows, ownSav } from '../../support/own-survey.ts';
import {
	type Opened,
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
} from '../own-page.ts';
import { askedChart, choose, Site } from '../site.ts';

let site: Site;
const scratch = mkdtempSync(join(tmpdir(), 'atalaya-workbench-'));
beforeAll(async () => {
	site = await Site.open();
});
afterAll(async () => {
	await site.close();
	rmSync(scratch, { recursive: true, force: true });
});

describe('what is said of a file', () => {
	test('reads the sheet and the header that a person names, with labels of another sheet', async () => {
		const page = await visit(site);
		await open(page, book);
		await page.getByText(/^120 filas, 7 columnas/).waitFor();
		await page.getByText('Cómo se leyó').click();
		expect(await page.getByLabel('Hoja').inputValue()).toBe('Datos');
		expect(await page.getByLabel('Fila del encabezado').inputValue()).toBe('3');
		await page.getByLabel('Hoja').selectOption('Piloto');
		await page.getByRole('button', { name: 'Leer de nuevo' }).click();
		await page.getByText(/^20 filas, 7 columnas/).waitFor();
		await page.getByLabel('Fila del encabezado').fill('7');
		await page.getByRole('button', { name: 'Leer de nuevo' }).click();
		const alert = page.getByRole('alert');
		await alert.waitFor();
		expect(await alert.textContent()).toContain('Dos columnas se llaman igual');
		expect(await alert.textContent()).toContain('sigue abajo');
		const again = page.locator('section', { has: page.locator('#read-again') });
		await again.getByLabel('Hoja').selectOption('Datos');
		await again.getByRole('button', { name: 'Leer de nuevo' }).click();
		await page.getByText(/^120 filas, 7 columnas/).waitFor();
		expect(await alert.count()).toBe(0);
		await declare(page);
		await analysed(page);
		await choose(page, 'Medida', 'person:consumo');
		await page.locator('.answer td, .answer th', { hasText: 'Sí, ha consumido' }).first().waitFor();
		// The same bytes are read as they were read last, without being told.
		await page.reload();
		await page.waitForSelector(`${input}:enabled`, { state: 'attached' });
		await open(page, book);
		await page.getByText('Se recuperó lo que usted había declarado').waitFor();
	});

	test('asks before another file takes the place of one, and gives its declaration back', async () => {
		const page = await visit(site);
		await open(page, savFile);
		await declare(page);
		await analysed(page);
		await openOther(page, csvFile);
		await page.getByText(`¿Abrir «${csvFile.name}» en lugar de «${savFile.name}»?`).waitFor();
		await page.getByRole('button', { name: `Seguir con «${savFile.name}»` }).click();
		expect(await page.locator(askedChart).isVisible()).toBe(true);
		await page.setInputFiles(input, asPayload(csvFile));
		await page.getByRole('button', { name: `Abrir «${csvFile.name}»` }).click();
		await page.getByRole('heading', { name: csvFile.name }).waitFor();
		await openOther(page, savFile);
		await page.getByRole('button', { name: `Abrir «${savFile.name}»` }).click();
		await page.getByText('Se recuperó lo que usted había declarado').waitFor();
		// The same name and columns, other rows.
		const bytes = Buffer.from(ownCsv(ownRows.slice(0, 100)));
		await page.reload();
		await page.waitForSelector(`${input}:enabled`, { state: 'attached' });
		await open(page, csvFile);
		await declare(page);
		await openOther(page, { name: csvFile.name, bytes });
		await page.getByRole('button', { name: `Abrir «${csvFile.name}»` }).click();
		await page.getByText('El contenido de este archivo cambió').waitFor();
		expect(await page.getByLabel('Revisé estos códigos').isChecked()).toBe(false);
	});

	test('gives a draft away that says what is left, or that it is complete', async () => {
		const page = await visit(site);
		await open(page, savFile);
		await declare(page);
		await page.getByRole('button', { name: 'survey.yaml' }).click();
		await page.getByText('Quedan 9 datos de la ficha en blanco').waitFor();
		await page.getByText('Ficha de la encuesta').click();
		for (const [label, text] of [
			['Título', 'Encuesta 2024'],
			['País', 'col'],
			['Quién la hizo', 'Oficina'],
			['Primer día de campo', '2024-03-01'],
			['Último día de campo', '2024-04-30'],
			['A quiénes representa', 'Personas de 18 años y más'],
			['Licencia o condiciones', 'CC BY 4.0'],
			['Cómo citarla', 'Oficina, 2024']
		] as const)
			await page.getByLabel(label).fill(text);
		await page.getByLabel('Modo de aplicación').selectOption('face-to-face');
		await page.getByRole('button', { name: 'survey.yaml' }).click();
		await page.getByText('La ficha está completa').waitFor();
		const href = await page.locator('a[download="survey.yaml"]').getAttribute('href');
		const text = decodeURIComponent(href!.split(',')[1]!);
		expect(text).toContain('country: COL');
		expect(text).not.toMatch(/: # TODO/);
		expect(await page.locator('a[download="encuesta-2024.zip"]').isVisible()).toBe(true);
	});

	test('tells strata of one unit before anything is asked, and a label that is typed after', async () => {
		const page = await visit(site);
		const lines = ownRows.map((cells, i) =>
			cells.map((cell, j) => (i < 10 && j === 1 ? 9 : i === 40 && j === 3 ? 0 : cell))
		);
		await open(page, { name: 'sola.csv', bytes: Buffer.from(ownCsv(lines)) });
		await declare(page);
		await result(page).getByText('1 estratos tienen una sola UPM (línea 2: «9»)').waitFor();
		await result(page).getByText('1 ponderadores son cero (línea 42: «0»)').waitFor();
		await result(page).getByText('12 (de 1 a 4 por estrato)').waitFor();
		await analyse(page).click();
		await page.getByRole('alert').getByText('ninguna cifra tendría intervalo').waitFor();
		await page.getByLabel('Estratos con una sola UPM').selectOption('adjust');
		await result(page).getByText('Se les aplica la regla elegida').waitFor();
		await page.getByLabel('Buscar una columna').fill('sexo');
		await page.locator('li', { hasText: 'sexo' }).locator('summary').click();
		await page.getByLabel('Qué dice la columna sexo').fill('Sexo de la persona');
		await page.getByLabel('Etiqueta de 1 en sexo').fill('Hombre');
		await page.getByLabel('Etiqueta de 2 en sexo').fill('Mujer');
		await page.getByLabel('Buscar una columna').click();
		await analysed(page);
		await choose(page, 'Medida', 'person:sexo');
		await page.locator('.answer th, .answer td', { hasText: 'Mujer' }).first().waitFor();
		expect(await page.locator('.answer').textContent()).toContain('Sexo de la persona');
	});
});

describe('a file that cannot be opened', () => {
	const sav = ownSav();
	const bad: readonly [string, Opened, string][] = [
		['empty', { name: 'a.csv', bytes: Buffer.from('') }, 'El archivo está vacío'],
		['a header only', { name: 'a.csv', bytes: Buffer.from('a,b\n') }, 'ninguna fila'],
		['a web page', { name: 'a.csv', bytes: Buffer.from('<html></html>') }, 'No es una tabla'],
		['cut off', { name: 'a.sav', bytes: sav.subarray(0, sav.length - 50) }, 'está dañado'],
		['misshapen', { name: 'a.csv', bytes: Buffer.from('a,b\n1,2\n3\n') }, 'el primero es el 3'],
		['named twice', { name: 'a.csv', bytes: Buffer.from('a,a\n1,2\n') }, 'se llaman igual: «a»'],
		['of R', { name: 'a.csv', bytes: Buffer.from('"","a"\n"1",2\n') }, 'row.names = FALSE'],
		[
			'of UTF-16',
			{ name: 'a.csv', bytes: Buffer.from('\ufeffa,b\n1,2\n', 'utf16le') },
			'CSV UTF-8'
		],
		['corrupt', { name: 'a.xlsx', bytes: Buffer.from('PK\u0003\u0004 xl/ no') }, 'está dañado']
	];

	test.for(bad)('is named with what to do: %s', async ([, file, text]) => {
		const page = await visit(site);
		await page.setInputFiles(input, asPayload(file));
		const alert = page.getByRole('alert');
		await alert.waitFor();
		expect(await alert.textContent()).toContain(file.name);
		expect(await alert.textContent()).toContain(text);
		await open(page, savFile);
		expect(await alert.count()).toBe(0);
	});

	test('of 2 GB is refused at once, and what was open stays', async () => {
		const page = await visit(site);
		await open(page, savFile);
		await declare(page);
		const path = join(scratch, 'grande.csv');
		writeFileSync(path, 'a,b\n');
		truncateSync(path, 2 ** 31);
		await page.locator('.other summary').click();
		await page.setInputFiles(input, path);
		const alert = page.getByRole('alert');
		await alert.waitFor();
		expect(await alert.textContent()).toContain('Pesa 2,1');
		expect(await alert.textContent()).toContain('lee hasta 2');
		expect(await alert.textContent()).toContain('sigue abajo');
		await analysed(page);
	});

	test('can be given up while it is read, and the page outlives a reader that dies', async () => {
		const page = await visit(site);
		const path = join(scratch, 'larga.csv');
		writeFileSync(path, `a,b\n${'123456,7\n'.repeat(8_000_000)}`);
		await page.setInputFiles(input, path);
		await page.getByText('Leyendo «larga.csv»').waitFor();
		await page.getByRole('button', { name: 'Cancelar' }).click();
		await page.waitForSelector(`${input}:enabled`, { state: 'attached' });
		const started = page.waitForEvent('worker');
		await page.setInputFiles(input, path);
		const reader = await started;
		await page.getByText('Leyendo «larga.csv»').waitFor();
		// As a browser tells that a worker has no memory left.
		await reader.evaluate(() => {
			setTimeout(() => {
				throw new RangeError('Out of memory');
			});
		});
		const alert = page.getByRole('alert');
		await alert.waitFor();
		expect(await alert.textContent()).toContain('se quedó sin memoria');
		await open(page, savFile);
		expect(await alert.count()).toBe(0);
	});
});
