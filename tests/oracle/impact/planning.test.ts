import { z } from 'zod';
import { expect, test } from 'vitest';
import { costEffectiveness, netBenefits } from '#lib/impact/cost/cost-effectiveness.ts';
import { sharpenedQValues } from '#lib/impact/multiplicity/sharpened-q-values.ts';
import {
	type PowerDesign,
	detectableEffect,
	detectedAfterwards
} from '#lib/impact/power/detectable-effect.ts';
import {
	eventsForHazardRatio,
	sizeForMeans,
	sizeForProportions
} from '#lib/impact/power/sample-size.ts';
import { adjustedPValues } from '#lib/stats/contrasts/adjusted-p-values.ts';
import { contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';
import { poissonInterval } from '#lib/stats/intervals/poisson-interval.ts';
import { newcombeInterval, scoreInterval } from '#lib/stats/intervals/score-interval.ts';
import { wilsonInterval } from '#lib/stats/intervals/wilson-interval.ts';
import { costBasis } from '../../support/cost-basis.ts';
import { evaluationAnswers } from '../../support/evaluation.ts';
import { describeWithOracle } from '../../support/sources.ts';

const number = z.number();
const numbers = z.array(number);
const answers = z.object({
	mde: z.object({
		n1000: number,
		n1000_p25: number,
		n1000_r2_40: number,
		cluster_50x20_icc05: number,
		cluster_50x20_icc05_t: number,
		design_effect: number
	}),
	mde_did_equicorrelated: z.object({ T0_1_T1_1_rho5: number, T0_4_T1_4_rho5: number }),
	n_two_proportions_per_arm: z.object({ p30_p22: number, base_R: number, t_test_d02: number }),
	logrank_events_schoenfeld: z.object({ hr07: number }),
	ex_post_mde: z.object({ multiplier: number }),
	multiple_testing: z.object({
		p: numbers,
		holm: numbers,
		bh: numbers,
		bonferroni: numbers,
		by: numbers,
		anderson_sharpened_q_step_001: numbers
	}),
	cost_effectiveness: z.object({
		delta_cost: number,
		se_cost: number,
		delta_effect: number,
		se_effect: number,
		rho: number,
		icer: number,
		fieller95: numbers,
		inmb_lambda_10000: number,
		se_inmb: number,
		ceac: z.array(z.object({ lambda: number, p: number }))
	}),
	intervals: z.object({
		wilson_18_120: numbers,
		wilson_0_25: numbers,
		poisson_exact_17_py_100000: numbers,
		newcombe_diff_30_100_vs_20_110: numbers,
		diff_of_two_estimates: z.object({
			...{ e1: number, s1: number, e2: number, s2: number },
			...{ z: number, p: number }
		})
	})
});

describeWithOracle('planning and cost, judged by closed forms in R', () => {
	const told = evaluationAnswers('power_misc', answers);

	test('detectable effects of individuals, clusters and differences in differences', () => {
		const individual = { kind: 'individual', units: 1000 } as const;
		const cluster = { kind: 'cluster', units: 1000, clusterSize: 20, betweenShare: 0.05 } as const;
		const effect = (design: PowerDesign, reference?: 'normal') =>
			detectableEffect(design, reference ? { reference } : {}).effect;
		expect([
			effect(individual),
			effect({ ...individual, treatedShare: 0.25 }),
			effect({ ...individual, explainedShare: 0.4 }),
			effect(cluster, 'normal'),
			effect(cluster),
			detectableEffect(cluster).designEffect
		]).toAgreeWith([
			told.mde.n1000,
			told.mde.n1000_p25,
			told.mde.n1000_r2_40,
			told.mde.cluster_50x20_icc05,
			told.mde.cluster_50x20_icc05_t,
			told.mde.design_effect
		]);
		const panel = (periods: number) =>
			effect({
				kind: 'difference-in-differences',
				units: 400,
				before: periods,
				after: periods,
				correlation: 0.5
			});
		const { T0_1_T1_1_rho5, T0_4_T1_4_rho5 } = told.mde_did_equicorrelated;
		expect([panel(1), panel(4)]).toAgreeWith([T0_1_T1_1_rho5, T0_4_T1_4_rho5]);
		expect(detectedAfterwards(1)).toAgreeWith(told.ex_post_mde.multiplier);
	});

	test('sample sizes', () => {
		const { p30_p22, base_R, t_test_d02 } = told.n_two_proportions_per_arm;
		expect(sizeForProportions([0.3, 0.22])).toAgreeWith(p30_p22);
		// Found by R's uniroot, whose tolerance is 1e-4 of a person.
		expect(sizeForProportions([0.3, 0.22])).toAgreeWith(base_R, { absolute: 1e-4 });
		expect(sizeForMeans(0.2)).toAgreeWith(t_test_d02, { absolute: 1e-4 });
		expect(eventsForHazardRatio(0.7).events).toAgreeWith(told.logrank_events_schoenfeld.hr07);
	});

	test('ten tests at once', () => {
		const { p, holm, bh, anderson_sharpened_q_step_001: sharpened } = told.multiple_testing;
		expect(adjustedPValues(p, 'holm')).toAgreeWith(holm);
		expect(adjustedPValues(p, 'benjamini-hochberg')).toAgreeWith(bh);
		expect(sharpenedQValues(p)).toAgreeWith(sharpened);
		expect(adjustedPValues(p, 'bonferroni')).toAgreeWith(told.multiple_testing.bonferroni);
		expect(adjustedPValues(p, 'benjamini-yekutieli')).toAgreeWith(told.multiple_testing.by);
	});

	test('cost per unit of effect with the interval of Fieller, net benefit and acceptability', () => {
		const own = told.cost_effectiveness;
		const given = {
			cost: own.delta_cost,
			costError: own.se_cost,
			effect: own.delta_effect,
			effectError: own.se_effect,
			correlation: own.rho,
			basis: costBasis
		};
		const { ratio, limits, quadrant } = costEffectiveness(given);
		expect(ratio).toAgreeWith(own.icer);
		expect(quadrant).toBe('better-for-more');
		expect(limits.kind === 'bounded' && [limits.lower, limits.upper]).toAgreeWith(own.fieller95);
		const [at] = netBenefits(given, [10_000]);
		expect([at?.estimate, at?.standardError]).toAgreeWith([own.inmb_lambda_10000, own.se_inmb]);
		const curve = netBenefits(
			given,
			own.ceac.map(({ lambda }) => lambda)
		);
		expect(curve.map(({ acceptability }) => acceptability)).toAgreeWith(own.ceac.map(({ p }) => p));
	});

	test('intervals of simple shares, of their difference, and of a rate', () => {
		const p = 18 / 120;
		const own = wilsonInterval(p, Math.sqrt((p * (1 - p)) / 120))!;
		const limits = ({ lower, upper }: Interval) => [lower, upper];
		expect(limits(own)).toAgreeWith(told.intervals.wilson_18_120);
		expect(limits(scoreInterval(18, 120))).toAgreeWith(told.intervals.wilson_18_120);
		expect(limits(scoreInterval(0, 25))).toAgreeWith(told.intervals.wilson_0_25);
		expect(
			limits(newcombeInterval({ cases: 30, size: 100 }, { cases: 20, size: 110 }))
		).toAgreeWith(told.intervals.newcombe_diff_30_100_vs_20_110);
		expect(limits(poissonInterval(17, 1e5))).toAgreeWith(told.intervals.poisson_exact_17_py_100000);
	});

	test('the difference of two independent estimates', () => {
		const { e1, s1, e2, s2, z: statistic, p } = told.intervals.diff_of_two_estimates;
		const contrast = { estimate: e1 - e2, standardError: Math.hypot(s1, s2) };
		const own = contrastTest(contrast, { df: Infinity });
		expect([own?.t, own?.p]).toAgreeWith([statistic, p]);
	});
});
