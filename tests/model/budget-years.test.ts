import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	type StatedLine,
	budgetYears,
	costPerParticipant,
	isOverPlan
} from '#lib/model/registers/budget-years.ts';

const amount = fc.option(fc.nat(1000), { nil: undefined });
const line = fc.record({
	year: fc.constantFrom(2022, 2023),
	currency: fc.constantFrom('XTS', 'XXX'),
	priceYear: fc.constantFrom(undefined, 2023),
	planned: amount,
	executed: amount
});

describe('budgetYears', () => {
	test('keeps every line once, and never adds up two currencies or prices of two years', () => {
		fc.assert(
			fc.property(fc.array(line), (lines: StatedLine[]) => {
				const years = budgetYears(lines);
				expect(years.flatMap((one) => one.lines)).toHaveLength(lines.length);
				for (const { lines: own } of years)
					expect(
						new Set(own.map((one) => `${one.currency}${one.priceYear ?? one.year}`)).size
					).toBe(1);
			})
		);
	});

	test('holds what was spent against the plan of the same lines only', () => {
		const base = { year: 2022, currency: 'XTS' };
		const [year] = budgetYears([
			{ ...base, planned: 100, executed: 80 },
			{ ...base, planned: 50 },
			{ ...base }
		]);
		expect(year).toMatchObject({
			planned: 150,
			compared: { lines: 1, planned: 100, executed: 80 }
		});
	});

	test('plans nothing where no line says what, rather than 0', () => {
		expect(budgetYears([{ year: 2022, currency: 'XTS' }])[0]?.planned).toBeUndefined();
	});
});

describe('a line of a budget', () => {
	const stated = { year: 2022, currency: 'XTS', planned: 90, executed: 100, participants: 40 };

	test('costs what was spent by those it reached, only where both are stated', () => {
		expect(costPerParticipant(stated)).toBe(2.5);
		for (const missing of ['executed', 'participants'] as const)
			expect(costPerParticipant({ ...stated, [missing]: undefined })).toBeUndefined();
		expect(costPerParticipant({ ...stated, participants: 0 })).toBeUndefined();
	});

	test('is over its plan by more than nothing', () => {
		expect(isOverPlan(stated)).toBe(true);
		expect(isOverPlan({ ...stated, planned: 100 })).toBe(false);
		expect(isOverPlan({ ...stated, planned: undefined })).toBe(false);
	});
});
