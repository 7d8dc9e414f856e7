import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { type CoxModel, coxModel } from '#lib/impact/survival/cox.ts';
import { concordance } from '#lib/impact/survival/concordance.ts';
import { linearPredictor } from '#lib/stats/calibration/weighted-products.ts';
import { proportionalityTests } from '#lib/impact/survival/proportionality-test.ts';
import { type Term, designMatrix } from '#lib/stats/regression/design-matrix.ts';
import {
	type EvaluationTable,
	evaluationAnswers,
	evaluationTable
} from '../../support/evaluation.ts';
import { followedOf, syntheticAnswered } from '../../support/followed-people.ts';
import { describeWithOracle } from '../../support/sources.ts';

const numbers = z.array(z.number());
const cox = z.object({
	coef: z.record(z.string(), z.number()),
	se: z.union([z.number(), numbers]),
	hr: z.union([z.number(), numbers]),
	ci: z.array(numbers),
	loglik: numbers,
	lr: numbers,
	wald: numbers,
	score: numbers,
	concordance: numbers,
	n: z.number(),
	events: z.number()
});
const answers = z.object({
	cox_fin: cox,
	cox_fin_breslow: cox,
	cox_full: cox,
	cox_zph: z.object({ rows: z.array(z.string()), chisq: numbers, df: numbers, p: numbers })
});

/** As iterations end. */
const fitted = { relative: 1e-6 };

const estimates = ({ coefficients }: CoxModel) => coefficients.map(({ estimate }) => estimate);
const errors = ({ coefficients }: CoxModel) => coefficients.map((one) => one.standardError);

/** A term a column, categories where values are words. */
function columnsOf(table: EvaluationTable, names: readonly string[]) {
	const terms = names.map((name): Term =>
		table.texts(name).some((text) => Number.isNaN(Number(text)))
			? { name, factor: table.factor(name) }
			: { name, values: table.numbers(name) }
	);
	return designMatrix(terms, table.size, { intercept: false });
}

function expectModel(model: CoxModel, told: z.infer<typeof cox>) {
	expect(estimates(model)).toAgreeWith(Object.values(told.coef), fitted);
	expect(errors(model)).toAgreeWith([told.se].flat(), fitted);
	const ratios = model.coefficients.map(({ hazardRatio }) => hazardRatio);
	expect(ratios).toAgreeWith([told.hr].flat(), fitted);
	expect(model.coefficients.map(({ interval: { lower, upper } }) => [lower, upper])).toAgreeWith(
		told.ci,
		fitted
	);
	expect(model.logLikelihood).toAgreeWith(told.loglik);
	for (const [mine, theirs] of [
		[model.likelihoodRatio, told.lr],
		[model.score, told.score]
	] as const)
		expect([mine.statistic, mine.df, mine.p]).toAgreeWith(theirs, fitted);
	// R rounds this statistic to two decimals, and not its p value.
	expect(model.wald.statistic).toAgreeWith(told.wald[0], { absolute: 0.005 });
	expect([model.wald.df, model.wald.p]).toAgreeWith(told.wald.slice(1), fitted);
	expect([model.n, model.events]).toEqual([told.n, told.events]);
}

describeWithOracle('hazard of re-arrest, judged by R survival', () => {
	const told = evaluationAnswers('survival', answers);
	const table = evaluationTable('rossi');
	const rossi = followedOf(table, 'week', 'arrest');
	const all = ['fin', 'age', 'race', 'wexp', 'mar', 'paro', 'prio'];
	// R has the first of the alphabet as reference, our factors too.
	const full = columnsOf(table, all);

	test('one covariate, with the ties of Efron and of Breslow', () => {
		const fin = columnsOf(table, ['fin']);
		expectModel(coxModel(rossi, fin), told.cox_fin);
		expectModel(coxModel(rossi, fin, { ties: 'breslow' }), told.cox_fin_breslow);
	});

	test('seven covariates', () => {
		expectModel(coxModel(rossi, full), told.cox_full);
	});

	test.for([
		['cox_fin', ['fin']],
		['cox_fin_breslow', ['fin']],
		['cox_full', all]
	] as const)('%s: concordance of the score with the order of arrests', ([name, terms]) => {
		const columns = columnsOf(table, terms);
		const ties = name === 'cox_fin_breslow' ? 'breslow' : 'efron';
		const slopes = Float64Array.from(estimates(coxModel(rossi, columns, { ties })));
		const score = linearPredictor(columns.columns, slopes, table.size);
		const found = concordance(rossi, score);
		expect([found?.estimate, found?.standardError]).toAgreeWith(told[name].concordance, fitted);
	});

	test('proportional hazards are refused where R refuses them', () => {
		const tests = proportionalityTests(coxModel(rossi, full));
		expect(tests.map(({ term }) => term ?? 'GLOBAL')).toEqual(told.cox_zph.rows);
		expect(tests.map(({ statistic }) => statistic)).toAgreeWith(told.cox_zph.chisq, fitted);
		expect(tests.map(({ df }) => df)).toEqual(told.cox_zph.df);
		expect(tests.map(({ p }) => p)).toAgreeWith(told.cox_zph.p, fitted);
	});
});

describe('hazards of people made by simulation, judged by R survival', () => {
	const { table, people, answers: synthetic } = syntheticAnswered();

	test('five covariates', () => {
		const { coef, se, loglik } = synthetic.recidivism.cox;
		const model = coxModel(people, columnsOf(table, Object.keys(coef)));
		expect(estimates(model)).toAgreeWith(Object.values(coef), fitted);
		expect(errors(model)).toAgreeWith(se, fitted);
		expect(model.logLikelihood).toAgreeWith(loglik);
	});

	test('errors by site', () => {
		const clusters = table.factor('site');
		const model = coxModel(people, columnsOf(table, ['alternative']), { clusters });
		const { coef, robust_se, naive_se } = synthetic.recidivism.cox_cluster_site;
		expect(estimates(model)).toAgreeWith([coef], fitted);
		expect(errors(model)).toAgreeWith([robust_se], fitted);
		expect(model.coefficients[0]?.modelStandardError).toAgreeWith(naive_se, fitted);
		expect(model.warnings).toEqual([{ code: 'few-clusters', clusters: 10 }]);
	});

	test('entry after time zero, weights, strata and clusters together', () => {
		const entry = people.time.map((time, row) => ((row + 1) % 7 >= time ? 0 : (row + 1) % 7));
		const weights = people.time.map((_, row) => 1 + ((row + 1) % 5) / 4);
		const model = coxModel(
			{ ...people, entry },
			columnsOf(table, ['alternative', 'age', 'prior']),
			{
				weights,
				strata: table.factor('female'),
				clusters: table.factor('site')
			}
		);
		// R survival 3.5-3 of the same columns: coxph, coef, vcov, naive.var, loglik and cox.zph.
		const coefficients = [-0.4382488058909469, -0.0263849065379098, 0.1283116158933796];
		expect(estimates(model)).toAgreeWith(coefficients, fitted);
		const robust = [0.12931229884888365, 0.00781465014247973, 0.05364511240470365];
		expect(errors(model)).toAgreeWith(robust, fitted);
		expect(model.coefficients.map((one) => one.modelStandardError)).toAgreeWith(
			[0.11115099861956322, 0.00713301217129136, 0.04299321799521721],
			fitted
		);
		expect(model.logLikelihood).toAgreeWith([-1783.04331694434, -1764.00161389884]);
		expect(proportionalityTests(model).map(({ statistic }) => statistic)).toAgreeWith(
			[1.147547695930732, 0.00555162557401, 0.031689029764141, 1.2148964051132198],
			fitted
		);
	});

	test('robust errors without clusters, ties of Breslow', () => {
		const weights = people.time.map((_, row) => 1 + ((row + 1) % 5) / 4);
		const columns = columnsOf(table, ['alternative', 'age']);
		const model = coxModel(people, columns, { weights, ties: 'breslow' });
		// R survival 3.5-3: coxph(weights = , robust = TRUE, ties = "breslow").
		expect(errors(model)).toAgreeWith([0.13829378425528507, 0.00869058102290702], fitted);
		expect(model.variance).toBe('robust');
	});
});
