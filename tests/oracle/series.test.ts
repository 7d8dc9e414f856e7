import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';
import { boardSignals } from '#lib/stats/series/board-signals.ts';
import { deseasonalised } from '#lib/stats/series/deseasonalised.ts';
import { mannKendall } from '#lib/stats/series/mann-kendall.ts';
import { seasonalFactors } from '#lib/stats/series/seasonal-factors.ts';
import { differenceOfWaves, smallestDetectableChange } from '#lib/stats/series/survey-change.ts';
import { xmrLimits } from '#lib/stats/series/xmr-limits.ts';

const numbers = z.array(z.number());
const trendAnswer = z.strictObject({
	...{ factor: z.number(), variance: z.number(), z: z.number(), p: z.number() },
	...{ lower: z.number().nullable(), upper: z.number().nullable() }
});
const answers = z
	.strictObject({
		trends: z.array(
			z.strictObject({
				...{ values: numbers, times: numbers, s: z.number(), tau: z.number() },
				...{ slope: z.number(), published: z.number() },
				answers: z.strictObject({
					none: trendAnswer,
					hamed_rao: trendAnswer,
					bias_corrected: trendAnswer
				})
			})
		),
		xmr: z.array(
			z.strictObject({
				...{ values: numbers, ranges: numbers, mean: z.number() },
				limits: z.tuple([z.number(), z.number()])
			})
		),
		seasons: z.array(
			z.strictObject({ values: numbers, cycle: z.int(), figure: numbers, adjusted: numbers })
		),
		factors: z.array(
			z.strictObject({
				...{ count: z.int(), cycle: z.int(), limits: z.number(), variance: z.number() }
			})
		),
		waves: z.array(
			z.strictObject({
				...{ first: z.int(), second: z.int(), both: z.int(), overlap: z.number() },
				...{ change_variance: z.number(), se1: z.number(), se2: z.number() },
				correlation: z.number()
			})
		),
		detectable: z.array(
			z.strictObject({
				...{ level: z.number(), power: z.number(), multiplier: z.number() },
				df: z.union([z.number(), z.literal('Inf').transform(() => Infinity)])
			})
		),
		boards: z.array(
			z.strictObject({
				...{ p: numbers, rate: z.number(), adjusted: numbers },
				...{ found: z.array(z.boolean()), enough: numbers }
			})
		)
	})
	.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/series.json'), 'utf8')));

const corrections = [
	['none', 'none'],
	['hamed-rao', 'hamed_rao'],
	['bias-corrected', 'bias_corrected']
] as const;
const closely = { relative: 1e-10, absolute: 1e-12 };

describe('trends, judged by R cor.test, acf and the formulas of the papers', () => {
	const cases = answers.trends.flatMap((told, number) =>
		corrections.map(([correction, key]) => ({ number, told, correction, key }))
	);
	test.for(cases)('series $number, $correction', ({ told, correction, key }) => {
		const ours = mannKendall(told.values, { times: told.times, correction });
		const answer = told.answers[key];
		expect(ours.s).toBe(told.s);
		expect([ours.tau, ours.slope]).toAgreeWith([told.tau, told.slope], closely);
		const { factor, variance, z: score, p } = answer;
		expect([ours.factor, ours.variance, ours.z, ours.p]).toAgreeWith(
			[factor, variance, score, p],
			closely
		);
		if (answer.lower === null) expect(ours.interval).toBeUndefined();
		else
			expect([ours.interval?.lower, ours.interval?.upper]).toAgreeWith(
				[answer.lower, answer.upper],
				closely
			);
	});

	test('hold one that the published correction raises, one that it would lower, and ties', () => {
		expect(answers.trends.some(({ published }) => published > 1)).toBe(true);
		expect(answers.trends.some(({ published }) => published < 1)).toBe(true);
		expect(answers.trends.some(({ values }) => new Set(values).size < values.length)).toBe(true);
	});
});

describe('natural process limits, judged by R', () => {
	test.for(answers.xmr)('of $values.length values', ({ values, ranges, mean, limits }) => {
		const ours = xmrLimits(values);
		expect(ours.movingRanges).toAgreeWith(ranges, closely);
		expect([ours.mean, ours.lower, ours.upper]).toAgreeWith([mean, ...limits], closely);
	});
});

describe('seasons, judged by R decompose', () => {
	test.for(answers.seasons)('$values.length values, $cycle a cycle', (told) => {
		const ours = deseasonalised(told.values, told.cycle);
		expect(ours?.figure).toAgreeWith(told.figure, closely);
		expect(ours?.values).toAgreeWith(told.adjusted, closely);
	});

	test.for(answers.factors)('change the noise of $count values, $cycle a cycle', (told) => {
		const { limits, variance } = seasonalFactors(told.count, told.cycle);
		expect([limits, variance]).toAgreeWith([told.limits, told.variance], closely);
	});
});

describe('changes of surveys', () => {
	test.for(answers.waves)('$first and $second people, $both in both', (told) => {
		const { standardError } = differenceOfWaves({
			before: { estimate: 0, standardError: told.se1 },
			after: { estimate: 0, standardError: told.se2 },
			overlap: told.overlap,
			correlation: told.correlation
		});
		expect(standardError).toAgreeWith(Math.sqrt(told.change_variance), closely);
	});

	test.for(answers.detectable)('are detectable: level $level, power $power, df $df', (told) => {
		const { level, power, df, multiplier } = told;
		const ours = smallestDetectableChange({ standardError: 2, level, power, df });
		expect(ours).toAgreeWith(2 * multiplier, { relative: 1e-9 });
	});

	test.for(answers.boards)('of a board are those R p.adjust finds: $p', (told) => {
		const { p, rate } = told;
		const changes = p.map((own) =>
			contrastTest(
				{ estimate: tQuantile(1 - own / 2, Infinity), standardError: 1 },
				{ df: Infinity }
			)
		);
		const ours = boardSignals(changes, { rate });
		expect(ours.map((one) => one?.kind === 'clear')).toEqual(told.found);
		expect(ours.map((one) => one?.adjustedP)).toAgreeWith(told.adjusted);
		ours.forEach((one, tile) => {
			if (one?.kind !== 'no-clear-change') return;
			const level = 1 - told.enough[tile]!;
			expect(one.smallest).toAgreeWith(smallestDetectableChange({ standardError: 1, level }));
		});
	});
});
