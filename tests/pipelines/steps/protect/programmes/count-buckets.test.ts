import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	bucketOf,
	halfDown
} from '../../../../../pipelines/steps/protect/programmes/count-buckets.ts';

const count = fc.integer({ min: 0, max: 1000 });
const multiple = fc.integer({ min: 1, max: 60 });

describe('bucketOf', () => {
	test('holds exactly the counts that are shown alike', () => {
		fc.assert(
			fc.property(count, multiple, (n, b) => {
				const { lower, upper } = bucketOf(n, b);
				const like = [lower - 1, lower, n, upper, upper + 1].map((one) =>
					one < 0 ? false : halfDown(one, b) === halfDown(n, b)
				);
				expect(like).toEqual([false, true, true, true, false]);
			})
		);
	});

	test('leaves k between nobody and the most that is shown so, from a multiple of 2 k on', () => {
		fc.assert(
			fc.property(count, fc.integer({ min: 1, max: 30 }), (n, k) => {
				const { lower, upper } = bucketOf(n, 2 * k);
				expect(lower > k || upper - lower >= k).toBe(true);
			})
		);
		expect(bucketOf(0, 9)).toEqual({ lower: 0, upper: 4 });
	});
});
