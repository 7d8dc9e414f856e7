import { z } from 'zod';
import { expect, test } from 'vitest';
import { collapsedRegression } from '#lib/impact/did/collapsed.ts';
import { eventStudy } from '#lib/impact/did/event-study.ts';
import { twoByTwo } from '#lib/impact/did/two-by-two.ts';
import { panel } from '#lib/impact/panel/panel.ts';
import { biasReducedTest } from '#lib/impact/regression/bias-reduced-test.ts';
import { clusterEffect, clusteredFit } from '#lib/impact/regression/cluster-inference.ts';
import {
	type Fit,
	coefficientContrast,
	leastSquares
} from '#lib/impact/regression/least-squares.ts';
import { type VarianceRequest, variance } from '#lib/impact/regression/variance.ts';
import { evaluationAnswers, evaluationTable } from '../../support/evaluation.ts';
import { describeWithOracle } from '../../support/sources.ts';

const numbers = z.record(z.string(), z.number());
const matrix = z.array(z.array(z.number()));

/** base_did: treatment in the last five of ten periods. */
function baseDid(covariates: readonly string[] = []) {
	const data = evaluationTable('base_did');
	const treat = data.numbers('treat');
	return panel({
		unit: data.texts('id'),
		period: data.numbers('period'),
		outcome: data.numbers('y'),
		treatment: { treated: data.numbers('post').map((post, i) => post * treat[i]!) },
		covariates: covariates.map((name) => ({ name, values: data.numbers(name) }))
	});
}

const errorOf = (fit: Fit, name: string, request: VarianceRequest) => {
	const number = fit.names.indexOf(name);
	return Math.sqrt(variance(fit, request).matrix[number]![number]!);
};

describeWithOracle('difference in differences of base_did as R has it', () => {
	const answers = evaluationAnswers(
		'did2x2',
		z.object({
			n: z.number(),
			units: z.number(),
			periods: z.number(),
			cell_means: numbers,
			cell_n: numbers,
			did: z.number(),
			pooled_ols: z.object({ coef: numbers }).catchall(z.number()),
			twfe: z.object({ ci95: z.array(z.number()) }).catchall(z.number()),
			two_period_collapse: numbers
		})
	);
	const whole = baseDid();
	const result = twoByTwo(whole);
	const { unit, period, outcome } = whole;

	test('the four means, their rows and the difference', () => {
		const { control, treated } = result.means;
		const cells = { control_pre: control.pre, control_post: control.post };
		const all = { ...cells, treated_pre: treated.pre, treated_post: treated.post };
		for (const [name, cell] of Object.entries(all)) {
			expect(cell.mean, name).toAgreeWith(answers.cell_means[name]);
			expect(cell.rows, name).toBe(answers.cell_n[name]);
		}
		expect(result.difference).toAgreeWith(answers.did);
		expect([result.counts.rows, result.counts.units, result.counts.periods]).toEqual([
			answers.n,
			answers.units,
			answers.periods
		]);
	});

	test('pooled least squares with nine kinds of standard error', () => {
		const { coef, ...errors } = answers.pooled_ols;
		const group = Float64Array.from(unit.codes, (code) => +(whole.start[code]! < Infinity));
		const post = Float64Array.from(period.codes, (code) => +(code >= 5));
		const both = group.map((value, i) => value * post[i]!);
		const regressors = [
			{ name: 'treat', values: group },
			{ name: 'post', values: post },
			{ name: 'tp', values: both }
		];
		const regression = { outcome, regressors, effects: [] };
		const fit = leastSquares(regression);
		expect(fit.names).toEqual(Object.keys(coef));
		expect(fit.estimates).toAgreeWith(Object.values(coef));
		const kinds = { se_iid: 'iid', se_hc1: 'HC1', se_hc2: 'HC2', se_hc3: 'HC3' } as const;
		for (const [name, kind] of Object.entries(kinds))
			expect(errorOf(fit, 'tp', { kind }), name).toAgreeWith(errors[name]);
		const clusters = [unit] as const;
		const error = (request: VarianceRequest) => errorOf(fit, 'tp', request);
		expect(error({ kind: 'CR0', clusters })).toAgreeWith(errors['se_cl_HC0_no_adj']);
		expect(error({ kind: 'CR1', clusters, clustersOnly: true })).toAgreeWith(
			errors['se_cl_HC0_cadjust']
		);
		expect(error({ kind: 'CR1', clusters })).toAgreeWith(errors['se_cl_HC1']);
		expect(result.pooled.estimate).toAgreeWith(coef['tp']);
		expect(result.pooled.test?.standardError).toAgreeWith(errors['se_cl_HC1']);
		const cr2 = biasReducedTest(regression, coefficientContrast(fit, 'tp'), unit);
		expect(cr2?.standardError).toAgreeWith(errors['se_CR2']);
		expect(cr2?.df).toAgreeWith(errors['df_satterthwaite_CR2']);
		expect(cr2?.p).toAgreeWith(errors['p_CR2'], { absolute: 0 });
	});

	test('unit and period effects with every correction, df, t, p and interval', () => {
		const { twfe } = answers;
		const { outcome: y } = whole;
		const treated = Float64Array.from(
			unit.codes,
			(code, i) => +(whole.start[code]! < Infinity && period.codes[i]! >= 5)
		);
		const regressors = [{ name: 'tp', values: treated }];
		const fit = leastSquares({ outcome: y, regressors, effects: [unit, period] });
		const error = (request: VarianceRequest) => errorOf(fit, 'tp', request);
		const clusters = [unit] as const;
		expect(error({ kind: 'CR1', clusters })).toAgreeWith(twfe['se_cluster_default']);
		expect(error({ kind: 'CR0', clusters })).toAgreeWith(twfe['se_cluster_noadj']);
		expect(error({ kind: 'CR1', clusters, counted: 'none' })).toAgreeWith(
			twfe['se_cluster_fixefK_none']
		);
		expect(error({ kind: 'CR1', clusters, counted: 'all' })).toAgreeWith(
			twfe['se_cluster_fixefK_full']
		);
		expect(error({ kind: 'iid' })).toAgreeWith(twfe['se_iid']);
		expect(error({ kind: 'HC1' })).toAgreeWith(twfe['se_hc1']);
		expect(error({ kind: 'CR1', clusters: [unit, period] })).toAgreeWith(twfe['se_twoway']);
		expect(1 - fit.residualSquares / fit.withinSquares).toAgreeWith(twfe['within_r2']);
		expect(Math.sqrt(fit.residualSquares / fit.size)).toAgreeWith(twfe['rmse']);
		const { effect } = result;
		expect(effect.estimate).toAgreeWith(twfe['coef']);
		expect(result.variance.parameters).toBe(twfe['dof_K_nested']);
		expect(effect.test?.df).toBe(twfe['df_t']);
		expect(effect.test?.standardError).toAgreeWith(twfe['se_cluster_default']);
		expect(effect.test?.t).toAgreeWith(twfe['t']);
		expect(effect.test?.p).toAgreeWith(twfe['p'], { absolute: 0 });
		const { lower, upper } = effect.test!.interval;
		expect([lower, upper]).toAgreeWith(twfe.ci95);
	});

	test('changes of units between their two means', () => {
		const { two_period_collapse: expected } = answers;
		const fit = leastSquares(collapsedRegression(whole));
		expect(fit.estimates[1]).toAgreeWith(expected['coef']);
		expect(errorOf(fit, 'treated', { kind: 'iid' })).toAgreeWith(expected['se_iid']);
		expect(errorOf(fit, 'treated', { kind: 'HC2' })).toAgreeWith(expected['se_hc2']);
		expect(variance(fit, { kind: 'iid' }).df).toBe(expected['df']);
	});
});

describeWithOracle('event study of base_did as R has it', () => {
	const answers = evaluationAnswers(
		'event_study_twfe',
		z.object({
			terms: z.array(numbers),
			x1: numbers,
			vcov_event: matrix,
			pretrend_wald: numbers
		})
	);
	const result = eventStudy(baseDid(['x1']), { leadsDf: 'residual' });
	const shown = result.terms.filter(({ isReference }) => !isReference);

	test('every term with its error, t, p and interval, the reference at 0 without', () => {
		expect(shown.map(({ at }) => at + 6)).toEqual(answers.terms.map((term) => term['period']));
		shown.forEach(({ estimate, test: t }, j) => {
			const expected = answers.terms[j]!;
			expect(estimate).toAgreeWith(expected['est']);
			expect(t?.standardError).toAgreeWith(expected['se']);
			expect(t?.t).toAgreeWith(expected['t']);
			expect(t?.p).toAgreeWith(expected['p']);
			expect([t?.interval.lower, t?.interval.upper]).toAgreeWith([expected['lo'], expected['hi']]);
		});
		const reference = result.terms.find(({ isReference }) => isReference);
		expect(reference).toEqual({
			...{ at: -1, isReference: true, units: 55 },
			...{ estimate: 0, test: undefined }
		});
	});

	test('the covariance of the terms and the joint test of the leads', () => {
		expect(result.covariance.map((row) => [...row])).toAgreeWith(answers.vcov_event);
		const { pretrend_wald: expected } = answers;
		expect(result.leads?.statistic).toAgreeWith(expected['stat_F']);
		expect(result.leads?.df).toEqual([expected['df1'], expected['df2']]);
		expect(result.leads?.p).toAgreeWith(expected['p']);
	});

	test('the covariate', () => {
		const { outcome, unit, period, covariates } = baseDid(['x1']);
		const times = period.codes.map((code) => code - 5);
		const treatedUnit = baseDid().start.map((start) => +(start < Infinity));
		const events = [-5, -4, -3, -2, 0, 1, 2, 3, 4].map((at) => ({
			name: `event ${at}`,
			values: Float64Array.from(times, (own, i) => (own === at ? treatedUnit[unit.codes[i]!]! : 0))
		}));
		const regressors = [...covariates, ...events];
		const fit = clusteredFit(
			leastSquares({ outcome, regressors, effects: [unit, period] }),
			unit,
			{}
		);
		const x1 = clusterEffect(fit, coefficientContrast(fit.fit, 'x1'));
		expect(x1.estimate).toAgreeWith(answers.x1['est']);
		expect(x1.test?.standardError).toAgreeWith(answers.x1['se']);
	});
});
