import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	generalizedDesignEffects,
	quadraticForm
} from '#lib/stats/tests/generalized-design-effects.ts';

const rows = (...values: number[][]) => values.map((row) => Float64Array.from(row));

describe('generalizedDesignEffects', () => {
	test('are the ratios of variances where both covariances are diagonal, largest first', () => {
		expect(generalizedDesignEffects(rows([2, 0], [0, 12]), rows([1, 0], [0, 3]))).toAgreeWith([
			4, 2
		]);
	});

	test('have the sum and the product that trace and determinant ask', () => {
		const entry = fc.double({ min: -3, max: 3, noNaN: true });
		fc.assert(
			fc.property(entry, entry, entry, (a, b, c) => {
				const design = rows([a * a + 1, a * b], [a * b, b * b + c * c + 1]);
				const [[p, q], [, r]] = design as unknown as [[number, number], [number, number]];
				const effects = generalizedDesignEffects(design, rows([2, 1], [1, 3]))!;
				expect(effects[0]! + effects[1]!).toAgreeWith((3 * p - 2 * q + 2 * r) / 5);
				expect(effects[0]! * effects[1]!).toAgreeWith((p * r - q * q) / 5);
			})
		);
	});

	test('are 0 in directions without variance, and do not exist against a singular covariance', () => {
		const flat = rows([1, 1], [1, 1]);
		expect(generalizedDesignEffects(flat, rows([1, 0], [0, 1]))).toAgreeWith([2, 0]);
		expect(generalizedDesignEffects(rows([1, 0], [0, 1]), flat)).toBeUndefined();
	});
});

describe('quadraticForm', () => {
	test('is the sum of squared standard scores of independent estimates', () => {
		expect(quadraticForm([6, 1], rows([4, 0], [0, 0.25]))).toAgreeWith(9 + 4);
	});

	test('does not depend on units, and has no answer for a singular matrix', () => {
		const small = rows([4e-20, 1e-10], [1e-10, 1]);
		expect(quadraticForm([1e-10, 1], small)).toAgreeWith(
			quadraticForm([1, 1], rows([4, 1], [1, 1]))
		);
		expect(quadraticForm([1, 1], rows([1, 1], [1, 1]))).toBeUndefined();
		expect(quadraticForm([0], rows([0]))).toBeUndefined();
	});
});
