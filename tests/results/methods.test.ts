import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { growthRule } from '#lib/results/growth-rule.ts';
import { linearPath } from '#lib/results/linear-path.ts';

const on = (year: number, amount: number, standardError?: number) => ({
	...{ on: `${year}-01-01`, amount },
	...(standardError === undefined ? {} : { standardError })
});
const base = { baseline: on(2021, 40, 2), target: on(2025, 20), direction: 'down' } as const;

describe('linearPath', () => {
	test('compares with the line of the day, whose error shrinks towards the target', () => {
		const found = linearPath({ ...base, observed: on(2023, 25, 1.5) });
		const share = 730 / 1461;
		expect(found?.expected).toAgreeWith(40 - 20 * share);
		expect(found?.ahead).toAgreeWith(15 - 20 * share);
		const error = Math.sqrt(1.5 ** 2 + ((1 - share) * 2) ** 2);
		expect(found?.interval?.lower).toAgreeWith(15 - 20 * share - 1.959963984540054 * error);
		expect(found?.status).toBe('on-path');
	});

	test.for([
		[24, 'on-path'],
		[29, 'too-uncertain'],
		[36, 'behind']
	] as const)('calls %d per cent %s', ([amount, status]) => {
		expect(linearPath({ ...base, observed: on(2023, amount, 1.5) })?.status).toBe(status);
	});

	test('cannot say without an error, whatever the value', () => {
		expect(linearPath({ ...base, observed: on(2023, 1) })).toMatchObject({
			...{ status: 'too-uncertain', interval: undefined }
		});
	});

	test('has no answer before the baseline or after the target', () => {
		for (const year of [2021, 2026])
			expect(linearPath({ ...base, observed: on(year, 30, 1) })).toBeUndefined();
	});

	test('turns over with the direction', () => {
		fc.assert(
			fc.property(fc.double({ min: 1, max: 99, noNaN: true }), (amount) => {
				const down = linearPath({ ...base, observed: on(2023, amount, 1) });
				const up = linearPath({ ...base, direction: 'up', observed: on(2023, amount, 1) });
				expect(up?.ahead).toAgreeWith(-(down?.ahead ?? NaN), { absolute: 1e-9 });
			})
		);
	});
});

describe('growthRule', () => {
	const rise = { baseline: on(2015, 50), target: on(2030, 80), direction: 'up' } as const;
	const required = (80 / 50) ** (1 / 15) - 1;

	test.for([
		[1, 'on-track'],
		[0.7, 'accelerate'],
		[0.3, 'limited'],
		[-0.2, 'deterioration']
	] as const)('at %d times the growth that is required says %s', ([times, status]) => {
		const amount = 50 * (1 + times * required) ** 5;
		const found = growthRule({ ...rise, observed: on(2020, amount) });
		expect(found?.status).toBe(status);
		expect(found?.required).toAgreeWith(required, { relative: 1e-3 });
	});

	test('calls a target that is reached achieved', () => {
		expect(growthRule({ ...rise, observed: on(2020, 80) })?.status).toBe('achieved');
	});

	test.for([
		['up', 54, 'on-track'],
		['up', 50.5, 'limited'],
		['up', 49, 'deterioration'],
		['down', 49, 'limited'],
		['down', 48, 'accelerate']
	] as const)('without a target %s to %d is %s', ([direction, amount, status]) => {
		const asked = { baseline: on(2015, 50), target: undefined, direction };
		expect(growthRule({ ...asked, observed: on(2020, amount) })?.status).toBe(status);
	});

	test('takes 0.001 for a base or a target of zero, and has no answer across zero', () => {
		const zero = growthRule({ ...rise, baseline: on(2015, 0), observed: on(2020, 1) });
		expect(zero?.required).toAgreeWith((80 / 0.001) ** (1 / 15) - 1, { relative: 1e-3 });
		expect(growthRule({ ...rise, observed: on(2020, -1) })).toBeUndefined();
	});
});
