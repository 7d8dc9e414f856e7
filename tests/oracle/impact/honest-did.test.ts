import { expect, test } from 'vitest';
import { z } from 'zod';
import type { EventStudy } from '#lib/impact/sensitivity/event-study.ts';
import {
	relativeBreakdown,
	relativeMagnitudes
} from '#lib/impact/sensitivity/relative-magnitudes.ts';
import { smoothnessInterval } from '#lib/impact/sensitivity/smoothness.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { evaluationAnswers } from '../../support/evaluation.ts';
import { numbers } from '../../support/group-time-answers.ts';
import { describeWithOracle } from '../../support/sources.ts';

const limits = z.object({ lo: z.number(), hi: z.number() });
const part = z.object({
	l: numbers,
	original: z.object({ lo: z.array(numbers), hi: z.array(numbers) }),
	relative_magnitudes: z.array(limits.extend({ Mbar: z.number() })),
	smoothness_FLCI: z.array(limits.extend({ M: z.number() }))
});
const answers = z.object({
	bc_first_post: part.extend({
		betahat: numbers,
		sigma: z.array(numbers),
		n_pre: z.number(),
		n_post: z.number()
	}),
	bc_average_post: part
});

describeWithOracle('intervals under violations of parallel trends agree with R HonestDiD', () => {
	const read = () => {
		const { bc_first_post: first, bc_average_post: average } = evaluationAnswers(
			'honest_did',
			answers
		);
		const study: EventStudy = {
			estimates: first.betahat,
			covariance: first.sigma,
			before: first.n_pre
		};
		return { study, targets: [first, average] };
	};
	const grid = { lower: -0.6, upper: 1, points: 1601 };

	test('for relative magnitudes, to the step of the grid of R', () => {
		const { study, targets } = read();
		for (const { l, relative_magnitudes } of targets)
			for (const { Mbar, lo, hi } of relative_magnitudes) {
				const { interval } = relativeMagnitudes(study, Mbar, { weights: l, grid, draws: 20_000 });
				const near = { relative: 0, absolute: 0.002 };
				expect(interval?.lower).toAgreeWith(lo, near);
				expect(interval?.upper).toAgreeWith(hi, near);
			}
	});

	test('with a breakdown value between the bounds where R first holds 0', () => {
		const { study, targets } = read();
		const [first, average] = targets.map(({ l }) => relativeBreakdown(study, { weights: l }));
		expect(first?.kind === 'found' ? first.bound : NaN).toBeGreaterThan(1.5);
		expect(first?.kind === 'found' ? first.bound : NaN).toBeLessThan(2);
		expect(average?.kind === 'found' ? average.bound : NaN).toBeGreaterThan(0.5);
		expect(average?.kind === 'found' ? average.bound : NaN).toBeLessThan(1);
	});

	test('for smoothness, to its simulated critical values, and with no violation', () => {
		const { study, targets } = read();
		const near = { relative: 0, absolute: 1e-3 };
		for (const { l, smoothness_FLCI, original } of targets) {
			for (const { M, lo, hi } of smoothness_FLCI) {
				const { interval } = smoothnessInterval(study, M, { weights: l });
				expect([interval?.lower, interval?.upper]).toAgreeWith([lo, hi], near);
			}
			const at = l.map((weight, k) => [weight, k + study.before] as const);
			const estimate = at.reduce((sum, [w, k]) => sum + w * study.estimates[k]!, 0);
			const variance = at.reduce(
				(sum, [w, j]) => at.reduce((more, [v, k]) => more + w * v * study.covariance[j]![k]!, sum),
				0
			);
			const { lower, upper } = tInterval(estimate, Math.sqrt(variance));
			expect([lower, upper]).toAgreeWith([original.lo[0]![0], original.hi[0]![0]]);
		}
	});
});
