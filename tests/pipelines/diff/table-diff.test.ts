import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EstimateRow, estimateKey, estimateRow } from '#lib/model/estimate-row.ts';
import { estimateChangesBySource } from '../../../pipelines/diff/estimate-changes.ts';
import { type TableDiffOptions, tableChanges } from '../../../pipelines/diff/table-diff.ts';
import { type NodeEngine, openDuckDB } from '../../../pipelines/duckdb.ts';
import { writeTable } from '../../../pipelines/release/table-file.ts';
import { suppressedEstimate, tinyEstimate } from '../../support/tiny-release.ts';

let engine: NodeEngine;
let folder: string;
let files = 0;

beforeAll(async () => {
	engine = await openDuckDB();
	folder = mkdtempSync(join(tmpdir(), 'atalaya-diff-'));
});
afterAll(() => {
	engine.close();
	rmSync(folder, { recursive: true, force: true });
});

async function estimates(rows: readonly EstimateRow[]): Promise<string> {
	const path = join(folder, `${++files}.parquet`);
	await writeTable({ engine, path, schema: estimateRow, key: estimateKey, rows });
	return path;
}

async function tableOf(rows: string): Promise<string> {
	const path = join(folder, `${++files}.parquet`);
	await engine.connection.run(`COPY (${rows}) TO '${path}' (FORMAT parquet)`);
	return path;
}

const options: TableDiffOptions = { key: estimateKey, ignore: ['vintage'] };

async function between(
	before: readonly EstimateRow[],
	after: readonly EstimateRow[],
	changes: Partial<TableDiffOptions> = {}
) {
	const [old, now] = [await estimates(before), await estimates(after)];
	return tableChanges(engine, old, now, { ...options, ...changes });
}

/** One row of a few, with one of a few figures. */
const anyRow = fc
	.record({
		source: fc.constantFrom('a', 'b'),
		territory: fc.constantFrom('X', 'Y', 'Z'),
		estimate: fc.constantFrom(0.1, 0.2, 0, null),
		suppressed: fc.boolean(),
		quality: fc.constantFrom('reliable', 'caution'),
		vintage: fc.constantFrom('r1', 'r2')
	})
	.map((row) => tinyEstimate(row));
const anyTable = fc.uniqueArray(anyRow, {
	selector: ({ source, territory }) => `${source} ${territory}`
});

const nameOf = ({ source, territory }: EstimateRow) => `${source} ${territory}`;

/** The same question, answered row by row. */
function judged(before: readonly EstimateRow[], after: readonly EstimateRow[]) {
	const [old, now] = [before, after].map((rows) => new Map(rows.map((row) => [nameOf(row), row])));
	const differ = (one: EstimateRow, other: EstimateRow) =>
		one.suppressed || other.suppressed
			? one.suppressed !== other.suppressed
			: one.estimate !== other.estimate || one.quality !== other.quality;
	return {
		added: [...now!.keys()].filter((name) => !old!.has(name)).sort(),
		removed: [...old!.keys()].filter((name) => !now!.has(name)).sort(),
		changed: [...old!]
			.filter(([name, row]) => now!.has(name) && differ(row, now!.get(name)!))
			.map(([name]) => name)
			.sort()
	};
}

describe('tableChanges', () => {
	test('finds what a comparison row by row finds, and the mirror of it the other way round', async () => {
		const keyWords = ({ key }: { key: Record<string, unknown> }) =>
			`${String(key['source'])} ${String(key['territory'])}`;
		await fc.assert(
			fc.asyncProperty(anyTable, anyTable, async (before, after) => {
				const [old, now] = [await estimates(before), await estimates(after)];
				const there = await tableChanges(engine, old, now, options);
				const back = await tableChanges(engine, now, old, options);
				const expected = judged(before, after);
				expect({
					added: there.added.rows.map((key) => keyWords({ key })),
					removed: there.removed.rows.map((key) => keyWords({ key })),
					changed: there.changed.rows.map(keyWords).sort()
				}).toEqual(expected);
				expect(there.changed.count).toBe(expected.changed.length);
				expect(back.added).toEqual(there.removed);
				expect(back.removed).toEqual(there.added);
				expect(back.changed.count).toBe(there.changed.count);
				expect(back.changed.kinds).toEqual(there.changed.kinds);
				expect(back.largest).toEqual(there.largest);
			}),
			{ numRuns: 20, seed: 11 }
		);
	}, 180_000);

	test('finds nothing between a table and itself', async () => {
		const rows = [tinyEstimate(), suppressedEstimate({ territory: 'X' })];
		const found = await between(rows, rows);
		expect([found.added.count, found.removed.count, found.changed.count]).toEqual([0, 0, 0]);
		expect(found.largest).toBeNull();
	});

	test('does not take the vintage alone for a change', async () => {
		const found = await between([tinyEstimate()], [tinyEstimate({ vintage: 'r2' })]);
		expect(found.changed.count).toBe(0);
	});

	test('names the row, the columns, and both values', async () => {
		const found = await between(
			[tinyEstimate(), tinyEstimate({ territory: 'X' })],
			[tinyEstimate({ estimate: 0.3, n: 410 }), tinyEstimate({ territory: 'X' })]
		);
		expect(found.changed.rows).toEqual([
			{
				key: {
					...{ indicator: 'sees-sale', source: 'test-2024', territory: 'XTT', period: '2024' },
					...{ by_1: '', category_1: '', by_2: '', category_2: '' }
				},
				kinds: ['value'],
				suppressed: false,
				outside: true,
				columns: [
					{ column: 'estimate', before: 0.25, after: 0.3 },
					{ column: 'n', before: 400, after: 410 }
				]
			}
		]);
		expect(found.largest?.column).toBe('estimate');
		expect(found.largest?.relative).toAgreeWith(1 / 6);
	});

	test.for([
		['value', { estimate: 0.26 }],
		['quality', { quality: 'caution' }],
		['quality', { profile: 'eurostat' }],
		['other', { quality_reasons: 'df 6 < 9' }],
		['suppression', { suppressed: true }],
		['withheld', { withheld: 'no-cases' }],
		['comparability', { break_before: 'mode-differs' }],
		['other', { interval: 'korn-graubard' }]
	] as const)('tells a change of %s apart: %o', async ([kind, change]) => {
		const found = await between([tinyEstimate()], [tinyEstimate(change)]);
		expect(found.changed.rows[0]?.kinds).toEqual([kind]);
		expect(Object.entries(found.changed.kinds).filter(([, n]) => n > 0)).toEqual([[kind, 1]]);
	});

	test('calls a change outside from beyond 1.96 standard errors of the newer figure', async () => {
		const moved = (estimate: number) =>
			between([tinyEstimate({ estimate: 0 })], [tinyEstimate({ estimate, standard_error: 0.5 })]);
		expect((await moved(0.98)).changed.outside).toBe(0);
		expect((await moved(0.9801)).changed.outside).toBe(1);
		expect((await moved(-0.9801)).changed.outside).toBe(1);
	});

	test('counts apart what differs by no more than the tolerance, and lists it not', async () => {
		const before = [tinyEstimate(), tinyEstimate({ territory: 'X' })];
		const after = [
			tinyEstimate({ estimate: 0.25 * (1 + 1e-12) }),
			tinyEstimate({ territory: 'X', estimate: 0.25 * (1 + 1e-12), deff: 1.3 })
		];
		const found = await between(before, after, { tolerance: 1e-9 });
		expect(found.numericallyEqual).toBe(1);
		expect(found.changed.rows.map(({ columns }) => columns.map(({ column }) => column))).toEqual([
			['deff']
		]);
		expect((await between(before, after)).changed.count).toBe(2);
	});

	test('takes a number that came or went for a change under every tolerance', async () => {
		const found = await between([tinyEstimate()], [tinyEstimate({ deff: null })], {
			tolerance: 0.99
		});
		expect(found.changed.rows[0]?.columns).toEqual([{ column: 'deff', before: 1.2, after: null }]);
	});

	test('puts suppressions first, then what came or went, then the largest changes', async () => {
		const territories = ['A', 'B', 'C', 'D', 'E'];
		const before = territories.map((territory) => tinyEstimate({ territory, standard_error: 9 }));
		const after = [
			tinyEstimate({ territory: 'A', standard_error: 9, quality: 'caution' }),
			tinyEstimate({ territory: 'B', standard_error: 9, estimate: 0.26 }),
			tinyEstimate({ territory: 'C', standard_error: 9, estimate: 0.5 }),
			tinyEstimate({ territory: 'D', standard_error: 9, estimate: null }),
			suppressedEstimate({ territory: 'E' })
		];
		const order = async (limit: number) =>
			(await between(before, after, { limit })).changed.rows.map(({ key }) => key['territory']);
		expect(await order(9)).toEqual(['E', 'D', 'C', 'B', 'A']);
		expect(await order(2)).toEqual(['E', 'D']);
		expect((await between(before, after, { limit: 2 })).changed.count).toBe(5);
	});

	test('tells no number of a row that is suppressed on either side', async () => {
		const secret = tinyEstimate({ estimate: 0.123456, n: 7, quality_reasons: 'n 7 < 30' });
		const hidden = suppressedEstimate();
		for (const [before, after] of [
			[secret, hidden],
			[hidden, secret],
			// A release in which the protection forgot to take the numbers out.
			[secret, { ...secret, estimate: 0.654321, n: 8, suppressed: true }]
		] as const) {
			const found = await between([before], [after]);
			expect(found.changed.rows[0]).toMatchObject({
				kinds: ['suppression'],
				suppressed: true,
				columns: [{ column: 'suppressed', before: before.suppressed, after: after.suppressed }]
			});
			expect(found.largest).toBeNull();
			expect(JSON.stringify(found)).not.toMatch(/0[.]123456|0[.]654321|n 7|: ?[78]\b/);
		}
	});

	test('finds no change in the numbers of a row that is suppressed on both sides', async () => {
		const found = await between(
			[suppressedEstimate({ n: 3 })],
			[suppressedEstimate({ n: 4, withheld: 'one-case' })]
		);
		expect(found.changed.count).toBe(0);
	});

	test('tells no number of a row that is in one of the tables only', async () => {
		const secret = [tinyEstimate({ estimate: 0.123456 })];
		expect(JSON.stringify(await between(secret, []))).not.toContain('0.123456');
		expect(JSON.stringify(await between([], secret))).not.toContain('0.123456');
	});

	test('matches rows whose key has a NULL, and columns of other types by what they say', async () => {
		const before = await tableOf(
			`SELECT * FROM (VALUES ('x', NULL, 1, DATE '2024-01-01'), (NULL, 'k', 2, NULL)) t(a, b, value, day)`
		);
		const after = await tableOf(
			`SELECT * FROM (VALUES ('x', NULL, 1.0::DOUBLE, '2024-01-01'), (NULL, 'k', 2.5::DOUBLE, NULL)) t(a, b, value, day)`
		);
		const found = await tableChanges(engine, before, after, { key: ['a', 'b'] });
		expect(found.changed.rows.map(({ key, columns }) => [key, columns])).toEqual([
			[{ a: null, b: 'k' }, [{ column: 'value', before: 2, after: 2.5 }]]
		]);
		expect([found.added.count, found.removed.count]).toEqual([0, 0]);
	});

	test('has words for numbers that JSON does not know, whatever the tolerance', async () => {
		const values = (number: string) => tableOf(`SELECT 'x' AS a, ${number}::DOUBLE AS value`);
		const [before, after] = [await values("'inf'"), await values("'nan'")];
		const found = await tableChanges(engine, before, after, { key: ['a'], tolerance: 0.5 });
		expect(found.changed.rows[0]?.columns).toEqual([
			{ column: 'value', before: 'Infinity', after: 'NaN' }
		]);
		const finite = await tableChanges(engine, before, await values('5'), {
			...{ key: ['a'], tolerance: 0.5 }
		});
		expect(finite.changed.count).toBe(1);
	});

	test('tells whole numbers apart that are one as a double', async () => {
		const values = (number: string) => tableOf(`SELECT 'x' AS a, ${number}::BIGINT AS value`);
		const found = await tableChanges(
			engine,
			await values('9007199254740993'),
			await values('9007199254740992'),
			{ key: ['a'] }
		);
		expect(found.changed.count).toBe(1);
	});

	test('refuses a key that stands twice, and says where', async () => {
		const twice = await tableOf(`SELECT * FROM (VALUES ('x', 1), ('x', 2), ('y', 3)) t(a, value)`);
		await expect(tableChanges(engine, twice, twice, { key: ['a'] })).rejects.toThrow(
			`1 keys stand in several rows of ${twice}, the first: x`
		);
	});

	test('refuses a key that is not in both tables', async () => {
		const [one, other] = [await tableOf('SELECT 1 AS a'), await tableOf('SELECT 1 AS b')];
		await expect(tableChanges(engine, one, other, { key: ['a'] })).rejects.toThrow(
			'not a column of both files, to name a row: a'
		);
	});
});

describe('estimateChangesBySource', () => {
	test('counts by survey, and has nothing of a survey without change', async () => {
		const row = (source: string, territory: string, changes: Partial<EstimateRow> = {}) =>
			tinyEstimate({ source, territory, ...changes });
		const before = await estimates([
			...[row('a', 'X'), row('a', 'Y'), row('a', 'Z')],
			...[row('b', 'X'), row('gone', 'X')]
		]);
		const after = await estimates([
			...[row('a', 'X'), row('a', 'Y', { estimate: 0.3 }), row('a', 'W')],
			...[row('b', 'X', { vintage: 'r2' }), row('new', 'X')]
		]);
		expect(await estimateChangesBySource(engine, before, after)).toEqual(
			new Map([
				['a', { added: 1, removed: 1, changed: 1 }],
				['gone', { added: 0, removed: 1, changed: 0 }],
				['new', { added: 1, removed: 0, changed: 0 }]
			])
		);
	});
});
