import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CsvRecordsOptions, csvRecords } from '#lib/readers/csv/csv-records.ts';
import { bytesSource, textSource, utf8 } from '../../support/byte-sources.ts';
import { answered, mutants } from '../../support/mutants.ts';
import { recordList, valueRows } from '../../support/record-list.ts';

const read = async (text: string, options: CsvRecordsOptions = {}) =>
	recordList(await csvRecords(textSource(text), options));

describe('csvRecords', () => {
	test('gives names and records with their lines', async () => {
		const table = await csvRecords(
			textSource('\ufeffid,name\r\n1,"a\nb"\r\n\r\n2,"c ""d"", e"\r\n')
		);
		expect(table.variables.map(({ name, kind }) => [name, kind])).toEqual([
			['id', 'text'],
			['name', 'text']
		]);
		expect([table.rows, table.counts]).toEqual([undefined, 'line']);
		expect(await recordList(table)).toEqual([
			{ place: 2, values: ['1', 'a\nb'] },
			{ place: 5, values: ['2', 'c "d", e'] }
		]);
		expect(table.notes).toEqual(['blank lines left out: 1']);
	});

	test('gives back every table that RFC 4180 can write', async () => {
		const value = fc
			.array(fc.constantFrom('a', 'ñ', '😀', ',', ';', '"', '\n', '\r\n', ' '), { maxLength: 5 })
			.map((parts) => parts.join(''));
		const rows = fc.array(fc.tuple(value, value, value), { maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n'), async (table, end) => {
				const quoted = table.map((row) => row.map((v) => `"${v.replaceAll('"', '""')}"`).join(','));
				const text = ['x,y,z', ...quoted].map((line) => line + end).join('');
				expect(await valueRows(await csvRecords(textSource(text)))).toEqual(table);
			})
		);
	});

	test('keeps blanks of values, but not those around quotes', async () => {
		expect((await read('a,b,c\n x , "y" ,5" pipe\n'))[0]?.values).toEqual([' x ', 'y', '5" pipe']);
	});

	test('gives all records of a file of several blocks in order', async () => {
		const lines = Array.from({ length: 150_000 }, (_, i) => `${i},"x"\n`).join('');
		const table = await csvRecords(bytesSource(utf8(`n,x\n${lines}`), 100_000));
		const found = await recordList(table);
		expect(found).toHaveLength(150_000);
		expect(found.every(({ place, values }, i) => place === i + 2 && values[0] === String(i))).toBe(
			true
		);
	});

	test('takes the delimiter, encoding and compression that are declared', async () => {
		const bytes = Uint8Array.from(Buffer.from('a;b\nñ;€\n', 'utf8'));
		expect(await read('a;b\nñ;€\n', { delimiter: ';' })).toEqual([
			{ place: 2, values: ['ñ', '€'] }
		]);
		const packed = bytesSource(Uint8Array.from(gzipSync(bytes)));
		const options = { delimiter: ';', compression: 'gzip' } as const;
		expect(await valueRows(await csvRecords(packed, options))).toEqual([['ñ', '€']]);
		const latin1 = bytesSource(Uint8Array.from(Buffer.from('a,b\nñ,é\n', 'latin1')));
		expect(await valueRows(await csvRecords(latin1, { encoding: 'windows-1252' }))).toEqual([
			['ñ', 'é']
		]);
	});

	test('leaves out the blank value of a delimiter at the end of every record', async () => {
		const table = await csvRecords(textSource('a,b\n1,2,\n3,4,\n'));
		expect(await valueRows(table)).toEqual([
			['1', '2'],
			['3', '4']
		]);
		expect(table.notes).toEqual([
			'every record ends with a delimiter that the header does not have'
		]);
	});

	test('reads a table of no records, and one without a last line end', async () => {
		expect(await read('a,b\n')).toEqual([]);
		expect(await read('a,b\n1,2')).toEqual([{ place: 2, values: ['1', '2'] }]);
	});

	test.each([
		['a,b\n1,2\n3\n', 'line 3 "3" (1 field, the header has 2)'],
		['a,b\n1,2,3\n', '(3 fields, the header has 2)'],
		['a,b\n1,2\n3,"4\n5,6\n', 'the quote that opens in line 3 is never closed'],
		['a,b\n1,"2"3\n', 'line 2 "1,\\"2\\"3" (text after a closing quote)'],
		['a,b\n1,2\r3,4\n', 'a carriage return or line feed alone'],
		['a,b\n1,2\n3,\u00004\n', 'line 3 holds bytes that are zero'],
		['a,a\n1,2\n', 'two variables have the same name: a'],
		['a,\n1,2\n', 'variable has no name: number 2'],
		['', 'no header: the file is empty']
	])('refuses %j', async (text, message) => {
		await expect(read(text)).rejects.toThrow(message);
	});

	test('ends with a DataError or records, whatever happened to the bytes', async () => {
		const file = utf8('id,"na""me",ñ\r\n1,"a\nb",x\r\n\r\n2,"c ""d"", e",€\r\n'.repeat(3));
		const readings = [...mutants(file, { count: 400, seed: 4 })].map(
			(bytes) => async () => recordList(await csvRecords(bytesSource(bytes)))
		);
		expect(await answered(readings)).toBeGreaterThan(5);
	});
});
