import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import type { EstimateRequestInput } from '#lib/model/estimate-request.ts';
import type { AnsweredEstimate, EstimateSet } from '#lib/model/estimate.ts';
import { ask } from '../../pipelines/ask.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { factors } from '../../pipelines/simulate/inclusion/factors.ts';
import { drawWave, trueInclusion } from '../../pipelines/simulate/simulate.ts';
import { releaseFolder } from '../support/built-release.ts';
import { expectPrinted, hasR } from '../support/r.ts';
import { type Asked, scriptAnswers } from '../support/script-answers.ts';
import { layReady } from '../support/made-before.ts';
import { declareSome } from '../support/some-surveys.ts';

const answer = z.strictObject({
	domain: z.record(z.string(), z.string()),
	...{ estimate: z.number(), se: z.number() },
	...{ lower_xlogit: z.number(), upper_xlogit: z.number() },
	...{ lower_beta: z.number(), upper_beta: z.number() },
	...{ df: z.int(), n: z.int(), events: z.int() }
});
const fixture = z
	.object({
		meta: z.object({ survey: z.string(), md5: z.string() }),
		cases: z.array(
			z.object({
				...{ concept: z.string(), category: z.string(), by: z.array(z.string()) },
				results: z.array(answer)
			})
		)
	})
	.parse(
		JSON.parse(
			readFileSync(join(import.meta.dirname, 'fixtures/inclusion.json'), 'utf8')
		) as unknown
	);

const scenario = 'demo-inclusion';
const surveyOf = (wave: string) => `${scenario}-${wave}`;
const survey = surveyOf('2024');
const share = (concept: string, category: string) => ({
	statistic: 'proportion' as const,
	concept,
	numerator: [category]
});

const root = mkdtempSync(join(tmpdir(), 'atalaya-inclusion-'));
let engine: NodeEngine;
let askSurvey: (request: EstimateRequestInput) => Promise<EstimateSet>;

beforeAll(async () => {
	const declared = join(root, 'declared');
	declareSome(declared, [surveyOf('2021'), survey], 'financial-difficulty');
	layReady(root);
	const env = { ATALAYA_DATA: declared };
	await buildRelease({ profile: 'local', root, env, progress: () => undefined });
	const folder = releaseFolder(root);
	engine = await openDuckDB();
	const read: unknown = JSON.parse(readFileSync(join(folder, 'catalogue.json'), 'utf8'));
	const options = {
		...{ engine, folder, cache: new CellCache(engine) },
		catalogue: catalogueSchema.parse(read)
	};
	askSurvey = (request) => ask(request, options);
}, 180_000);
afterAll(() => {
	engine.close();
	rmSync(root, { recursive: true, force: true });
});

function answered(set: EstimateSet): AnsweredEstimate[] {
	const all = set.estimates.length > 0 ? set.estimates : [set.overall];
	return all.map((one) => {
		if (one.kind !== 'estimate') throw new Error(`no estimate: ${JSON.stringify(one)}`);
		return one;
	});
}

describe('factors per person and their combinations', () => {
	test('were answered by R from the file that is simulated', () => {
		const [file] = drawWave({ scenario, wave: '2024' });
		expect(
			createHash('md5')
				.update(file?.text ?? '')
				.digest('hex')
		).toBe(fixture.meta.md5);
	});

	const named = fixture.cases.map(
		(one) => [[one.concept, one.category, ...one.by].join(' '), one] as const
	);
	test.for(named)('agree with R survey: %s', async ([, { concept, category, by, results }]) => {
		for (const method of ['logit', 'beta'] as const) {
			const request = { survey, measure: share(concept, category), by, unsure: 'exclude' } as const;
			const ours = answered(await askSurvey({ ...request, by: [...by], interval: method }));
			expect(ours).toHaveLength(results.length);
			for (const theirs of results) {
				const found = ours.find(({ domain }) =>
					domain.every((one) => theirs.domain[one.concept] === one.category)
				);
				expect(found?.estimate).toAgreeWith(theirs.estimate);
				expect(found?.standardError).toAgreeWith(theirs.se);
				expect(found).toMatchObject({ df: theirs.df, n: theirs.n, events: theirs.events });
				const limits =
					method === 'logit'
						? [theirs.lower_xlogit, theirs.upper_xlogit]
						: [theirs.lower_beta, theirs.upper_beta];
				expect([found?.lower, found?.upper]).toAgreeWith(limits);
			}
		}
	});

	test.skipIf(!hasR())('are made again by the script that the explorer gives', async () => {
		const [file] = drawWave({ scenario, wave: '2024' });
		const folder = mkdtempSync(join(tmpdir(), 'atalaya-inclusion-r-'));
		writeFileSync(join(folder, 'persons.csv'), file?.text ?? '');
		const asked: Asked[] = [
			['a count', { measure: share('exclusion_factors', 'two'), by: ['sex'] }],
			['a combination', { measure: share('exclusion_environments', 'economic-housing') }],
			['another combination', { measure: share('exclusion_environments', 'another') }],
			['an environment', { measure: share('exclusion_health', 'yes'), by: ['birth_country'] }]
		];
		const answers = await scriptAnswers(survey, asked, { data: releaseFolder(root), folder });
		for (const [name, { by = [] }] of asked) {
			const { answer: set, printed } = answers.get(name)!;
			expectPrinted(set, printed, by);
		}
		rmSync(folder, { recursive: true, force: true });
	});
});

describe('the simulated population', () => {
	const truth = trueInclusion({ scenario, wave: '2024' });
	const everybody = truth.groups.find(({ group }) => group[0] === '')!;

	test('has its true values inside the intervals, but for as many as chance allows', async () => {
		const cells: { readonly name: string; readonly isHeld: boolean }[] = [];
		for (const { id } of factors)
			for (const by of ['', 'sex', 'birth_country']) {
				const cuts = by === '' ? [] : [by];
				const set = await askSurvey({ survey, measure: share(id, 'yes'), by: cuts });
				const all = cuts.length === 0 ? [set.overall] : set.estimates;
				for (const one of all) {
					if (one.kind !== 'estimate' || one.lower === null || one.upper === null) continue;
					const [key] = one.domain;
					const group = truth.groups.find(
						({ group: [concept, category] }) =>
							concept === (key?.concept ?? '') && category === (key?.category ?? '')
					);
					const { answered: n = 0, yes = 0 } = group?.factors[id] ?? {};
					const name = `${id} ${key?.category ?? ''}`;
					cells.push({ name, isHeld: one.lower <= yes / n && yes / n <= one.upper });
				}
			}
		expect(cells.length).toBeGreaterThan(100);
		const missed = cells.filter(({ isHeld }) => !isHeld).map(({ name }) => name);
		expect(missed.length / cells.length, missed.join(', ')).toBeLessThan(0.1);
	});

	test('has factors that come together more often than chance would have them', () => {
		const all = everybody.counts.reduce((a, b) => a + b, 0);
		const apart = factors.reduce((product, { id }) => {
			const { yes } = everybody.factors[id]!;
			return product * (1 - yes / everybody.people);
		}, 1);
		expect((everybody.counts[0] ?? 0) / all).toBeGreaterThan(1.2 * apart);
	});
});
