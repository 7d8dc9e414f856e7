import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { coefficientTable } from '#lib/stats/regression/coefficient-table.ts';
import { glm } from '#lib/stats/regression/glm.ts';
import { oneSampleTTest, twoSampleTTest } from '#lib/stats/tests/t-test.ts';
import { drawn, factor, leftOut } from './small-designs.ts';

const values = Float64Array.of(4, 7, 1, 9, 3, 8, 5, 2);
const groups = factor('abbaabab');
const weights = [1, 2, 3, 1, 2, 3, 1, 2];
const designs = [drawn(weights), leftOut(weights)];

describe('oneSampleTTest', () => {
	test('without weights is the t test of the textbook, but for its df', () => {
		const plain = oneSampleTTest(values, drawn(weights.map(() => 1)), {
			designDf: 8,
			nullValue: 3
		})!;
		const mean = values.reduce((a, b) => a + b) / 8;
		const variance = values.reduce((sum, y) => sum + (y - mean) ** 2, 0) / 7;
		expect(plain.t).toAgreeWith((mean - 3) / Math.sqrt(variance / 8));
		expect(plain.df).toBe(7);
	});

	test('rejects at 5 % just where the interval ends', () => {
		const first = oneSampleTTest(values, designs[0]!, { designDf: 7 })!;
		const ends = [first.interval.lower, first.interval.upper];
		const tests = ends.map((nullValue) =>
			oneSampleTTest(values, designs[0]!, { designDf: 7, nullValue })
		);
		expect(tests.map((one) => one?.p)).toAgreeWith([0.05, 0.05]);
	});

	test('has no answer for values that are all the same, and without degrees of freedom', () => {
		expect(
			oneSampleTTest(
				values.map(() => 3),
				designs[0]!,
				{ designDf: 7 }
			)
		).toBeUndefined();
		expect(oneSampleTTest(values, designs[0]!, { designDf: 1 })).toBeUndefined();
	});
});

describe('twoSampleTTest', () => {
	test.for(designs)('is the coefficient of a regression on the group: $kind', (design) => {
		const matrix = designMatrix([{ name: 'g', factor: groups }], 8);
		const fit = glm({ outcome: values, matrix, family: 'gaussian' }, design, { designDf: 7 })!;
		const [, slope] = coefficientTable(fit, { level: 0.9 });
		const ours = twoSampleTTest({ values, groups }, design, { designDf: 7, level: 0.9 })!;
		expect(ours.estimate).toAgreeWith(slope!.estimate);
		expect(ours.t).toAgreeWith(slope!.test!.t);
		expect(ours.df).toBe(slope!.test!.df);
		expect(ours.interval.upper).toAgreeWith(slope!.test!.interval.upper);
	});

	test('turns its sign with the order of the groups', () => {
		const other = { codes: groups.codes.map((code) => 1 - code), levels: ['b', 'a'] };
		const own = twoSampleTTest({ values, groups }, designs[0]!, { designDf: 7 })!;
		const turned = twoSampleTTest({ values, groups: other }, designs[0]!, { designDf: 7 })!;
		expect([turned.estimate, turned.t, turned.p]).toAgreeWith([-own.estimate, -own.t, own.p]);
	});

	test('does not depend on where values are counted from', () => {
		fc.assert(
			fc.property(fc.integer({ min: -1000, max: 1000 }), (by) => {
				const own = twoSampleTTest({ values, groups }, designs[0]!, { designDf: 7 })!;
				const moved = values.map((y) => y + by);
				const other = twoSampleTTest({ values: moved, groups }, designs[0]!, { designDf: 7 })!;
				expect(other.t).toAgreeWith(own.t, { relative: 1e-9 });
			})
		);
	});

	test('has no answer with one group, and refuses three', () => {
		const one = { codes: groups.codes.map(() => 1), levels: ['a', 'b'] };
		const three = factor('abcaabab');
		expect(twoSampleTTest({ values, groups: one }, designs[0]!, { designDf: 7 })).toBeUndefined();
		expect(() => twoSampleTTest({ values, groups: three }, designs[0]!, { designDf: 7 })).toThrow(
			'more than two groups with elements: 3'
		);
	});
});
