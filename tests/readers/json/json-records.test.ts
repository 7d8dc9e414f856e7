import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRecords } from '#lib/readers/csv/csv-records.ts';
import { type JsonRecordsOptions, jsonRecords } from '#lib/readers/json/json-records.ts';
import { readLimits } from '#lib/readers/read-limits.ts';
import { fileSource } from '../../../pipelines/read/file-source.ts';
import { bytesSource, textSource, utf8 } from '../../support/byte-sources.ts';
import { answered, mutants } from '../../support/mutants.ts';
import { recordList, valueRows } from '../../support/record-list.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';

const read = async (text: string, options: JsonRecordsOptions = {}) => {
	const table = await jsonRecords(textSource(text), options);
	return {
		...table,
		names: table.variables.map(({ name }) => name),
		records: await recordList(table)
	};
};

describe('jsonRecords', () => {
	test('reads an array of objects, its variables in the order of their first appearance', async () => {
		const table = await read(
			'[{"year":2019,"2018":"a"},\n {"2017":true,"year":2020,"2018":"ñ\\u20ac"}]'
		);
		expect(table.names).toEqual(['year', '2018', '2017']);
		expect(table.variables.map(({ kind }) => kind)).toEqual(['number', 'text', 'text']);
		expect([table.rows, table.counts]).toEqual([2, 'record']);
		expect(table.records).toEqual([
			{ place: 1, values: ['2019', 'a', ''] },
			{ place: 2, values: ['2020', 'ñ€', 'true'] }
		]);
		expect(table.notes).toEqual([
			'members that not every record has, blank where they are missing: 2017 (1 without)'
		]);
	});

	test('keeps numbers as they are written, and texts of digits as they are', async () => {
		const { records } = await read(
			'[{"a":1e21,"b":12345678901234567890,"c":-0.50,"d":"0.20","e":null,"f":" "}]'
		);
		expect(records[0]?.values).toEqual([
			...['1e21', '12345678901234567890', '-0.50'],
			...['0.20', '', ' ']
		]);
	});

	test('agrees with JSON.parse on every table of texts', async () => {
		const rows = fc.array(
			fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' }))
		);
		await fc.assert(
			fc.asyncProperty(rows, fc.constantFrom(undefined, 2), async (table, space) => {
				const { names, records } = await read(JSON.stringify(table, undefined, space));
				const expected = table.map((row) =>
					names.map((name) => (Object.hasOwn(row, name) ? row[name] : ''))
				);
				expect(records.map(({ values }) => values)).toEqual(expected);
			})
		);
	});

	test.each(['data', 'results', 'value'])('finds the one array of an object: %s', async (name) => {
		const text = `{"count": 5231, "meta": {"a": [1, {"b": "}"}]}, "${name}": [{"x": 1}], "@next": "https://a"}`;
		const { records, notes } = await read(text);
		expect(records).toEqual([{ place: 1, values: ['1'] }]);
		expect(notes).toEqual([
			`beside the records in ${name}, not read: count 5231, meta, @next "https://a"`
		]);
	});

	test('reads an object a line, with the line where it stands', async () => {
		const table = await read('{"x": 1}\n\n{"y": "a",\n "x": 2}\r\n');
		expect([table.names, table.counts]).toEqual([['x', 'y'], 'line']);
		expect(table.records).toEqual([
			{ place: 1, values: ['1', ''] },
			{ place: 3, values: ['2', 'a'] }
		]);
		expect((await read('{"x": 1}')).records).toEqual([{ place: 1, values: ['1'] }]);
	});

	test('reads a table without records', async () => {
		for (const text of ['[]', ' [ ] ', '{"data": []}'])
			expect((await read(text)).records).toEqual([]);
	});

	test('notes a round number of records, at which services cut', async () => {
		const rows = (count: number) => `[${Array.from({ length: count }, () => '{"x":1}').join(',')}]`;
		expect((await read(rows(1000))).notes).toEqual([
			'a service may have cut the file; compare with the count that its producer gives: exactly 1000 records'
		]);
		expect((await read(rows(999))).notes).toEqual([]);
		expect((await read(rows(5000))).notes).toHaveLength(1);
	});

	test('notes members that are numbers here and texts there', async () => {
		const { notes, variables } = await read('[{"x":1,"y":null},{"x":"1","y":2}]');
		expect(notes).toEqual(['members of several kinds, such as numbers and texts: x']);
		expect(variables.map(({ kind }) => kind)).toEqual(['text', 'number']);
	});

	test('unpacks, and takes a mark at the start for nothing', async () => {
		const packed = bytesSource(Uint8Array.from(gzipSync('\ufeff[{"x":"ñ"}]')), 5);
		expect(await valueRows(await jsonRecords(packed, { compression: 'gzip' }))).toEqual([['ñ']]);
	});

	test.each([
		['[{"x":{"y":1}}]', 'record 1 holds an object or array in x'],
		[
			'[{"x":1},\n{"x":[1]}]',
			'record 2 holds an object or array in x, which no table has; flatten it before: line 2, column 6'
		],
		['[{"x":1,"x":2}]', 'record 1 has two members named x'],
		['[{"x":1},2]', 'record 2 is no JSON object'],
		['[[1,2]]', 'record 1 is no JSON object'],
		['[{"x":1}', 'JSON ends too early, in line 1; the file may be cut'],
		['[{"x":1},{"x":"ab', 'text is not closed; the file may be cut'],
		['[{"x":1},]', 'record 2 is no JSON object'],
		['[{"x":1}] 2', 'something follows the JSON array'],
		['[{"x":NaN}]', 'no JSON value; a blank is null or "": line 1, column 7: "NaN}]"'],
		['[{"x":01}]', 'JSON needs }'],
		["[{'x':1}]", 'JSON needs a text in double quotes'],
		['[{"x":"a\tb"}]', 'a control character'],
		['[{"x":"\\ud800"}]', 'text holds half of a character'],
		['[{"":1}]', 'a member has no name'],
		[
			'{"a":[{"x":1}],"b":[{"x":1}]}',
			'several members are arrays of objects; leave one in the file: a, b'
		],
		['{"a":{"x":1},"b":[1]}', 'no member of the JSON object is an array of objects: a, b'],
		['id,x\n1,2\n', 'no JSON table, which begins with [ or {'],
		['', 'JSON ends too early'],
		[`{"a":${'['.repeat(200)}`, 'JSON nested more than 100 times']
	])('refuses %j', async (text, message) => {
		await expect(read(text)).rejects.toThrow(message);
	});

	test('refuses what is not UTF-8, and what is too long', async () => {
		const latin1 = bytesSource(Uint8Array.from(Buffer.from('[{"x":"ñ"}]', 'latin1')));
		await expect(jsonRecords(latin1)).rejects.toThrow('JSON is not UTF-8');
		const cut = bytesSource(utf8('[{"x":"ñ"}]').slice(0, 8));
		await expect(jsonRecords(cut)).rejects.toThrow('JSON is not UTF-8');
		const limits = { ...readLimits, maxDocumentBytes: 10 };
		await expect(read('[{"x":1},{"x":2}]', { limits })).rejects.toThrow('limit maxDocumentBytes');
	});

	test('ends with a DataError or records, whatever happened to the bytes', async () => {
		const text = '{"n": 3, "data": [{"x": 1.5e3, "y": "ñ\\n\\u00e9"}, {"x": null, "z": false}]}';
		const lines = '{"x": 1, "y": "a"}\n{"x": -2, "y": "b"}\n';
		for (const file of [text, text.slice(17, -1), lines]) {
			const readings = [...mutants(utf8(file), { count: 1000, seed: 6 })].map(
				(bytes) => async () => recordList(await jsonRecords(bytesSource(bytes)))
			);
			expect(await answered(readings)).toBeGreaterThan(10);
		}
	});
});

/** As `JSON.parse` has it, a number whatever its digits. */
const isSame = (value: string | undefined, parsed: unknown) =>
	typeof parsed === 'number' ? Number(value) === parsed : value === (parsed ?? '');

describeWithSources('jsonRecords of real files', '.', () => {
	const records = (path: string) => jsonRecords(fileSource(sourceFile(path)));

	test('notices that a service cut the seizures of Colombia', async () => {
		const table = await records('co_incautaciones_2018/data.json');
		expect(table.rows).toBe(1000);
		expect(table.notes.join()).toContain('exactly 1000 records');
	});

	test('keeps texts that stand for numbers, and blanks', async () => {
		const table = await records('unodc/Prevalence_NPS_General.json');
		const [first] = await recordList(table);
		const at = table.variables.findIndex(({ name }) => name === 'Lifetime Total');
		expect(first?.values.slice(at, at + 2)).toEqual(['0.20', '']);
		expect(table.variables[at]?.kind).toBe('text');
	});

	test('gives what the same table says as CSV', async () => {
		const folder = 'pe_mpfn_lambayeque/delitos_2019-2023';
		const json = await records(`${folder}.json`);
		const csv = await csvRecords(fileSource(sourceFile(`${folder}.csv`)), { delimiter: ';' });
		expect(json.variables.map(({ name }) => name)).toEqual(csv.variables.map(({ name }) => name));
		expect(await valueRows(json)).toEqual(await valueRows(csv));
	});

	test('agrees with JSON.parse on whole files', async () => {
		for (const name of [
			'Drug_seizures_2018_2022',
			'Prices_of_drugs',
			'Prevalence_NonNPS_General'
		]) {
			const path = `unodc/${name}.json`;
			const table = await records(path);
			const parsed = JSON.parse(
				Buffer.from(
					await fileSource(sourceFile(path))
						.slice(0, 1 << 24)
						.arrayBuffer()
				).toString()
			) as Record<string, unknown>[];
			const found = await valueRows(table);
			const different = found.filter((values, i) =>
				table.variables.some(({ name: key }, j) => !isSame(values[j], parsed[i]?.[key]))
			);
			expect([found.length, different]).toEqual([parsed.length, []]);
		}
	}, 30_000);
});
