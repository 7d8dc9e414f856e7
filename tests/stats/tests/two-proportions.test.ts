import { describe, expect, test } from 'vitest';
import { fisherTest, twoProportionTest } from '#lib/stats/tests/two-proportions.ts';

describe('twoProportionTest', () => {
	test('has no test where everybody is a case', () => {
		const all = twoProportionTest({ cases: 5, size: 5 }, { cases: 7, size: 7 });
		expect(all).toEqual({ difference: 0, interval: undefined, chiSquare: undefined, p: undefined });
		expect(() => twoProportionTest({ cases: 6, size: 5 }, { cases: 1, size: 2 })).toThrow(
			'cases not a whole number from 0 to 5: 6'
		);
	});
});

describe('fisherTest', () => {
	test('has the odds ratio at the edge of what the margins allow', () => {
		expect(fisherTest({ cases: 3, size: 3 }, { cases: 0, size: 4 }).oddsRatio).toBe(Infinity);
		expect(fisherTest({ cases: 0, size: 3 }, { cases: 2, size: 4 }).oddsRatio).toBe(0);
		expect(fisherTest({ cases: 0, size: 3 }, { cases: 0, size: 4 })).toEqual({
			oddsRatio: undefined,
			p: 1
		});
	});

	test("agrees with R on Fisher's tea: 3 of 4 cups", () => {
		// fisher.test(matrix(c(3, 1, 1, 3), 2)): p-value = 0.4857, odds ratio 6.408309.
		const { oddsRatio, p } = fisherTest({ cases: 3, size: 4 }, { cases: 1, size: 4 });
		expect(p).toAgreeWith(34 / 70);
		expect(oddsRatio).toAgreeWith(6.408309, { relative: 1e-4 });
	});
});
