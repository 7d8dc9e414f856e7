import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shadeOf, valueSteps } from '#lib/charts/value-steps.ts';

const values = fc.array(fc.double({ min: 0.0001, max: 1e6, noNaN: true }), { minLength: 1 });

describe('valueSteps', () => {
	test('has round limits', () =>
		expect(valueSteps([0.13, 0.47])).toEqual({
			limits: [0.1, 0.2, 0.3, 0.4, 0.5],
			shades: [1, 3, 4, 6]
		}));

	test('makes one class of one value', () => expect(valueSteps([0.3, 0.3]).shades).toHaveLength(1));

	test('makes one class of values that differ in their last digit', () =>
		expect(valueSteps([300000, 300000.00000000006]).shades).toHaveLength(1));

	test('has at most six classes, each with a shade of its own, and every value in its class', () =>
		fc.assert(
			fc.property(values, (all) => {
				const steps = valueSteps(all);
				const { limits, shades } = steps;
				expect(shades.length).toBeLessThanOrEqual(6);
				expect(new Set(shades).size).toBe(shades.length);
				expect(limits).toHaveLength(shades.length + 1);
				for (const value of all) {
					const i = shades.indexOf(shadeOf(value, steps) ?? 0);
					const slack = value * 1e-9;
					expect(limits[i]).toBeLessThanOrEqual(value + slack);
					expect(limits[i + 1]).toBeGreaterThanOrEqual(value - slack);
				}
			})
		));
});
