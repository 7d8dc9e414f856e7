import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ascendingOrder } from '#lib/stats/quantiles/ascending-order.ts';
import { distributionOf } from '#lib/stats/quantiles/distribution.ts';
import {
	type QuantileRule,
	quantileRules,
	weightedQuantile
} from '#lib/stats/quantiles/weighted-quantile.ts';

function quantile(values: number[], weights: number[], p: number, rule?: QuantileRule) {
	const column = Float64Array.from(values);
	const distribution = distributionOf(column, Float64Array.from(weights), ascendingOrder(column));
	return weightedQuantile(distribution, p, rule);
}

const values = [5, 1, 4, 4, 2, 8, 8, 3, 9, 7];
const weights = [2, 1, 3, 1.5, 2, 1, 0.5, 4, 1, 2];
const probabilities = [0.2, 0.25, 0.5, 0.6, 0.75, 0.95, 1];

// R 4.2.2, survey 4.1-1, survey:::qrule_*(values, weights, p); hf4 at 1 is NaN there.
const answers: readonly (readonly [QuantileRule, readonly number[]])[] = [
	['math', [3, 3, 4, 4, 5, 9, 9]],
	['school', [3, 3, 4, 4, 6, 9, 9]],
	['hf1', [3, 3, 4, 4, 5, 9, 9]],
	['hf2', [3, 3, 4, 4, 6, 9, 9]],
	['hf3', [3, 3, 4, 4, 7, 9, 9]],
	['hf4', [2.15, 2.375, 3.66666666666667, 4, 5, 8.1, 9]],
	['hf5', [2.53333333333333, 2.83333333333333, 4, 4.02857142857143, 6, 8.46666666666667, 9]],
	['hf6', [2.2, 2.4375, 3.83333333333333, 4, 5.75, 9, 9]],
	['hf7', [3.1, 3.3125, 4, 4.13333333333333, 6.25, 8, 9]],
	['hf8', [2.4, 2.675, 4, 4, 5.91666666666667, 8.7, 9]],
	['hf9', [2.43076923076923, 2.71153846153846, 4, 4.00689655172414, 5.9375, 8.64615384615385, 9]]
];

describe('weightedQuantile', () => {
	test.for(answers)('agrees with R survey:::qrule_%s', ([rule, expected]) => {
		expect(probabilities.map((p) => quantile(values, weights, p, rule))).toAgreeWith(expected);
	});

	test('by shahvaish agrees with R for weights of mean 1, whatever their scale here', () => {
		const expected = [2, 2, 4, 4, 5, 9, 9];
		for (const scale of [1 / 1.8, 1, 30]) {
			const scaled = weights.map((w) => w * scale);
			const ours = probabilities.map((p) => quantile(values, scaled, p, 'shahvaish'));
			expect(ours).toEqual(expected);
		}
	});

	test.for(quantileRules)(
		'by %s lies between the smallest value at 0 and the largest at 1',
		(rule) => {
			expect(quantile(values, weights, 0, rule)).toBe(1);
			// Type 7 leaves the smallest value at once, all others at its share.
			expect(quantile(values, weights, 0.01, rule)).toAgreeWith(rule === 'hf7' ? 1.17 : 1);
			expect(quantile(values, weights, 1, rule)).toBe(9);
		}
	);

	test.for(quantileRules)('by %s of one element or of equal values is that value', (rule) => {
		for (const p of [0, 0.3, 0.5, 1]) {
			expect(quantile([7], [2], p, rule)).toBe(7);
			expect(quantile([7, 7, 7], [2, 1, 5], p, rule)).toBe(7);
		}
	});

	test.for(quantileRules)(
		'by %s does not see elements of weight 0, whatever their value',
		(rule) => {
			for (const p of [0.1, 0.5, 0.77, 1]) {
				const padded = quantile([99, ...values, NaN, -99], [0, ...weights, 0, 0], p, rule);
				expect(padded).toBe(quantile(values, weights, p, rule));
			}
		}
	);

	test.for(quantileRules)('by %s never falls when the probability rises', (rule) => {
		const sample = fc.array(
			fc.tuple(fc.integer({ min: -5, max: 5 }), fc.double({ min: 0.01, max: 50, noNaN: true })),
			{ minLength: 1, maxLength: 15 }
		);
		const share = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(sample, share, share, (elements, p, q) => {
				const [x, w] = [elements.map(([value]) => value), elements.map(([, weight]) => weight)];
				const low = quantile(x, w, Math.min(p, q), rule)!;
				const high = quantile(x, w, Math.max(p, q), rule)!;
				expect(low).toBeLessThanOrEqual(high + 1e-12);
			})
		);
	});

	test('by math takes a weight for that many elements of weight 1', () => {
		const sample = fc.array(
			fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 6 })),
			{
				minLength: 1,
				maxLength: 12
			}
		);
		fc.assert(
			fc.property(sample, fc.integer({ min: 0, max: 64 }), (elements, sixtyFourths) => {
				const p = sixtyFourths / 64;
				const repeated = elements.flatMap(([x, times]) => Array.from({ length: times }, () => x));
				const sorted = repeated.toSorted((a, b) => a - b);
				const expected = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
				const [x, w] = [elements.map(([value]) => value), elements.map(([, weight]) => weight)];
				expect(quantile(x, w, p)).toBe(expected);
			})
		);
	});

	test('of an even number of equal weights, none a binary fraction, is the middle of two', () => {
		const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
		for (const w of [0.1, 1 / 3, 30.97, 44.2100028991699]) {
			const equal = hundred.map(() => w);
			expect(quantile(hundred, equal, 0.5, 'math')).toBe(50);
			expect(quantile(hundred, equal, 0.5, 'school')).toBe(50.5);
		}
	});

	test('with a negative weight, as calibration may give, is where the share last passes, as in R', () => {
		const negative = weights.with(1, -1);
		expect(probabilities.map((p) => quantile(values, negative, p, 'math'))).toEqual([
			3, 3, 4, 5, 7, 9, 9
		]);
		expect(quantile(values, negative, 0.6, 'hf4')).toAgreeWith(4.05);
	});

	test('has no answer without elements', () => {
		expect(quantile([], [], 0.5)).toBeUndefined();
		expect(quantile([1, 2], [0, 0], 0.5, 'hf7')).toBeUndefined();
	});

	test('rejects a probability in percent and a value that is none', () => {
		expect(() => quantile(values, weights, 50)).toThrow('probability not in [0, 1]: 50');
		expect(() => quantile(values, weights, NaN)).toThrow('probability not in [0, 1]: NaN');
		expect(() => quantile([1, NaN], [1, 1], 0.5)).toThrow(
			'value of an element that has a weight: NaN'
		);
	});
});
