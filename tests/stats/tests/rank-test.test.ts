import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankScoreNames, rankScores } from '#lib/stats/tests/rank-scores.ts';
import { rankTest } from '#lib/stats/tests/rank-test.ts';
import { drawn, factor } from './small-designs.ts';

const values = Float64Array.of(4, 7, 1, 9, 3, 8, 5, 2, 6);
const groups = factor('abbaababa');
const three = factor('abcabcabc');
const weights = [1, 2, 3, 1, 2, 3, 1, 2, 4];
const design = drawn(weights);
const asked = { designDf: 8 };

describe('rankScores', () => {
	test('of equal weights are ranks less a half over n', () => {
		const ones = new Float64Array(9).fill(1);
		expect(rankScores(values, ones, 'wilcoxon')).toAgreeWith(
			values.map((rank) => (rank - 0.5) / 9)
		);
	});

	test('share the mean rank between ties and have a weighted mean of a half without them', () => {
		const ones = new Float64Array(4).fill(1);
		const tied = rankScores(Float64Array.of(5, 1, 5, 9), ones, 'wilcoxon');
		expect(tied).toAgreeWith([0.5, 0.125, 0.5, 0.875]);
		const own = rankScores(values, design.weights, 'wilcoxon');
		const sum = weights.reduce((a, b) => a + b);
		expect(own.reduce((all, score, i) => all + score * weights[i]!, 0) / sum).toAgreeWith(0.5);
	});

	test('leave out an element of weight 0, whatever its value', () => {
		const all = rankScores(
			Float64Array.from([...values, NaN]),
			Float64Array.from([...weights, 0]),
			'wilcoxon'
		);
		expect(all.subarray(0, 9)).toAgreeWith(rankScores(values, design.weights, 'wilcoxon'));
		expect(all[9]).toBe(0);
	});

	test('refuse a value that is none', () => {
		expect(() => rankScores(values.with(2, NaN), design.weights, 'median')).toThrow(
			'no value, element 3: NaN'
		);
	});
});

describe('rankTest', () => {
	test.for(rankScoreNames)('by %s is the same for any values in the same order', (name) => {
		fc.assert(
			fc.property(fc.double({ min: 0.1, max: 3, noNaN: true }), (power) => {
				const own = rankTest({ values, groups }, design, { ...asked, test: name });
				const other = values.map((y) => y ** power - 7);
				expect(rankTest({ values: other, groups }, design, { ...asked, test: name })).toEqual(own);
			})
		);
	});

	test('of more than two groups does not depend on which is the first', () => {
		const turned = { codes: three.codes.map((code) => (code + 1) % 3), levels: ['c', 'a', 'b'] };
		const own = rankTest({ values, groups: three }, design, asked)!;
		const other = rankTest({ values, groups: turned }, design, asked)!;
		expect(own.distribution).toBe('F');
		expect(own.df).toEqual([2, 6]);
		expect(other.statistic).toAgreeWith(own.statistic);
		expect(other.p).toAgreeWith(own.p);
	});

	test('has the sign of the second group minus the first', () => {
		const own = rankTest({ values, groups }, design, asked)!;
		expect(own.distribution).toBe('t');
		expect(Math.sign(own.statistic)).toBe(Math.sign(own.scores[1]! - own.scores[0]!));
	});

	test('has no answer with one group, for values that are all the same, without df', () => {
		const one = { codes: groups.codes.map(() => 0), levels: ['a'] };
		expect(rankTest({ values, groups: one }, design, asked)).toBeUndefined();
		expect(rankTest({ values: values.map(() => 1), groups }, design, asked)).toBeUndefined();
		expect(rankTest({ values, groups }, design, { designDf: 1 })).toBeUndefined();
	});
});
