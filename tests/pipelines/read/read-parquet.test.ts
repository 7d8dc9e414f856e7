import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Statement, sql } from '#lib/estimate/sql.ts';
import { readParquet } from '../../../pipelines/read/read-parquet.ts';
import { SourceFolder } from '../../support/source-folder.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';

let folder: SourceFolder;
beforeAll(async () => {
	folder = await SourceFolder.opened();
});
afterAll(() => folder.remove());

const read = (source: string, columns?: readonly string[]) => {
	const { engine, work, out } = folder;
	return readParquet({ engine, source, work, columns, out });
};

/** Reads a Parquet file of these rows. */
async function readRows(rows: Statement, columns?: readonly string[]) {
	const source = join(folder.sources, 'rows [*]?.parquet');
	await folder.engine.execute(sql`COPY (${rows}) TO ${source} (FORMAT parquet)`);
	return read(source, columns);
}

const texts = async (rows: Statement) => {
	await readRows(rows);
	return (await folder.rows()).map(([, ...values]) => values);
};

describe('readParquet', () => {
	test('writes whole numbers without decimals, and others as short as they can be', async () => {
		const written = await texts(sql`SELECT x, x::FLOAT FROM (VALUES (1101::DOUBLE, 1), (1.096, 2),
			(-0.5, 3), (0.1, 4), ('-0'::DOUBLE, 5), (123456789012::DOUBLE, 6)) AS t(x, i) ORDER BY i`);
		expect(written.map(([x]) => x)).toEqual(['1101', '1.096', '-0.5', '0.1', '0', '123456789012']);
		expect(written.slice(0, 4).map(([, x]) => x)).toEqual(['1101', '1.096', '-0.5', '0.1']);
	});

	test('keeps decimals as they are, and large whole numbers to the last digit', async () => {
		const row = sql`SELECT 1.50::DECIMAL(9, 2) AS a, 9007199254740993::BIGINT AS b,
			18446744073709551615::UBIGINT AS c, true AS d`;
		expect(await texts(row)).toEqual([
			['1.50', '9007199254740993', '18446744073709551615', 'true']
		]);
	});

	test('writes dates as ISO 8601, with the time where it is not midnight', async () => {
		const row = sql`SELECT DATE '2019-03-01' AS a, TIMESTAMP '2019-03-01 00:00:00' AS b,
			TIMESTAMP '2019-03-01 10:05:00.5' AS c, TIMESTAMP_NS '2019-03-01 00:00:00' AS d,
			TIMESTAMPTZ '2019-03-01 10:05:00+00' AS e, TIME '10:05:00' AS f`;
		expect(await texts(row)).toEqual([
			[
				'2019-03-01',
				'2019-03-01',
				'2019-03-01T10:05:00.5',
				'2019-03-01',
				'2019-03-01T10:05:00Z',
				'10:05:00'
			]
		]);
	});

	test('writes every kind of nothing as a blank, and takes blanks off texts', async () => {
		const row = sql`SELECT NULL::VARCHAR AS a, NULL::DOUBLE AS b, 'nan'::DOUBLE AS c, NULL::DATE AS d,
			NULL::TIMESTAMP AS e, NULL::INTEGER AS f, '  x y ' AS g, NULL::TIMESTAMPTZ AS h`;
		expect(await texts(row)).toEqual([['', '', '', '', '', '', 'x y', '']]);
	});

	test('numbers records from 1 in the order of the file', async () => {
		const found = await readRows(sql`SELECT i * 7 AS x, i AS y FROM range(300000) AS t(i)`, ['x']);
		expect(found).toEqual({ rows: 300_000, columns: ['x'], rejects: [], notes: [] });
		const rows = await folder.rows();
		expect(rows.every(([place, x], i) => place === i + 1 && x === String(7 * i))).toBe(true);
		expect(folder.scratch).toEqual([]);
	});

	test('numbers them so when a column of the file is called like the number', async () => {
		await readRows(sql`SELECT 5 * i AS File_Row_Number FROM range(3) AS t(i)`);
		expect(await folder.rows()).toEqual([
			[1, '0'],
			[2, '5'],
			[3, '10']
		]);
	});

	test('refuses columns with more than one value a record, where they are asked for', async () => {
		for (const value of [sql`[1, 2]`, sql`{'a': 1}`, sql`MAP {'a': 1}`, sql`[{'a': 1}]`])
			await expect(readRows(sql`SELECT 1 AS id, ${value} AS x`)).rejects.toThrow(
				/^column x holds no single value a record: /
			);
		expect((await readRows(sql`SELECT 1 AS id, [1, 2] AS x`, ['id'])).rows).toBe(1);
	});

	test('refuses what is not a whole Parquet file', async () => {
		await readRows(sql`SELECT i FROM range(1000) AS t(i)`);
		const bytes = readFileSync(join(folder.sources, 'rows [*]?.parquet'));
		for (const part of [bytes.subarray(0, -9), bytes.subarray(0, 3), Buffer.from('a,b\n1,2\n')]) {
			folder.write('part.parquet', part);
			await expect(read(join(folder.sources, 'part.parquet'))).rejects.toThrow(
				'no whole Parquet file; fetch it again'
			);
		}
		await expect(readRows(sql`SELECT 1 AS x LIMIT 0`)).rejects.toThrow('no rows');
		await expect(readRows(sql`SELECT 1 AS x`, ['y'])).rejects.toThrow(
			'no column y; the file has x'
		);
	});
});

describeWithSources('readParquet of the counts of CEAD', 'cl_cead', () => {
	test('writes codes of communes and counts as their producer meant them', async () => {
		const { rows } = await read(sourceFile('cl_cead/cead_delincuencia_chile.parquet'), [
			...['cut_comuna', 'fecha', 'delito_n']
		]);
		expect(rows).toBe(1_987_200);
		const [found] = await folder.engine
			.query(sql`SELECT min(cut_comuna) AS code, min(fecha) AS month,
			count(*) FILTER (WHERE delito_n LIKE '%.%')::DOUBLE AS points FROM read_parquet(${folder.out})`);
		// The 108 cells in which a point of thousands became one of decimals.
		expect(found).toEqual({ code: '10101', month: '2010-01-01', points: 108 });
	}, 30_000);
});
