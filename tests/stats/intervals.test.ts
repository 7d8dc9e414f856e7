import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clopperPearsonInterval } from '#lib/stats/clopper-pearson-interval.ts';
import { designEffect } from '#lib/stats/design-effect.ts';
import { kornGraubardInterval } from '#lib/stats/korn-graubard-interval.ts';
import { logitInterval } from '#lib/stats/logit-interval.ts';
import { tInterval } from '#lib/stats/t-interval.ts';
import { tQuantile } from '#lib/stats/t-quantile.ts';

// R 4.2.2: sprintf("%.17g", qt(...)), qbeta(...), binom.test(...)$conf.int.
describe('tQuantile', () => {
	test.for([
		[0.975, 1, 12.706204736174698],
		[0.975, 16, 2.1199052992212546],
		[0.95, 4, 2.1318467863266499],
		[0.975, 7653, 1.9602740119911679],
		[0.975, Infinity, 1.9599639845400536]
	] as const)('agrees with R qt: %d, %d', ([probability, df, expected]) => {
		expect(tQuantile(probability, df)).toAgreeWith(expected, { relative: 1e-12 });
	});

	test('rejects df 0 and a probability of 1', () => {
		expect(() => tQuantile(0.975, 0)).toThrow('df not positive: 0');
		expect(() => tQuantile(1, 5)).toThrow('probability not in (0, 1): 1');
	});
});

describe('clopperPearsonInterval', () => {
	test('agrees with R binom.test(7, 100)', () => {
		const { lower, upper } = clopperPearsonInterval(0.07, 100);
		expect(lower).toAgreeWith(0.028605288907438704);
		expect(upper).toAgreeWith(0.13891972845585732);
	});

	test('at no events ends where the chance of seeing none is half of 5 %', () => {
		const { lower, upper } = clopperPearsonInterval(0, 60);
		expect(lower).toBe(0);
		expect(upper).toAgreeWith(1 - 0.025 ** (1 / 60));
	});

	test('at all events mirrors no events', () => {
		const none = clopperPearsonInterval(0, 37.5);
		const all = clopperPearsonInterval(1, 37.5);
		expect(all.upper).toBe(1);
		expect(all.lower).toAgreeWith(1 - none.upper);
	});
});

describe('logitInterval', () => {
	test('stays inside [0, 1] and around the estimate however large the error', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				fc.integer({ min: 1, max: 5000 }),
				(p, se, df) => {
					const { lower, upper } = logitInterval(p, se, { df })!;
					expect(lower).toBeGreaterThanOrEqual(0);
					expect(upper).toBeLessThanOrEqual(1);
					expect(lower).toBeLessThanOrEqual(p + 1e-12);
					expect(upper).toBeGreaterThanOrEqual(p - 1e-12);
				}
			)
		);
	});

	test('has no answer at 0 and 1', () => {
		expect(logitInterval(0, 0)).toBeUndefined();
		expect(logitInterval(1, 0)).toBeUndefined();
	});

	test('rejects a level given in percent and a proportion given in percent', () => {
		expect(() => logitInterval(0.4, 0.05, { level: 95 })).toThrow('level not in (0, 1): 95');
		expect(() => logitInterval(40, 0.05)).toThrow('proportion not in [0, 1]: 40');
		expect(() => logitInterval(0.4, NaN)).toThrow('invalid standardError: NaN');
	});
});

describe('kornGraubardInterval', () => {
	test('is Clopper-Pearson for a simple random sample with df n - 1', () => {
		const [p, n] = [0.03, 400];
		const ours = kornGraubardInterval(p, Math.sqrt((p * (1 - p)) / n), { n, df: n - 1 })!;
		const exact = clopperPearsonInterval(p, n);
		expect(ours.lower).toAgreeWith(exact.lower);
		expect(ours.upper).toAgreeWith(exact.upper);
	});

	test('has no answer without sampling variance', () => {
		expect(kornGraubardInterval(0.03, 0, { n: 400, df: 30 })).toBeUndefined();
	});
});

describe('tInterval', () => {
	test('is symmetric around the estimate', () => {
		const { lower, upper } = tInterval(10, 2, { df: 16 });
		expect((lower + upper) / 2).toAgreeWith(10);
		expect(upper - lower).toAgreeWith(4 * 2.1199052992212546);
	});
});

describe('designEffect', () => {
	test('is 1 for a simple random sample without replacement', () => {
		const [n, N, mean] = [50, 1000, 0.3];
		const variance = ((n / (n - 1)) * mean * (1 - mean) * (N - n)) / (N * n);
		expect(designEffect({ variance, n, sumWeights: N, mean, meanSquare: mean })).toAgreeWith(1);
	});

	test('has no answer for weights that sum below n, and without spread', () => {
		expect(
			designEffect({ variance: 1, n: 50, sumWeights: 40, mean: 0.3, meanSquare: 0.3 })
		).toBeUndefined();
		expect(
			designEffect({ variance: 0, n: 50, sumWeights: 900, mean: 1, meanSquare: 1 })
		).toBeUndefined();
	});
});
