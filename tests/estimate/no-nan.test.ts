import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError, DomainError } from '#lib/errors.ts';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import { comparison } from '#lib/model/comparison.ts';
import { intervalMethod, quantileRule } from '#lib/model/estimate-request.ts';
import { estimateSet } from '#lib/model/estimate.ts';
import { missingReasons } from '#lib/model/missing.ts';
import type { Calibration } from '#lib/model/sampling.ts';
import { qualityProfiles } from '../../pipelines/declarations/quality-profiles.ts';
import { clustered, sampleColumns, twoStages } from '../support/random-samples.ts';
import { tablesOfTests, tryOnSamples } from '../support/sampled-tables.ts';
import { type Question, type SmallRow, openSmallTables } from '../support/small-tables.ts';

tryOnSamples({ quick: 120, slow: 3000 });

const profiles = [
	...['cepal-2020', 'cepal-2023', 'dane', 'dhs', 'ine-chile-2020', 'ine-chile-economic-2024'],
	...['inegi', 'nchs-counts', 'nchs-proportions', 'nsduh']
];

const tables = tablesOfTests(() =>
	openSmallTables(sampleColumns, clustered, qualityProfiles(profiles))
);

/** Where in an answer a number is that is none. */
function notNumbers(value: unknown, path = 'answer'): string[] {
	if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`];
	if (typeof value !== 'object' || value === null) return value === undefined ? [path] : [];
	return Object.entries(value).flatMap(([key, one]) => notNumbers(one, `${path}.${key}`));
}

const reason = fc.constantFrom(...missingReasons);
const side = fc.oneof(fc.constantFrom('yes', 'no', 'perhaps'), reason);
const weight = fc.oneof(
	{ weight: 4, arbitrary: fc.integer({ min: 1, max: 80 }).map((n) => n / 4) },
	{ weight: 1, arbitrary: fc.constantFrom(0, 1, 1e-9, 1e9) }
);
const amount = fc.oneof(
	{ weight: 3, arbitrary: fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000) },
	{ weight: 3, arbitrary: fc.integer({ min: -3, max: 3 }) },
	{ weight: 2, arbitrary: reason }
);

/** What may be the same for everybody. */
const constants = fc.oneof(
	{ weight: 4, arbitrary: fc.constant({}) },
	fc.record(
		{
			w: weight,
			seen: side,
			place: fc.oneof(fc.constantFrom('a', 'b'), reason),
			amount,
			paid: amount,
			psu: fc.constant(0)
		},
		{ requiredKeys: [] }
	)
);

const person = fc.record({
	stratum: fc.integer({ min: 0, max: 2 }),
	unit: fc.integer({ min: 0, max: 3 }),
	household: fc.integer({ min: 0, max: 2 }),
	w: weight,
	seen: side,
	place: fc.oneof(fc.constantFrom('a', 'b', 'c'), reason),
	amount,
	paid: amount
});

/** Any rows at all: units of one row, strata of one unit, weights of 0, nobody with an answer. */
const rows: fc.Arbitrary<SmallRow[]> = fc
	.tuple(fc.array(person, { minLength: 1, maxLength: 24 }), constants)
	.map(([people, same]) =>
		people.map(({ stratum, unit, household, ...one }) => {
			const h = 'psu' in same ? 0 : stratum;
			const psu = 10 * h + unit;
			return {
				...{ h, psu, ssu: 10 * psu + household, region: `r${h}`, psus: 4, ssus: 3 },
				...{ ...one, ...same }
			};
		})
	)
	.map((people) => people.map((row) => ({ ...row, ssu: 10 * row.psu + (row.ssu % 10) })));

const design: fc.Arbitrary<Partial<EstimateTable>> = fc
	.tuple(
		fc.constantFrom<Partial<EstimateTable>>(
			...[clustered, clustered, twoStages, { ...twoStages, weight: undefined }],
			...[{ stratum: undefined }, { stratum: undefined, psu: undefined }, { psu: undefined }],
			...[{ ...clustered, completeness: 'weights-only', assumedDeff: 2 } as const],
			...[{ resampling: { method: 'jackknife' } } as const],
			{ resampling: { method: 'rao-wu-bootstrap', replicates: 12, seed: 7 } }
		),
		fc.constantFrom<Partial<EstimateTable>>(
			...([
				{},
				{ lonely: 'remove' },
				{ lonely: 'adjust' },
				{ lonely: 'average', adjustDomains: true }
			] as const)
		)
	)
	.map(([drawn, lonely]) => ({ ...drawn, ...lonely }));

const measure = fc.oneof(
	fc.constantFrom<Question['measure']>(
		{ statistic: 'proportion', concept: 'seen', numerator: ['yes'] },
		{ statistic: 'proportion', concept: 'seen', numerator: ['yes', 'no', 'perhaps'] },
		{ statistic: 'total', concept: 'seen', numerator: ['yes'] },
		{ statistic: 'distribution', concept: 'place' },
		{ statistic: 'mean', concept: 'amount' },
		{ statistic: 'total', concept: 'amount' },
		{ statistic: 'ratio', concept: 'amount', over: 'paid' },
		{ statistic: 'ratio', concept: 'amount', over: 'amount' },
		{ statistic: 'variance', concept: 'amount' }
	),
	fc.record({
		statistic: fc.constant('quantile' as const),
		concept: fc.constant('amount'),
		probabilities: fc.constantFrom<number[]>([0.5], [0.001, 0.25, 0.999]),
		rule: fc.constantFrom(...quantileRule.options)
	})
);

const question = fc.record({
	measure,
	by: fc.subarray(['place', 'region', 'seen']),
	where: fc.subarray([
		{ concept: 'place', categories: ['a', 'lost'] },
		{ concept: 'seen', categories: ['yes'] }
	]),
	level: fc.constantFrom(0.1, 0.95, 0.999999),
	interval: fc.constantFrom(...intervalMethod.options),
	capEffectiveSize: fc.boolean(),
	df: fc.constantFrom('domain' as const, 'design' as const, 'normal' as const),
	unsure: fc.constantFrom('auto' as const, 'exclude' as const, 'category' as const),
	deff: fc.constantFrom('without-replacement' as const, 'with-replacement' as const),
	profile: fc.constantFrom(...profiles)
});

/** Refusals that tell what is wrong with a design or a question. */
const refusals = [
	/^one primary unit alone has no (jackknife|bootstrap), in strata: /,
	/^every unit of the population was drawn, in strata: /,
	/^interval of quantiles that (needs replicate weights|replicate weights do not have): /,
	/^interval that quantiles do not have: /,
	/^no total of place for: |^weights of category \d+ not positive in sum: /,
	/^in replicate \d+, (no element with a weight|weights of category)/
];

async function unlessRefused<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
	try {
		return await answer;
	} catch (error) {
		const isTyped = error instanceof DataError || error instanceof DomainError;
		if (isTyped && refusals.some((one) => one.test(error.message))) return undefined;
		throw error;
	}
}

async function expectNumbers(table: EstimateTable, asked: Question) {
	const answer = await unlessRefused(tables.ask(table, asked));
	if (!answer) return;
	expect(notNumbers(answer)).toEqual([]);
	expect(estimateSet.safeParse(answer).error?.issues ?? []).toEqual([]);
}

describe('estimate', () => {
	test('never answers with something that is no number, whatever the rows and the question', async () => {
		await fc.assert(
			fc.asyncProperty(rows, design, question, async (people, drawn, asked) => {
				await expectNumbers(await tables.table(people, drawn), asked);
			})
		);
	});

	test('nor after calibration', async () => {
		const calibrate = (people: readonly SmallRow[]): Calibration => {
			const places = [
				...new Set(people.filter(({ w }) => w !== 0).map(({ place }) => String(place)))
			];
			const totals = places.map((one, i) => ({ categories: [one], total: 100 + i }));
			return { method: 'post-stratify', margin: { by: ['place'], totals } };
		};
		await fc.assert(
			fc.asyncProperty(rows, design, question, async (people, drawn, asked) => {
				const calibration = [calibrate(people)];
				await expectNumbers(await tables.table(people, { ...drawn, calibration }), asked);
			})
		);
	});
});

describe('compare', () => {
	test('never answers with something that is no number either', async () => {
		const point = fc.record({ place: fc.constantFrom('a', 'b', 'c') }).map((at) => ({ at }));
		const kind = fc.constantFrom(
			...(['difference', 'ratio', 'log-ratio', 'relative-change'] as const)
		);
		const contrast = fc.record({ kind, of: point, against: point });
		const asking = fc.record({
			measure: measure.filter(
				({ statistic }) => !['quantile', 'variance', 'distribution'].includes(statistic)
			),
			contrasts: fc.array(contrast, { minLength: 1, maxLength: 4 }),
			df: fc.constantFrom('domain' as const, 'normal' as const),
			adjustment: fc.constantFrom('none' as const, 'holm' as const, 'benjamini-hochberg' as const)
		});
		await fc.assert(
			fc.asyncProperty(rows, design, asking, async (people, drawn, asked) => {
				const table = await tables.table(people, drawn);
				const compared = await unlessRefused(tables.compare(table, { ...asked, by: ['place'] }));
				expect(notNumbers(compared ?? [])).toEqual([]);
				expect(comparison.array().safeParse(compared ?? []).error?.issues ?? []).toEqual([]);
			})
		);
	});
});
