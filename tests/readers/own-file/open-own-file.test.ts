import { describe, expect, test } from 'vitest';
import { openOwnFile } from '#lib/readers/own-file/open-own-file.ts';
import { faultOf } from '#lib/readers/own-file/own-file-error.ts';
import { replicateFamilies } from '#lib/readers/own-file/replicate-families.ts';
import { inspectedOwn, ownSummary } from '#lib/readers/own-file/own-summary.ts';
import { type Bytes, bytesSource, utf8 } from '../../support/byte-sources.ts';
import { ownCsvBytes, ownNames, ownRows, ownSav } from '../../support/own-survey.ts';
import { workbook } from '../../support/workbook.ts';

const open = (bytes: Bytes, name = 'own.csv', more = {}) =>
	openOwnFile(bytesSource(bytes, 1000), { name, report: () => undefined, ...more });

/** Rows of a sheet from a row on. */
const placed = (rows: readonly (readonly (string | number)[])[], from: number) =>
	Object.fromEntries(rows.map((row, i) => [from + i, row]));

async function fault(bytes: Bytes, name?: string, more = {}): Promise<string> {
	try {
		await open(bytes, name, more);
		return 'opened';
	} catch (error) {
		return faultOf(error);
	}
}

describe('openOwnFile', () => {
	test('holds every cell of a CSV and of a .sav', async () => {
		for (const file of [await open(ownCsvBytes()), await open(ownSav(), 'own.sav')]) {
			const { table } = file;
			expect(table.rows).toBe(120);
			expect(table.columns.map(({ variable }) => variable.name)).toEqual([...ownNames]);
			const cells = ownRows.map((_, row) =>
				table.columns.map(({ values, codes }) => Number(values[codes[row]!]))
			);
			expect(cells).toEqual(ownRows);
		}
	});

	test('holds more different values than a byte and two bytes can number', async () => {
		const n = 70_000;
		const lines = Array.from({ length: n }, (_, i) => `${i}, x `);
		const { table } = await open(utf8(`id,blank\n${lines.join('\n')}\n`));
		const [id, blank] = table.columns;
		expect(id!.values[id!.codes[n - 1]!]).toBe(String(n - 1));
		expect(id!.values[id!.codes[300]!]).toBe('300');
		expect(blank!.values).toEqual(['x']);
		expect(table.places[n - 1]).toBe(n + 1);
	});

	test('tells how many bytes it read, up to the last', async () => {
		const seen: number[] = [];
		const bytes = ownCsvBytes();
		await open(bytes, 'own.csv', { report: (read: number) => seen.push(read) });
		expect(seen.at(-1)).toBe(bytes.length);
		expect(seen).toEqual([...seen].sort((a, b) => a - b));
	});

	test('says why a file cannot be opened', async () => {
		const sav = ownSav();
		const book = workbook({
			sheets: [
				{
					name: 's',
					rows: [
						['a', 'b'],
						[1, 2]
					]
				}
			]
		});
		expect(await fault(utf8(''))).toBe('empty');
		expect(await fault(utf8('a,b\n'))).toBe('no-rows');
		expect(await fault(utf8('a,b\n1,2\n'), 'x.csv', { maxBytes: 4 })).toBe('too-large');
		expect(await fault(utf8('<html><body>no</body></html>'), 'x.csv')).toBe('no-table');
		expect(await fault(Uint8Array.of(1, 2, 3, 0, 5), 'x.bin')).toBe('no-table');
		expect(await fault(utf8('a,b\n1,2\n3'), 'x.csv')).toBe('misshapen');
		expect(await fault(utf8('a,b,a\n1,2,3\n'), 'x.csv')).toBe('same-names');
		expect(await fault(utf8('"",b\n1,2\n'), 'x.csv')).toBe('no-name');
		expect(await fault(Uint8Array.of(0xff, 0xfe, 97, 0, 10, 0, 49, 0), 'x.csv')).toBe('utf-16');
		expect(await fault(sav.slice(0, sav.length - 40), 'x.sav')).toBe('damaged');
		expect(await fault(book.slice(0, book.length - 30), 'x.xlsx')).toBe('damaged');
		expect(await fault(ownCsvBytes(), 'x.csv', { limits: { maxCells: 100, maxValues: 1e6 } })).toBe(
			'too-many-values'
		);
		expect(await fault(ownCsvBytes(), 'x.csv', { limits: { maxCells: 1e6, maxValues: 50 } })).toBe(
			'too-many-values'
		);
	});
});

describe('how a file is read', () => {
	const rows = ownRows.slice(0, 12);
	const header = [...ownNames];
	const book = workbook({
		sheets: [
			{ name: 'Portada', rows: { 1: ['Encuesta'], 2: ['2024'] } },
			{
				name: 'Datos',
				rows: { 1: ['Encuesta de hogares'], 3: header, ...placed(rows, 4) }
			},
			{ name: 'Piloto', rows: { 2: header, ...placed(rows.slice(0, 3), 3) } },
			{
				name: 'Códigos',
				rows: {
					1: ['variable', 'código', 'etiqueta de valor'],
					...placed(
						[
							['consumo', 1, 'Sí'],
							['consumo', 2, 'No'],
							['sexo', 1, 'Hombre'],
							['sexo', 2, 'Mujer']
						],
						2
					)
				}
			}
		]
	});

	test('finds the sheet with most rows and the header below its titles', async () => {
		const file = await open(book, 'x.xlsx');
		const summary = ownSummary(file, inspectedOwn(file).columns, '');
		expect(summary.reading).toEqual({ sheet: 'Datos', headerRow: 3 });
		expect(summary.sheets.map(({ name }) => name)).toEqual([
			...['Portada', 'Datos', 'Piloto', 'Códigos']
		]);
		expect(summary.rows).toBe(12);
	});

	test('reads the sheet a person chooses, by its own header or the one they name', async () => {
		const file = await open(book, 'x.xlsx', { reading: { sheet: 'Piloto' } });
		expect(file.table.rows).toBe(3);
		const moved = { sheet: 'Datos', headerRow: 4 };
		const error: unknown = await open(book, 'x.xlsx', { reading: moved }).catch((e: unknown) => e);
		expect(faultOf(error)).toBe('same-names');
		expect(error).toMatchObject({ detail: { format: 'xlsx', reading: moved } });
	});

	test('takes labels of codes from another sheet', async () => {
		const { table } = await open(book, 'x.xlsx');
		const sexo = table.columns.find(({ variable }) => variable.name === 'sexo')!;
		expect([...sexo.variable.labels]).toEqual([
			['1', 'Hombre'],
			['2', 'Mujer']
		]);
	});

	test('reads a text in the encoding that a person chooses', async () => {
		const bytes = utf8('año,b\n1,2\n');
		const names = async (more = {}) =>
			(await open(bytes, 'x.csv', more)).table.columns.map(({ variable }) => variable.name);
		expect(await names()).toEqual(['año', 'b']);
		const delimiter = { reading: { delimiter: ';' } };
		expect((await open(utf8('a;b,c\n1;2\n'), 'x.csv', delimiter)).table.columns).toHaveLength(2);
	});

	test('tells the first lines of a text that is in two encodings', async () => {
		const latin = Uint8Array.of(0x53, 0xed, 10);
		const of = async (...parts: Uint8Array[]) =>
			(await open(new Uint8Array(Buffer.concat(parts)), 'x.csv')).mixed;
		expect(await of(utf8('q\nSí\n'), latin)).toEqual({ utf8: 2, other: 3 });
		expect(await of(utf8('q\nno\n'), latin, latin, utf8('Sí\n'))).toEqual({ utf8: 5, other: 3 });
		expect(await of(utf8('q\nno\n'), latin, latin)).toBeUndefined();
		expect(await of(utf8('q\nSí\n'))).toBeUndefined();
	});

	test('leaves out rows without any value, and counts them', async () => {
		const { table } = await open(utf8('a,b\n1,2\n,\n,\n3,4\n'));
		expect(table).toMatchObject({ rows: 2, blankRows: 2 });
		expect([...table.places]).toEqual([2, 5]);
	});
});

describe('replicateFamilies', () => {
	const familiesOf = async (names: readonly string[], value = (i: number) => 1 + i / 7) => {
		const lines = Array.from({ length: 6 }, (_, row) =>
			names.map((_, i) => value(row * 31 + i).toFixed(3)).join(',')
		);
		const file = await open(utf8(`${names.join(',')}\n${lines.join('\n')}\n`));
		return replicateFamilies(inspectedOwn(file).columns);
	};
	const numbered = (stem: string, n: number) =>
		Array.from({ length: n }, (_, i) => `${stem}${i + 1}`);

	test('finds columns that are numbered through and called like replicate weights', async () => {
		const names = ['fex', ...numbered('bsw', 12), ...numbered('brr_', 8)];
		const found = await familiesOf(names);
		expect(found.map(({ type, columns }) => [type, columns.length])).toEqual([
			['bootstrap', 12],
			['BRR', 8]
		]);
	});

	test('takes many columns of fractions for them whatever they are called, and no run with gaps', async () => {
		expect(await familiesOf(numbered('x', 12))).toMatchObject([{ type: 'other' }]);
		expect(await familiesOf(numbered('x', 5))).toEqual([]);
		expect(await familiesOf(['bsw1', 'bsw2', 'bsw3', 'bsw5', 'bsw9'])).toEqual([]);
	});
});

describe('ownSummary', () => {
	test('guesses roles and codes of no answer, and shows no value of what may name people', async () => {
		const file = await open(ownSav(), 'own.sav');
		const summary = ownSummary(file, inspectedOwn(file).columns, 'hash');
		const of = (name: string) => summary.columns.find((one) => one.name === name)!;
		expect(of('fex')).toMatchObject({ role: 'weight', kind: 'number' });
		expect(of('upm')).toMatchObject({ role: 'psu', isPrivate: true, codes: [] });
		expect(of('consumo').missing).toEqual([
			{ code: '8', rows: 5, label: 'No sabe', reason: 'dont-know' },
			{ code: '9', rows: 3, label: 'No responde', reason: 'refused' }
		]);
		expect(of('edad').missing.map(({ code }) => code)).toEqual(['99']);
		const folio = ownNames.indexOf('folio');
		expect(summary.preview.map((cells) => cells[folio])).toEqual(Array(8).fill(null));
		expect(JSON.stringify(summary)).not.toContain('10000');
	});
});
