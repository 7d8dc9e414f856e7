import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError, DomainError } from '#lib/errors.ts';
import { postStratify } from '#lib/stats/calibration/post-stratify.ts';
import { trimWeights } from '#lib/stats/calibration/trim-weights.ts';
import { positive, replicatesOf, sampleWith, sum } from './samples.ts';

describe('trimWeights', () => {
	test('spreads what it cuts off in equal parts over the others', () => {
		const { weights } = trimWeights(sampleWith([10, 20, 30, 60]), { upper: 42 });
		expect(weights).toAgreeWith([16, 26, 36, 42]);
	});

	test('takes what it adds from the others', () => {
		const { weights } = trimWeights(sampleWith([1, 20, 30]), { lower: 5 });
		expect(weights).toAgreeWith([5, 18, 28]);
	});

	test('cuts once, so that some may end beyond the bound', () => {
		const { weights } = trimWeights(sampleWith([10, 39, 60]), { upper: 40 });
		expect(weights).toAgreeWith([20, 49, 40]);
	});

	test('keeps the sum and, when strict, the bounds', () => {
		const many = fc.array(positive, { minLength: 3, maxLength: 50 });
		fc.assert(
			fc.property(many, positive, positive, (given, below, above) => {
				const mean = sum(given) / given.length;
				const [lower, upper] = [mean - below, mean + above];
				fc.pre(given.some((w) => w >= lower && w <= upper));
				const { weights } = trimWeights(sampleWith(given), { lower, upper, strict: true });
				expect(sum(weights)).toAgreeWith(sum(given), { relative: 1e-9 });
				for (const w of weights) {
					expect(w).toBeGreaterThanOrEqual(lower);
					expect(w).toBeLessThanOrEqual(upper);
				}
			})
		);
	});

	test('changes no weight that is inside the bounds when all are', () => {
		const { weights } = trimWeights(sampleWith([10, 20, 30]), { lower: 10, upper: 30 });
		expect(weights).toEqual(Float64Array.of(10, 20, 30));
	});

	test('leaves weights of 0 at 0', () => {
		const { weights } = trimWeights(sampleWith([0, 20, 30, 70]), { lower: 5, upper: 60 });
		expect(weights).toAgreeWith([0, 25, 35, 60]);
	});

	test('keeps the projections of a calibrated sample', () => {
		const margin = { codes: Int32Array.of(0, 0, 1), totals: Float64Array.of(40, 60) };
		const design = postStratify(sampleWith([1, 1, 1]), margin);
		expect(trimWeights(design, { upper: 50 }).projections).toEqual(design.projections);
	});

	test('trims every replicate', () => {
		const design = replicatesOf([10, 20, 30], [0, 30, 45], [15, 0, 45], [15, 30, 0]);
		const { weights, replicates } = trimWeights(design, { upper: 41 });
		expect(weights).toAgreeWith([10, 20, 30]);
		expect(replicates).toAgreeWith([
			[0, 34, 41],
			[19, 0, 41],
			[15, 30, 0]
		]);
	});

	test('refuses to lose weight when none is inside the bounds', () => {
		expect(() => trimWeights(sampleWith([10, 60]), { lower: 20, upper: 40 })).toThrow(
			new DataError('no weight inside the bounds to take what is cut off: 10')
		);
	});

	test('refuses strict bounds that the sum of the weights cannot keep', () => {
		expect(() => trimWeights(sampleWith([10, 50, 60]), { upper: 30, strict: true })).toThrow(
			new DataError('mean of the weights not between -Infinity and 30: 40')
		);
	});

	test.for([
		[{ lower: 40, upper: 20 }, 'bounds out of order: 40, 20'],
		[{ upper: NaN }, 'bounds out of order: -Infinity, NaN']
	] as const)('refuses %o', ([bounds, message]) => {
		expect(() => trimWeights(sampleWith([10, 60]), bounds)).toThrow(new DomainError(message));
	});
});
