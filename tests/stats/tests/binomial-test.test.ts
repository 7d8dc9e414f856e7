import { describe, expect, test } from 'vitest';
import { logChoose } from '#lib/stats/distributions/log-choose.ts';
import { binomialTest } from '#lib/stats/tests/binomial-test.ts';

describe('binomialTest', () => {
	// R 4.2.2: binom.test(7, 20)$p.value and so on.
	test.for([
		[7, 20, 0.5, 0.2631759643554688],
		[0, 10, 0.5, 0.001953125],
		[3, 40, 0.2, 0.04786946338839305],
		[260, 1000, 0.25, 0.4652752577529005],
		[12, 12, 0.9, 0.6234272846920001]
	] as const)('agrees with R binom.test(%i, %i, %d)', ([successes, n, chance, p]) => {
		expect(binomialTest(successes, n, chance)).toAgreeWith(p);
	});

	test('is symmetric in the two outcomes', () => {
		expect(binomialTest(3, 17, 0.3)).toAgreeWith(binomialTest(14, 17, 0.7));
	});

	test('refuses what is no count', () => {
		expect(() => binomialTest(5, 4)).toThrow('successes not a whole number from 0 to 4: 5');
		expect(() => binomialTest(1, 4, 1)).toThrow('chance not in (0, 1): 1');
	});
});

describe('logChoose', () => {
	test('agrees with R lchoose on both sides of its table', () => {
		expect([logChoose(10, 3), logChoose(300, 120), logChoose(100000, 7)]).toAgreeWith([
			4.787491742782046, 198.845348882415493, 72.065106889176036
		]);
	});
});
