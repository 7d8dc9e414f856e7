import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import type { EstimateRequestInput } from '#lib/model/estimate-request.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import { surveyReport } from '#lib/model/survey-report.ts';
import { openDuckDB } from '../../../pipelines/duckdb.ts';
import { ask } from '../../../pipelines/ask.ts';
import { buildRelease } from '../../../pipelines/release/build.ts';
import { releaseFolder } from '../../support/built-release.ts';
import type { Instance } from '../../support/instance.ts';
import { offenceInstance, offences, offencesCsv } from '../../support/offence-survey.ts';

let instance: Instance;
afterEach(() => instance.remove());

const json = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));

async function built(made: Instance) {
	instance = made;
	const { root, env } = instance;
	await buildRelease({ profile: 'local', root, env, progress: () => undefined });
	return releaseFolder(root);
}

async function answers(
	folder: string,
	more: Partial<EstimateRequestInput> = {}
): Promise<EstimateSet> {
	const engine = await openDuckDB();
	try {
		const catalogue = catalogueSchema.parse(json(folder, 'catalogue.json'));
		const options = { engine, cache: new CellCache(engine), folder, catalogue };
		const measure = {
			statistic: 'total' as const,
			concept: 'offence_kind',
			numerator: ['robbery']
		};
		return await ask({ survey: 'test-2024', unit: 'event', measure, ...more }, options);
	} finally {
		engine.close();
	}
}

const overall = async (folder: string) => (await answers(folder)).overall;

/** Of a total with replacement: squared distances of its sampling units within their strata. */
function errorOfTotal(strata: readonly (readonly number[])[]): number {
	const variances = strata.map((totals) => {
		const mean = totals.reduce((sum, one) => sum + one, 0) / totals.length;
		const squares = totals.reduce((sum, one) => sum + (one - mean) ** 2, 0);
		return (totals.length / (totals.length - 1)) * squares;
	});
	return Math.sqrt(variances.reduce((sum, one) => sum + one, 0));
}

describe('a unit with a frame', () => {
	test('counts sampling units without one of it as zero', async () => {
		const found = await overall(await built(offenceInstance()));
		expect(found).toMatchObject({ kind: 'estimate', estimate: 12, n: offences.length });
		const expected = errorOfTotal([
			[7, 1, 0],
			[4, 0, 0]
		]);
		expect(found.kind === 'estimate' && found.standardError).toAgreeWith(expected);
	});

	test('is needed, or the sampling unit that is left of a stratum is lonely', async () => {
		const found = await overall(await built(offenceInstance({})));
		expect(found).toMatchObject({ kind: 'withheld', reason: 'lonely-psu' });
	});

	test('keeps a sampling unit whose only row is set aside', async () => {
		const rows = [...offences, [53, 2, 5, 0, 1]];
		const made = offenceInstance();
		made.write('sources/offences.csv', offencesCsv(rows));
		const found = await overall(await built(made));
		const expected = errorOfTotal([
			[7, 1, 0],
			[4, 0, 0]
		]);
		expect(found).toMatchObject({ estimate: 12 });
		expect(found.kind === 'estimate' && found.standardError).toAgreeWith(expected);
	});

	test('reports its own rows only, and no answer of the others', async () => {
		const folder = await built(offenceInstance());
		const { units, rejects } = surveyReport.parse(json(folder, 'report/test-2024.json'));
		const event = units.find(({ unit }) => unit === 'event');
		expect(event?.rows).toBe(offences.length);
		expect(rejects).toEqual([]);
		const answers = event?.concepts.map(({ concept, counts }) => [concept, Object.keys(counts)]);
		expect(answers).toEqual([
			['offence_kind', ['fraud', 'robbery']],
			['victim_sex', ['man', 'woman']],
			['offence_number', ['answered']]
		]);
	});

	test('does not count the others among the cases without an answer', async () => {
		const { overall: found, missing } = await answers(await built(offenceInstance()), {
			measure: { statistic: 'mean', concept: 'offence_number' }
		});
		expect(found).toMatchObject({ kind: 'estimate', n: offences.length });
		expect(Object.values(missing).filter((count) => count > 0)).toEqual([]);
	});
});
