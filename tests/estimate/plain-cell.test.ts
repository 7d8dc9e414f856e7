import { describe, expect, test } from 'vitest';
import { plainCell } from '#lib/estimate/plain-cell.ts';

describe('plainCell', () => {
	test('keeps texts, numbers and truth values, and makes numbers of 64 bits doubles', () => {
		expect(['', 0, false, 12n, null, undefined].map(plainCell)).toEqual([
			...['', 0, false, 12],
			...[null, null]
		]);
	});

	test('refuses what has no plain form instead of writing "[object Object]"', () => {
		expect(() => plainCell({ a: 1 })).toThrow('truth value: [object Object]');
		expect(() => plainCell([1])).toThrow('truth value: [object Array]');
	});
});
