import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	difference,
	differenceInDifferences,
	logQuotient,
	quotient,
	relativeChange
} from '#lib/stats/contrasts/change.ts';
import { contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import { linearContrast, nonlinear } from '#lib/stats/contrasts/contrast.ts';
import type { Estimated } from '#lib/stats/design/statistic.ts';

const of: Estimated = {
	estimates: Float64Array.of(0.2, 0.3, 0.5, 0.4),
	matrix: [
		[4e-4, 1e-4, 0, 0],
		[1e-4, 9e-4, 2e-4, 0],
		[0, 2e-4, 16e-4, 3e-4],
		[0, 0, 3e-4, 25e-4]
	].map((row) => Float64Array.from(row)),
	lonely: [[], []]
};
const change = { from: 0, to: 1 };

describe('linearContrast', () => {
	test('adds estimates and counts covariances twice', () => {
		const { estimate, standardError } = linearContrast(of, [1, 2, 0, 0]);
		expect(estimate).toAgreeWith(0.8);
		expect(standardError).toAgreeWith(Math.sqrt(4e-4 + 4 * 9e-4 + 4 * 1e-4));
	});

	test('has no standard error where the design has no variance', () => {
		expect(linearContrast({ ...of, lonely: [[3], []] }, [1, 0, 0, 0])).toEqual({
			estimate: 0.2,
			standardError: undefined
		});
	});

	test('of an estimate with itself is 0 with no standard error', () => {
		const twice: Estimated = {
			estimates: Float64Array.of(0.1, 0.1),
			matrix: [Float64Array.of(0.3, 0.3), Float64Array.of(0.3, 0.3)],
			lonely: [[], []]
		};
		expect(linearContrast(twice, [1, -1])).toEqual({ estimate: 0, standardError: 0 });
	});

	test('takes what rounding leaves of a variance for none', () => {
		const known: Estimated = {
			estimates: Float64Array.of(0.1),
			matrix: [Float64Array.of(1e-35)],
			lonely: [[], []]
		};
		expect(linearContrast(known, [1]).standardError).toBe(0);
		expect(contrastTest(linearContrast(known, [1]), { df: 5 })).toBeUndefined();
	});

	test('takes for 0 a variance that rounding brings below it', () => {
		const v = [0.26357788289897144, 0.21160038327798247] as const;
		const along: Estimated = {
			estimates: Float64Array.from(v),
			matrix: v.map((a) => Float64Array.from(v, (b) => a * b)),
			lonely: [[], []]
		};
		expect(linearContrast(along, [1, -1.2456399124414883]).standardError).toBe(0);
	});

	test('refuses another number of coefficients, NaN, and a covariance that is none', () => {
		expect(() => linearContrast(of, [1, -1])).toThrow('coefficients for 4 estimates: 2');
		expect(() => linearContrast(of, [NaN, 1, 0, 0])).toThrow('contrast not a number: NaN');
		const wrong = { ...of, matrix: of.matrix.map((row) => row.map((value) => -value)) };
		expect(() => linearContrast(wrong, [1, 0, 0, 0])).toThrow('variance below 0: -0.0004');
	});
});

describe('changes', () => {
	test('between two estimates are what their formulas say', () => {
		expect(difference(of, change).estimate).toAgreeWith(0.1);
		expect(quotient(of, change)?.estimate).toAgreeWith(1.5);
		expect(logQuotient(of, change)?.estimate).toAgreeWith(Math.log(1.5));
		expect(relativeChange(of, change)?.estimate).toAgreeWith(0.5);
		expect(differenceInDifferences(of, change, { from: 2, to: 3 }).estimate).toAgreeWith(0.2);
	});

	test('as quotient, relative change and logarithm have related errors', () => {
		const ratio = quotient(of, change)!;
		expect(relativeChange(of, change)?.standardError).toAgreeWith(ratio.standardError);
		expect(logQuotient(of, change)?.standardError).toAgreeWith(
			ratio.standardError! / ratio.estimate
		);
	});

	test('have the slopes that small differences show', () => {
		const estimate = fc.double({ min: 0.05, max: 5, noNaN: true });
		const kinds = [quotient, logQuotient, relativeChange];
		fc.assert(
			fc.property(estimate, estimate, fc.constantFrom(...kinds), (a, b, kind) => {
				const valueAt = (from: number, to: number) =>
					kind({ ...of, estimates: Float64Array.of(from, to, 0, 0) }, change)!;
				const step = 1e-5;
				const slopes = [
					(valueAt(a + step, b).estimate - valueAt(a - step, b).estimate) / (2 * step),
					(valueAt(a, b + step).estimate - valueAt(a, b - step).estimate) / (2 * step)
				];
				const [[va, c], [, vb]] = of.matrix as unknown as [[number, number], [number, number]];
				const variance =
					slopes[0]! ** 2 * va + slopes[1]! ** 2 * vb + 2 * slopes[0]! * slopes[1]! * c;
				expect(valueAt(a, b).standardError).toAgreeWith(Math.sqrt(variance), { relative: 1e-4 });
			})
		);
	});

	test('from 0 have no quotient, and of unlike signs no logarithm', () => {
		const zero = { ...of, estimates: of.estimates.with(0, 0) };
		expect(quotient(zero, change)).toBeUndefined();
		expect(relativeChange(zero, change)).toBeUndefined();
		expect(logQuotient({ ...of, estimates: of.estimates.with(0, -1) }, change)).toBeUndefined();
		expect(logQuotient(of, { from: 0, to: 1 })).toBeDefined();
	});

	test('refuse an estimate that is not there', () => {
		for (const kind of [difference, quotient, logQuotient, relativeChange])
			expect(() => kind(of, { from: 0, to: 4 })).toThrow('no estimate of this number: 4');
		expect(() => differenceInDifferences(of, change, { from: -1, to: 0 })).toThrow(
			'no estimate of this number: -1'
		);
	});
});

describe('nonlinear', () => {
	test('of a sum is the linear contrast', () => {
		const sum = nonlinear(of, { value: (at) => at[0]! + at[3]!, gradient: () => [1, 0, 0, 1] });
		expect(sum).toEqual(linearContrast(of, [1, 0, 0, 1]));
	});

	test('has no answer where the slope is infinite, and refuses too few slopes', () => {
		const root = { value: () => 0, gradient: () => [Infinity, 0, 0, 0] };
		expect(nonlinear(of, root)).toBeUndefined();
		expect(() => nonlinear(of, { value: () => 0, gradient: () => [1] })).toThrow(
			'slopes for 4 estimates: 1'
		);
	});
});

describe('contrastTest', () => {
	test('rejects just where the interval ends, at every level', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0.5, max: 0.999, noNaN: true }),
				fc.integer({ min: 1, max: 300 }),
				(level, df) => {
					const contrast = { estimate: 0.3, standardError: 0.1 };
					const { interval } = contrastTest(contrast, { df, level })!;
					const at = contrastTest(contrast, { df, nullValue: interval.upper })!;
					expect(at.p).toAgreeWith(1 - level, { relative: 1e-7 });
				}
			)
		);
	});

	test('without df, or with a standard error of 0 or none, has no answer', () => {
		expect(contrastTest({ estimate: 1, standardError: 1 }, { df: 0 })).toBeUndefined();
		expect(contrastTest({ estimate: 1, standardError: 0 }, { df: 5 })).toBeUndefined();
		expect(contrastTest({ estimate: 1, standardError: undefined }, { df: 5 })).toBeUndefined();
		expect(() => contrastTest({ estimate: 1, standardError: 1 }, { df: NaN })).toThrow(
			'df not a number: NaN'
		);
	});
});
