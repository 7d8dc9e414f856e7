import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Statement, identifier, sql } from '#lib/estimate/sql.ts';
import { parquetRecords } from '#lib/readers/parquet/parquet-records.ts';
import { type NodeEngine, openDuckDB } from '../../../pipelines/duckdb.ts';
import { fileSource } from '../../../pipelines/read/file-source.ts';
import { type Bytes, bytesSource, utf8 } from '../../support/byte-sources.ts';
import { answered, mutants } from '../../support/mutants.ts';
import { recordList, valueRows } from '../../support/record-list.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'atalaya-parquet-records-'));
let engine: NodeEngine;

beforeAll(async () => {
	engine = await openDuckDB();
});
afterAll(() => {
	engine.close();
	rmSync(folder, { recursive: true, force: true });
});

let files = 0;

/** What DuckDB writes of a query. */
async function written(query: Statement, options = sql`COMPRESSION zstd`): Promise<Bytes> {
	const path = join(folder, `${files++}.parquet`);
	await engine.execute(sql`CREATE OR REPLACE TABLE t AS ${query}`);
	await engine.execute(sql`COPY t TO ${path} (FORMAT parquet, ${options})`);
	return Uint8Array.from(readFileSync(path));
}

const read = async (query: Statement) => {
	const table = await parquetRecords(bytesSource(await written(query)));
	return { ...table, values: await valueRows(table) };
};

/** Values of types that doubles, dates of JavaScript or a careless reader would change. */
const typed: Readonly<Record<string, Statement>> = {
	whole: sql`9223372036854775807::BIGINT`,
	unsigned: sql`18446744073709551615::UBIGINT`,
	small: sql`255::UTINYINT`,
	negative: sql`(-128)::TINYINT`,
	unsigned32: sql`4294967295::UINTEGER`,
	cents: sql`0.57::DECIMAL(4, 2)`,
	loss: sql`(-0.07)::DECIMAL(9, 2)`,
	large: sql`123456789012345678.90::DECIMAL(20, 2)`,
	largest: sql`99999999999999999999999999999999999.999::DECIMAL(38, 3)`,
	plain: sql`12::DECIMAL(5, 0)`,
	part: sql`0.1::DOUBLE`,
	single: sql`0.1::FLOAT`,
	third: sql`(1 / 3.0)::FLOAT`,
	day: sql`DATE '1899-12-31'`,
	text: sql`'né €'`,
	id: sql`'00112233-4455-6677-8899-aabbccddeeff'::UUID`,
	truth: sql`true`,
	kind: sql`'b'::ENUM('a', 'b')`
};

describe('parquetRecords', () => {
	test.each(Object.keys(typed))('writes a value as DuckDB does: %s', async (name) => {
		const query = sql`SELECT ${typed[name]!} AS x`;
		const expected = await engine.query(sql`SELECT CAST(x AS VARCHAR) AS text FROM (${query})`);
		expect((await read(query)).values).toEqual([[expected[0]?.['text']]]);
	});

	test.each([
		[sql`TIMESTAMP '2020-02-29 12:34:56'`, '2020-02-29T12:34:56'],
		[sql`TIMESTAMP '2020-02-29 00:00:00'`, '2020-02-29T00:00:00'],
		[sql`TIMESTAMP '1969-12-31 23:59:59.999999'`, '1969-12-31T23:59:59.999999'],
		[sql`'2020-02-29 12:34:56.123456789'::TIMESTAMP_NS`, '2020-02-29T12:34:56.123456789'],
		[sql`'2020-02-29 12:34:56.5'::TIMESTAMP_MS`, '2020-02-29T12:34:56.5'],
		[sql`TIMESTAMPTZ '2020-02-29 12:34:56+00'`, '2020-02-29T12:34:56Z'],
		[sql`TIME '23:05:00.25'`, '23:05:00.25']
	] as const)('writes moments in ISO 8601: %#', async (value, expected) => {
		expect((await read(sql`SELECT ${value} AS x`)).values).toEqual([[expected]]);
	});

	test('gives all records of all row groups in order, null as blank', async () => {
		const bytes = await written(
			sql`SELECT i, CASE WHEN i % 3 = 0 THEN NULL ELSE 'né ' || i % 5 END AS words FROM range(20000) AS r(i)`,
			sql`COMPRESSION snappy, ROW_GROUP_SIZE 6144`
		);
		const table = await parquetRecords(bytesSource(bytes));
		expect([table.rows, table.counts]).toEqual([20_000, 'record']);
		expect(table.variables.map(({ name, kind }) => [name, kind])).toEqual([
			['i', 'number'],
			['words', 'text']
		]);
		expect(await recordList(table)).toEqual(
			Array.from({ length: 20_000 }, (_, i) => ({
				place: i + 1,
				values: [String(i), i % 3 === 0 ? '' : `né ${i % 5}`]
			}))
		);
		expect(table.notes).toEqual([]);
	});

	test('knows the kinds of columns', async () => {
		const { variables } = await read(sql`SELECT DATE '2020-01-01' AS d, 'a' AS t, 1.5 AS n`);
		expect(variables.map(({ kind }) => kind)).toEqual(['date', 'text', 'number']);
	});

	test('notes numbers that are none, and moments that no date is', async () => {
		const { values, notes } = await read(
			sql`SELECT x::DOUBLE AS x, y FROM (VALUES ('NaN', DATE '2020-01-01'), ('NaN', DATE '20000-01-01'), ('-inf', NULL)) AS v(x, y)`
		);
		expect(values).toEqual([
			['NaN', '2020-01-01'],
			['NaN', '6585322'],
			['-Infinity', '']
		]);
		expect(notes).toEqual([
			'x is NaN: 2 in all, the first in record 1',
			'y beyond what a date or time can be, kept as a number: 1 in all, the first in record 2',
			'x is -Infinity: 1 in all, the first in record 3'
		]);
	});

	test('refuses nested columns by name, and types that no text stands for', async () => {
		await expect(read(sql`SELECT [1, 2] AS l, {'a': 1} AS s, 1 AS x`)).rejects.toThrow(
			'columns hold lists or structures, which no table has; leave out: l, s'
		);
		await expect(read(sql`SELECT INTERVAL 1 DAY AS span`)).rejects.toThrow(
			'column is of a type that is not read; write it as text: span, INTERVAL'
		);
		await expect(read(sql`SELECT '\\xFF'::BLOB AS bytes`)).rejects.toThrow(
			'bytes of bytes in record 1 are no text in UTF-8'
		);
	});

	test('reads a table without rows', async () => {
		expect((await read(sql`SELECT 1 AS x WHERE false`)).values).toEqual([]);
	});

	test.each([
		['id,x\n1,2\n', 'not a Parquet file, which begins with PAR1: id,x'],
		['', 'not a Parquet file'],
		['PAREPARE', 'encrypted'],
		['PAR1PAR1', 'cut off or damaged']
	])('refuses %j', async (text, message) => {
		await expect(parquetRecords(bytesSource(utf8(text)))).rejects.toThrow(message);
	});

	test('refuses a file that is cut anywhere', async () => {
		const whole = await written(sql`SELECT i, 'a' AS a FROM range(100) AS r(i)`);
		for (let length = 4; length < whole.length; length += 17)
			await expect(parquetRecords(bytesSource(whole.slice(0, length)))).rejects.toThrow('cut off');
	});

	test('ends with a DataError or all records, whatever happened to the bytes', async () => {
		const columns = Object.entries(typed).map(
			([name, value]) => sql`${value} AS ${identifier(name)}`
		);
		for (const [query, compression] of [
			[sql`SELECT i, 'né ' || i % 3 AS a, i / 7 AS b FROM range(50) AS r(i)`, 'uncompressed'],
			[sql`SELECT i, 'né ' || i % 3 AS a, i / 7 AS b FROM range(50) AS r(i)`, 'zstd'],
			[sql`SELECT ${columns[0]!}, ${columns[6]!}, ${columns[8]!}, ${columns[15]!}`, 'snappy']
		] as const) {
			const whole = await written(query, sql`COMPRESSION ${compression}`);
			const readings = [...mutants(whole, { count: 250, seed: 7 })].map((bytes) => async () => {
				const table = await parquetRecords(bytesSource(bytes));
				expect(await recordList(table)).toHaveLength(table.rows ?? 0);
			});
			expect(await answered(readings)).toBeLessThan(250);
		}
	}, 180_000);
});

describeWithSources('parquetRecords of a real file', 'cl_cead', () => {
	test('gives the 1,987,200 records of CEAD, and the 108 that a thousands point spoilt', async () => {
		const table = await parquetRecords(
			fileSource(sourceFile('cl_cead/cead_delincuencia_chile.parquet'))
		);
		expect(table.rows).toBe(1_987_200);
		const at = table.variables.findIndex(({ name }) => name === 'delito_n');
		let count = 0;
		let spoilt = 0;
		for await (const batch of table.batches)
			for (const { values } of batch) {
				count++;
				if (values[at]?.includes('.')) spoilt++;
			}
		expect([count, spoilt]).toEqual([1_987_200, 108]);
	}, 120_000);
});
