import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { panel } from '#lib/impact/panel/panel.ts';
import { placeboInSpace } from '#lib/impact/synthetic/placebo-in-space.ts';
import { syntheticError } from '#lib/impact/synthetic/standard-error.ts';
import { syntheticEffect } from '#lib/impact/synthetic/synthetic-effect.ts';
import {
	type EvaluationTable,
	evaluationAnswers,
	evaluationTable,
	syntheticAnswers,
	syntheticTable
} from '../../support/evaluation.ts';
import { describeWithOracle } from '../../support/sources.ts';

const numbers = z.array(z.number());
const named = z.record(z.string(), z.number());
const answer = z.object({
	est: z.number(),
	omega: named,
	lambda: named,
	zeta_omega: z.number(),
	zeta_lambda: z.number(),
	curve: numbers
});
const smoking = z.object({
	...{ N0: z.number(), T0: z.number(), N1: z.number(), T1: z.number(), noise_level: z.number() },
	...{ sdid: answer, sc: answer, did: answer },
	placebo_se: z.object({ value: z.number(), replications: z.number() }),
	placebo_in_space: z.object({
		states: z.array(z.string()),
		...{ sdid: numbers, sc: numbers, did: numbers },
		...{ p_sdid: z.number(), p_sc: z.number(), p_did: z.number() }
	})
});
const listed = z.object({
	...{ est: z.number(), omega: numbers, lambda: numbers, controls: z.array(z.string()) }
});
const regions = z.object({
	synth: z.object({
		...{ N0: z.number(), T0: z.number(), sdid: listed, sc: listed, did: listed },
		...{ placebo_sdid: numbers, p_placebo: z.number() }
	})
});

/** Reference, section 4: Frank-Wolfe. */
const near = { relative: 1e-4, absolute: 1e-4 };
const methods = ['sdid', 'sc', 'did'] as const;

function blockPanel(
	data: EvaluationTable,
	[unit, period, outcome]: readonly [string, string, string]
) {
	return panel({
		unit: data.texts(unit),
		period: data.numbers(period),
		outcome: data.numbers(outcome),
		treatment: { treated: data.numbers('treated') }
	});
}

describeWithOracle('California and Proposition 99 as R synthdid has them', () => {
	const answers = evaluationAnswers('synthdid', smoking);
	const california = () =>
		blockPanel(evaluationTable('california_prop99'), ['State', 'Year', 'PacksPerCapita']);

	test('how many units and periods there are', () => {
		const { unitWeights, periodWeights, treated, effects } = syntheticEffect(california(), {
			method: 'sdid'
		});
		const { N0, T0, N1, T1 } = answers;
		expect([unitWeights.length, periodWeights.length, treated.length, effects.length]).toEqual([
			...[N0, T0, N1, T1]
		]);
	});

	test.for(methods)('estimate, weights, penalties and effects by period: %s', (method) => {
		const expected = answers[method];
		const result = syntheticEffect(california(), { method });
		expect(result.estimate).toAgreeWith(expected.est, near);
		expect(result.unitWeights.map(({ unit }) => unit)).toEqual(Object.keys(expected.omega));
		expect(result.unitWeights.map(({ weight }) => weight)).toAgreeWith(
			Object.values(expected.omega),
			near
		);
		expect(result.periodWeights.map(({ period }) => String(period))).toEqual(
			Object.keys(expected.lambda)
		);
		expect(result.periodWeights.map(({ weight }) => weight)).toAgreeWith(
			Object.values(expected.lambda),
			near
		);
		const { noise, omega, lambda } = result.settings.penalty;
		expect([noise, omega, lambda]).toAgreeWith([
			...[answers.noise_level, expected.zeta_omega, expected.zeta_lambda]
		]);
		expect(result.effects.map(({ effect }) => effect)).toAgreeWith(expected.curve, near);
	});

	test.for(methods)('every control in turn, and the rank of California: %s', (method) => {
		const expected = answers.placebo_in_space;
		const result = placeboInSpace(california(), { method });
		expect(result.placebos.map(({ units }) => units[0])).toEqual(expected.states);
		expect(result.placebos.map(({ estimate }) => estimate)).toAgreeWith(expected[method], near);
		expect(result.byEstimate.p).toAgreeWith(expected[`p_${method}`]);
		expect(result.byEstimate.smallestP).toBe(1 / 39);
	});

	test('the placebo standard error, to what chance does', () => {
		const { value, replications } = answers.placebo_se;
		const { standardError } = syntheticError(california(), {
			...{ method: 'sdid', error: 'placebo', replications }
		});
		expect(standardError).toAgreeWith(value, { relative: 0.1 });
	});
});

describe('the synthetic regions as R synthdid has them', () => {
	const { synth } = syntheticAnswers(regions, 'synthetic-regions');
	const ours = () => blockPanel(syntheticTable('synth-regions'), ['region', 'year', 'rate']);

	test.for(methods)('estimate and weights: %s', (method) => {
		const expected = synth[method];
		const { estimate, unitWeights, periodWeights } = syntheticEffect(ours(), { method });
		const weightOf = new Map(unitWeights.map(({ unit, weight }) => [unit, weight]));
		expect([unitWeights.length, periodWeights.length]).toEqual([synth.N0, synth.T0]);
		expect(estimate).toAgreeWith(expected.est, near);
		expect(expected.controls.map((unit) => weightOf.get(unit))).toAgreeWith(expected.omega, near);
		expect(periodWeights.map(({ weight }) => weight)).toAgreeWith(expected.lambda, near);
	});

	test('every control in turn, and the rank of the treated region', () => {
		const { placebos, byEstimate } = placeboInSpace(ours(), { method: 'sdid' });
		const found = new Map(placebos.map(({ units, estimate }) => [units[0], estimate]));
		expect(synth.sdid.controls.map((unit) => found.get(unit))).toAgreeWith(
			synth.placebo_sdid,
			near
		);
		expect(byEstimate.p).toAgreeWith(synth.p_placebo);
	});
});
