import { describe, expect, test } from 'vitest';
import './to-agree-with.ts';

const failure = (received: unknown, expected: unknown, options = {}): string => {
	try {
		expect(received).toAgreeWith(expected, options);
	} catch (error) {
		return (error as Error).message;
	}
	return '';
};

describe('toAgreeWith', () => {
	test('takes a number within the relative tolerance', () => {
		expect(1e6 + 0.009).toAgreeWith(1e6);
		expect(1.01).toAgreeWith(1, { relative: 0.02 });
	});

	test('takes a number within the absolute tolerance of 0', () => {
		expect(1e-13).toAgreeWith(0);
	});

	test('says how far a number is', () => {
		expect(failure(1e6 + 0.011, 1e6)).toMatch(
			/expected 1000000, received 1000000.011: 1.1e-8 apart/
		);
		expect(failure(1e-11, 0)).toContain('apart');
	});

	test('compares lists, typed and nested ones too, and says where they differ', () => {
		expect(new Float64Array([1, 2])).toAgreeWith([1, 2]);
		expect([[1], [2, 3]]).toAgreeWith([[1], [2, 3]]);
		expect(failure([1, 2.1], [1, 2])).toMatch(/^at 1: expected 2/);
		expect(failure([1], [1, 2])).toBe('expected a list of 2, received one of 1');
		expect(failure([1], 1)).toBe('expected one number, received a list');
	});

	test('takes an infinity for the same infinity only', () => {
		expect(Infinity).toAgreeWith(Infinity);
		expect(failure(1e308, Infinity)).not.toBe('');
		expect(failure(-Infinity, Infinity)).not.toBe('');
	});

	test.for([NaN, undefined, null])(
		'never takes %s for an answer, nor agrees with it',
		(nothing) => {
			expect(failure(nothing, 1)).toContain('expected 1, received');
			expect(failure(1, nothing)).toContain('nothing to agree with');
			expect(failure(nothing, nothing)).toContain('nothing to agree with');
		}
	);
});
