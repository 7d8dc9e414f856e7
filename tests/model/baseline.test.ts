import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Baseline, baseline, canonicalFigure } from '#lib/model/baseline.ts';
import { sealOf } from '../../pipelines/declarations/declaration-seal.ts';
import { readDeclarations } from '../../pipelines/declarations/declarations.ts';
import { testBaseline } from '../support/test-baseline.ts';

const faults = (value: unknown) =>
	baseline
		.safeParse(value)
		.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

const revision = {
	...{ release: 'r2', date: '2024-12-01', reason: { en: 'a weight was wrong' } },
	...{ estimate: 0.26, standardError: 0.05, n: 60 }
};
const revised = (...revisions: readonly object[]) =>
	testBaseline({}, { revisions: revisions as Baseline['revisions'] });

describe('baseline', () => {
	test('takes a frozen estimate and later ones beside it', () => {
		const third = { ...revision, release: 'r3', lower: 0.2, upper: 0.3 };
		expect(faults(revised(revision, third))).toEqual([]);
	});

	test('takes a published figure, which has no error', () => {
		const frozen = {
			...{ kind: 'published', series: 'prisons', categories: { sex: 'women' }, territory: 'ar-b' },
			...{ period: '2019-03', release: 'r1', date: '2024-06-01', estimate: 4511 }
		};
		expect(faults({ ...testBaseline(), frozen })).toEqual([]);
	});

	test.for<[string, object, string]>([
		[
			'a revision from the frozen release',
			revised({ ...revision, release: 'r1' }),
			'revisions.0.release: the release that the value is frozen from: r1'
		],
		[
			'two revisions from one release',
			revised(revision, revision),
			'revisions.1.release: an earlier revision has this release: r2'
		],
		[
			'a revision from before',
			revised({ ...revision, date: '2024-05-31' }),
			'revisions.0.date: before 2024-06-01: 2024-05-31'
		],
		[
			'limits beside the estimate',
			testBaseline({ lower: 0.26, upper: 0.24 }),
			'frozen.lower: above the estimate, 0.25: 0.26'
		],
		['no cases', testBaseline({ n: 0 }), 'frozen.n: Too small: expected number to be >0'],
		[
			'no error',
			testBaseline({ standardError: null }),
			'frozen.standardError: Invalid input: expected number, received null'
		]
	])('refuses %s', ([, value, expected]) => {
		expect(faults(value)).toContain(expected);
	});
});

describe('sealOf', () => {
	const { frozen } = baseline.parse(testBaseline());

	test('is that of the figure in any order of its fields', () => {
		const backwards = Object.fromEntries(Object.entries(frozen).reverse()) as typeof frozen;
		expect(Object.keys(backwards)).not.toEqual(Object.keys(frozen));
		expect(sealOf(backwards)).toBe(sealOf(frozen));
		expect(canonicalFigure(frozen)).toMatch(/^\{"date":"2024-06-01","df":4,"estimate":0\.25,/);
	});

	test('changes with every field', () => {
		for (const field of Object.keys(frozen) as (keyof typeof frozen)[]) {
			const { [field]: _, ...rest } = frozen;
			expect(sealOf(rest as typeof frozen), field).not.toBe(sealOf(frozen));
			expect(sealOf({ ...frozen, [field]: 'x' }), field).not.toBe(sealOf(frozen));
		}
	});

	test('agrees with json.dumps(sort_keys=True) and hashlib of Python', () => {
		const seal = '5df939036733182c2563b38afd4c28a57a150232a4acd152f66538c1177a05e3';
		expect(sealOf(frozen)).toBe(seal);
	});
});

const answers = z.object({
	cases: z.array(
		z.object({
			id: z.string(),
			survey: z.string(),
			weight: z.string(),
			unsure: z.string(),
			by: z.array(z.string()),
			where: z.array(z.unknown()),
			measure: z.object({
				statistic: z.string(),
				concept: z.string(),
				numerator: z.array(z.string()).optional()
			}),
			results: z.array(
				z.object({
					domain: z.record(z.string(), z.string()),
					...{ estimate: z.number(), se: z.number(), n: z.int(), df: z.int() },
					...{ lower_xlogit: z.number().nullable(), upper_xlogit: z.number().nullable() },
					...{ lower_beta: z.number().nullable(), upper_beta: z.number().nullable() }
				})
			)
		})
	)
});

describe('the baselines of the demonstration', () => {
	const { baselines, indicators } = readDeclarations(join(import.meta.dirname, '../../data'));
	let cases: z.infer<typeof answers>['cases'];
	beforeAll(() => {
		const fixture = join(import.meta.dirname, '../oracle/fixtures/demo.json');
		({ cases } = answers.parse(JSON.parse(readFileSync(fixture, 'utf8'))));
	});

	test('are there, in four languages, and called synthetic', () => {
		expect(baselines.length).toBeGreaterThan(5);
		for (const { label, why, fixedBy } of baselines)
			for (const texts of [label, why, fixedBy.role])
				expect(Object.keys(texts).sort()).toEqual(['en', 'es', 'fr', 'pt']);
		for (const { label } of baselines) expect(label.en).toContain('synthetic');
	});

	test.for(baselines)('agree with R: $id', ({ frozen }) => {
		if (frozen.kind !== 'estimate') throw new Error(`not an estimate: ${frozen.kind}`);
		const indicator = indicators.find(({ id }) => id === frozen.indicator);
		const by = frozen.territory === 'XVA' ? [] : ['territory_demo'];
		const judge = cases.find(
			({ survey, weight, unsure, measure, where, ...one }) =>
				[survey, weight, unsure].join() === [frozen.survey, frozen.weight, frozen.unsure].join() &&
				measure.concept === indicator?.concept &&
				measure.statistic === indicator.statistic &&
				where.length === 0 &&
				one.by.join() === by.join()
		);
		const answer = judge?.results.find(
			({ domain }) => by.length === 0 || domain['territory_demo'] === frozen.territory
		);
		expect(frozen.estimate).toAgreeWith(answer?.estimate);
		expect(frozen.standardError).toAgreeWith(answer?.se);
		expect([frozen.n, frozen.df]).toEqual([answer?.n, answer?.df]);
		const beta = frozen.estimate < 0.05;
		expect(frozen.lower).toAgreeWith(beta ? answer?.lower_beta : answer?.lower_xlogit);
		expect(frozen.upper).toAgreeWith(beta ? answer?.upper_beta : answer?.upper_xlogit);
	});
});
