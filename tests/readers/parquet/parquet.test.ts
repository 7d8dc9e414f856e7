import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#lib/estimate/sql.ts';
import { parquetColumns } from '#lib/readers/parquet/parquet.ts';
import { type NodeEngine, openDuckDB } from '../../../pipelines/duckdb.ts';

const folder = mkdtempSync(join(tmpdir(), 'atalaya-parquet-'));
let engine: NodeEngine;

/** More rows than a group of DuckDB holds, so that pieces must be put together. */
const rows = 5000;
const groupSize = 2048;

beforeAll(async () => {
	engine = await openDuckDB();
	await engine.execute(sql`CREATE TABLE t AS SELECT
		i::INTEGER AS whole, i / 7.0::DOUBLE AS part,
		CASE WHEN i % 3 = 0 THEN NULL ELSE 'né ' || i % 5 END AS words,
		CASE WHEN i % 2 = 0 THEN NULL ELSE i::DOUBLE END AS gaps
		FROM range(${rows}) AS r(i)`);
});
afterAll(() => {
	engine.close();
	rmSync(folder, { recursive: true, force: true });
});

async function written(compression: 'zstd' | 'snappy' | 'gzip' | 'uncompressed') {
	const path = join(folder, `${compression}.parquet`);
	await engine.execute(
		sql`COPY t TO ${path} (FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE ${groupSize})`
	);
	return new Uint8Array(readFileSync(path)).buffer;
}

const expected = {
	whole: Array.from({ length: rows }, (_, i) => i),
	part: Array.from({ length: rows }, (_, i) => i / 7),
	words: Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? null : `né ${i % 5}`)),
	gaps: Array.from({ length: rows }, (_, i) => (i % 2 === 0 ? null : i))
};

describe('parquetColumns', () => {
	test.for(['zstd', 'snappy', 'gzip', 'uncompressed'] as const)(
		'reads numbers, texts and nulls of every row group: %s',
		async (compression) => {
			const names = ['whole', 'part', 'words', 'gaps'] as const;
			const read = await parquetColumns(await written(compression), names);
			expect(read.rows).toBe(rows);
			for (const { name, values } of read.columns) {
				const plain = Array.from(values, (value) => value ?? null);
				expect(plain).toEqual(expected[name as keyof typeof expected]);
			}
		}
	);

	test('gives only the columns asked for, in the order asked for', async () => {
		const read = await parquetColumns(await written('zstd'), ['gaps', 'whole']);
		expect(read.columns.map(({ name }) => name)).toEqual(['gaps', 'whole']);
		expect(Array.from(read.columns[1]!.values)).toEqual(expected.whole);
	});

	test('names a column that is not there, and those that are', async () => {
		await expect(parquetColumns(await written('zstd'), ['whole', 'age', 'sex'])).rejects.toThrow(
			'no column age, sex; the file has whole, part, words, gaps'
		);
	});

	test('refuses bytes that are no Parquet', async () => {
		await expect(
			parquetColumns(new TextEncoder().encode('id,x\n1,2\n3,4\n').buffer, ['id'])
		).rejects.toThrow();
	});
});
