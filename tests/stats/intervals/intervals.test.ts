import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asinInterval } from '#lib/stats/intervals/asin-interval.ts';
import { clopperPearsonInterval } from '#lib/stats/intervals/clopper-pearson-interval.ts';
import {
	kornGraubardInterval,
	kornGraubardSize
} from '#lib/stats/intervals/korn-graubard-interval.ts';
import { likelihoodInterval } from '#lib/stats/intervals/likelihood-interval.ts';
import { logTInterval } from '#lib/stats/intervals/log-t-interval.ts';
import { logitInterval } from '#lib/stats/intervals/logit-interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { waldInterval } from '#lib/stats/intervals/wald-interval.ts';
import { wilsonInterval } from '#lib/stats/intervals/wilson-interval.ts';

const proportions = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const errors = fc.oneof(fc.constant(0), fc.double({ min: 1e-5, max: 1, noNaN: true }));
const dfs = fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.constant(Infinity));

interface Options {
	readonly df: number;
	readonly level?: number;
}

/** Every interval of a proportion; those that need the number of cases have 50. */
const ofProportions = [
	['waldInterval', waldInterval],
	['logitInterval', logitInterval],
	['wilsonInterval', wilsonInterval],
	[
		'asinInterval',
		(p: number, se: number, options: Options) => asinInterval(p, se, { ...options, cut: true })
	],
	[
		'likelihoodInterval',
		(p: number, se: number, options: Options) => likelihoodInterval(p, se, { ...options, n: 50 })
	],
	[
		'kornGraubardInterval',
		(p: number, se: number, options: Options) => kornGraubardInterval(p, se, { ...options, n: 50 })
	]
] as const;

describe.each(ofProportions)('%s', (name, interval) => {
	test('holds the estimate, and within [0, 1] unless it is symmetric', () => {
		fc.assert(
			fc.property(proportions, errors, dfs, (p, se, df) => {
				const limits = interval(p, se, { df });
				if (limits === undefined) {
					expect([name, se ** 2]).toEqual(['kornGraubardInterval', 0]);
					return;
				}
				expect(limits.lower).toBeLessThanOrEqual(p + 1e-12);
				expect(limits.upper).toBeGreaterThanOrEqual(p - 1e-12);
				if (name === 'waldInterval') return;
				expect(limits.lower).toBeGreaterThanOrEqual(0);
				expect(limits.upper).toBeLessThanOrEqual(1);
			})
		);
	});

	test('is wider the higher the level', () => {
		for (const p of [0.01, 0.3, 0.9]) {
			const [narrow, wide] = [
				interval(p, 0.02, { df: 14, level: 0.9 })!,
				interval(p, 0.02, { df: 14, level: 0.99 })!
			];
			expect(wide.lower).toBeLessThan(narrow.lower + (narrow.lower === 0 ? 1e-300 : 0));
			expect(wide.upper).toBeGreaterThan(narrow.upper - (narrow.upper === 1 ? 1e-16 : 0));
		}
	});

	test('mirrors when events and others change places', () => {
		const [ours, mirrored] = [interval(0.1, 0.03, { df: 20 })!, interval(0.9, 0.03, { df: 20 })!];
		expect(mirrored.lower).toAgreeWith(1 - ours.upper);
		expect(mirrored.upper).toAgreeWith(1 - ours.lower);
	});

	test('has no answer at 0 and 1', () => {
		expect(interval(0, 0, { df: 20 })).toBeUndefined();
		expect(interval(1, 0, { df: 20 })).toBeUndefined();
		expect(interval(0, 0.1, { df: 20 })).toBeUndefined();
	});

	test('rejects a level or a proportion in percent, an error that is none and df 0', () => {
		expect(() => interval(0.4, 0.05, { df: 20, level: 95 })).toThrow('level not in (0, 1): 95');
		expect(() => interval(40, 0.05, { df: 20 })).toThrow('proportion not in [0, 1]: 40');
		expect(() => interval(0.4, NaN, { df: 20 })).toThrow('invalid standardError: NaN');
		expect(() => interval(0.4, 0.05, { df: 0 })).toThrow('df not positive: 0');
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

describe('asinInterval', () => {
	test('folds a limit beyond 0 back as R does, unless it is cut', () => {
		const angle = Math.asin(Math.sqrt(0.02)) - (1.959963984540054 * 0.05) / (2 * Math.sqrt(0.0196));
		expect(angle).toBeLessThan(0);
		expect(asinInterval(0.02, 0.05)!.lower).toAgreeWith(Math.sin(angle) ** 2);
		expect(asinInterval(0.02, 0.05, { cut: true })!.lower).toBe(0);
		expect(asinInterval(0.98, 0.05, { cut: true })!.upper).toBe(1);
	});
});

describe('wilsonInterval', () => {
	test('agrees with R prop.test(7, 100, correct = FALSE) for a simple random sample', () => {
		const { lower, upper } = wilsonInterval(0.07, Math.sqrt((0.07 * 0.93) / 100))!;
		expect(lower).toAgreeWith(0.0343192610672727);
		expect(upper).toAgreeWith(0.137495147390735);
	});
});

describe('likelihoodInterval', () => {
	test('ends where the deviance reaches what is allowed', () => {
		const [p, se, n, t] = [0.3, 0.05, 90, 1.959963984540054];
		const { lower, upper } = likelihoodInterval(p, se, { n })!;
		for (const limit of [lower, upper]) {
			const deviance = 2 * (p * Math.log(p / limit) + (1 - p) * Math.log((1 - p) / (1 - limit)));
			expect(deviance).toAgreeWith((t ** 2 * se ** 2 * n) / ((n - 1) * p * (1 - p)));
		}
	});

	test('has no answer for one case, and no width without sampling variance', () => {
		expect(likelihoodInterval(0.3, 0.05, { n: 1 })).toBeUndefined();
		const { lower, upper } = likelihoodInterval(0.3, 0, { n: 90 })!;
		expect([lower, upper]).toEqual([0.3, 0.3]);
	});
});

describe('logTInterval', () => {
	test('is symmetric on the scale of the logarithm', () => {
		const { lower, upper } = logTInterval(500, 100, { df: 7 })!;
		expect(lower * upper).toAgreeWith(250_000);
		expect(upper / lower).toAgreeWith(Math.exp((2 * 2.3646242515927844 * 100) / 500));
	});

	test('has no answer for a count of 0 and rejects one below', () => {
		expect(logTInterval(0, 0)).toBeUndefined();
		expect(() => logTInterval(-3, 1)).toThrow('count negative: -3');
	});
});

describe('kornGraubardInterval against Clopper-Pearson', () => {
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

	test('is cut at n only when asked', () => {
		const [p, se, n] = [0.3, 0.02, 100];
		expect(kornGraubardSize(p, se, { n, df: 40 })).toBeGreaterThan(n);
		expect(kornGraubardSize(p, se, { n, df: 40, capAtN: true })).toBe(n);
		const cut = kornGraubardInterval(p, se, { n, df: 40, capAtN: true })!;
		expect(cut).toEqual(clopperPearsonInterval(p, n));
	});
});

describe('tInterval', () => {
	test('is symmetric around the estimate', () => {
		const { lower, upper } = tInterval(10, 2, { df: 16 });
		expect((lower + upper) / 2).toAgreeWith(10);
		expect(upper - lower).toAgreeWith(4 * 2.1199052992212546);
	});
});
