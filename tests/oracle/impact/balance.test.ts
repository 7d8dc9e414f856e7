import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import {
	type ArmsCompared,
	type BalanceTable,
	type Covariate,
	balanceTable
} from '#lib/impact/balance/balance-table.ts';
import { pairedEffect, weightedEffect } from '#lib/impact/balance/matched-effect.ts';
import { nearestNeighbours } from '#lib/impact/balance/nearest-neighbour.ts';
import { coarsenedStrata, subclasses } from '#lib/impact/balance/strata.ts';
import { effectiveSize, propensity, propensityWeights } from '#lib/impact/balance/propensity.ts';
import { weightedLeastSquares } from '#lib/impact/regression/weighted-least-squares.ts';
import { type Term, designMatrix } from '#lib/stats/regression/design-matrix.ts';
import {
	type EvaluationTable,
	evaluationAnswers,
	evaluationTable,
	syntheticAnswers,
	syntheticTable
} from '../../support/evaluation.ts';
import { describeWithOracle } from '../../support/sources.ts';

const number = z.number();
const numbers = z.array(number);
const row = z.object({
	var: z.string(),
	'M.0.Un': number,
	'SD.0.Un': number,
	'M.1.Un': number,
	'SD.1.Un': number,
	'Diff.Un': number,
	'V.Ratio.Un': number.nullable(),
	'KS.Un': number,
	'M.0.Adj': number,
	'SD.0.Adj': number,
	'M.1.Adj': number,
	'SD.1.Adj': number,
	'Diff.Adj': number,
	'V.Ratio.Adj': number.nullable(),
	'KS.Adj': number
});
const rows = z.array(row);
const coef = z.record(z.string(), number);
const answers = z.object({
	propensity: z.object({ coef, first10: numbers }),
	unadjusted_and_nn: z.object({ rows, ess: z.record(z.string(), numbers) }),
	nn_caliper02: z.object({ rows }),
	subclass6: z.object({ counts: z.array(numbers) }),
	cem: z.object({ n_matched: numbers }),
	nn_pairs_first20: z.array(z.array(z.string())),
	ipw_att: z.object({ rows, ess: z.record(z.string(), numbers) }),
	ess: z.object({ att_control: number, ate_treated: number, ate_control: number }),
	att: z.object({ naive: number, ols: number, ipw_hajek: number, nn: number })
});

/** As iterations end, of shares and standardised differences. */
const fitted = { relative: 1e-6, absolute: 1e-8 };

const armOf = (table: EvaluationTable, column: string) => Uint8Array.from(table.numbers(column));

const covariatesOf = (table: EvaluationTable, names: readonly string[]): Covariate[] =>
	names.map((name) => ({ name, values: table.numbers(name) }));

const numbersOf = (arms: ArmsCompared | undefined) =>
	arms && [
		arms.untreatedMean,
		arms.untreatedDeviation,
		arms.treatedMean,
		arms.treatedDeviation,
		arms.standardisedDifference,
		arms.varianceRatio ?? 0,
		arms.largestGap
	];

function expectRows(table: BalanceTable, told: z.infer<typeof rows>) {
	expect(table.rows.map(({ name }) => name)).toEqual(told.map((one) => one.var));
	const side = (one: z.infer<typeof row>, when: 'Un' | 'Adj') => [
		one[`M.0.${when}`],
		one[`SD.0.${when}`],
		one[`M.1.${when}`],
		one[`SD.1.${when}`],
		one[`Diff.${when}`],
		one[`V.Ratio.${when}`] ?? 0,
		one[`KS.${when}`]
	];
	table.rows.forEach(({ before, after }, i) => {
		expect(numbersOf(before)).toAgreeWith(side(told[i]!, 'Un'), fitted);
		expect(numbersOf(after)).toAgreeWith(side(told[i]!, 'Adj'), fitted);
	});
}

describeWithOracle('a training programme, judged by R MatchIt and cobalt', () => {
	const told = evaluationAnswers('balance', answers);
	const table = evaluationTable('lalonde');
	const treated = armOf(table, 'treat');
	const outcome = table.numbers('re78');
	const race = table.factor('race');
	const terms = ['age', 'educ', 'race', 'married', 'nodegree', 're74', 're75'].map((name): Term =>
		name === 'race' ? { name, factor: race } : { name, values: table.numbers(name) }
	);
	const design = designMatrix(terms, table.size);
	const model = propensity(treated, design);
	const covariates = [
		...covariatesOf(table, ['age', 'educ']),
		...race.levels.map((level, code) => ({
			name: `race_${level}`,
			values: Float64Array.from(race.codes, (own) => (own === code ? 1 : 0))
		})),
		...covariatesOf(table, ['married', 'nodegree', 're74', 're75'])
	];
	const arm = (column: Float64Array, of: number) => column.filter((_, i) => treated[i] === of);

	test('propensity scores', () => {
		expect(model.coefficients).toAgreeWith(Object.values(told.propensity.coef), fitted);
		expect(model.scores.slice(0, 10)).toAgreeWith(told.propensity.first10, fitted);
	});

	test('nearest neighbours: the pairs, the balance, the effect', () => {
		// The build that answered takes the score below, always: its `abs` is that of whole numbers.
		const matching = nearestNeighbours(treated, model.scores, { search: 'below-first' });
		const pairs = told.nn_pairs_first20.map((pair) => pair.map((label) => Number(label) - 1));
		expect(pairs.map(([own]) => matching.partners[own!])).toEqual(pairs.map(([, other]) => other));
		const distance = { name: 'distance', values: model.scores };
		const balance = balanceTable(treated, [distance, ...covariates], matching.weights);
		expectRows(balance, told.unadjusted_and_nn.rows);
		const { ess } = told.unadjusted_and_nn;
		expect([balance.size.untreated, balance.size.treated]).toAgreeWith(ess['All']);
		const { effective } = balance;
		expect([effective?.untreated, effective?.treated]).toAgreeWith(ess['Matched (ESS)']);
		expect([matching.pairs, matching.pairs]).toEqual(ess['Matched (Unweighted)']);
		expect([balance.size.untreated - matching.pairs, matching.unmatched]).toEqual(ess['Unmatched']);
		expect(pairedEffect(outcome, treated, matching).estimate).toAgreeWith(told.att.nn, fitted);
	});

	test('a caliper: the rows R has', () => {
		// In the build that answered a caliper does nothing: they are those without one.
		const matching = nearestNeighbours(treated, model.scores, { search: 'below-first' });
		const distance = { name: 'distance', values: model.scores };
		expectRows(
			balanceTable(treated, [distance, ...covariates], matching.weights),
			told.nn_caliper02.rows
		);
	});

	test('subclasses of the score, and coarsened exact matching', () => {
		const { counts } = subclasses(treated, model.scores);
		expect(counts.map((own) => [own.untreated, own.treated])).toEqual(told.subclass6.counts);
		const bins: Record<string, number> = { age: 5, educ: 4, re74: 4, re75: 4 };
		const coarse = covariates.map((own) => {
			const count = bins[own.name];
			return count === undefined ? own : { ...own, bins: count };
		});
		const { matched } = coarsenedStrata(treated, coarse);
		expect([matched.untreated, matched.treated]).toEqual(told.cem.n_matched);
	});

	test('the nearest on either side', () => {
		const matching = nearestNeighbours(treated, model.scores);
		// What R makes of the same scores with the absolute value of a number that is not whole.
		expect(pairedEffect(outcome, treated, matching).estimate).toAgreeWith(894.36748027027, fitted);
		expect(matching.partners[9]).toBe(528);
	});

	test('weights for the treated: balance, effective sizes, the effect', () => {
		const weights = propensityWeights(treated, model.scores, 'att');
		const balance = balanceTable(treated, covariates, weights);
		expectRows(balance, told.ipw_att.rows);
		const { ess } = told.ipw_att;
		expect([balance.size.untreated, balance.size.treated]).toAgreeWith(ess['Unadjusted']);
		const { effective } = balance;
		expect([effective?.untreated, effective?.treated]).toAgreeWith(ess['Adjusted'], fitted);
		expect(effective?.untreated).toAgreeWith(told.ess.att_control, fitted);
		const ofAll = propensityWeights(treated, model.scores, 'ate');
		expect([effectiveSize(arm(ofAll, 1)), effectiveSize(arm(ofAll, 0))]).toAgreeWith(
			[told.ess.ate_treated, told.ess.ate_control],
			fitted
		);
		const effect = weightedEffect(outcome, treated, model);
		expect(effect.estimate).toAgreeWith(told.att.ipw_hajek, fitted);
	});

	test('the plain difference and the regression', () => {
		const { names, columns } = design;
		const slope = (others: readonly Float64Array[]) => {
			const all = [columns[0]!, Float64Array.from(treated), ...others];
			const own = all.map((_, j) => names[j] ?? 'treat');
			return weightedLeastSquares({ names: own, columns: all }, outcome).coefficients[1];
		};
		expect(slope([])).toAgreeWith(told.att.naive);
		expect(slope(columns.slice(1))).toAgreeWith(told.att.ols);
	});
});

describe('arms of people made by simulation, judged by R cobalt', () => {
	const { balance: told } = syntheticAnswers(
		z.object({ balance: z.object({ ps_coef: coef, rows }) })
	);
	const table = syntheticTable('synth-recidivism');
	const treated = armOf(table, 'alternative');
	const covariates = covariatesOf(table, ['age', 'female', 'prior', 'employed']);

	test('scores and balance', () => {
		const model = propensity(treated, designMatrix(covariates, table.size));
		expect(model.coefficients).toAgreeWith(Object.values(told.ps_coef), fitted);
		const weights = propensityWeights(treated, model.scores, 'att');
		expectRows(balanceTable(treated, covariates, weights), told.rows);
	});
});
