import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	type PlanChoices,
	type PlanNumber,
	outcomesOf,
	planChoices,
	planDesign,
	planHarm,
	planNumbers,
	planRanges
} from '#lib/model/evaluation-plan.ts';
import { planFromSearch, searchOfPlan } from '#lib/state/plan-url.ts';

const typed = (name: PlanNumber) => {
	const { min, max } = planRanges[name];
	const whole = fc.integer({ min: Math.ceil(min), max: Math.floor(Math.min(max, 1e6)) });
	return whole.filter((value) => name !== 'effect' || value !== 0);
};

const choices: fc.Arbitrary<PlanChoices> = fc
	.constantFrom(...planDesign.options)
	.chain((design) =>
		fc.constantFrom(...outcomesOf(design)).chain((outcome) =>
			fc.record(
				{
					design: fc.constant(design),
					outcome: fc.constant(outcome),
					assigned: fc.constantFrom('lot' as const, 'matched' as const),
					at: fc.constantFrom('start' as const, 'middle' as const, 'end' as const),
					harms: fc.uniqueArray(fc.constantFrom(...planHarm.options), { minLength: 1 }),
					...Object.fromEntries(
						planNumbers(design, outcome).map((name) => [name, typed(name)] as const)
					)
				},
				{ requiredKeys: ['design', 'outcome'] }
			)
		)
	)
	.map((one) => planChoices.parse(one));

describe('the address of a plan', () => {
	test('restores every choice', () => {
		fc.assert(
			fc.property(choices, (one) => {
				expect(planFromSearch(searchOfPlan(one))).toEqual({ choices: one, dropped: [] });
			}),
			{ numRuns: 200 }
		);
	});

	test('says what was chosen and nothing else', () => {
		const search = '?design=clusters&harms=trust,imprisonment&clusters=60&icc=0.02&v=1';
		expect(searchOfPlan(planFromSearch(search).choices)).toBe(search);
		expect(planFromSearch('')).toEqual({ choices: planChoices.parse({}), dropped: [] });
	});

	test('names what nobody knows, what is out of range and what the design has no use for', () => {
		const { choices: own, dropped } = planFromSearch(
			'?design=panel&icc=0.02&areas=80&power=200&before=1.5&after=1e3&colour=red&harms=noise&v=2'
		);
		expect(own).toEqual(planChoices.parse({ design: 'panel', areas: 80 }));
		expect(dropped.toSorted()).toEqual([
			...['after: 1e3', 'before: 1.5', 'colour: red', 'harms: noise', 'icc: 0.02'],
			...['power: 200', 'v: 2']
		]);
	});

	test('takes another design than the ones there are for none', () => {
		expect(planFromSearch('?design=magic').dropped).toEqual(['design: magic']);
		expect(planFromSearch('?design=survival&outcome=mean').dropped).toEqual(['outcome: mean']);
	});

	test('names a choice that is made twice', () => {
		const { choices: own, dropped } = planFromSearch('?clusters=30&clusters=50');
		expect([own.clusters, dropped]).toEqual([30, ['clusters: 50']]);
	});

	test('without a use is not written', () => {
		const one = planChoices.parse({ design: 'series', icc: 0.1, before: 40 });
		expect(searchOfPlan(one)).toBe('?design=series&before=40&v=1');
	});

	test('leaves an effect of nothing out', () => {
		expect(planFromSearch('?effect=0').dropped).toEqual(['effect: 0']);
	});
});
