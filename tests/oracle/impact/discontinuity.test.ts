import { z } from 'zod';
import { expect, test } from 'vitest';
import {
	type Discontinuity,
	type DiscontinuityOptions,
	discontinuity
} from '#lib/impact/discontinuity/discontinuity.ts';
import { evaluationAnswers, evaluationTable } from '../../support/evaluation.ts';
import { describeWithOracle } from '../../support/sources.ts';

const numbers = z.array(z.number());
const answer = z.object({
	n: numbers,
	n_eff: numbers,
	h: numbers,
	b: numbers,
	est: z.object({ conventional: z.number(), bias_corrected: z.number(), robust: z.number() }),
	se: numbers,
	z: numbers,
	p: numbers,
	ci: z.array(numbers),
	tau_left: z.number(),
	tau_right: z.number()
});
const fixed = { h: 10, b: 20 };
const cases: Record<string, { options: DiscontinuityOptions; cutoff?: number }> = {
	default: { options: {} },
	uniform: { options: { kernel: 'uniform' } },
	epanechnikov: { options: { kernel: 'epanechnikov' } },
	p2: { options: { order: 2 } },
	msetwo: { options: { bandwidth: 'side-error' } },
	cerrd: { options: { bandwidth: 'coverage' } },
	fixed_h10_b20: { options: { bandwidth: fixed } },
	fixed_h10_hc1: { options: { bandwidth: fixed, variance: 'HC1' } },
	placebo_cut_10: { options: {}, cutoff: 10 }
};

const jumps = ({ conventional, biasCorrected, robust }: Discontinuity) => [
	conventional,
	biasCorrected,
	robust
];

describeWithOracle('a jump at a cut-off, judged by R rdrobust', () => {
	const told = evaluationAnswers('rdrobust', z.record(z.string(), z.unknown()));
	const table = evaluationTable('rdsenate');

	test('every answer has its comparison', () => {
		const asked = Object.keys(told).filter((name) => !['meta', 'data'].includes(name));
		expect(asked.sort()).toEqual(Object.keys(cases).sort());
	});

	test.for(Object.entries(cases))('%s', ([name, { options, cutoff = 0 }]) => {
		const own = answer.parse(told[name]);
		const result = discontinuity(
			{ outcome: table.numbers('vote'), running: table.numbers('margin'), cutoff },
			options
		);
		const { below, above } = result;
		const sides = [below, above];
		expect(sides.map(({ rows }) => rows)).toEqual(own.n);
		expect(sides.map(({ rowsInH }) => rowsInH)).toEqual(own.n_eff);
		const widths = { relative: 1e-5 };
		expect(sides.map(({ bandwidth: { h } }) => h)).toAgreeWith(own.h, widths);
		expect(sides.map(({ bandwidth: { b } }) => b)).toAgreeWith(own.b, widths);
		const close = { relative: 1e-6 };
		const { conventional, bias_corrected, robust } = own.est;
		const all = jumps(result);
		expect(all.map((one) => one.estimate)).toAgreeWith(
			[conventional, bias_corrected, robust],
			close
		);
		expect(all.map((one) => one.standardError)).toAgreeWith(own.se, close);
		expect(all.map((one) => one.z)).toAgreeWith(own.z, close);
		expect(all.map((one) => one.p)).toAgreeWith(own.p, close);
		expect(all.map(({ interval }) => [interval.lower, interval.upper])).toAgreeWith(own.ci, close);
		expect([below.limit, above.limit]).toAgreeWith([own.tau_left, own.tau_right], close);
	});
});
