import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import type { EstimateTable, TableColumn } from '#lib/estimate/estimate-table.ts';
import { Statement, inlined, joined, sql } from '#lib/estimate/sql.ts';
import { type EstimateRequestInput, estimateRequest } from '#lib/model/estimate-request.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';

const category = (...categories: string[]) => ({ kind: 'category', categories }) as const;

const table: EstimateTable = {
	name: "people's",
	weight: 'w',
	stratum: 'stratum',
	psu: 'psu',
	completeness: 'full',
	columns: new Map<string, TableColumn>([
		['sees', category('yes', 'no')],
		['place', category('a', 'b', "c'd")],
		['times', { kind: 'number' }],
		['paid', { kind: 'number' }]
	])
};

const reasons = (...categories: string[]) =>
	inlined(
		sql`ENUM(${joined(
			[...categories, ...missingReasons].map((value) => sql`${value}`),
			', '
		)})`
	);

let engine: NodeEngine;
let cache: CellCache;

beforeAll(async () => {
	engine = await openDuckDB();
	cache = new CellCache(engine);
	await engine.execute(sql`CREATE TABLE "people's" AS SELECT (i // 90)::INTEGER AS stratum,
		(i // 30)::INTEGER AS psu, (1 + i % 3 + (i // 30) * 0.25)::DOUBLE AS w, (6 + i // 90)::DOUBLE AS units,
		(CASE WHEN i % 10 = 0 THEN 'dont-know' WHEN i % 10 = 1 THEN 'not-asked'
			WHEN (i * i) % 7 < 3 THEN 'yes' ELSE 'no' END)::${reasons('yes', 'no')} AS sees,
		(CASE WHEN i // 30 IN (1, 2, 5) THEN 'b' WHEN i % 11 = 3 THEN 'c''d' WHEN i % 13 = 1 THEN 'refused' ELSE 'a' END)
			::${reasons('a', 'b', "c'd")} AS place,
		CASE WHEN i < 300 THEN (i % 7)::DOUBLE END AS times, NULL::${reasons()} AS times__missing,
		(1 + i % 5)::DOUBLE AS paid, NULL::${reasons()} AS paid__missing
		FROM range(360) t(i)`);
});
afterAll(() => engine.close());

const sees = { statistic: 'proportion' as const, concept: 'sees', numerator: ['yes'] };

const questions: readonly (readonly [string, Omit<EstimateRequestInput, 'survey'>, object?])[] = [
	['a proportion', { measure: sees }],
	['a proportion by a concept', { measure: sees, by: ['place'], unsure: 'exclude' }],
	['who did not say as a category', { measure: sees, by: ['place'], unsure: 'category' }],
	['a domain', { measure: sees, where: [{ concept: 'place', categories: ['a', 'nowhere'] }] }],
	['a mean', { measure: { statistic: 'mean', concept: 'times' }, by: ['place'] }],
	['a total', { measure: { statistic: 'total', concept: 'times' } }],
	['a number of people', { measure: { ...sees, statistic: 'total' }, by: ['place'] }],
	['a ratio', { measure: { statistic: 'ratio', concept: 'times', over: 'paid' }, by: ['place'] }],
	['a distribution', { measure: { statistic: 'distribution', concept: 'place' }, by: ['sees'] }],
	['population sizes', { measure: sees }, { fpc: ['units'] }],
	['no strata', { measure: sees }, { stratum: undefined }],
	['no units', { measure: sees, by: ['place'] }, { psu: undefined }]
];

describe('reproducingSql', () => {
	test.for(questions)('gives the numbers of the program: %s', async ([, input, changes]) => {
		const request = estimateRequest.parse({ survey: 'test', ...input });
		const from = { ...table, ...changes };
		const { estimates, sql: statements } = await estimate(request, { cache, table: from });
		const rows = await engine.query(new Statement([statements.at(-1)!], []));
		const ours = estimates.filter((one) => one.kind === 'estimate');
		expect(ours.length).toBeGreaterThan(0);
		const sorted = (all: readonly number[]) => all.toSorted((a, b) => a - b);
		for (const [key, column] of [
			['estimate', 'estimate'],
			['standardError', 'standard_error'],
			['n', 'n']
		] as const)
			expect(sorted(ours.map((one) => one[key]))).toAgreeWith(
				sorted(rows.map((row) => Number(row[column]))),
				{ relative: 1e-10 }
			);
	});

	test('is not given for what it cannot say', async () => {
		const request = estimateRequest.parse({
			survey: 'test',
			measure: { statistic: 'quantile', concept: 'times' }
		});
		const { sql: statements } = await estimate(request, { cache, table });
		expect(statements.filter((text) => text.includes('standard_error'))).toEqual([]);
	});
});
