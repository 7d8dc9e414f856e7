import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rowsWith } from '#lib/engine/rows-with.ts';
import { sql } from '#lib/estimate/sql.ts';
import { parquetColumns } from '#lib/readers/parquet/parquet.ts';
import { openDuckDB } from '../../pipelines/duckdb.ts';

test('rowsWith gives the rows of one value, lists and blanks as they are', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'atalaya-rows-'));
	const path = join(folder, 'rows.parquet');
	const engine = await openDuckDB();
	await engine.execute(sql`COPY (SELECT * FROM (VALUES
		('a', [1.5, 2.5]::DOUBLE[], true, NULL), ('b', [9]::DOUBLE[], true, 1), ('a', []::DOUBLE[], false, 2)
	) AS t (name, list, truth, number)) TO ${path} (FORMAT parquet, COMPRESSION zstd)`);
	engine.close();
	const bytes = new Uint8Array(readFileSync(path)).buffer;
	rmSync(folder, { recursive: true });
	const table = await parquetColumns(bytes, ['name', 'list', 'truth', 'number']);
	expect(rowsWith(table, { column: 'name', value: 'a' })).toEqual([
		{ name: 'a', list: [1.5, 2.5], truth: true, number: null },
		{ name: 'a', list: [], truth: false, number: 2 }
	]);
	expect(rowsWith(table, { column: 'name', value: 'c' })).toEqual([]);
});
