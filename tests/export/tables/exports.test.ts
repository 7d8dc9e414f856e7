import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableCsv } from '#lib/export/tables/table-csv.ts';
import type { AnswerColumnId } from '#lib/export/tables/answer-columns.ts';

import type { AnswerTable } from '#lib/export/tables/answer-table.ts';
import { cellReader } from '#lib/export/tables/leaving-table.ts';
import { excelText } from '#lib/export/tables/excel-text.ts';
import { exportFormats } from '#lib/export/tables/export-formats.ts';
import { sql } from '#lib/estimate/sql.ts';
import { locales } from '#lib/model/locales.ts';
import { sheetRows, xlsxSheets } from '#lib/readers/xlsx/xlsx.ts';
import { openDuckDB } from '../../../pipelines/duckdb.ts';
import { bytesSource } from '../../support/byte-sources.ts';
import {
	expectSameCells,
	exportedBytes,
	formatOf,
	readBack,
	readFormats
} from '../../support/export-readings.ts';
import { parquetRows } from '../../support/parquet-rows.ts';
import { nastyTable, nastyTexts, shownFigure } from '../../support/shown-answers.ts';

/** A table with these texts in its first column. */
function tableOf(texts: readonly string[]): AnswerTable {
	const table = nastyTable();
	const [row] = table.rows;
	return { ...table, rows: texts.map((text) => [text, ...row!.slice(1)]) };
}

const plainFormats = readFormats.filter(({ id }) => id !== 'sdmx-csv');

describe('every way out', () => {
	test('is in one list', () => {
		expect(exportFormats.map(({ id }) => id)).toEqual([
			...['csv', 'xlsx', 'parquet', 'sdmx-csv', 'citation', 'bibtex', 'ris', 'svg', 'png']
		]);
	});

	test.for(plainFormats)('reads back as the table, cell by cell: $id', async (format) => {
		const table = nastyTable();
		const { names, rows } = await readBack(format, table);
		const header = format.id === 'xlsx' ? 'label' : 'id';
		expect(names).toEqual(table.columns.map((column) => column[header]));
		expectSameCells(rows, table);
	});

	test.for(plainFormats)('keeps every sign of a text: $id', async (format) => {
		const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), {
			...{ minLength: 1, maxLength: 20 }
		});
		await fc.assert(
			fc.asyncProperty(texts, async (some) => {
				const table = tableOf(some.map((text) => `x${text}`));
				expectSameCells((await readBack(format, table)).rows, table);
			}),
			{ numRuns: 25 }
		);
	});

	test.for(plainFormats)('keeps every finite number: $id', async (format) => {
		const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
			...{ minLength: 1, maxLength: 20 }
		});
		await fc.assert(
			fc.asyncProperty(numbers, async (some) => {
				const table = nastyTable();
				const at = table.columns.findIndex(({ id }) => id === 'estimate');
				const rows = some.map((value) => table.rows[0]!.with(at, value + 0));
				expectSameCells((await readBack(format, { ...table, rows })).rows, { ...table, rows });
			}),
			{ numRuns: 25 }
		);
	});

	test('refuses a number that is none', () => {
		const table = nastyTable();
		const rows = [table.rows[0]!.with(21, NaN)];
		expect(() => tableCsv({ ...table, rows })).toThrow('not a finite number: NaN');
	});
});

describe('CSV', () => {
	const first = (text: string) => tableCsv(tableOf([text]), { bom: false }).split('\r\n')[1]!;

	test.for([
		['=1+1', "'=1+1,"],
		['+1', "'+1,"],
		['-1+1', "'-1+1,"],
		['@SUM(A1)', "'@SUM(A1),"],
		['\t=1', `"'\t=1",`],
		['＝1+1', "'＝1+1,"],
		["'=1", "''=1,"],
		['"=1', '"""=1",'],
		["'tis", "'tis,"],
		['a=1', 'a=1,'],
		[' a', '" a",']
	] as const)('writes %j as %s', ([text, written]) => {
		expect(first(text).startsWith(written)).toBe(true);
	});

	test('leaves numbers below zero as they are', () => {
		const below = nastyTable({ answers: [] });
		const at = below.columns.findIndex(({ id }) => id === 'estimate');
		const row = below.columns.map((_, i) => (i === at ? -0.25 : ''));
		expect(tableCsv({ ...below, rows: [row] })).toContain(',-0.25,');
	});

	test('begins with a byte order mark unless told otherwise, and ends its lines as RFC 4180', () => {
		const text = tableCsv(nastyTable());
		expect(text.charCodeAt(0)).toBe(0xfeff);
		expect(tableCsv(nastyTable(), { bom: false }).startsWith('source,source_label')).toBe(true);
		expect(text.endsWith('\r\n')).toBe(true);
	});
});

describe('workbook', () => {
	const sheets = (table: AnswerTable) =>
		exportedBytes(formatOf('xlsx'), table).then((bytes) => xlsxSheets(bytesSource(bytes)));

	test.for(locales)('names its two sheets in the language of the page: %s', async (locale) => {
		const names = (await sheets(nastyTable({ locale }))).map(({ name }) => name);
		expect(names).toHaveLength(2);
		expect(names[0]).toBe({ es: 'Datos', en: 'Data', pt: 'Dados', fr: 'Données' }[locale]);
	});

	test('holds what has to be known of the rows: words, terms, address, every column', async () => {
		const table = nastyTable();
		const source = bytesSource(await exportedBytes(formatOf('xlsx'), table));
		const lines: (readonly string[])[] = [];
		for await (const batch of sheetRows(source, { sheet: 'Notas' }))
			lines.push(...batch.map(({ values }) => values));
		const texts = lines.map(([label, text]) => `${label!}: ${text!}`);
		expect(texts[0]).toBe(`Título: ${table.title}`);
		for (const { label, text } of table.notes) expect(texts).toContain(`${label}: ${text}`);
		for (const { label } of table.columns)
			expect(lines.some(([found, text]) => found === label && text !== '')).toBe(true);
		expect(texts).toContain(`Dirección de la consulta: ${table.address}`);
		expect(texts).toContain('Publicación: r1, del 2024-06-01');
	});

	test.for([
		['constructor', '_x0063_onstructor'],
		['__proto__', '_x005F__proto__'],
		['_x0041_', '_x005F_x0041_'],
		['a\rb', 'a_x000D_b'],
		['a\nb\u0000', 'a\nb_x0000_'],
		['\ud83d', '_xD83D_'],
		['😀 ñ', '😀 ñ']
	] as const)('writes %j so that nothing of it is lost: %s', ([text, written]) => {
		expect(excelText(text)).toBe(written);
	});
});

describe('Parquet', () => {
	const file = async (table: AnswerTable) => {
		const path = join(mkdtempSync(join(tmpdir(), 'export-')), 'table.parquet');
		writeFileSync(path, await exportedBytes(formatOf('parquet'), table));
		return path;
	};

	test('is read by DuckDB with its types: numbers are doubles, and null where there is none', async () => {
		const table = nastyTable();
		const rows = await parquetRows(await file(table));
		const cell = cellReader(table);
		const column = (id: AnswerColumnId) => rows.map((row) => row[id]);
		for (const id of ['estimate', 'n', 'df', 'status', 'category_1_label'] as const)
			expect(column(id)).toEqual(table.rows.map((row) => cell(row, id)));
		expect(column('estimate')).toContain(null);
	});

	test('carries its notes', async () => {
		const table = nastyTable();
		const engine = await openDuckDB();
		const path = await file(table);
		const found = await engine.query(
			sql`SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(${path})`
		);
		engine.close();
		const values = new Map(found.map((row) => [String(row['key']), String(row['value'])]));
		expect(JSON.parse(values.get('notes')!)).toEqual(table.notes);
		expect(values.get('title')).toBe(table.title);
		expect(values.get('address')).toBe(table.address);
	});
});

describe('SDMX-CSV', () => {
	const observations = async (table: AnswerTable) => {
		const { names, rows } = await readBack(formatOf('sdmx-csv'), table);
		return rows.map((row) => Object.fromEntries(row.map((value, i) => [names[i]!, value])));
	};

	test('has a key that tells all observations apart, none of it blank', async () => {
		const { names, rows } = await readBack(formatOf('sdmx-csv'), nastyTable());
		const keys = rows.map((row) => row.slice(0, names.indexOf('OBS_VALUE')));
		expect(keys.flat()).not.toContain('');
		expect(new Set(keys.map(String)).size).toBe(rows.length);
		expect(names.slice(0, 3)).toEqual(['STRUCTURE', 'STRUCTURE_ID', 'ACTION']);
	});

	test('writes codes that SDMX allows for a code', async () => {
		for (const row of await observations(nastyTable()))
			for (const name of ['REF_AREA', 'SOURCE', 'INDICATOR', 'CATEGORY_1', 'CATEGORY_2', 'UNSURE'])
				expect(row[name]).toMatch(/^[A-Za-z0-9_@$-]+$/);
	});

	test('says what every observation is, and what may not be told', async () => {
		const found = await observations(nastyTable());
		expect(found.map((row) => row['OBS_STATUS'])).toEqual([
			...['A', 'Q', 'U', 'A', 'A', 'O', 'O', 'A', 'A', 'A']
		]);
		expect(found.map((row) => row['CONF_STATUS'])).toEqual([
			...['F', 'C', 'F', 'F', 'F', 'F', 'F', 'F', 'F', 'F']
		]);
	});

	test('gives the value with its error, its limits and its cases', async () => {
		const { estimate, standardError, lower, upper, n } = shownFigure();
		const [first] = await observations(nastyTable());
		const numbers = ['OBS_VALUE', 'STD_ERROR', 'LIMIT_LOWER', 'LIMIT_UPPER', 'N_CASES'];
		expect(numbers.map((name) => Number(first![name]))).toEqual([
			...[estimate, standardError, lower, upper, n]
		]);
		expect(first).toMatchObject({ CITATION: `Oficina: ${nastyTexts.lines}`, RELEASE: 'r1' });
	});

	test('marks the whole and what does not apply', async () => {
		const whole = (await observations(nastyTable())).at(-1);
		expect(whole).toMatchObject({ BREAKDOWN_1: '_Z', CATEGORY_1: '_T', FILTER: '_Z', PART: '_Z' });
	});
});
