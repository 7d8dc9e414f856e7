import { describe, expect, test } from 'vitest';
import { sharpenedQValues } from '#lib/impact/multiplicity/sharpened-q-values.ts';

describe('sharpenedQValues', () => {
	test('two tests by hand: q / (1 + q) reaches 2 p of the first, then p / 2 of the other', () => {
		expect(sharpenedQValues([0.001, undefined, 0.9])).toEqual([0.003, undefined, 0.819]);
		expect(() => sharpenedQValues([1.2])).toThrow('p value not in [0, 1]: 1.2');
	});
});
