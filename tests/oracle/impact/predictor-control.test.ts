import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { panel } from '#lib/impact/panel/panel.ts';
import { meanPredictor } from '#lib/impact/synthetic/predictors.ts';
import {
	type PredictorControl,
	predictorControl
} from '#lib/impact/synthetic/predictor-control.ts';
import { syntheticAnswers, syntheticTable } from '../../support/evaluation.ts';

const numbers = z.array(z.number());
const answer = z.object({
	importance: numbers,
	weights: numbers,
	mspe: z.number(),
	gap: numbers,
	estimate: z.number()
});
const shape = z.object({
	years: numbers,
	...{ equal: answer, given: answer },
	searched: z.object({ mspe: z.number() }),
	lowest: z.object({ mspe: z.number(), weights: numbers })
});
const answers = syntheticAnswers(shape, 'synthetic-control');

/** Region 1, treated from 2016, and regions 2 to 9. */
function nineRegions(importance?: readonly number[]): PredictorControl {
	const data = syntheticTable('synth-regions');
	const region = data.numbers('region');
	const rows = [...region.keys()].filter((i) => region[i]! <= 9);
	const only = (column: string) => rows.map((i) => data.numbers(column)[i]!);
	const whole = panel({
		unit: rows.map((i) => region[i]!),
		period: only('year'),
		outcome: only('rate'),
		treatment: { treated: only('treated') }
	});
	const predictors = answers.years.map((year) =>
		meanPredictor(whole, String(year), { column: 'outcome', periods: [year] })
	);
	return predictorControl(whole, { predictors, ...(importance ? { importance } : {}) });
}

/** What quadprog leaves of weights that are 0. */
const near = { relative: 1e-8, absolute: 1e-12 };

describe('synthetic control from predictors agrees with R quadprog', () => {
	test.for(['equal', 'given'] as const)(
		'weights, gaps and their squares: %s importance',
		(which) => {
			const expected = answers[which];
			const result = nineRegions(expected.importance);
			expect(result.unitWeights.map(({ weight }) => weight)).toAgreeWith(expected.weights, near);
			expect(result.predictors.map(({ importance }) => importance)).toAgreeWith(
				expected.importance
			);
			expect(result.mspe).toAgreeWith(expected.mspe);
			expect(result.periods.map(({ gap }) => gap)).toAgreeWith(expected.gap);
			expect(result.estimate).toAgreeWith(expected.estimate);
			expect(result.settings).toEqual({
				...{ importance: 'given', evaluations: 1 },
				fitPeriods: Array.from({ length: 16 }, (_, t) => 2000 + t)
			});
		}
	);

	test('the lowest mean squared gap of any weights', () => {
		const { lowestMspe } = nineRegions(answers.equal.importance);
		expect(lowestMspe).toAgreeWith(answers.lowest.mspe);
	});

	test('the search for importance ends no higher than R optim', () => {
		const { mspe, lowestMspe } = nineRegions();
		expect(mspe).toBeLessThanOrEqual(answers.searched.mspe * (1 + 1e-9));
		expect(mspe).toBeGreaterThanOrEqual(lowestMspe * (1 - 1e-9));
	});
});
