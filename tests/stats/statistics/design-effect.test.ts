import { describe, expect, test } from 'vitest';
import { designEffect } from '#lib/stats/statistics/design-effect.ts';

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
