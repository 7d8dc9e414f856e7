import { readFile } from 'node:fs/promises';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { decimal, figure, limits } from '#lib/format/numbers.ts';
import { type Printed, printedByR } from '../../support/r.ts';
import { describeWithR } from '../../support/sources.ts';
import { askedChart, Site, tableOf } from '../site.ts';

const offered = { survey: 'demo-2024', indicator: 'drug-offered' };
const urban = [{ concept: 'urban_rural', categories: ['urban'] }];
const against = { against: 'demo-2024:woman' };
const protectedOnes = { survey: 'demo-2023', indicator: 'cannabis-access-easy' };
const grown = [{ concept: 'age_group', categories: ['age-25-34', 'age-35-44'] }];
const compareSection = 'section[aria-labelledby=compare]';

/** What is asked, and where on the page its script stands. */
const views = {
	answer: { view: { ...offered, by: ['age_group', 'sex'], where: urban }, at: '.answer' },
	comparison: { view: { ...offered, by: ['sex'], compare: against }, at: compareSection },
	standardised: { view: { ...offered, by: ['sex'], standard: 'age_group' }, at: '.answer' },
	merged: { view: { ...protectedOnes, by: ['sex'], where: grown }, at: '.answer' }
} as const;
type Name = keyof typeof views;

const ownRows = Array.from({ length: 60 }, (_, i) =>
	[1 + (i % 5), i % 2 === 0 ? 'a' : 'b', ['sí', 'no', 'no'][i % 3]].join(',')
);
const ownFile = {
	...{ name: 'mi encuesta (ñ).csv', mimeType: 'text/csv' },
	buffer: Buffer.from(`peso,zona,usa\n${ownRows.join('\n')}\n`)
};

interface Taken {
	readonly table: string[][];
	readonly path: string;
}

describeWithR('the script that a reader takes off the page', () => {
	const scratch = mkdtempSync(join(tmpdir(), 'atalaya-taken-'));
	const taken = new Map<Name | 'own', Taken>();
	let printed: Map<string, Printed[]>;
	let site: Site;

	/** Follows a link of the page and keeps the file under the name that the page gives it. */
	async function saved(page: Page, link: Locator, folder: string): Promise<string> {
		const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
		const path = join(folder, download.suggestedFilename());
		writeFileSync(path, await readFile(await download.path()));
		return path;
	}

	async function answered(name: Name): Promise<Page> {
		const page = await site.page();
		const asked: ExploreView = exploreView.parse(views[name].view);
		await page.goto(`${site.url}/es/explore/${searchOf(asked)}`);
		await page.locator(askedChart).first().waitFor();
		return page;
	}

	/** A file of the reader's own, opened and asked; nothing of it has to be declared. */
	async function own(): Promise<Page> {
		const page = await site.page();
		await page.goto(`${site.url}/es/workbench/`);
		await page.waitForSelector('input[type=file]:enabled', { state: 'attached' });
		await page.setInputFiles('input[type=file]', ownFile);
		await page.getByRole('button', { name: 'Analizar' }).click();
		await page.locator(askedChart).waitFor();
		return page;
	}

	async function take(name: Name | 'own', page: Page): Promise<Taken> {
		const at = name === 'own' ? '.answer' : views[name].at;
		const details = page.locator(`${at} details`, { hasText: '(R)' }).last();
		await details.locator('summary').click();
		const folder = join(scratch, name);
		mkdirSync(folder);
		const files = details.locator('a[download]');
		const path = await saved(page, files.filter({ hasText: 'guion' }), folder);
		for (const other of await files.filter({ hasNotText: 'guion' }).all())
			await saved(page, other, folder);
		const table =
			name === 'comparison'
				? await tableOf(page, `${compareSection} table tbody tr`)
				: await tableOf(page);
		return { table, path };
	}

	beforeAll(async () => {
		site = await Site.open();
		for (const name of Object.keys(views) as Name[])
			taken.set(name, await take(name, await answered(name)));
		taken.set('own', await take('own', await own()));
		writeFileSync(join(scratch, 'own', ownFile.name), ownFile.buffer);
		printed = printedByR([...taken.values()].map(({ path }) => path));
	}, 180_000);
	afterAll(async () => {
		await site.close();
		rmSync(scratch, { recursive: true, force: true });
	});

	const linesOf = (name: Name | 'own') => {
		const { table, path } = taken.get(name)!;
		return { table, rows: printed.get(path)! };
	};
	/** As the page writes a share and its limits. */
	const shown = ({ estimate, lower, upper }: Printed) => [
		figure(Number(estimate), 'proportion', 'es'),
		limits(Number(lower), Number(upper), 'proportion', { locale: 'es', to: 'a' })
	];

	test('gives every number of a table with two breakdowns and a filter', () => {
		const { table, rows } = linesOf('answer');
		expect(rows).toHaveLength(table.length);
		expect(table.map((cells) => cells.slice(2, 4)).sort()).toEqual(rows.map(shown).sort());
	});

	test('gives a comparison, its interval, error and p', () => {
		const { table, rows } = linesOf('comparison');
		expect(rows).toHaveLength(table.length);
		const points = (text: string | undefined) => {
			const value = Number(text) * 100;
			return `${value > 0 ? '+' : ''}${decimal(value, 1, 'es')}`;
		};
		const cells = rows.map(({ estimate, lower, upper, standard_error: se, df }) => [
			...[points(estimate), `${points(lower)} a ${points(upper)}`],
			...[decimal(Number(se) * 100, 2, 'es'), df]
		]);
		expect(table.map((row) => row.slice(1, 5))).toEqual(cells);
	});

	test('gives figures with the ages of a standard', () => {
		const { table, rows } = linesOf('standardised');
		expect(
			table
				.slice(0, rows.length)
				.map((row) => row.slice(1, 3))
				.sort()
		).toEqual(rows.map(shown).sort());
	});

	test('gives figures of a protected survey that were added up', () => {
		const { table, rows } = linesOf('merged');
		expect(table.map((row) => row.slice(1, 3)).sort()).toEqual(rows.map(shown).sort());
	});

	test('gives the figures of the own file that lies beside it', () => {
		const { table, rows } = linesOf('own');
		expect(rows).toHaveLength(table.length);
		expect(table.map((row) => row.slice(1, 3)).sort()).toEqual(rows.map(shown).sort());
	});

	test('is copied as it is downloaded', async () => {
		const context = await site.context({ permissions: ['clipboard-read', 'clipboard-write'] });
		const page = await context.newPage();
		await page.goto(`${site.url}/es/explore/${searchOf(exploreView.parse(views.answer.view))}`);
		await page.locator(askedChart).first().waitFor();
		const details = page.locator('.answer details', { hasText: '(R)' }).last();
		await details.locator('summary').click();
		await details.getByRole('button', { name: 'Copiar el guion' }).click();
		await details.getByText('Copiado.').waitFor();
		const copied = await page.evaluate(() => navigator.clipboard.readText());
		expect(copied).toBe(await readFile(taken.get('answer')!.path, 'utf8'));
	});
});
