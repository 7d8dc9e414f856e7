import { describe, expect, test } from 'vitest';
import { domainOf } from '#lib/stats/design/design.ts';
import { estimated } from '#lib/stats/design/statistic.ts';
import {
	domainMeans,
	domainRatios,
	domainTotals,
	stacked
} from '#lib/stats/statistics/domain-statistics.ts';
import { crossed, expectLevels, presentLevels } from '#lib/stats/statistics/factor.ts';
import { means, ratio, totals } from '#lib/stats/statistics/means.ts';
import { drawn, factor, leftOut } from '../tests/small-designs.ts';

const values = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
const sizes = Float64Array.of(5, 2, 7, 3, 8, 9, 4, 6);
const weights = [1, 2, 3, 4, 5, 6, 7, 8];
const domains = factor('abbaabab');
const psus = [1, 1, 2, 2, 3, 3, 4, 4];
const designs = [drawn(weights, { psus }), leftOut(weights)];

describe('domain statistics', () => {
	test.for(designs)('are those of every domain alone, with a covariance: $kind', (design) => {
		const kinds = [
			[domainMeans(values, domains), (y: Float64Array) => means([y])],
			[domainTotals(values, domains), (y: Float64Array) => totals([y])],
			[domainRatios(values, sizes, domains), (y: Float64Array, x: Float64Array) => ratio(y, x)]
		] as const;
		for (const [together, alone] of kinds) {
			const both = estimated(together, design);
			domains.levels.forEach((_, d) => {
				const domain = domainOf(
					design,
					Int32Array.from(domains.codes.keys()).filter((i) => domains.codes[i] === d)
				);
				const picked = (of: Float64Array) => Float64Array.from(domain.elements, (i) => of[i]!);
				const one = estimated(alone(picked(values), picked(sizes)), domain.design);
				expect(both.estimates[d]).toAgreeWith(one.estimates[0]);
				expect(both.matrix[d]![d]).toAgreeWith(one.matrix[0]![0]);
			});
			expect(both.matrix[0]![1]).toAgreeWith(both.matrix[1]![0]);
			expect(Math.abs(both.matrix[0]![1]!)).toBeGreaterThan(1e-6);
		}
	});

	test('of domains that share no stratum have a covariance of 0', () => {
		const waves = factor('11112222');
		const design = drawn(weights, { strata: [...waves.codes], psus });
		expect(estimated(domainMeans(values, waves), design).matrix[0]![1]).toBe(0);
	});

	test('add up to the total, whose variance they give', () => {
		const [design] = designs;
		const parts = estimated(domainTotals(values, domains), design!);
		const whole = estimated(totals([values]), design!);
		const sum = parts.matrix.flatMap((row) => [...row]).reduce((a, b) => a + b);
		expect(parts.estimates[0]! + parts.estimates[1]!).toAgreeWith(whole.estimates[0]);
		expect(sum).toAgreeWith(whole.matrix[0]![0]);
	});

	test('leave out elements without a domain or a weight, whatever their value', () => {
		const some = { codes: domains.codes.with(3, -1), levels: domains.levels };
		const design = { ...designs[0]!, weights: designs[0]!.weights.with(5, 0) };
		const holes = values.with(3, NaN).with(5, NaN);
		const own = estimated(domainMeans(holes, some), design);
		const zeros = estimated(domainMeans(values.with(3, 0).with(5, 0), some), design);
		expect(own.estimates).toAgreeWith(zeros.estimates);
		expect(own.matrix).toAgreeWith(zeros.matrix);
	});

	test('name a domain that has nothing to divide by', () => {
		const wider = { codes: domains.codes, levels: ['a', 'b', 'none'] };
		expect(() => estimated(domainMeans(values, wider), designs[0]!)).toThrow(
			'nothing to divide by in domain: none'
		);
		expect(presentLevels(wider, designs[0]!.weights).levels).toEqual(['a', 'b']);
	});

	test('of several columns stand side by side', () => {
		const of = estimated(
			stacked([domainMeans(values, domains), means([sizes]), domainTotals(sizes, domains)]),
			designs[0]!
		);
		expect(of.estimates.subarray(0, 2)).toAgreeWith(
			estimated(domainMeans(values, domains), designs[0]!).estimates
		);
		expect(of.matrix[2]![2]).toAgreeWith(estimated(means([sizes]), designs[0]!).matrix[0]![0]);
		expect(of.matrix[4]![4]).toAgreeWith(
			estimated(domainTotals(sizes, domains), designs[0]!).matrix[1]![1]
		);
	});
});

describe('factors', () => {
	test('cross with the first changing fastest, as in R', () => {
		const both = crossed(factor('abab'), factor('xxyy'));
		expect(both.levels).toEqual(['a.x', 'b.x', 'a.y', 'b.y']);
		expect([...both.codes]).toEqual([0, 1, 2, 3]);
	});

	test('cross to no level where either has none', () => {
		const holes = { codes: Int32Array.of(0, -1), levels: ['a'] };
		const other = { codes: Int32Array.of(-1, 0), levels: ['x'] };
		expect([...crossed(holes, other).codes]).toEqual([-1, -1]);
	});

	test('keep their codes when all levels are there, and close ranks when one is not', () => {
		const own = { codes: Int32Array.of(0, 2, -1, 2), levels: ['a', 'b', 'c'] };
		const there = presentLevels(own, Float64Array.of(1, 1, 1, 1));
		expect([[...there.codes], there.levels]).toEqual([
			[0, 1, -1, 1],
			['a', 'c']
		]);
		const without = presentLevels(own, Float64Array.of(0, 1, 1, 1));
		expect([[...without.codes], without.levels]).toEqual([[-1, 0, -1, 0], ['c']]);
	});

	test('refuse codes for another number of elements, and beyond their levels', () => {
		const own = { codes: Int32Array.of(0, 1), levels: ['a'] };
		expect(() => expectLevels(own, Float64Array.of(1))).toThrow(
			'codes for another number of elements: 2'
		);
		expect(() => expectLevels(own, Float64Array.of(1, 1))).toThrow('no level, element 2: 1');
	});
});
