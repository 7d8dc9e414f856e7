import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xmrLimits } from '#lib/stats/series/xmr-limits.ts';

describe('xmrLimits', () => {
	test('by hand: mean 5, moving ranges 2, 1, 3', () => {
		const { mean, movingRanges, meanMovingRange, lower, upper } = xmrLimits(
			[4, 6, 5, 8].map((value) => value - 0.75)
		);
		expect([mean, meanMovingRange, lower, upper]).toAgreeWith([5, 2, 5 - 5.32, 5 + 5.32]);
		expect(movingRanges).toAgreeWith([2, 1, 3]);
	});

	test('move with a shift, stretch with a scale and mirror', () => {
		const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 });
		fc.assert(
			fc.property(values, fc.integer({ min: -4, max: 4 }), (own, a) => {
				const { lower, upper } = xmrLimits(own);
				const moved = xmrLimits(own.map((value) => a * value + 10));
				const ends = [a * lower + 10, a * upper + 10].sort((x, y) => x - y);
				expect([moved.lower, moved.upper]).toAgreeWith(ends, { absolute: 1e-9 });
			})
		);
	});

	test('meet in the mean of values that do not differ', () => {
		expect(xmrLimits([3, 3, 3])).toMatchObject({ mean: 3, lower: 3, upper: 3, meanMovingRange: 0 });
	});

	test('refuse what has none', () => {
		expect(() => xmrLimits([1])).toThrow('fewer than 2 values: 1');
		expect(() => xmrLimits([1, Infinity])).toThrow('value 2 not finite: Infinity');
	});
});
