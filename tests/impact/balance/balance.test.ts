import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balanceTable, jointBalanceTest } from '#lib/impact/balance/balance-table.ts';
import { weightedEffect } from '#lib/impact/balance/matched-effect.ts';
import { nearestNeighbours } from '#lib/impact/balance/nearest-neighbour.ts';
import { effectiveSize, propensity, propensityWeights } from '#lib/impact/balance/propensity.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { syntheticTable } from '../../support/evaluation.ts';

const table = syntheticTable('synth-recidivism');
const treated = Uint8Array.from(table.numbers('alternative'));
const covariate = (name: string) => ({ name, values: table.numbers(name) });
const covariates = ['age', 'female', 'prior', 'employed'].map(covariate);
const rearrested = table.numbers('event').map((event) => (event === 1 ? 1 : 0));

describe('arms', () => {
	test('without treated, or without untreated, there is nothing to compare', () => {
		const all = treated.map(() => 1);
		expect(() => balanceTable(all, covariates)).toThrow(
			'nobody to compare with, treated of 420: 420'
		);
		expect(() => jointBalanceTest(all.fill(0), covariates)).toThrow('treated of 420: 0');
		expect(() => balanceTable(all.fill(2, 3, 4), covariates)).toThrow(
			'treatment neither 0 nor 1, row 4: 2'
		);
	});

	test('covariates that tell the treatment leave no overlap', () => {
		const teller = { name: 'teller', values: Float64Array.from(treated) };
		expect(() => propensity(treated, designMatrix([teller], table.size))).toThrow(
			'covariates tell the treatment without error, no overlap: teller'
		);
		expect(() =>
			propensityWeights(Uint8Array.of(1, 0), Float64Array.of(0.5, 0.9995), 'att')
		).toThrow('no overlap, score in row 2: 0.9995');
	});

	test('weights below 0 are refused', () => {
		const weights = table.numbers('age').map((_, row) => (row === 1 ? -1 : 1));
		expect(() => balanceTable(treated, covariates, weights)).toThrow('weight below 0');
		expect(effectiveSize([2, 2, 2, 2])).toBe(4);
	});

	test('equal weights leave balance as it is', () => {
		const { rows, effective } = balanceTable(treated, covariates, table.numbers('age').fill(3));
		for (const { before, after } of rows) {
			expect(after?.standardisedDifference).toAgreeWith(before.standardisedDifference);
			expect(after?.largestGap).toAgreeWith(before.largestGap);
		}
		expect([effective?.untreated, effective?.treated]).toAgreeWith([218, 202]);
	});

	test('together the covariates tell who had the programme', () => {
		const { statistic, df, p } = jointBalanceTest(treated, covariates);
		expect(df).toEqual([4, 415]);
		// R 4.2.2: summary(lm(alternative ~ age + female + prior + employed))$fstatistic.
		expect(statistic).toAgreeWith(4.29549073120392);
		expect(p).toBeLessThan(0.01);
	});
});

describe('effects on the treated', () => {
	test('scores that say nothing give the plain difference and its error', () => {
		const design = designMatrix([], table.size);
		const effect = weightedEffect(rearrested, treated, propensity(treated, design));
		const [p0, p1] = [135 / 218, 90 / 202];
		expect(effect.estimate).toAgreeWith(p1 - p0);
		expect(effect.standardError ** 2).toAgreeWith((p0 * (1 - p0)) / 218 + (p1 * (1 - p1)) / 202);
	});

	test('an outcome that the covariates tell has its error from them, not from the weights', () => {
		const model = propensity(treated, designMatrix(covariates, table.size));
		const { estimate, comparisonMean, treatedMean } = weightedEffect(
			table.numbers('age'),
			treated,
			model
		);
		expect(estimate).toAgreeWith(treatedMean - comparisonMean);
		expect(Math.abs(estimate)).toBeLessThan(0.5);
	});
});

describe('nearestNeighbours', () => {
	const scored = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 30 })), {
		minLength: 2,
		maxLength: 40
	});

	test('every treated in turn has the nearest that is left, by looking at all', () => {
		fc.assert(
			fc.property(scored, (rows) => {
				const arm = Uint8Array.from([1, 0, ...rows.map(([is]) => Number(is))]);
				const scores = Float64Array.from([0.5, 0.4, ...rows.map(([, score]) => score / 31)]);
				const { partners } = nearestNeighbours(arm, scores);
				const free = new Set([...arm.keys()].filter((row) => arm[row] === 0));
				const order = [...arm.keys()].filter((row) => arm[row] === 1);
				order.sort((a, b) => scores[b]! - scores[a]! || a - b);
				for (const row of order) {
					const apart = [...free].map((other) => Math.abs(scores[other]! - scores[row]!));
					const partner = partners[row]!;
					if (free.size === 0) expect(partner).toBe(-1);
					else expect(Math.abs(scores[partner]! - scores[row]!)).toBe(Math.min(...apart));
					free.delete(partner);
				}
			})
		);
	});

	test('a caliper leaves out pairs that are too far apart, and says how many', () => {
		const arm = Uint8Array.of(1, 1, 0, 0);
		const scores = Float64Array.of(0.9, 0.5, 0.49, 0.1);
		const { pairs, unmatched, partners } = nearestNeighbours(arm, scores, { caliper: 0.2 });
		expect({ pairs, unmatched }).toEqual({ pairs: 1, unmatched: 1 });
		expect([...partners]).toEqual([-1, 2, -1, -1]);
		expect(() => nearestNeighbours(arm, scores, { caliper: 0.001 })).toThrow(
			'no untreated near enough to any treated'
		);
	});
});
