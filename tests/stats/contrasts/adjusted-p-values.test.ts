import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustedPValues, adjustments } from '#lib/stats/contrasts/adjusted-p-values.ts';

const values = [0.01, 0.04, 0.03, undefined, 0.005, 0.2, 0.9, 0.04];
const known = (adjusted: readonly (number | undefined)[]) =>
	adjusted.filter((p) => p !== undefined);

describe('adjustedPValues', () => {
	// R 4.2.2: p.adjust(p, "holm") and p.adjust(p, "BH"), NA in fourth place.
	test.for([
		['holm', [0.06, 0.16, 0.15, 0.035, 0.4, 0.9, 0.16]],
		['benjamini-hochberg', [0.035, 0.056, 0.056, 0.035, 0.23333333333333336, 0.9, 0.056]]
	] as const)('agree with R p.adjust: %s', ([adjustment, expected]) => {
		const adjusted = adjustedPValues(values, adjustment);
		expect(adjusted[3]).toBeUndefined();
		expect(known(adjusted)).toAgreeWith(expected, { relative: 1e-14 });
	});

	test('keep the order, never fall below their value nor above 1, and Holm is the larger', () => {
		const p = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(fc.array(p, { minLength: 1, maxLength: 20 }), (own) => {
				const [holm, share] = adjustments.map((name) => adjustedPValues(own, name));
				own.forEach((value, i) => {
					expect(holm![i]).toBeGreaterThanOrEqual(share![i]!);
					expect(share![i]).toBeGreaterThanOrEqual(value);
					expect(holm![i]).toBeLessThanOrEqual(1);
					own.forEach((other, j) => {
						if (other < value) expect(holm![j]).toBeLessThanOrEqual(holm![i]!);
					});
				});
			})
		);
	});

	test('leave one test as it is and none as none', () => {
		for (const name of adjustments) {
			expect(adjustedPValues([0.03], name)).toEqual([0.03]);
			expect(adjustedPValues([undefined], name)).toEqual([undefined]);
			expect(adjustedPValues([], name)).toEqual([]);
		}
	});

	test('refuse a p value in percent', () => {
		expect(() => adjustedPValues([0.1, 5], 'holm')).toThrow('p value not in [0, 1]: 5');
		expect(() => adjustedPValues([NaN], 'holm')).toThrow('p value not in [0, 1]: NaN');
	});
});
