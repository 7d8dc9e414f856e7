import { describe, expect, test } from 'vitest';
import { coarsenedStrata, subclasses } from '#lib/impact/balance/strata.ts';

const treated = Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0, 0, 0);
const scores = Float64Array.of(0.2, 0.4, 0.6, 0.8, 0.1, 0.3, 0.35, 0.55, 0.7, 0.9);

describe('subclasses', () => {
	test('have as many treated each, and weigh the untreated as the treated lie', () => {
		const strata = subclasses(treated, scores, 2);
		expect(strata.counts).toEqual([
			{ untreated: 3, treated: 2 },
			{ untreated: 3, treated: 2 }
		]);
		const untreated = strata.weights.filter((_, row) => treated[row] === 0);
		expect(untreated.reduce((sum, weight) => sum + weight, 0)).toAgreeWith(6);
	});

	test('refuses a stratum without untreated', () => {
		const far = scores.map((score, row) => (treated[row] === 0 ? 0.1 : score));
		expect(() => subclasses(treated, far, 2)).toThrow(
			'stratum 2 without treated or untreated, ask for fewer: 2'
		);
	});
});

describe('coarsenedStrata', () => {
	test('leaves out who has no counterpart', () => {
		const age = [20, 21, 30, 60, 20, 22, 31, 45, 45, 60];
		const country = [1, 1, 1, 1, 1, 1, 2, 1, 1, 1];
		const strata = coarsenedStrata(treated, [
			{ name: 'age', values: age, bins: 4 },
			{ name: 'country', values: country }
		]);
		expect(strata.counts).toEqual([
			{ untreated: 2, treated: 2 },
			{ untreated: 1, treated: 1 }
		]);
		expect(Array.from(strata.stratum)).toEqual([0, 0, -1, 1, 0, 0, -1, -1, -1, 1]);
		expect(strata.weights[2]).toBe(0);
	});

	test('refuses covariates by which nobody is alike', () => {
		const own = [{ name: 'id', values: treated.map((_, row) => row) }];
		expect(() => coarsenedStrata(treated, own)).toThrow('nobody matched');
	});
});
