import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '#lib/estimate/query-engine.ts';
import { sql } from '#lib/estimate/sql.ts';
import { answerColumns } from '#lib/export/tables/answer-columns.ts';
import { count, decimal, figure, limits } from '#lib/format/numbers.ts';
import { exploreView } from '#lib/model/explore-view.ts';
import { xlsxRecords } from '#lib/readers/xlsx/xlsx.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { bytesSource } from '../support/byte-sources.ts';
import { valueRows } from '../support/record-list.ts';
import { askedChart, Site, tableOf, taken } from './site.ts';

const views = {
	open: { survey: 'demo-2024', indicator: 'drug-offered', by: ['age_group', 'sex'] },
	protected: {
		...{ survey: 'demo-2023', indicator: 'cannabis-past-year' },
		by: ['territory_demo', 'age_group']
	}
} as const;
type Name = keyof typeof views;
const names = Object.keys(views) as Name[];

/** What a page calls the file, and how somebody else's program reads it: texts by the name of a column. */
const formats = {
	csv: { button: 'Tabla CSV', read: delimited },
	xlsx: { button: 'Libro XLSX, con hoja de notas', read: sheet },
	parquet: {
		button: 'Parquet',
		read: (path: string, db: NodeEngine) => db.query(sql`SELECT * FROM read_parquet(${path})`)
	},
	'sdmx.csv': { button: 'SDMX-CSV 2.0', read: delimited }
} as const;
type Format = keyof typeof formats;
const formatNames = Object.keys(formats) as Format[];

const delimitedOptions = sql`header = true, all_varchar = true, quote = '"', escape = '"'`;

function delimited(path: string, db: NodeEngine): Promise<Row[]> {
	return db.query(sql`SELECT * FROM read_csv(${path}, ${delimitedOptions})`);
}

/** A workbook has words above its columns, which stand in the order of their ids. */
async function sheet(path: string): Promise<Row[]> {
	const ids = Object.keys(answerColumns);
	const records = await xlsxRecords(bytesSource(Uint8Array.from(readFileSync(path))));
	const rows = await valueRows(records);
	return rows.map((row) => Object.fromEntries(ids.map((id, i) => [id, row[i] ?? ''])));
}

const codes = {
	...{ estimate: 'OBS_VALUE', standard_error: 'STD_ERROR', lower: 'LIMIT_LOWER', df: 'DF' },
	...{ upper: 'LIMIT_UPPER', n: 'N_CASES', events: 'N_EVENTS', deff: 'DESIGN_EFFECT' },
	...{ status: 'STATUS', category_1: 'CATEGORY_1', category_2: 'CATEGORY_2' }
} as const;
type Field = keyof typeof codes;
const numbers = [
	'estimate',
	'standard_error',
	'lower',
	'upper',
	'n',
	'events',
	'df',
	'deff'
] as const;

const cellOf = (row: Row, field: Field): string => {
	const value = row[field] ?? row[codes[field]];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** A row of a file as the page writes it, from the estimate on. */
function asShown(row: Row): string[] {
	const status = cellOf(row, 'status');
	if (status === 'suppressed') return ['suprimido', '', '', '–', '', ''];
	const value = (field: Field) => Number(cellOf(row, field));
	return [
		figure(value('estimate'), 'proportion', 'es'),
		limits(value('lower'), value('upper'), 'proportion', { locale: 'es', to: 'a' }),
		decimal(value('standard_error') * 100, 2, 'es'),
		count(value('n'), 'es'),
		count(value('df'), 'es'),
		cellOf(row, 'deff') === '' ? '–' : decimal(value('deff'), 2, 'es')
	];
}

describe('every file of an answer', () => {
	const scratch = mkdtempSync(join(tmpdir(), 'atalaya-files-'));
	const screens = new Map<Name, string[][]>();
	const files = new Map<string, Row[]>();
	let site: Site;
	let db: NodeEngine;

	async function saved(page: Page, name: string): Promise<string> {
		const download = await taken(page, name);
		const path = join(scratch, download.suggestedFilename());
		await download.saveAs(path);
		return path;
	}

	beforeAll(async () => {
		site = await Site.open();
		db = await openDuckDB();
		for (const name of names) {
			const page = await site.page();
			await page.goto(`${site.url}/es/explore/${searchOf(exploreView.parse(views[name]))}`);
			await page.locator(askedChart).first().waitFor();
			screens.set(name, await tableOf(page));
			for (const format of formatNames) {
				const { button, read } = formats[format];
				const path = await saved(page, button);
				expect(path.endsWith(`.${format}`)).toBe(true);
				files.set(`${name} ${format}`, await read(path, db));
			}
		}
	}, 120_000);
	afterAll(async () => {
		db.close();
		await site.close();
		rmSync(scratch, { recursive: true, force: true });
	});

	const all = names.flatMap((name) => formatNames.map((format) => [name, format] as const));

	test.for(all)('says what the screen says, read by another program: %s, %s', ([name, format]) => {
		const screen = screens.get(name)!;
		const rows = files.get(`${name} ${format}`)!;
		expect(rows).toHaveLength(screen.length);
		expect(rows.map(asShown)).toEqual(screen.map((cells) => cells.slice(2, 8)));
		if (format === 'sdmx.csv') return;
		const labels = rows.map((row) => [row['category_1_label'], row['category_2_label']]);
		expect(labels.slice(0, -1)).toEqual(screen.slice(0, -1).map((cells) => cells.slice(0, 2)));
	});

	test('names every group once, and alike in all formats', () => {
		for (const name of names) {
			const keys = formatNames.map((format) =>
				files
					.get(`${name} ${format}`)!
					.slice(0, -1)
					.map((row) => `${cellOf(row, 'category_1')} ${cellOf(row, 'category_2')}`)
			);
			expect(new Set(keys[0]).size).toBe(keys[0]!.length);
			for (const one of keys) expect(one).toEqual(keys[0]);
		}
	});

	test.for(formatNames)('has no number of a figure that is withheld: %s', (format) => {
		const rows = files.get(`protected ${format}`)!;
		const hidden = rows.filter((row) => cellOf(row, 'status') === 'suppressed');
		expect(hidden.length).toBeGreaterThan(5);
		for (const row of hidden) expect(numbers.map((field) => cellOf(row, field)).join('')).toBe('');
	});
});
