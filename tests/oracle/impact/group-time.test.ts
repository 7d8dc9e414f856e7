import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { aggregatedEffects, aggregations } from '#lib/impact/group-time/aggregated.ts';
import { type GroupTimeEffects, groupTimeEffects } from '#lib/impact/group-time/group-time.ts';
import type { GroupTimeOptions } from '#lib/impact/group-time/group-time-types.ts';
import { influenceCovariance } from '#lib/impact/group-time/inference.ts';
import type { GroupTimeData } from '#lib/impact/group-time/observations.ts';
import { changeEffect, effectMethods } from '#lib/impact/group-time/two-periods.ts';
import { evaluationAnswers, evaluationTable } from '../../support/evaluation.ts';
import {
	type AggregatedAnswer,
	type GroupTimeAnswer,
	aggregatedAnswer,
	groupTimeAnswer,
	numbers
} from '../../support/group-time-answers.ts';
import { describeWithOracle } from '../../support/sources.ts';

/** Fits with a logistic regression, which iterates. */
const iterated = { relative: 1e-6 };
/** R rounds p to 5 decimals. */
const rounded = { relative: 0, absolute: 5.1e-6 };
/** Many draws, as R took, on a machine that may be busy. */
const slow = { timeout: 60_000 };
const noBand = { kind: 'none' } as const;

function compare(
	effects: GroupTimeEffects,
	answer: GroupTimeAnswer,
	tolerance: { relative?: number } = {}
) {
	if (answer.n !== undefined) expect(effects.cohortOf.length).toBe(answer.n);
	if (answer.att_gt) {
		expect(effects.cells.map(({ cohort, period }) => [cohort, period])).toEqual(
			answer.att_gt.map(({ g, t }) => [g, t])
		);
		effects.cells.forEach(({ result }, k) => {
			const { att, se } = answer.att_gt![k]!;
			expect(result.kind).toBe(se === null ? 'reference' : 'effect');
			if (result.kind !== 'effect') return;
			expect(result.estimate).toAgreeWith(att, tolerance);
			expect(result.standardError).toAgreeWith(se, tolerance);
		});
	}
	if (answer.wald_pre === null) expect(effects.preTest.kind).toBe('none');
	if (answer.wald_pre && effects.preTest.kind === 'test') {
		expect(effects.preTest.statistic).toAgreeWith(answer.wald_pre.stat, tolerance);
		expect(effects.preTest.pValue).toAgreeWith(answer.wald_pre.p, rounded);
	}
	for (const aggregation of aggregations) {
		const wanted = answer[aggregation];
		if (wanted) compareAggregated(aggregatedEffects(effects, aggregation), wanted, tolerance);
	}
}

const drawn = z.object({
	gt_se: numbers,
	gt_crit: z.number(),
	dyn_se: numbers,
	dyn_crit: z.number()
});

/** Errors and critical values that R drew, too: two per cent and a few hundredths apart by chance. */
function compareDrawn(
	effects: GroupTimeEffects,
	{ gt_crit, gt_se, dyn_crit, dyn_se }: z.infer<typeof drawn>
): ReturnType<typeof aggregatedEffects> {
	const errors = effects.cells.map(({ result }) =>
		result.kind === 'effect' ? result.standardError : undefined
	);
	const near = { relative: 0, absolute: 0.03 };
	expect(errors).toAgreeWith(gt_se, { relative: 0.02 });
	expect(effects.critical).toAgreeWith(gt_crit, near);
	const dynamic = aggregatedEffects(effects, 'dynamic');
	expect(dynamic.by.map(({ standardError }) => standardError)).toAgreeWith(dyn_se, {
		relative: 0.02
	});
	expect(dynamic.critical).toAgreeWith(dyn_crit, near);
	return dynamic;
}

function compareAggregated(
	{ overall, by }: Pick<ReturnType<typeof aggregatedEffects>, 'overall' | 'by'>,
	wanted: AggregatedAnswer,
	tolerance: { relative?: number } = {}
) {
	expect(overall?.estimate).toAgreeWith(wanted.overall.att, tolerance);
	expect(overall?.standardError).toAgreeWith(wanted.overall.se, tolerance);
	expect(by.map(({ at }) => at)).toEqual((wanted.by ?? []).map(({ at }) => at));
	by.forEach(({ estimate, standardError, isReference }, k) => {
		const { att, se } = wanted.by![k]!;
		expect(estimate).toAgreeWith(att, tolerance);
		expect(isReference).toBe(se === null);
		if (se !== null) expect(standardError).toAgreeWith(se, tolerance);
	});
}

function counties(): GroupTimeData & { lpop: Float64Array } {
	const column = evaluationTable('mpdta').numbers;
	return {
		unit: column('countyreal'),
		period: column('year'),
		outcome: column('lemp'),
		cohort: column('first.treat'),
		lpop: column('lpop')
	};
}

const pick = (values: ArrayLike<number>, keep: (row: number) => boolean) =>
	Float64Array.from(values).filter((_, row) => keep(row));

describeWithOracle('group-time effects of mpdta agree with R did', () => {
	let data: ReturnType<typeof counties>;
	let answers: ReturnType<typeof read>;
	const read = () =>
		evaluationAnswers(
			'callaway_santanna',
			z.object({
				never_nocov: groupTimeAnswer,
				never_lpop_dr: groupTimeAnswer,
				never_lpop_ipw: groupTimeAnswer,
				never_lpop_reg: groupTimeAnswer,
				notyet_nocov: groupTimeAnswer,
				never_universal: groupTimeAnswer,
				dynamic_window: aggregatedAnswer,
				dynamic_balance_e1: aggregatedAnswer,
				cluster_state_analytic: groupTimeAnswer.extend({ n_clusters: z.number() }),
				repeated_cross_section: groupTimeAnswer,
				unbalanced: groupTimeAnswer.extend({ dropped_rows_1based: numbers }),
				unbalanced_then_balanced: groupTimeAnswer.extend({ units_kept: z.number() }),
				base_stagg_notyet: groupTimeAnswer,
				bootstrap_25000: z.object({
					gt_crit: z.number(),
					gt_se: numbers,
					gt_sup_t_gaussian_limit: z.number(),
					dynamic_crit: z.number(),
					dynamic_se: numbers,
					e: numbers
				}),
				never_nocov_vcov: z.object({ vcov: z.array(numbers), dynamic_vcov: z.array(numbers) }),
				drdid_2x2_g2004: z.object({
					n: z.number(),
					treated: z.number(),
					dr: z.object({ att: z.number(), se: z.number() }),
					dr_improved: z.object({ att: z.number(), se: z.number() }),
					reg: z.object({ att: z.number(), se: z.number() }),
					ipw_hajek: z.object({ att: z.number(), se: z.number() }),
					ipw_horvitz: z.object({ att: z.number(), se: z.number() })
				})
			})
		);
	const effectsOf = (options: Partial<GroupTimeOptions> = {}, more: Partial<GroupTimeData> = {}) =>
		groupTimeEffects({ ...data, ...more }, { band: noBand, ...options });

	beforeAll(() => {
		data = counties();
		answers = read();
	});

	test('with units never treated and no covariates', () =>
		compare(effectsOf(), answers.never_nocov));

	test('with a covariate: regression, weighting and both', () => {
		const covariates = [data.lpop];
		compare(effectsOf({ method: 'reg' }, { covariates }), answers.never_lpop_reg);
		compare(effectsOf({ method: 'ipw' }, { covariates }), answers.never_lpop_ipw, iterated);
		compare(effectsOf({ method: 'dr' }, { covariates }), answers.never_lpop_dr, iterated);
	});

	test('with units not yet treated', () =>
		compare(effectsOf({ control: 'not-yet-treated' }), answers.notyet_nocov));

	test('with one base period for all, where the reference has no error', () =>
		compare(effectsOf({ base: 'universal' }), answers.never_universal));

	test('in a window of events and with the same cohorts at every event', () => {
		const effects = effectsOf();
		const window = aggregatedEffects(effects, 'dynamic', { minEvent: -1, maxEvent: 1 });
		compareAggregated(window, answers.dynamic_window);
		const balanced = aggregatedEffects(effects, 'dynamic', { balanceEvent: 1 });
		compareAggregated(balanced, answers.dynamic_balance_e1);
	});

	test('with clusters', () => {
		const cluster = Float64Array.from(data.unit ?? [], (code) => Math.floor(code / 1000));
		const effects = effectsOf({}, { cluster });
		expect(effects.frame.clusters).toBe(answers.cluster_state_analytic.n_clusters);
		compare(effects, answers.cluster_state_analytic);
	});

	test('with repeated cross-sections', () =>
		compare(effectsOf({}, { unit: undefined }), answers.repeated_cross_section));

	test('with rows missing: as cross-sections, or without the units that miss one', () => {
		const dropped = new Set(answers.unbalanced.dropped_rows_1based);
		const keep = (row: number) => !dropped.has(row + 1);
		const rows = {
			unit: pick(data.unit ?? [], keep),
			period: pick(data.period, keep),
			outcome: pick(data.outcome, keep),
			cohort: pick(data.cohort, keep)
		};
		compare(effectsOf({ unbalanced: 'sections' }, rows), answers.unbalanced);
		const balanced = effectsOf({}, rows);
		expect(balanced.cohortOf.length).toBe(answers.unbalanced_then_balanced.units_kept);
		compare(balanced, answers.unbalanced_then_balanced);
	});

	test('with the covariance of cells and of events', () => {
		const effects = effectsOf();
		const columns = effects.influence.map((column) => column ?? new Float64Array());
		expect(influenceCovariance(columns, effects.frame).to2DArray()).toAgreeWith(
			answers.never_nocov_vcov.vcov
		);
		const { covariance } = aggregatedEffects(effects, 'dynamic');
		expect(covariance).toAgreeWith(answers.never_nocov_vcov.dynamic_vcov);
	});

	test('with critical values of simultaneous bands, to what draws allow', () => {
		const band = { kind: 'gaussian', draws: 400_000, seed: 3 } as const;
		const near = { relative: 0, absolute: 0.01 };
		const effects = effectsOf({ band });
		expect(effects.critical).toAgreeWith(answers.bootstrap_25000.gt_sup_t_gaussian_limit, near);
		for (const name of ['group', 'dynamic', 'calendar'] as const)
			expect(aggregatedEffects(effects, name).critical).toAgreeWith(
				answers.never_nocov[name]?.sup_t_crit_95_gaussian_limit,
				near
			);
	});

	test('with the multiplier bootstrap, which has other errors and critical values', slow, () => {
		const effects = effectsOf({ band: { kind: 'multiplier', draws: 40_000, seed: 42 } });
		const { dynamic_crit, dynamic_se, ...cells } = answers.bootstrap_25000;
		compareDrawn(effects, { ...cells, dyn_crit: dynamic_crit, dyn_se: dynamic_se });
	});

	test('in the five ways of DRDID between two periods', () => {
		const rows = Array.from(data.cohort, (_, row) => row).filter(
			(row) => [0, 2004].includes(data.cohort[row]!) && data.period[row] === 2004
		);
		const before = new Map(
			Array.from(data.period, (year, row) => [`${year} ${data.unit?.[row] ?? 0}`, row])
		);
		const change = Float64Array.from(
			rows,
			(row) =>
				data.outcome[row]! - data.outcome[before.get(`2003 ${data.unit?.[row] ?? 0}`) ?? NaN]!
		);
		const weights = new Float64Array(rows.length).fill(1);
		const changes = {
			columns: [weights, Float64Array.from(rows, (row) => data.lpop[row]!)],
			treated: Float64Array.from(rows, (row) => (data.cohort[row] === 2004 ? 1 : 0)),
			weights,
			change
		};
		const wanted = answers.drdid_2x2_g2004;
		const byMethod = {
			...{ reg: wanted.reg, ipw: wanted.ipw_hajek, dr: wanted.dr },
			...{ 'ipw-horvitz': wanted.ipw_horvitz, 'dr-improved': wanted.dr_improved }
		};
		expect(rows.length).toBe(wanted.n);
		for (const method of effectMethods) {
			const found = changeEffect(changes, method);
			if (found.kind === 'none') throw new Error(found.reason);
			const squares = found.influence.reduce((sum, value) => sum + value ** 2, 0);
			expect(found.effect).toAgreeWith(byMethod[method].att, iterated);
			expect(Math.sqrt(squares) / rows.length).toAgreeWith(byMethod[method].se, iterated);
		}
	});

	test('for nine cohorts of five units each (base_stagg)', () => {
		const column = evaluationTable('base_stagg').numbers;
		const effects = groupTimeEffects(
			{
				unit: column('id'),
				period: column('year'),
				outcome: column('y'),
				cohort: column('year_treated').map((year) => (year > 1000 ? 0 : year))
			},
			{ control: 'not-yet-treated', band: noBand }
		);
		compare(effects, answers.base_stagg_notyet);
		const band = { kind: 'gaussian', draws: 200_000, seed: 1 } as const;
		const banded = { ...effects, frame: { ...effects.frame, band } };
		expect(aggregatedEffects(banded, 'dynamic').critical).toAgreeWith(
			answers.base_stagg_notyet.dynamic?.sup_t_crit_95_gaussian_limit,
			{ relative: 0, absolute: 0.01 }
		);
	});
});

describeWithOracle('group-time effects of the synthetic panel agree with R did', () => {
	let data: GroupTimeData & { poverty: Float64Array };
	let column: (name: string) => Float64Array;
	let answers: ReturnType<typeof read>;
	const read = () =>
		evaluationAnswers(
			'synthetic',
			z.object({
				cs_never: groupTimeAnswer,
				cs_notyet: groupTimeAnswer,
				cs_never_dr_poverty: groupTimeAnswer,
				cs_never_ipw_poverty: groupTimeAnswer,
				cs_never_reg_poverty: groupTimeAnswer,
				cs_universal: groupTimeAnswer,
				cs_cluster_country: groupTimeAnswer,
				cs_weights_pop: groupTimeAnswer,
				cs_anticipation1: groupTimeAnswer,
				cs_bootstrap_25000: drawn.extend({ e: numbers }),
				truth: z.object({ att_simple: z.number() })
			})
		);
	const effectsOf = (options: Partial<GroupTimeOptions> = {}, more: Partial<GroupTimeData> = {}) =>
		groupTimeEffects({ ...data, ...more }, { band: noBand, ...options });

	beforeAll(() => {
		column = evaluationTable('synth_panel').numbers;
		answers = read();
		data = {
			unit: column('muni'),
			period: column('year'),
			outcome: column('absent_pct'),
			cohort: column('first_year'),
			poverty: column('poverty')
		};
	});

	test('with every control group, base period and anticipation', () => {
		compare(effectsOf(), answers.cs_never);
		compare(effectsOf({ control: 'not-yet-treated' }), answers.cs_notyet);
		compare(effectsOf({ base: 'universal' }), answers.cs_universal);
		compare(effectsOf({ anticipation: 1 }), answers.cs_anticipation1);
	});

	test('with a covariate', () => {
		const covariates = [data.poverty];
		compare(effectsOf({ method: 'reg' }, { covariates }), answers.cs_never_reg_poverty);
		compare(effectsOf({ method: 'ipw' }, { covariates }), answers.cs_never_ipw_poverty, iterated);
		compare(effectsOf({ method: 'dr' }, { covariates }), answers.cs_never_dr_poverty, iterated);
	});

	test('and find the truth that was simulated, where the covariate is counted', () => {
		const effects = effectsOf({}, { covariates: [data.poverty] });
		const { overall } = aggregatedEffects(effects, 'simple');
		expect(overall?.interval?.lower).toBeLessThan(answers.truth.att_simple);
		expect(overall?.interval?.upper).toBeGreaterThan(answers.truth.att_simple);
	});

	test('with clusters, fewer than cells before treatment, and with weights', () => {
		const clustered = effectsOf({}, { cluster: column('country') });
		compare(clustered, answers.cs_cluster_country);
		expect(clustered.preTest).toEqual({ kind: 'none', reason: 'singular' });
		compare(effectsOf({}, { weight: column('pop') }), answers.cs_weights_pop);
	});

	test('with the multiplier bootstrap', slow, () => {
		const effects = effectsOf({ band: { kind: 'multiplier', draws: 40_000, seed: 99 } });
		const dynamic = compareDrawn(effects, answers.cs_bootstrap_25000);
		expect(dynamic.by.map(({ at }) => at)).toEqual(answers.cs_bootstrap_25000.e);
	});
});
