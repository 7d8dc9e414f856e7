import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError, DomainError } from '#lib/errors.ts';
import { postStratify } from '#lib/stats/calibration/post-stratify.ts';
import { domainOf } from '#lib/stats/design/design.ts';
import { estimated } from '#lib/stats/design/statistic.ts';
import { means, totals } from '#lib/stats/statistics/means.ts';
import { crossed, positive, replicatesOf, sampleWith, sumsBy } from './samples.ts';

const codes = Int32Array.of(0, 0, 1, 1, 1);
const margin = { codes, totals: Float64Array.of(40, 60) };

describe('postStratify', () => {
	test('gives every category its total', () => {
		const totalsOfThree = fc.tuple(positive, positive, positive);
		fc.assert(
			fc.property(crossed, totalsOfThree, fc.func(positive), ({ first }, three, weight) => {
				const design = sampleWith(Array.from(first, (_, i) => weight(i)));
				const { weights } = postStratify(design, {
					codes: first,
					totals: Float64Array.from(three)
				});
				expect(sumsBy(weights, first, 3)).toAgreeWith(three);
			})
		);
	});

	test('keeps the proportions of the weights within a category', () => {
		const { weights } = postStratify(sampleWith([1, 3, 1, 2, 3]), margin);
		expect(weights).toAgreeWith([10, 30, 10, 20, 30]);
	});

	test('leaves no error to the size of a category', () => {
		const design = postStratify(sampleWith([1, 3, 1, 2, 3]), margin);
		const inFirst = Float64Array.from(codes, (code) => (code === 0 ? 1 : 0));
		expect(estimated(totals([inFirst]), design).matrix[0]).toAgreeWith([0]);
	});

	test('gives a sample of one element a category the error of a stratified one', () => {
		const y = Float64Array.of(3, 5, 2, 4, 9);
		const design = postStratify(sampleWith([1, 1, 1, 1, 1]), margin);
		// Deviations from the means 4 and 5, times the new weights 20, 20, 20, 20, 20.
		const squares = 20 ** 2 * (1 + 1 + 9 + 1 + 16);
		const { estimates, matrix } = estimated(totals([y]), design);
		expect(estimates).toAgreeWith([40 * 4 + 60 * 5]);
		expect(matrix[0]).toAgreeWith([(5 / 4) * squares]);
	});

	test('takes only what lies in a domain for its influence', () => {
		const design = postStratify(sampleWith([1, 1, 1, 1, 1]), margin);
		const domain = domainOf(design, Int32Array.of(0, 2, 3));
		const one = new Float64Array(5).fill(1);
		const { estimates, matrix } = estimated(totals([one]), domain.design);
		// Influences 20 in the domain, less its share of the category: halves, and thirds.
		const squares = 10 ** 2 * 2 + (20 / 3) ** 2 * 2 + (40 / 3) ** 2;
		expect(estimates).toAgreeWith([60]);
		expect(matrix[0]).toAgreeWith([(5 / 4) * squares]);
	});

	test('lets elements of weight 0 have any category, and leaves them at 0', () => {
		const design = sampleWith([1, 3, 1, 2, 0]);
		const { weights } = postStratify(design, { ...margin, codes: Int32Array.of(0, 0, 1, 1, -1) });
		expect(weights).toAgreeWith([10, 30, 20, 40, 0]);
	});

	test('lets elements of weight 0 add nothing to an error', () => {
		const y = Float64Array.of(3, 5, 2, 4, 9);
		const design = postStratify(sampleWith([1, 3, 1, 2, 0]), margin);
		const influence = design.projections[0]!(Float64Array.of(1, 2, 3, 4, 0));
		expect(influence[4]).toBe(0);
		expect(estimated(means([y]), design).estimates).toAgreeWith([(40 * 4.5 + 20 * 2 + 160) / 100]);
	});

	test('calibrates every replicate', () => {
		const design = postStratify(
			replicatesOf([1, 1, 1, 1, 1], [2, 0, 1, 1, 1], [1, 1, 0, 1, 2]),
			margin
		);
		expect(design.weights).toAgreeWith([20, 20, 20, 20, 20]);
		expect(design.replicates[0]).toAgreeWith([40, 0, 20, 20, 20]);
		expect(design.replicates[1]).toAgreeWith([20, 20, 0, 20, 40]);
	});

	test('leaves the design it was given as it was', () => {
		const design = sampleWith([1, 3, 1, 2, 3]);
		postStratify(design, margin);
		expect(design.weights).toEqual(Float64Array.of(1, 3, 1, 2, 3));
		expect(design.projections).toEqual([]);
	});

	test.for([
		['a category of the data without total', [40], 'no total for the category of element 3: 1'],
		[
			'a total of 0 for a category of the data',
			[40, 0],
			'total of 0 for category 1, of elements: 3'
		],
		[
			'a total of a category not in the data',
			[40, 60, 7],
			'no element with a weight in category 2, of total: 7'
		],
		['a negative total', [40, -60], 'total of category 1 not a number of 0 or more: -60'],
		['a total that is missing', [40, NaN], 'total of category 1 not a number of 0 or more: NaN']
	] as const)('refuses %s', ([, given, message]) => {
		const wrong = { codes, totals: Float64Array.from(given) };
		expect(() => postStratify(sampleWith([1, 1, 1, 1, 1]), wrong)).toThrow(new DataError(message));
	});

	test('accepts a total of 0 for a category without elements', () => {
		const { weights } = postStratify(sampleWith([1, 1, 1, 1, 1]), {
			codes,
			totals: Float64Array.of(40, 60, 0)
		});
		expect(weights).toAgreeWith([20, 20, 20, 20, 20]);
	});

	test('refuses a category whose weights are all 0', () => {
		expect(() => postStratify(sampleWith([0, 0, 1, 1, 1]), margin)).toThrow(
			'no element with a weight in category 0, of total: 40'
		);
	});

	test('names the replicate that has no weight in a category', () => {
		const design = replicatesOf([1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [0, 0, 1, 1, 1]);
		expect(() => postStratify(design, margin)).toThrow(
			new DataError('in replicate 2, no element with a weight in category 0, of total: 40')
		);
	});

	test('refuses categories of other elements', () => {
		expect(() => postStratify(sampleWith([1, 1]), margin)).toThrow(
			new DomainError('categories of 2 elements wanted: 5')
		);
	});
});
