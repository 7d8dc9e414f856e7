import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquareTail, fTail } from '#lib/stats/distributions/tails.ts';
import {
	tailMethods,
	weightedChiSquareTail
} from '#lib/stats/distributions/weighted-chi-square-tail.ts';
import { surveyTails } from '../regression/survey-answers.ts';

const weight = fc.double({ min: 0.05, max: 20, noNaN: true });
const weights = fc.array(weight, { minLength: 1, maxLength: 8 });
const multiple = fc.double({ min: 0.05, max: 8, noNaN: true });
const df = fc.oneof(fc.double({ min: 1, max: 500, noNaN: true }), fc.constant(Infinity));
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

describe('weightedChiSquareTail', () => {
	test.for(surveyTails.map((tail) => ({ ...tail, denominatorDf: tail.ddf ?? Infinity })))(
		'agrees with R survey pFsum and with Imhof: $x, $weights, $ddf',
		({ x, weights, denominatorDf, ...expected }) => {
			const ours = (method: (typeof tailMethods)[number]) =>
				weightedChiSquareTail(x, weights, { method, denominatorDf });
			expect(ours('satterthwaite')).toAgreeWith(expected.satterthwaite);
			expect(ours('saddlepoint')).toAgreeWith(expected.saddlepoint, { relative: 1e-7 });
			expect(ours('exact')).toAgreeWith(expected.exact, { relative: 1e-7 });
		}
	);

	test('of equal weights is the tail of one chi-square, or of F', () => {
		fc.assert(
			fc.property(
				weight,
				fc.integer({ min: 1, max: 10 }),
				multiple,
				df,
				(a, k, m, denominatorDf) => {
					const exact = weightedChiSquareTail(a * k * m, new Array<number>(k).fill(a), {
						method: 'exact',
						denominatorDf
					});
					const expected =
						denominatorDf === Infinity ? chiSquareTail(k * m, k) : fTail(m, k, denominatorDf);
					expect(exact).toAgreeWith(expected, { relative: 1e-8 });
				}
			)
		);
	});

	test('does not depend on the unit or the order of the weights, or on weights of 0', () => {
		fc.assert(
			fc.property(weights, multiple, weight, (own, m, unit) => {
				const x = m * sum(own);
				const other = [0, ...own.map((a) => a * unit).reverse()];
				for (const method of tailMethods)
					expect(weightedChiSquareTail(x * unit, other, { method })).toAgreeWith(
						weightedChiSquareTail(x, own, { method }),
						{ relative: 1e-6 }
					);
			})
		);
	});

	test('of the exact kind falls in x and lies in [0, 1]', () => {
		fc.assert(
			fc.property(weights, multiple, multiple, df, (own, a, b, denominatorDf) => {
				const [low, high] = [Math.min(a, b), Math.max(a, b)].map((m) =>
					weightedChiSquareTail(m * sum(own), own, { method: 'exact', denominatorDf })!
				);
				expect(high).toBeLessThanOrEqual(low! + 1e-11);
				expect(high).toBeGreaterThanOrEqual(0);
				expect(low).toBeLessThanOrEqual(1 + 1e-11);
			})
		);
	});

	test('by saddlepoint lies within a tenth of the exact one', () => {
		fc.assert(
			fc.property(weights, multiple, (own, m) => {
				const x = m * sum(own);
				const exact = weightedChiSquareTail(x, own, { method: 'exact' })!;
				const saddlepoint = weightedChiSquareTail(x, own, { method: 'saddlepoint' })!;
				if (exact > 1e-8) expect(Math.abs(saddlepoint / exact - 1)).toBeLessThan(0.1);
			})
		);
	});

	test('is 1 at 0, 0 at infinity, and has no answer without a positive weight', () => {
		expect(weightedChiSquareTail(0, [1, 2], { method: 'saddlepoint' })).toBe(1);
		expect(weightedChiSquareTail(Infinity, [1, 2], { method: 'exact' })).toBe(0);
		expect(weightedChiSquareTail(3, [0, 0], { method: 'exact' })).toBeUndefined();
	});

	test('has no exact answer where the series would be too long', () => {
		expect(weightedChiSquareTail(3, [1, 1e-9], { method: 'exact' })).toBeUndefined();
		expect(weightedChiSquareTail(3, [1, 1e-9], { method: 'saddlepoint' })).toBeGreaterThan(0.05);
	});

	test('refuses a negative weight, a statistic that is no number and df of 0', () => {
		expect(() => weightedChiSquareTail(1, [1, -2], { method: 'exact' })).toThrow(
			'weight of a chi-square not 0 or more: -2'
		);
		expect(() => weightedChiSquareTail(NaN, [1], { method: 'exact' })).toThrow(
			'statistic not a number: NaN'
		);
		expect(() => weightedChiSquareTail(1, [1], { method: 'exact', denominatorDf: 0 })).toThrow(
			'df not positive: 0'
		);
	});
});
