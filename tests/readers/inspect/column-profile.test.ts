import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identifier, sql } from '#lib/estimate/sql.ts';
import { columnProfile } from '#lib/readers/inspect/column-profile.ts';
import { columnProfiles } from '../../../pipelines/inspect/column-profile.ts';
import { type NodeEngine, openDuckDB } from '../../../pipelines/duckdb.ts';

const folder = mkdtempSync(join(tmpdir(), 'atalaya-profile-'));
let engine: NodeEngine;
beforeAll(async () => {
	engine = await openDuckDB();
});
afterAll(() => {
	engine.close();
	rmSync(folder, { recursive: true, force: true });
});

const value = fc.oneof(
	fc.constantFrom('', '01', '1,5', '99', '-9', '888', '1.096', '12.50', '.5', '3e2', '+4', 'NA'),
	fc.constantFrom('2024-03-01', '1/2/2024', 'sí', 'Ñandú', '1.', '-', 'nan', '1_000', '12a'),
	fc.integer({ min: -200, max: 2000 }).map(String),
	fc.double({ min: -5, max: 5, noNaN: true }).map((one) => one.toFixed(3))
);

/** What DuckDB finds in a column of these values. */
async function fromDuckDB(values: readonly string[]) {
	const path = join(folder, 'values.parquet');
	await engine.execute(
		sql`COPY (SELECT unnest(${JSON.stringify(values)}::JSON::VARCHAR[]) AS ${identifier('x')}) TO ${path} (FORMAT parquet)`
	);
	const [profile] = await columnProfiles(['x'], { engine, path });
	return profile;
}

function fromMemory(values: readonly string[]) {
	const counts = new Map<string, number>();
	for (const one of values) counts.set(one, (counts.get(one) ?? 0) + 1);
	return columnProfile('x', counts);
}

describe('columnProfile', () => {
	test('finds in memory what DuckDB finds in a file', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 60 }), async (values) => {
				expect(fromMemory(values)).toEqual(await fromDuckDB(values));
			}),
			{ numRuns: 60 }
		);
	});

	test('keeps the most frequent codes where there are many, by number', () => {
		const profile = columnProfile(
			'x',
			new Map(Array.from({ length: 300 }, (_, i) => [String(i), i % 3 === 0 ? 5 : 1]))
		);
		expect(profile.codes).toHaveLength(100);
		expect(profile.codes.slice(0, 3)).toEqual([
			{ code: '0', rows: 5 },
			{ code: '3', rows: 5 },
			{ code: '6', rows: 5 }
		]);
	});
});
