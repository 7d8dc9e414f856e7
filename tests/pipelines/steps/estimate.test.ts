import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import type { Row } from '#lib/estimate/query-engine.ts';
import { catalogue } from '#lib/model/catalogue.ts';
import type { Measure } from '#lib/model/estimate-request.ts';
import { type AskOptions, ask } from '../../../pipelines/ask.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { type NodeEngine, openDuckDB } from '../../../pipelines/duckdb.ts';
import { jsonOf, releaseFolder } from '../../support/built-release.ts';
import { type Instance, makeInstance } from '../../support/instance.ts';
import { parquetRows } from '../../support/parquet-rows.ts';

let instance: Instance;
let folder: string;
let engine: NodeEngine;
let options: AskOptions;
let rows: Row[];

beforeAll(async () => {
	instance = makeInstance();
	instance.yaml('data/estimates.yaml', {
		breakdowns: ['sex', 'ever_used'],
		pairs: [['sex', 'ever_used']],
		comparisons: [{ kind: 'groups', concept: 'sex', of: 'woman', against: 'man' }]
	});
	const { root, env } = instance;
	await buildRelease({ profile: 'local', root, env, progress: () => undefined });
	folder = releaseFolder(root);
	rows = await parquetRows(join(folder, 'estimates.parquet'));
	engine = await openDuckDB();
	const cache = new CellCache(engine);
	options = { engine, cache, folder, catalogue: catalogue.parse(jsonOf(folder, 'catalogue.json')) };
}, 180_000);
afterAll(() => {
	engine.close();
	instance.remove();
});

const measure: Measure = { statistic: 'proportion', concept: 'sees_sale', numerator: ['yes'] };
const groupOf = (row: Row) => [row['by_1'], row['category_1'], row['by_2'], row['category_2']];

describe('the table of estimates', () => {
	test('holds every declared breakdown once', () => {
		expect(rows.map(groupOf)).toEqual([
			['', '', '', ''],
			['ever_used', 'no', '', ''],
			['ever_used', 'yes', '', ''],
			['sex', 'man', '', ''],
			['sex', 'man', 'ever_used', 'no'],
			['sex', 'man', 'ever_used', 'yes'],
			['sex', 'woman', '', ''],
			['sex', 'woman', 'ever_used', 'no'],
			['sex', 'woman', 'ever_used', 'yes']
		]);
	});

	test('says what the explorer says, number for number', async () => {
		const { estimates } = await ask({ survey: 'test-2024', measure, by: ['sex'] }, options);
		for (const one of estimates) {
			if (one.kind !== 'estimate') throw new Error('withheld');
			const row = rows.find(
				(row) => row['category_1'] === one.domain[0]?.category && row['by_2'] === ''
			);
			expect(row).toMatchObject({ n: one.n, events: one.events, df: one.df });
			expect(row?.['estimate']).toAgreeWith(one.estimate, { relative: 1e-13 });
			expect(row?.['standard_error']).toAgreeWith(one.standardError, { relative: 1e-13 });
			expect(row?.['lower']).toAgreeWith(one.lower ?? NaN, { relative: 1e-12 });
		}
	});

	test('names source, place, period and release of every figure', () => {
		for (const row of rows)
			expect(row).toMatchObject({
				...{ indicator: 'sees-sale', source: 'test-2024', territory: 'XTT', period: '2024' },
				...{ vintage: 'r1', suppressed: false, break_before: '' }
			});
	});

	test('has no number where there is none, and says why', () => {
		const withheld = rows.filter((row) => row['withheld'] !== '');
		for (const row of withheld)
			expect([row['estimate'], row['standard_error'], row['lower'], row['df']]).toEqual([
				...[null, null, null, null]
			]);
		expect(rows.filter((row) => row['estimate'] === null)).toEqual(withheld);
	});
});

describe('the table of comparisons', () => {
	test('holds the declared groups with a difference that is that of the estimates', async () => {
		const compared = await parquetRows(join(folder, 'comparisons.parquet'));
		expect(compared).toHaveLength(1);
		const share = (sex: string) =>
			Number(rows.find((row) => row['category_1'] === sex && row['by_2'] === '')?.['estimate']);
		expect(compared[0]).toMatchObject({
			...{ kind: 'groups', concept: 'sex', of_category: 'woman', against_category: 'man' },
			...{ verdict: 'same', verdict_rule: 'same-survey' }
		});
		expect(compared[0]?.['difference']).toAgreeWith(share('woman') - share('man'), {
			relative: 1e-12
		});
	});
});
