import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareIndependent } from '#lib/estimate/compare-independent.ts';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import type { AnsweredEstimate, Estimate } from '#lib/model/estimate.ts';
import { type Person, clustered, sampleColumns, samples } from '../support/random-samples.ts';
import { tablesOfTests, tryOnSamples } from '../support/sampled-tables.ts';
import { type Question, openSmallTables } from '../support/small-tables.ts';
import { mean, people, ratio, total, yes } from './same-answers.ts';

tryOnSamples({ quick: 10, slow: 200 });
const tables = tablesOfTests(() => {
	const wave = { kind: 'category', categories: ['of', 'against'] } as const;
	return openSmallTables(new Map([...sampleColumns, ['wave', wave]]), clustered);
});

const kinds = ['difference', 'ratio', 'log-ratio', 'relative-change'] as const;
type Kind = (typeof kinds)[number];
const level = 0.95;

type Compared = Extract<Comparison, { outcome: 'compared' }>;
const isCompared = (one: Comparison | undefined): one is Compared => one?.outcome === 'compared';

/** People of a sample as those of a wave, in strata and units of their own. */
const ofWave = (wave: string, sample: readonly Person[], offset: number) =>
	sample.map((one) => ({ ...one, wave, h: one.h + offset, psu: one.psu + offset }));

const numbersOf = ({ estimate, standardError, lower, upper, t, p }: Compared) => [
	...[estimate, standardError, lower, upper, t, p]
];

describe('estimates of samples drawn apart', () => {
	test('differ as they do in one table with the sample as part of the stratum', async () => {
		let found = 0;
		await fc.assert(
			fc.asyncProperty(samples(), samples(), async (first, second) => {
				const waves = [ofWave('of', first, 0), ofWave('against', second, 1000)] as const;
				const [of, against] = [await tables.table(waves[0]), await tables.table(waves[1])];
				const both = await tables.table(waves.flat());
				for (const measure of [yes, people, mean, total, ratio])
					for (const kind of kinds) {
						const [apart, stacked] = await answersOf({ of, against, both }, measure, kind);
						const [one, other] = [apart, stacked].filter(isCompared);
						if (!one || !other) continue;
						found++;
						const absolute = 1e-10 * Math.max(...numbersOf(other).map(Math.abs).filter(isFinite));
						expect(numbersOf(one)).toAgreeWith(numbersOf(other), { relative: 1e-10, absolute });
						expect(one.df).toBe(other.df);
					}
			})
		);
		expect(found).toBeGreaterThan(100);
	});
});

async function answersOf(
	{ of, against, both }: Readonly<Record<'of' | 'against' | 'both', EstimateTable>>,
	measure: Question['measure'],
	kind: Kind
): Promise<(Comparison | undefined)[]> {
	const where = [{ concept: 'place', categories: ['a', 'b'] }];
	const question = { measure, where, unsure: 'exclude' } as const;
	const [pair] = await tables.pairs(of, against, question);
	const point = (wave: string) => ({ at: { wave } });
	const contrast = { kind, of: point('of'), against: point('against') };
	const [stacked] = await tables.compare(both, {
		...question,
		by: ['wave'],
		contrasts: [contrast]
	});
	return [compareIndependent(pair?.of, pair?.against, { kind, level }), stacked];
}

const unsure = (count: number, of: number): Person[] =>
	Array.from({ length: of }, (_, i) => ({
		...{ h: 0, psu: i % 10, ssu: i, psus: 10, ssus: 10, w: 1, region: 'r0', place: 'a' },
		...{ seen: i < count ? 'dont-know' : i % 3 === 0 ? 'yes' : 'no', amount: i, paid: 1 }
	}));

describe('people who do not know', () => {
	test('stay in both denominators where they are many in one', async () => {
		const [few, many] = [await tables.table(unsure(1, 100)), await tables.table(unsure(20, 100))];
		for (const [of, against] of [
			[few, many],
			[many, few]
		] as const) {
			const [pair] = await tables.pairs(of, against, { measure: yes });
			expect([pair?.of?.n, pair?.against?.n]).toEqual([100, 100]);
		}
	});

	test('are left out of both where they are few in both', async () => {
		const few = await tables.table(unsure(1, 100));
		const [pair] = await tables.pairs(few, few, { measure: yes });
		expect([pair?.of?.n, pair?.against?.n]).toEqual([99, 99]);
	});
});

const answer = (changes: Partial<AnsweredEstimate> = {}): AnsweredEstimate => ({
	...{ kind: 'estimate', domain: [], n: 100, weightedN: 1000, unsureShare: 0, events: 20 },
	...{ estimate: 0.2, standardError: 0.03, cv: 0.15, lower: 0.1, upper: 0.3, interval: 't' },
	...{ df: 20, deff: 1, precision: 'design-based', borrowedDeff: null, assumedDeff: null },
	...{ bounds: null, quality: null },
	...changes
});

const reasonOf = (one: Comparison) => (one.outcome === 'withheld' ? one.reason : 'none');

describe('compareIndependent', () => {
	const weightsOnly = answer({ precision: 'lower-bound' });

	test('adds variances and degrees of freedom', () => {
		const against = answer({ estimate: 0.1, standardError: 0.04, df: 11 });
		const one = compareIndependent(answer(), against, { kind: 'difference', level });
		expect(one).toMatchObject({ outcome: 'compared', df: 31 });
		if (isCompared(one)) expect([one.estimate, one.standardError]).toAgreeWith([0.1, 0.05]);
		const normal = answer({ df: null, estimate: 0.1 });
		expect(compareIndependent(answer(), normal, { kind: 'ratio', level })).toMatchObject({
			df: null
		});
	});

	test.for(kinds)('refuses either side of an incomplete design: %s', (kind) => {
		for (const [of, against] of [
			[weightsOnly, answer({ estimate: 0.1 })],
			[answer({ estimate: 0.1 }), weightsOnly]
		] as const)
			expect(reasonOf(compareIndependent(of, against, { kind, level }))).toBe('incomplete-design');
	});

	test('takes an incomplete design whose design effect somebody assumed', () => {
		const assumed = answer({ precision: 'lower-bound', assumedDeff: 2, estimate: 0.1 });
		expect(compareIndependent(answer(), assumed, { kind: 'ratio', level }).outcome).toBe(
			'compared'
		);
	});

	test('says why there is nothing to compare', () => {
		const { n, weightedN, unsureShare } = answer();
		const size = { domain: [], n, weightedN, unsureShare };
		const lonely: Estimate = {
			...{ kind: 'withheld', ...size, reason: 'lonely-psu', details: ['7'] }
		};
		const options = { kind: 'difference', level } as const;
		expect(compareIndependent(answer(), lonely, options)).toMatchObject({
			...{ outcome: 'withheld', reason: 'lonely-psu', details: ['7'] }
		});
		expect(reasonOf(compareIndependent(undefined, answer(), options))).toBe('no-cases');
		const none = answer({ estimate: 0, standardError: 0 });
		expect(reasonOf(compareIndependent(none, none, options))).toBe('no-variance');
		expect(reasonOf(compareIndependent(answer(), none, { kind: 'ratio', level }))).toBe(
			'zero-denominator'
		);
	});

	test('has no question of several numbers', async () => {
		const table = await tables.table(unsure(1, 20));
		const measure = { statistic: 'distribution', concept: 'seen' } as const;
		await expect(tables.pairs(table, table, { measure })).rejects.toThrow(
			'not compared: distribution'
		);
	});
});
