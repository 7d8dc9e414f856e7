import { z } from 'zod';
import { expect, test } from 'vitest';
import type { PoolingMethod } from '#lib/impact/pooling/heterogeneity.ts';
import { asymmetryTest, metaRegression } from '#lib/impact/pooling/meta-regression.ts';
import { pooledEffect, pooledWithoutEach } from '#lib/impact/pooling/pooled-effect.ts';
import { evaluationAnswers, evaluationTable } from '../../support/evaluation.ts';
import { describeWithOracle } from '../../support/sources.ts';

const number = z.number();
const numbers = z.array(number);
const pooled = z.object({
	est: number,
	se: number,
	ci: numbers,
	tau2: number,
	tau2_se: number.nullable(),
	I2: number,
	H2: number,
	Q: number,
	Q_df: number,
	Q_p: number,
	pi: numbers.nullable(),
	weights: numbers
});
const answers = z.object({
	yi: numbers,
	vi: numbers,
	fe: pooled,
	dl: pooled,
	reml: pooled,
	pm: pooled,
	reml_knha: z.object({ est: number, se: number, ci: numbers, p: number, pi: numbers }),
	meta_regression_ablat: z.object({
		coef: numbers,
		se: numbers,
		QM: number,
		tau2: number,
		R2: number
	}),
	egger: z.object({ t: number, p: number }),
	loo_reml: z.object({ est: numbers, lo: numbers, hi: numbers })
});

/** As iterations end. */
const fitted = { relative: 1e-6 };

/** As R's own iterations end by default here; with `control(tol, threshold = 1e-14)` see below. */
const asLeft = { relative: 1.5e-4 };

describeWithOracle('thirteen trials of a vaccine, judged by R metafor', () => {
	const told = evaluationAnswers('meta', answers);
	const effects = {
		estimates: Float64Array.from(told.yi),
		standardErrors: Float64Array.from(told.vi, Math.sqrt)
	};

	test.for([
		['fixed', told.fe],
		['dersimonian-laird', told.dl],
		['reml', told.reml],
		['paule-mandel', told.pm]
	] as const satisfies [PoolingMethod, z.infer<typeof pooled>][])(
		'%s, with z tests',
		([method, own]) => {
			const given = pooledEffect(effects, { method, test: 'z' });
			const near = method === 'paule-mandel' ? asLeft : fitted;
			const { interval, betweenVariance: between, homogeneity, prediction } = given;
			const limits = [interval.lower, interval.upper];
			expect([given.estimate, given.standardError, ...limits]).toAgreeWith(
				[own.est, own.se, ...own.ci],
				near
			);
			expect(between.variance).toAgreeWith(own.tau2, near);
			if (own.tau2_se === null) expect(between.standardError).toBeUndefined();
			else expect(between.standardError).toAgreeWith(own.tau2_se, near);
			expect(given.betweenShare * 100).toAgreeWith(own.I2, near);
			expect(given.variationRatio).toAgreeWith(own.H2, near);
			expect([homogeneity.statistic, homogeneity.df]).toAgreeWith([own.Q, own.Q_df]);
			expect(homogeneity.p).toAgreeWith(own.Q_p, { relative: 1e-6, absolute: 0 });
			if (own.pi === null) expect(prediction).toBeUndefined();
			else expect([prediction?.lower, prediction?.upper]).toAgreeWith(own.pi, near);
			expect(given.weights.map((weight) => weight * 100)).toAgreeWith(own.weights, near);
			// metafor 3.8-1: confint(type = "QP", control = list(tol = 1e-14)), the same for every method.
			const profile = [0.11971836114126, 1.11147908406093];
			if (method !== 'fixed')
				expect([between.interval?.lower, between.interval?.upper]).toAgreeWith(profile, fitted);
		}
	);

	test('Knapp and Hartung, and the warning that elsewhere the effect may be none', () => {
		const { estimate, standardError, interval, p, prediction, warnings } = pooledEffect(effects);
		const own = told.reml_knha;
		expect([estimate, standardError, interval.lower, interval.upper, p]).toAgreeWith(
			[own.est, own.se, ...own.ci, own.p],
			fitted
		);
		expect([prediction?.lower, prediction?.upper]).toAgreeWith(own.pi, fitted);
		expect(warnings).toEqual([{ code: 'prediction-crosses-zero' }]);
	});

	test('effects by latitude', () => {
		const ablat = evaluationTable('bcg').numbers('ablat');
		const own = told.meta_regression_ablat;
		const given = metaRegression(effects, { names: ['ablat'], columns: [ablat] });
		expect(given.coefficients).toAgreeWith(own.coef, asLeft);
		expect(given.standardErrors).toAgreeWith(own.se, asLeft);
		expect(given.moderation.statistic).toAgreeWith(own.QM, asLeft);
		expect(given.betweenVariance.variance).toAgreeWith(own.tau2, asLeft);
		expect((given.explainedShare ?? NaN) * 100).toAgreeWith(own.R2, asLeft);
	});

	test('iterations of R that go on to the end come to our numbers', () => {
		const { estimate, standardError, betweenVariance, prediction } = pooledEffect(effects, {
			method: 'paule-mandel',
			test: 'z'
		});
		expect([estimate, standardError]).toAgreeWith([-0.71496815349344, 0.18089219153762]);
		const { variance, standardError: error } = betweenVariance;
		expect([variance, error]).toAgreeWith([0.31806845220502, 0.17366302746276]);
		expect(prediction?.lower).toAgreeWith(-1.87580708248402);
		const ablat = evaluationTable('bcg').numbers('ablat');
		const given = metaRegression(effects, { names: ['ablat'], columns: [ablat] });
		expect(given.coefficients).toAgreeWith([0.2514682100073704, -0.0291017250116497]);
		expect(given.standardErrors).toAgreeWith([0.2490953966167648, 0.0071953272209045]);
		expect(given.betweenVariance.variance).toAgreeWith(0.0763479639552027);
	});

	test('small studies beside large ones', () => {
		const { t, p } = asymmetryTest(effects);
		expect([t, p]).toAgreeWith([told.egger.t, told.egger.p]);
	});

	test('without each trial in turn', () => {
		const given = pooledWithoutEach(effects, { test: 'z' });
		const { est, lo, hi } = told.loo_reml;
		expect(given.map(({ estimate }) => estimate)).toAgreeWith(est, fitted);
		expect(given.map(({ interval }) => interval.lower)).toAgreeWith(lo, fitted);
		expect(given.map(({ interval }) => interval.upper)).toAgreeWith(hi, fitted);
	});
});
