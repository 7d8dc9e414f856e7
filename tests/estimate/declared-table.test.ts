import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { categoryColumn, numberColumn } from '#lib/estimate/declared-column.ts';
import { declaredTable } from '#lib/estimate/declared-table.ts';
import { derivedColumn } from '#lib/estimate/derived-column.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import type { QueryEngine } from '#lib/estimate/query-engine.ts';
import type { RawTable } from '#lib/estimate/raw-table.ts';
import { type Statement, inlined, sql } from '#lib/estimate/sql.ts';
import { estimateRequest } from '#lib/model/estimate-request.ts';
import { requestFile } from '#lib/model/request-file.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { type WasmEngine, openWasm } from '../support/wasm-engine.ts';

let wasm: WasmEngine;
let node: NodeEngine;
beforeAll(async () => {
	[wasm, node] = [await openWasm(), await openDuckDB()];
}, 30_000);
afterAll(() => node.close());

const rows = sql`SELECT i AS line, 'h' || (i % 2) AS h, i % 4 AS psu, (10 + i % 3)::DOUBLE AS w,
	CASE i % 5 WHEN 0 THEN 'NA' WHEN 1 THEN '8' ELSE ' yes ' END AS sees,
	CASE i % 7 WHEN 0 THEN NULL ELSE i / 2.0 END AS age, (i % 3)::DOUBLE AS code, i % 2 = 0 AS even, i AS rowid_
	FROM range(24) AS t(i)`;

const types = {
	line: 'BIGINT',
	h: 'VARCHAR',
	psu: 'BIGINT',
	w: 'DOUBLE',
	sees: 'VARCHAR',
	age: 'DECIMAL',
	code: 'DOUBLE',
	even: 'BOOLEAN'
};
const raw: RawTable = {
	name: 'raw',
	columns: new Map(Object.entries(types).map(([name, type]) => [name, { name, type }])),
	line: 'line',
	decimal: '.',
	nulls: ['', 'NA']
};

async function load(engine: QueryEngine, from: Statement = rows) {
	await engine.query(inlined(sql`CREATE OR REPLACE TABLE raw AS ${from}`));
}

const designOf = (design: object) => requestFile.parse({ data: 'x', design, request: {} }).design;

async function table(engine: QueryEngine) {
	await load(engine);
	const declaration = { missing: { '8': 'dont-know' as const } };
	const asCategory = { engine, raw, declaration: undefined };
	const old = {
		name: 'old',
		when: [
			{ column: 'age', above: 5 },
			{ column: 'sees', equals: 'yes' }
		]
	};
	return declaredTable('people', {
		engine,
		raw,
		design: designOf({ weights: 'w', strata: ['h'], ids: ['psu'] }),
		columns: [
			await categoryColumn('sees', { engine, raw, declaration }),
			await categoryColumn('code', asCategory),
			await categoryColumn('even', asCategory),
			await numberColumn('age', { engine, raw, declaration: undefined }),
			await derivedColumn(old, { engine, raw, declarations: { sees: declaration } })
		]
	});
}

const engines = [
	['DuckDB in Node', () => node] as const,
	['the engine of the browser', () => wasm] as const
];

describe('declaredTable', () => {
	test.for(engines)(
		'gives codes, categories and reasons that estimates read: %s',
		async ([, engine]) => {
			const made = await table(engine());
			expect(made.summary).toEqual({
				...{ rows: 24, strata: 2, psus: 4, sumOfWeights: 264, zeroWeights: 0 },
				lonelyStrata: []
			});
			expect(made.table.stratumNames).toEqual(['h0', 'h1']);
			expect(Object.fromEntries(made.table.columns)).toEqual({
				sees: { kind: 'category', categories: ['yes'] },
				code: { kind: 'category', categories: ['0', '1', '2'] },
				even: { kind: 'category', categories: ['false', 'true'] },
				age: { kind: 'number' },
				old: { kind: 'category', categories: ['yes', 'no'] }
			});
			const counts = await engine().query(
				sql`SELECT sees::VARCHAR AS sees, old::VARCHAR AS old, count(*)::DOUBLE AS n FROM people GROUP BY ALL ORDER BY ALL`
			);
			// A condition that fails decides; where none does, the first that is not known gives the reason.
			expect(counts.map(({ sees, old, n }) => [sees, old, n])).toEqual([
				['dont-know', 'dont-know', 2],
				['dont-know', 'lost', 1],
				['dont-know', 'no', 2],
				['lost', 'lost', 3],
				['lost', 'no', 2],
				['yes', 'lost', 2],
				['yes', 'no', 5],
				['yes', 'yes', 7]
			]);
		}
	);

	test('gives both engines the same answer', async () => {
		const request = estimateRequest.parse({
			survey: 'x',
			measure: { statistic: 'proportion', concept: 'old', numerator: ['yes'] },
			by: ['code'],
			unsure: 'category'
		});
		const answers = await Promise.all(
			engines.map(async ([, engine]) => {
				const { table: people } = await table(engine());
				return estimate(request, { table: people, cache: new CellCache(engine()) });
			})
		);
		expect(answers[0]!.estimates).toHaveLength(3);
		expect(answers[1]).toEqual(answers[0]);
	});

	test('keeps rows in the order of the file', async () => {
		await table(node);
		const [row] = await node.query(
			sql`SELECT count(*)::DOUBLE AS n FROM (SELECT rowid AS i, atalaya_weight AS w FROM people) WHERE w <> 10 + i % 3`
		);
		expect(row?.['n']).toBe(0);
	});

	test('refuses columns whose names differ only in case', async () => {
		await load(node, sql`SELECT 1 AS w, 'a' AS c0, 'b' AS c1`);
		const columns = new Map([
			['w', { name: 'w', type: 'INTEGER' }],
			['Sex', { name: 'c0', type: 'VARCHAR' }],
			['sex', { name: 'c1', type: 'VARCHAR' }]
		]);
		const own = { engine: node, raw: { name: 'raw', columns, decimal: '.', nulls: [] } as const };
		const both = await Promise.all(
			['Sex', 'sex'].map((name) => categoryColumn(name, { ...own, declaration: undefined }))
		);
		const promise = declaredTable('people', {
			...own,
			design: designOf({ weights: 'w' }),
			columns: both
		});
		await expect(promise).rejects.toThrow('names differ only in case, or are used twice: Sex, sex');
	});

	test('counts rows from 1 where nobody knows their lines', async () => {
		await load(node, sql`SELECT unnest([1.0, -2.0, -3.0]) AS w`);
		const { line, ...rest } = raw;
		const unnumbered = { ...rest, columns: new Map([['w', { name: 'w', type: 'DOUBLE' }]]) };
		const design = designOf({ weights: 'w' });
		const promise = declaredTable('people', { engine: node, raw: unnumbered, design, columns: [] });
		await expect(promise).rejects.toThrow('w is negative in 2 rows: row 2 "-2", row 3 "-3"');
	});
});

describe('categoryColumn', () => {
	const options = () => ({ engine: node, raw, declaration: undefined });

	test('refuses a category that has the name of a missing reason', async () => {
		await load(node);
		const declaration = { missing: {}, categories: ['yes', 'refused'] };
		await expect(categoryColumn('sees', { ...options(), declaration })).rejects.toThrow(
			'column sees: a category has the name of a missing reason: refused'
		);
	});

	test('takes a text that is the name of a reason for that reason', async () => {
		await load(node, sql`SELECT 1 AS line, unnest(['a', 'refused', 'lost']) AS sees`);
		const { column } = await categoryColumn('sees', options());
		expect(column).toEqual({ kind: 'category', categories: ['a'] });
	});

	test('sorts numbers as numbers', async () => {
		await load(node, sql`SELECT 1 AS line, unnest(['10', '9', '1.5']) AS sees`);
		const { column } = await categoryColumn('sees', options());
		expect(column).toEqual({ kind: 'category', categories: ['1.5', '9', '10'] });
	});
});

describe('derivedColumn', () => {
	const options = () => ({ engine: node, raw, declarations: {} });

	test('refuses a row that fits no case where there is no otherwise', async () => {
		await load(node);
		const derived = {
			name: 'few',
			cases: [{ category: 'a', when: [{ column: 'code', in: [0, 1] }] }]
		};
		await expect(derivedColumn(derived, options())).rejects.toThrow(
			/derived few: fits no case, and there is no otherwise in 8 rows: line 2 "2"/
		);
	});

	test('refuses to compare a text with a number', async () => {
		await load(node);
		const derived = { name: 'x', when: [{ column: 'h', above: 3 }] };
		await expect(derivedColumn(derived, options())).rejects.toThrow(
			/column h: not a number, nor declared as missing in 24 rows/
		);
	});

	test('compares numbers as numbers and texts as texts', async () => {
		await load(node, sql`SELECT 1 AS line, unnest(['1', '1.0', '01']) AS sees`);
		const count = async (equals: string | number) => {
			const { selected } = await derivedColumn(
				{ name: 'one', when: [{ column: 'sees', equals }] },
				options()
			);
			const [row] = await node.query(
				inlined(
					sql`SELECT count(*)::DOUBLE AS n FROM (SELECT ${selected[0]!} FROM raw) WHERE one = 'yes'`
				)
			);
			return row?.['n'];
		};
		expect([await count(1), await count('1')]).toEqual([3, 1]);
	});
});
