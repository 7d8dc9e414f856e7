import { describe, expect, test } from 'vitest';
import { DataError, DomainError } from '#lib/errors.ts';
import { estimated } from '#lib/stats/design/statistic.ts';
import {
	type GivenReplicates,
	looksCombined,
	replicateDesign
} from '#lib/stats/replicates/given-replicates.ts';
import { cantyDavisonScale } from '#lib/stats/replicates/replicate-scales.ts';
import { totals } from '#lib/stats/statistics/means.ts';

const weights = Float64Array.of(10, 20);
const replicates = [Float64Array.of(0, 40), Float64Array.of(20, 0)];
const given = { weights, replicates, type: 'BRR' } as const;

const y = Float64Array.of(1, 1);
const varianceOf = (options: Partial<GivenReplicates>) =>
	estimated(totals([y]), replicateDesign({ ...given, ...options })).matrix[0]![0];

describe('replicateDesign', () => {
	test('takes factors of the weights for what they are', () => {
		const factors = [Float64Array.of(0, 2), Float64Array.of(2, 0)];
		const design = replicateDesign({ ...given, replicates: factors, combined: false });
		expect(design.replicates).toAgreeWith(replicates);
	});

	test('multiplies the squared deviations by scale and rscales', () => {
		// Totals of 40 and 20 around their mean 30.
		expect(varianceOf({ type: 'BRR' })).toAgreeWith((1 / 2) * 200);
		expect(varianceOf({ type: 'Fay', rho: 0.5 })).toAgreeWith((1 / (2 * 0.25)) * 200);
		expect(varianceOf({ type: 'other', scale: 3, rscales: [1, 2] })).toAgreeWith(3 * 300);
	});

	test('takes deviations from the estimate when told so', () => {
		const apart = Float64Array.of(0, 50);
		expect(varianceOf({ type: 'JK2', replicates: [apart, apart] })).toBe(0);
		expect(varianceOf({ type: 'JK2', replicates: [apart, apart], mse: true })).toAgreeWith(800);
	});

	test('takes deviations from the estimate for ACS, unless told not to', () => {
		expect(replicateDesign({ ...given, type: 'ACS' }).mse).toBe(true);
		expect(replicateDesign({ ...given, type: 'ACS', mse: false }).mse).toBe(false);
		expect(replicateDesign({ ...given, type: 'successive-difference' }).mse).toBe(false);
	});

	test.for([
		[{ type: 'Fay' }, 'rho of Fay not in [0, 1): undefined'],
		[{ type: 'Fay', rho: 1 }, 'rho of Fay not in [0, 1): 1'],
		[{ type: 'BRR', rho: 0.3 }, 'rho has no use in BRR: 0.3'],
		[{ type: 'JK1', bootstrapAverage: 2 }, 'bootstrapAverage has no use in JK1: 2'],
		[{ type: 'bootstrap', bootstrapAverage: 0 }, 'bootstrapAverage not 1 or more: 0'],
		[{ type: 'JKn' }, 'JKn with combined weights and without rscales: 2'],
		[{ type: 'BRR', scale: 3 }, 'BRR has its own scale, 0.5, beside: 3'],
		[{ type: 'ACS', scale: 1 }, 'ACS has its own scale, 2, beside: 1'],
		[{ type: 'JK2', rscales: [1, 1] }, 'JK2 has its own factors of replicates, beside: 2'],
		[{ type: 'other', scale: -1 }, 'invalid scale: -1'],
		[{ type: 'other', scale: NaN }, 'invalid scale: NaN'],
		[{ type: 'other', rscales: [1, 1, 1] }, 'not one rscale for each of 2 replicates: 3'],
		[{ type: 'other', rscales: [1, NaN] }, 'invalid rscale of replicate 2: NaN'],
		[
			{ type: 'BRR', finitePopulation: { kind: 'fraction', values: [0, 0] } },
			'no finite population correction for type: BRR'
		],
		[
			{ type: 'bootstrap', finitePopulation: { kind: 'fraction', values: [0, 0] } },
			'no finite population correction for type: bootstrap'
		],
		[
			{ type: 'JK1', finitePopulation: { kind: 'fraction', values: [0] } },
			'not one correction for each of 2 replicates: 1'
		],
		[
			{ type: 'JK1', finitePopulation: { kind: 'fraction', values: [0, 2] } },
			'finite population of replicate 2 not in [0, 1]: 2'
		],
		[{ replicates: replicates.slice(1) }, 'fewer than 2 replicates: 1'],
		[
			{ replicates: [Float64Array.of(1), Float64Array.of(1, 2)] },
			'replicate 1 without one value an element: 1'
		]
	] satisfies [Partial<GivenReplicates>, string][])('refuses %o', ([options, message]) => {
		expect(() => replicateDesign({ ...given, ...options })).toThrow(new DomainError(message));
	});

	test.for([
		[{ weights: Float64Array.of(10, NaN) }, 'weight missing for element 2: NaN'],
		[{ weights: Float64Array.of(-9, 10) }, 'weight negative for element 1: -9'],
		[
			{ replicates: [replicates[0]!, Float64Array.of(1, NaN)] },
			'replicate 2 missing for element 2: NaN'
		],
		[
			{ replicates: [replicates[0]!, Float64Array.of(1, -9)] },
			'replicate 2 negative for element 2: -9'
		]
	] satisfies [Partial<GivenReplicates>, string][])('finds fault with %o', ([options, message]) => {
		expect(() => replicateDesign({ ...given, ...options })).toThrow(new DataError(message));
	});

	test('takes negative replicates when told that they are meant', () => {
		const negative = [replicates[0]!, Float64Array.of(35, -5)];
		const design = replicateDesign({ ...given, replicates: negative, allowNegative: true });
		expect(design.replicates).toEqual(negative);
	});
});

describe('looksCombined', () => {
	const factors = [Float64Array.of(0, 2), Float64Array.of(2, 0)];

	test('tells weights from factors of weights', () => {
		expect(looksCombined({ weights, replicates })).toBe(true);
		expect(looksCombined({ weights, replicates: factors })).toBe(false);
	});

	test('says nothing of weights as small as factors', () => {
		expect(looksCombined({ weights: Float64Array.of(1, 1), replicates: factors })).toBeUndefined();
	});
});

describe('cantyDavisonScale', () => {
	test('is m / ((m - 1)(R - 1)) with the harmonic mean of the units per stratum', () => {
		// 2 / (1/2 + 1/4) is 8/3.
		expect(cantyDavisonScale([2, 4], 51)).toAgreeWith(8 / 3 / ((5 / 3) * 50));
	});

	test('refuses strata of one unit alone, and one replicate', () => {
		expect(() => cantyDavisonScale([1, 1], 51)).toThrow(
			'harmonic mean of units per stratum not above 1: 1'
		);
		expect(() => cantyDavisonScale([2, 4], 1)).toThrow('fewer than 2 replicates: 1');
	});
});
