import { describe, expect, test } from 'vitest';
import {
	type CostAndEffect,
	costEffectiveness,
	netBenefits,
	presentValue
} from '#lib/impact/cost/cost-effectiveness.ts';
import { costBasis } from '../../support/cost-basis.ts';

const given = (change: Partial<CostAndEffect>): CostAndEffect => ({
	cost: 400,
	costError: 100,
	effect: 0.1,
	effectError: 0.02,
	correlation: 0,
	basis: costBasis,
	...change
});

/** Whether a ratio is not excluded: the definition, without any shape. */
function isHeld({ cost, costError, effect, effectError, correlation }: CostAndEffect, r: number) {
	const covariance = correlation * costError * effectError;
	const variance = costError ** 2 - 2 * r * covariance + (r * effectError) ** 2;
	return (cost - r * effect) ** 2 <= 1.959963984540054 ** 2 * variance;
}

describe('costEffectiveness', () => {
	test.for([
		['bounded', given({ correlation: 0.3 })],
		['two-pieces', given({ effectError: 0.08 })],
		['everything', given({ effectError: 0.2, costError: 900 })]
	] as const)(
		'%s: the ratios that are held are those that the data do not exclude',
		([kind, one]) => {
			const { limits } = costEffectiveness(one);
			expect(limits.kind).toBe(kind);
			for (let r = -60_000; r <= 60_000; r += 37) {
				const inside =
					limits.kind === 'bounded'
						? r >= limits.lower && r <= limits.upper
						: limits.kind === 'two-pieces'
							? r <= limits.below || r >= limits.above
							: true;
				expect(inside).toBe(isHeld(one, r));
			}
		}
	);

	test.for([
		[given({}), 'better-for-more'],
		[given({ cost: -400 }), 'dominant'],
		[given({ effect: -0.1 }), 'dominated'],
		[given({ cost: -400, effect: -0.1 }), 'worse-for-less'],
		[given({ effect: 0 }), 'dominated']
	] as const)('a ratio has its quadrant: %#', ([one, quadrant]) => {
		expect(costEffectiveness(one).quadrant).toBe(quadrant);
	});

	test('without an effect there is no ratio, and the basis goes along', () => {
		expect(costEffectiveness(given({ effect: 0 })).ratio).toBeUndefined();
		expect(costEffectiveness(given({})).basis).toBe(costBasis);
	});

	test('at an edge of the limits the programme is worth its cost with a chance of 0.025', () => {
		const one = given({ correlation: 0.3 });
		const { limits } = costEffectiveness(one);
		const edges = limits.kind === 'bounded' ? [limits.lower, limits.upper] : [];
		const chances = netBenefits(one, edges).map(({ acceptability }) => acceptability);
		expect(chances).toAgreeWith([0.025, 0.975]);
	});

	test('what is no cost is refused', () => {
		expect(() => costEffectiveness(given({ costError: 0 }))).toThrow('not above 0: 0');
		expect(() => costEffectiveness(given({ effect: NaN }))).toThrow('no cost or effect: NaN');
		expect(() => netBenefits(given({}), [-1])).toThrow('worth below 0: -1');
		const basis = { ...costBasis, exchangeRate: 0 };
		expect(() => costEffectiveness(given({ basis }))).toThrow('exchange rate not above 0: 0');
	});

	test('costs of later years count less', () => {
		expect(presentValue([100, 105], 0.05)).toAgreeWith(200);
	});
});
