import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { measureReaders } from '../../bench/measure-readers.ts';

test('the bench of the readers reads as DuckDB alone does, and leaves nothing behind', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'atalaya-bench-test-'));
	try {
		const said: string[] = [];
		const measured = await measureReaders({
			...{ folder, csvRows: 1000, runs: 1, sources: undefined },
			say: (text) => said.push(text)
		});
		expect(measured).toHaveLength(1);
		expect(measured[0]).toMatchObject({ unlike: [], atMost: 1.5, ours: [{ rows: 1000 }] });
		expect(said).toHaveLength(3);
		expect(said[0]).toBe('readers, CEAD, Parquet: skipped, source files not here');
		expect(readdirSync(folder)).toEqual([]);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}, 120_000);
