import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquareTail, fTail, twoSidedTail } from '#lib/stats/distributions/tails.ts';

// R 4.2.2: sprintf("%.17g", pchisq(..., lower.tail = FALSE)), pf(...), 2 * pt(-abs(...)).
const digits = { relative: 1e-11, absolute: 0 };

describe('chiSquareTail', () => {
	test.for([
		[3.84, 1, 0.050043521248705224],
		[120, 1, 6.3260682636772604e-28],
		[0.5, 2, 0.77880078307140488],
		[80, 7, 1.3775018297426152e-14],
		[60, 18, 2.0460759042705716e-6],
		[5, 2.5, 0.12308857115265889],
		[300, 250, 0.016518273157868718]
	] as const)('agrees with R pchisq: %d, %d', ([x, df, expected]) => {
		expect(chiSquareTail(x, df)).toAgreeWith(expected, digits);
	});

	test('falls from 1 at 0 to 0 at infinity', () => {
		expect([chiSquareTail(0, 3), chiSquareTail(-1, 3), chiSquareTail(Infinity, 3)]).toEqual([
			1, 1, 0
		]);
	});

	test('is the same from the series as between its neighbours', () => {
		const tails = [6.999999, 7, 7.000001].map((df) => chiSquareTail(9, df));
		expect(tails[1]).toAgreeWith((tails[0]! + tails[2]!) / 2, { relative: 1e-9 });
	});

	test('refuses a statistic that is no number and df of 0', () => {
		expect(() => chiSquareTail(NaN, 1)).toThrow('statistic not a number: NaN');
		expect(() => chiSquareTail(1, 0)).toThrow('df not positive: 0');
	});
});

describe('fTail', () => {
	test.for([
		[78.706, 2, 192, 1.0876461178862532e-25],
		[3.15, 1.92, 30.77, 0.058808190284958588],
		[0.001, 3, 5, 0.99995017118466056],
		[250, 1, 14, 2.5299934941488708e-10],
		[2, 4, Infinity, 0.091578194443670935]
	] as const)('agrees with R pf: %d, %d, %d', ([x, first, second, expected]) => {
		expect(fTail(x, first, second)).toAgreeWith(expected, digits);
	});

	test('is 1 at 0 and refuses a second df that is no number', () => {
		expect(fTail(0, 2, 5)).toBe(1);
		expect(() => fTail(1, 2, NaN)).toThrow('df not positive: NaN');
	});
});

describe('twoSidedTail', () => {
	test.for([
		[81.45, 194, 5.6668067869936275e-152],
		[-2.1, 11, 0.059600319608065951],
		[1.96, Infinity, 0.049995790296440856],
		[40, 3, 3.438068078915854e-5]
	] as const)('agrees with R pt: %d, %d', ([t, df, expected]) => {
		expect(twoSidedTail(t, df)).toAgreeWith(expected, digits);
	});

	test('is that of F with one df at the square', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0.01, max: 30, noNaN: true }),
				fc.integer({ min: 1, max: 400 }),
				(t, df) => {
					expect(twoSidedTail(t, df)).toAgreeWith(fTail(t * t, 1, df), { relative: 1e-9 });
				}
			)
		);
	});
});
