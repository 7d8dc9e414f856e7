import { describe, expect, test } from 'vitest';
import { openOwnFile } from '#lib/readers/own-file/open-own-file.ts';
import { faultOf } from '#lib/readers/own-file/own-file-error.ts';
import { inspectedOwn, ownSummary } from '#lib/readers/own-file/own-summary.ts';
import { type Bytes, bytesSource, utf8 } from '../../support/byte-sources.ts';
import { ownCsvBytes, ownNames, ownRows, ownSav } from '../../support/own-survey.ts';
import { workbook } from '../../support/workbook.ts';

const open = (bytes: Bytes, name = 'own.csv', more = {}) =>
	openOwnFile(bytesSource(bytes, 1000), { name, report: () => undefined, ...more });

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
		expect(await fault(utf8('a,b\n1,2\n3'), 'x.csv')).toBe('damaged');
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

describe('ownSummary', () => {
	test('guesses roles and codes of no answer, and shows no value of what may name people', async () => {
		const file = await open(ownSav(), 'own.sav');
		const summary = ownSummary(file, inspectedOwn(file).columns);
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
