import type { Page } from 'playwright-core';
import { ownCsvBytes, ownNames, ownRows, ownSav } from '../support/own-survey.ts';
import { workbook } from '../support/workbook.ts';
import { type Site, askedChart, choose } from './site.ts';

export const analyse = (page: Page) => page.getByRole('button', { name: 'Analizar' });
export const input = 'input[type=file]';

export interface Opened {
	readonly name: string;
	readonly bytes: Uint8Array;
}
export const csvFile: Opened = { name: 'Encuesta 2024.csv', bytes: ownCsvBytes() };
export const savFile: Opened = { name: 'Encuesta 2024.sav', bytes: ownSav() };

export const asPayload = ({ name, bytes }: Opened) => ({
	...{ name, mimeType: 'application/octet-stream' },
	buffer: Buffer.from(bytes)
});

/** The workbench, ready for a file, in a page of its own unless one is given. */
export async function visit(site: Site, given?: Page): Promise<Page> {
	const page = given ?? (await site.page());
	await page.goto(`${site.url}/es/workbench/`);
	await page.waitForSelector(`${input}:enabled`, { state: 'attached' });
	return page;
}

export async function open(page: Page, file: Opened): Promise<void> {
	await page.setInputFiles(input, asPayload(file));
	await page.getByRole('heading', { name: file.name }).waitFor();
}

/** Opens a file while another one is open. */
export async function openOther(page: Page, file: Opened): Promise<void> {
	await page.locator('.other summary').click();
	await page.setInputFiles(input, asPayload(file));
}

export const result = (page: Page) => page.locator('#own-result + div');

/** Rows of a sheet from a row on. */
const placed = (rows: readonly (readonly (string | number)[])[], from: number) =>
	Object.fromEntries(rows.map((row, i) => [from + i, row]));

/** Titles above the header, a pilot in a sheet of its own, and the labels in a third one. */
export const book: Opened = {
	name: 'Encuesta 2024.xlsx',
	bytes: workbook({
		sheets: [
			{ name: 'Datos', rows: { 1: ['Encuesta'], 3: [...ownNames], ...placed(ownRows, 4) } },
			{ name: 'Piloto', rows: { 2: [...ownNames], ...placed(ownRows.slice(0, 20), 3) } },
			{
				name: 'Códigos',
				rows: placed(
					[
						['variable', 'código', 'etiqueta'],
						...[
							['consumo', 1, 'Sí, ha consumido'],
							['consumo', 2, 'No ha consumido'],
							['sexo', 1, 'Hombre'],
							['sexo', 2, 'Mujer']
						]
					],
					1
				)
			}
		]
	})
};

/** What a person declares of our file: its stratum, and what its codes mean. */
export async function declare(page: Page): Promise<void> {
	await choose(page, 'Estrato', 'column:estrato');
	const undecided = page.locator('select').filter({ has: page.locator('[value=undecided]') });
	for (let left = await undecided.count(); left > 0; left = await undecided.count())
		await undecided.first().selectOption('lost');
	await page.getByLabel('Revisé estos códigos').check();
}

export async function analysed(page: Page): Promise<void> {
	await analyse(page).click();
	await page.locator(askedChart).waitFor();
}
