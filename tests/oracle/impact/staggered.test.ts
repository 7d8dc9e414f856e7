import { z } from 'zod';
import { expect, test } from 'vitest';
import { type BaconDecomposition, baconDecomposition } from '#lib/impact/did/bacon.ts';
import { type SunAbraham, sunAbraham } from '#lib/impact/did/sun-abraham.ts';
import { twoWayEffect } from '#lib/impact/did/two-way-effect.ts';
import { type Panel, panel } from '#lib/impact/panel/panel.ts';
import { evaluationAnswers, evaluationTable } from '../../support/evaluation.ts';
import { describeWithOracle } from '../../support/sources.ts';

const term = z.object({ est: z.number(), se: z.number() });
const sunab = z.object({
	event: z.array(term.extend({ e: z.number() })),
	att: term,
	by_cohort: z.array(term.extend({ cohort: z.coerce.number() })),
	n: z.number()
});
const bacon = z.object({
	twfe: z.number(),
	se_cluster: z.number(),
	sum_weights: z.number(),
	weighted: z.number(),
	by_type: z.array(z.object({ type: z.string(), weight: z.number(), avg_estimate: z.number() })),
	comparisons: z.array(
		z.object({
			treated: z.number(),
			control: z.number().nullable(),
			type: z.string(),
			estimate: z.number(),
			weight: z.number()
		})
	)
});

/** R writes never as 0, or as a year that never comes. */
const starts = (years: Float64Array) =>
	years.map((year) => (year === 0 || year >= 10000 ? Infinity : year));

function panelOf(name: string, columns: Record<string, string>): Panel {
	const data = evaluationTable(name);
	const { unit, period, outcome, start, covariate } = columns;
	return panel({
		unit: data.texts(unit!),
		period: data.numbers(period!),
		outcome: data.numbers(outcome!),
		treatment: { start: starts(data.numbers(start!)) },
		covariates: covariate ? [{ name: covariate, values: data.numbers(covariate) }] : []
	});
}

const stagg = { unit: 'id', period: 'year', outcome: 'y', start: 'year_treated' };
const panels: Record<string, () => Panel> = {
	base_stagg: () => panelOf('base_stagg', { ...stagg, covariate: 'x1' }),
	base_stagg_no_x: () => panelOf('base_stagg', stagg),
	mpdta: () =>
		panelOf('mpdta', {
			...{ unit: 'countyreal', period: 'year', outcome: 'lemp' },
			start: 'first.treat'
		}),
	castle: () =>
		panelOf('castle', {
			...{ unit: 'sid', period: 'year', outcome: 'l_homicide' },
			start: 'first_treat'
		})
};

function expectSunab(result: SunAbraham, answers: z.infer<typeof sunab>) {
	const shown = result.terms.filter(({ isReference }) => !isReference);
	expect(shown.map(({ at }) => at)).toEqual(answers.event.map(({ e }) => e));
	expect(shown.map(({ estimate }) => estimate)).toAgreeWith(answers.event.map(({ est }) => est));
	expect(shown.map((one) => one.test?.standardError)).toAgreeWith(
		answers.event.map(({ se }) => se)
	);
	expect(result.average.estimate).toAgreeWith(answers.att.est);
	expect(result.average.test?.standardError).toAgreeWith(answers.att.se);
	expect(result.byCohort.map(({ start }) => start)).toEqual(
		answers.by_cohort.map(({ cohort }) => cohort)
	);
	expect(result.byCohort.map(({ estimate }) => estimate)).toAgreeWith(
		answers.by_cohort.map(({ est }) => est)
	);
	expect(result.byCohort.map((one) => one.test?.standardError)).toAgreeWith(
		answers.by_cohort.map(({ se }) => se)
	);
	expect(result.counts.rows).toBe(answers.n);
}

describeWithOracle('Sun and Abraham as R fixest has it', () => {
	const answers = evaluationAnswers('sunab', z.looseObject({}));
	test.for(Object.keys(panels))('%s: terms, average, cohorts and their errors', (name) => {
		expectSunab(sunAbraham(panels[name]!()), sunab.parse(answers[name]));
	});
});

const words = {
	untreated: 'Treated vs Untreated',
	'treated-later': 'Earlier vs Later Treated',
	'treated-earlier': 'Later vs Earlier Treated',
	'always-treated': 'Later vs Always Treated'
};

type Comparison = z.infer<typeof bacon>['comparisons'][number];

function expectComparisons(
	{ comparisons, byKind }: BaconDecomposition,
	expected: readonly Comparison[],
	types: readonly { type: string; weight: number; avg: number }[]
) {
	expect(comparisons.length).toBe(expected.length);
	for (const { treated, control, type, estimate, weight } of expected) {
		const own = comparisons.find(
			(c) => c.treated === treated && c.control === (control ?? undefined)
		);
		expect(own && words[own.kind]).toBe(type);
		expect(own?.estimate).toAgreeWith(estimate);
		expect(own?.weight).toAgreeWith(weight);
	}
	for (const { type, weight, avg } of types) {
		const own = byKind.find(({ kind }) => words[kind] === type);
		expect([own?.weight, own?.estimate], type).toAgreeWith([weight, avg]);
	}
	expect(byKind.length).toBe(types.length);
}

describeWithOracle('Goodman and Bacon as R bacondecomp has it', () => {
	const answers = evaluationAnswers('bacon', z.looseObject({ base_stagg_true_att: z.number() }));
	test.for([
		['castle', 'castle'],
		['mpdta', 'mpdta'],
		['base_stagg', 'base_stagg_no_x']
	] as const)('%s: every comparison, its weight, and the two-way estimate', ([name, data]) => {
		const expected = bacon.parse(answers[name]);
		const result = twoWayEffect(panels[data]!());
		expect(result.effect.estimate).toAgreeWith(expected.twfe);
		expect(result.effect.test?.standardError).toAgreeWith(expected.se_cluster);
		if (result.timing !== 'staggered') throw new Error('timing not seen as staggered');
		const { decomposition } = result;
		expectComparisons(
			decomposition,
			expected.comparisons,
			expected.by_type.map((one) => ({ ...one, avg: one.avg_estimate }))
		);
		expect(decomposition.estimate).toAgreeWith(expected.weighted);
		const sum = decomposition.comparisons.reduce((total, { weight }) => total + weight, 0);
		expect(sum).toAgreeWith(expected.sum_weights);
	});

	test('the mean of true effects in base_stagg is far from what two-way effects find', () => {
		const data = evaluationTable('base_stagg');
		const after = data.numbers('time_to_treatment').map((time) => +(time >= 0));
		const effects = data.numbers('treatment_effect_true').filter((_, i) => after[i] === 1);
		const truth = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
		expect(truth).toAgreeWith(answers.base_stagg_true_att);
		const { estimate, forbiddenWeight } = baconDecomposition(panels['base_stagg_no_x']!());
		expect(estimate).toBeLessThan(3 * truth);
		expect(forbiddenWeight).toAgreeWith(1 / 7);
	});
});
