import { z } from 'zod';
import { expect, test } from 'vitest';
import { discontinuityEvaluation } from '#lib/impact/evaluation/discontinuity-evaluation.ts';
import {
	declaredHarm,
	declaredOutcome,
	declaredProgramme,
	effectOn,
	pictureOf,
	printedEvaluation,
	rowsOf,
	textsTable
} from '../../support/evaluated-programmes.ts';
import { evaluationAnswers, evaluationTable } from '../../support/evaluation.ts';
import { describeWithOracle } from '../../support/sources.ts';

const numbers = z.array(z.number());
const answer = z.object({
	...{ h: numbers, est: z.object({ conventional: z.number() }), ci: z.array(numbers), p: numbers },
	...{ n_eff: numbers, tau_left: z.number() }
});

describeWithOracle('the evaluation of a rule with a threshold, judged by R rdrobust', () => {
	const told = evaluationAnswers(
		'rdrobust',
		z.object({ default: answer, uniform: answer, epanechnikov: answer, p2: answer })
	);
	const table = textsTable('senate', evaluationTable('rdsenate'), ['margin', 'vote']);
	const found = printedEvaluation(
		discontinuityEvaluation(
			declaredProgramme(
				{
					kind: 'discontinuity',
					table: { file: 'senate', running: 'margin' },
					running: { label: { en: 'Margin' }, unit: { en: 'points' } },
					...{ cutoff: 0, treatedSide: 'above' }
				},
				[
					declaredOutcome('vote', { column: 'vote', direction: 'up' }),
					declaredHarm('again', { column: 'vote' })
				]
			),
			{ tables: new Map([['senate', table]]) }
		)
	);
	const near = { relative: 1e-5 };

	test('headline, interval and bandwidth', () => {
		const { default: own } = told;
		const effect = effectOn(found);
		expect(effect.estimate).toAgreeWith(own.est.conventional, near);
		expect([effect.lower, effect.upper]).toAgreeWith(own.ci[2]!, near);
		expect(effect.pValue).toAgreeWith(own.p[2]!, { relative: 1e-4 });
		const picture = pictureOf(found, 'discontinuity');
		expect(picture.bandwidth.h).toAgreeWith(own.h[0]!, near);
		expect([picture.sizes.left, picture.sizes.right]).toEqual(own.n_eff);
		expect(found.outcomes[0]!.without).toAgreeWith(own.tau_left, near);
	});

	test('other kernels and a parabola', () => {
		const rows = [...rowsOf(found, 'kernel'), ...rowsOf(found, 'order')];
		const estimates = rows.map(({ result }) => (result.kind === 'effect' ? result.estimate : NaN));
		expect(estimates).toAgreeWith(
			[told.epanechnikov, told.uniform, told.p2].map(({ est }) => est.conventional),
			near
		);
	});
});
