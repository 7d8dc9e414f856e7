import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { catalogue } from '#lib/model/catalogue.ts';
import { domainFilter, type IntervalMethod, measure } from '#lib/model/estimate-request.ts';
import type { AnsweredEstimate, DomainKey, Estimate } from '#lib/model/estimate.ts';
import { buildRelease } from '../../pipelines/release/build.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { ask } from '../../pipelines/ask.ts';
import { releaseFolder } from '../support/built-release.ts';
import { layReady } from '../support/made-before.ts';
import { declareSome } from '../support/some-surveys.ts';

const limit = z.number().nullable();
const result = z.strictObject({
	domain: z.record(z.string(), z.string()),
	estimate: z.number(),
	se: z.number(),
	lower_xlogit: limit,
	upper_xlogit: limit,
	lower_beta: limit,
	upper_beta: limit,
	lower_t: z.number(),
	upper_t: z.number(),
	df: z.int(),
	n: z.int(),
	events: z.int(),
	/** null where R has none: nobody or everybody has the attribute. */
	deff: z.number().nullable()
});
type Answer = z.infer<typeof result>;

const demoCase = z.object({
	id: z.string(),
	survey: z.string(),
	unit: z.enum(['person', 'household']),
	weight: z.enum(['adjusted', 'design']),
	measure,
	by: z.array(z.string()),
	where: z.array(domainFilter),
	unsure: z.enum(['exclude', 'category']),
	results: z.array(result).min(1)
});
type DemoCase = z.infer<typeof demoCase>;

const fixture = join(import.meta.dirname, 'fixtures/demo.json');
const { cases } = z
	.object({ cases: z.array(demoCase) })
	.parse(JSON.parse(readFileSync(fixture, 'utf8')));

const keyOf = (domain: DomainKey) =>
	Object.fromEntries(domain.map(({ concept, category }) => [concept, category]));

function answered(estimate: Estimate | undefined): AnsweredEstimate {
	if (estimate?.kind !== 'estimate') throw new Error(`no estimate: ${JSON.stringify(estimate)}`);
	return estimate;
}

const isShare = ({ measure }: DemoCase) => measure.statistic === 'proportion';
/** At 0 or all events R has no limits; ours are the rule tested in tests/estimate. */
const isCertain = (one: DemoCase, { lower_xlogit: lower }: Answer) =>
	isShare(one) && lower === null;

const limitsOf = (answer: Answer, method: 'logit' | 'beta') =>
	method === 'logit'
		? [answer.lower_xlogit, answer.upper_xlogit]
		: [answer.lower_beta, answer.upper_beta];

describe('estimates of the demonstration surveys', () => {
	const root = mkdtempSync(join(tmpdir(), 'atalaya-demo-'));
	let engine: NodeEngine;
	let estimates: (one: DemoCase, interval: IntervalMethod) => Promise<readonly Estimate[]>;

	beforeAll(async () => {
		const declared = join(root, 'declared');
		declareSome(declared, ['demo-2022', 'demo-2024'], 'drug-sale-neighbourhood');
		layReady(root);
		const env = { ATALAYA_DATA: declared };
		await buildRelease({ profile: 'local', root, env, progress: () => undefined });
		engine = await openDuckDB();
		const folder = releaseFolder(root);
		const options = {
			engine,
			folder,
			cache: new CellCache(engine),
			catalogue: catalogue.parse(JSON.parse(readFileSync(join(folder, 'catalogue.json'), 'utf8')))
		};
		estimates = async ({ survey, unit, weight, measure, by, where, unsure }, interval) =>
			(await ask({ survey, unit, weight, measure, by, where, unsure, interval }, options))
				.estimates;
	}, 180_000);
	afterAll(() => {
		engine.close();
		rmSync(root, { recursive: true, force: true });
	});

	/** R's answers with ours beside them; neither has a domain that the other has not. */
	async function pairs(one: DemoCase, interval: IntervalMethod) {
		const ours = await estimates(one, interval);
		expect(ours).toHaveLength(one.results.length);
		return one.results.map((theirs) => {
			const found = ours.find(({ domain }) =>
				Object.entries(theirs.domain).every(([id, category]) => keyOf(domain)[id] === category)
			);
			return { theirs, ours: answered(found) };
		});
	}

	const named = cases.map((one) => [one.id, one] as const);
	test.for(named)('agree with R survey 4.1-1: %s', async ([, one]) => {
		for (const { theirs, ours } of await pairs(one, isShare(one) ? 'mean' : 'auto')) {
			expect(keyOf(ours.domain)).toEqual(theirs.domain);
			expect(ours.estimate).toAgreeWith(theirs.estimate);
			expect(ours.standardError).toAgreeWith(theirs.se);
			expect(ours).toMatchObject({ df: theirs.df, n: theirs.n, events: theirs.events });
			if (theirs.deff === null) expect(ours.deff).toBeNull();
			else expect(ours.deff).toAgreeWith(theirs.deff);
			if (isCertain(one, theirs)) expect(ours.interval).toBe('clopper-pearson-effective');
			else expect([ours.lower, ours.upper]).toAgreeWith([theirs.lower_t, theirs.upper_t]);
		}
	});

	const shares = cases
		.filter(isShare)
		.flatMap((one) => [['logit', one.id, one] as const, ['beta', one.id, one] as const]);
	test.for(shares)('have the limits of R: %s, %s', async ([method, , one]) => {
		for (const { theirs, ours } of await pairs(one, method)) {
			if (isCertain(one, theirs)) expect(ours.interval).toBe('clopper-pearson-effective');
			else expect([ours.lower, ours.upper]).toAgreeWith(limitsOf(theirs, method));
		}
	});
});
