import { z } from 'zod';
import { expect, test } from 'vitest';
import { eventStudy } from '#lib/impact/did/event-study.ts';
import { sunAbraham } from '#lib/impact/did/sun-abraham.ts';
import { twoByTwo } from '#lib/impact/did/two-by-two.ts';
import { twoWayEffect } from '#lib/impact/did/two-way-effect.ts';
import { panel, panelPart } from '#lib/impact/panel/panel.ts';
import { coefficientContrast, leastSquares } from '#lib/impact/regression/least-squares.ts';
import { variance } from '#lib/impact/regression/variance.ts';
import { wildClusterTest } from '#lib/impact/regression/wild-cluster-test.ts';
import { twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { evaluationAnswers, evaluationTable } from '../../support/evaluation.ts';
import { describeWithOracle } from '../../support/sources.ts';

const list = z.array(z.number());
const matrix = z.array(list);
const events = z.array(z.object({ est: z.number(), se: z.number() }).catchall(z.number()));
const synthetic = z.object({
	truth: z.object({ att_simple: z.number(), by_event_time: z.record(z.string(), z.number()) }),
	did2x2_2017_2018: z.object({ ci: list }).catchall(z.number()),
	twfe_static: z.object({ note: z.string() }).catchall(z.number()),
	event_study_2018: z.object({
		terms: events,
		vcov: matrix,
		pretrend: z.record(z.string(), z.number())
	}),
	sunab: z.object({ event: events, att: z.number(), se: z.number() }),
	bacon: z.object({
		sum_weights: z.number(),
		twfe: z.number(),
		by_type: z.array(z.object({ type: z.string(), weight: z.number(), avg: z.number() })),
		comparisons: z.array(
			z.object({
				treated: z.number(),
				control: z.number().nullable(),
				est: z.number(),
				w: z.number()
			})
		)
	})
});

/** 60 municipalities of 12 countries, 2014 to 2023, treated from 2018, 2020, 2021 or never. */
function synthPanel(cluster: 'muni' | 'country' = 'muni') {
	const data = evaluationTable('synth_panel');
	return panel({
		unit: data.texts('muni'),
		period: data.numbers('year'),
		outcome: data.numbers('absent_pct'),
		treatment: { start: data.numbers('first_year').map((year) => year || Infinity) },
		...(cluster === 'country' ? { cluster: data.texts('country') } : {})
	});
}

const firstCohort = () => {
	const whole = synthPanel();
	return panelPart(whole, (i) => [2018, Infinity].includes(whole.start[whole.unit.codes[i]!]!));
};

describeWithOracle('the synthetic panel as R has it', () => {
	const answers = evaluationAnswers('synthetic', synthetic);

	test('two by two of 2017 and 2018', () => {
		const { did2x2_2017_2018: expected } = answers;
		const whole = firstCohort();
		const years = panelPart(whole, (i) =>
			['2017', '2018'].includes(whole.period.levels[whole.period.codes[i]!]!)
		);
		const result = twoByTwo(years);
		const { effect, pooled, difference, counts } = result;
		expect([difference, effect.estimate, pooled.estimate]).toAgreeWith(
			Array<unknown>(3).fill(expected['did'])
		);
		expect(effect.test?.standardError).toAgreeWith(expected['se_cr1_fe']);
		expect(effect.test?.t).toAgreeWith(expected['t']);
		expect(effect.test?.p).toAgreeWith(expected['p']);
		expect([effect.test?.interval.lower, effect.test?.interval.upper]).toAgreeWith(expected.ci);
		expect(pooled.test?.standardError).toAgreeWith(expected['se_cl_HC1_pooled']);
		expect([counts.rows, counts.clusters]).toEqual([expected['n'], expected['clusters']]);
		expect(result.warnings).toContainEqual({ code: 'parallel-trends-untested', prePeriods: 1 });
		const { unit, period, outcome, start, periods } = years;
		const group = Float64Array.from(unit.codes, (code) => +(start[code] === 2018));
		const time = Float64Array.from(period.codes, (code) => +(periods[code] === 2018));
		const columns = { group, time, both: group.map((value, i) => value * time[i]!) };
		const regressors = Object.entries(columns).map(([name, values]) => ({ name, values }));
		const { matrix: iid } = variance(leastSquares({ outcome, regressors, effects: [] }), {
			kind: 'iid'
		});
		expect(Math.sqrt(iid[3]![3]!)).toAgreeWith(expected['se_pooled_iid']);
	});

	test('two-way effects by municipality and by country, with the parameters counted', () => {
		const { twfe_static: expected } = answers;
		const byMunicipality = twoWayEffect(synthPanel());
		const byCountry = twoWayEffect(synthPanel('country'));
		for (const result of [byMunicipality, byCountry])
			expect(result.effect.estimate).toAgreeWith(expected['est']);
		expect(byMunicipality.effect.test?.standardError).toAgreeWith(expected['se_muni']);
		expect(byCountry.effect.test?.standardError).toAgreeWith(expected['se_country']);
		expect(byMunicipality.variance.parameters).toBe(expected['K_muni']);
		expect(byCountry.variance.parameters).toBe(expected['K_country']);
		const { outcome, unit, period, periods, start } = synthPanel();
		const treated = Float64Array.from(
			unit.codes,
			(code, i) => +(periods[period.codes[i]!]! >= start[code]!)
		);
		const regressors = [{ name: 'treated', values: treated }];
		const fit = leastSquares({ outcome, regressors, effects: [unit, period] });
		expect(Math.sqrt(variance(fit, { kind: 'iid' }).matrix[0]![0]!)).toAgreeWith(
			expected['se_iid']
		);
	});

	test('event study of the cohort of 2018', () => {
		const { event_study_2018: expected } = answers;
		const result = eventStudy(firstCohort(), { leadsDf: 'residual' });
		const shown = result.terms.filter(({ isReference }) => !isReference);
		expect(shown.map(({ at }) => 2018 + at)).toEqual(expected.terms.map((term) => term['year']));
		expect(shown.map(({ estimate }) => estimate)).toAgreeWith(expected.terms.map(({ est }) => est));
		expect(shown.map((term) => term.test?.standardError)).toAgreeWith(
			expected.terms.map(({ se }) => se)
		);
		expect(result.covariance.map((row) => [...row])).toAgreeWith(expected.vcov);
		const { F, p, df1, df2 } = expected.pretrend;
		expect([result.leads?.statistic, result.leads?.p]).toAgreeWith([F, p]);
		expect(result.leads?.df).toEqual([df1, df2]);
	});

	test('Sun and Abraham', () => {
		const { sunab: expected } = answers;
		const result = sunAbraham(synthPanel());
		const shown = result.terms.filter(({ isReference }) => !isReference);
		expect(shown.map(({ at }) => at)).toEqual(expected.event.map((term) => term['e']));
		expect(shown.map(({ estimate }) => estimate)).toAgreeWith(expected.event.map(({ est }) => est));
		expect(shown.map((term) => term.test?.standardError)).toAgreeWith(
			expected.event.map(({ se }) => se)
		);
		expect(result.average.estimate).toAgreeWith(expected.att);
		expect(result.average.test?.standardError).toAgreeWith(expected.se);
	});

	test('Goodman and Bacon', () => {
		const { bacon: expected } = answers;
		const result = twoWayEffect(synthPanel());
		if (result.timing !== 'staggered') throw new Error('timing not seen as staggered');
		const { comparisons, byKind, estimate } = result.decomposition;
		expect(comparisons.length).toBe(expected.comparisons.length);
		for (const { treated, control, est, w } of expected.comparisons) {
			const own = comparisons.find(
				(one) => one.treated === treated && one.control === (control ?? undefined)
			);
			expect([own?.estimate, own?.weight]).toAgreeWith([est, w]);
		}
		const kinds = ['treated-later', 'treated-earlier', 'untreated'];
		for (const [k, { weight, avg }] of expected.by_type.entries()) {
			const own = byKind.find(({ kind }) => kind === kinds[k]);
			expect([own?.weight, own?.estimate]).toAgreeWith([weight, avg]);
		}
		expect(estimate).toAgreeWith(expected.twfe);
		expect(comparisons.reduce((sum, { weight }) => sum + weight, 0)).toAgreeWith(
			expected.sum_weights
		);
	});

	test('trends differ through poverty: the known effects lie beyond what two-way effects find', () => {
		const data = evaluationTable('synth_panel');
		const [year, first, effect] = ['year', 'first_year', 'true_effect'].map((name) =>
			data.numbers(name)
		) as [Float64Array, Float64Array, Float64Array];
		const under = [...effect.keys()].filter((i) => first[i]! > 0 && year[i]! >= first[i]!);
		const mean = (rows: number[]) => rows.reduce((sum, i) => sum + effect[i]!, 0) / rows.length;
		expect(mean(under)).toAgreeWith(answers.truth.att_simple);
		const result = sunAbraham(synthPanel());
		for (const [at, truth] of Object.entries(answers.truth.by_event_time)) {
			expect(mean(under.filter((i) => year[i]! - first[i]! === Number(at)))).toAgreeWith(truth);
			const own = result.terms.find((term) => term.at === Number(at))!;
			expect(Math.abs(own.estimate - truth)).toBeLessThan(3 * own.test!.standardError);
		}
		const { lower, upper } = result.average.test!.interval;
		expect(answers.truth.att_simple).toBeGreaterThan(lower);
		expect(answers.truth.att_simple).toBeLessThan(upper);
		const { interval } = twoWayEffect(synthPanel()).effect.test!;
		expect(answers.truth.att_simple).toBeLessThan(interval.lower);
	});
});

describeWithOracle('wild cluster bootstrap as R refits every draw', () => {
	const { wild_cluster_bootstrap: answers } = evaluationAnswers(
		'power_misc',
		z.object({
			wild_cluster_bootstrap: z.object({
				...{ y: list, g: list, x: list, post: list, D: list },
				...{ coef: z.number(), t_cr1: z.number(), p_t_Gm1: z.number() },
				...{ p_wcr_enumerated: z.number(), draws: z.number() }
			})
		})
	);

	test('estimate, t, p of t, and p of all 256 sign vectors', () => {
		const { y, g, x, post, D } = answers;
		const cluster = {
			codes: Int32Array.from(g, (value) => value - 1),
			levels: [...new Set(g)].map(String)
		};
		const columns = { x, post, D };
		const regression = {
			outcome: Float64Array.from(y),
			regressors: Object.entries(columns).map(([name, values]) => ({
				name,
				values: Float64Array.from(values)
			})),
			effects: []
		};
		const fit = leastSquares(regression);
		const contrast = coefficientContrast(fit, 'D');
		expect(fit.estimates[3]).toAgreeWith(answers.coef);
		const { matrix: v, df } = variance(fit, { kind: 'CR1', clusters: [cluster] });
		const t = fit.estimates[3]! / Math.sqrt(v[3]![3]!);
		expect(t).toAgreeWith(answers.t_cr1);
		expect(twoSidedTail(t, df)).toAgreeWith(answers.p_t_Gm1);
		const wild = wildClusterTest(regression, contrast, cluster)!;
		expect(wild.p).toBe(answers.p_wcr_enumerated);
		expect([wild.draws, wild.enumerated, wild.seed]).toEqual([answers.draws, true, undefined]);
	});
});
