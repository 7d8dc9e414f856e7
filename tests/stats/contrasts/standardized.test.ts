import { describe, expect, test } from 'vitest';
import { estimated } from '#lib/stats/design/statistic.ts';
import { domainMeans } from '#lib/stats/statistics/domain-statistics.ts';
import { means } from '#lib/stats/statistics/means.ts';
import { standardizedDesign } from '#lib/stats/statistics/standardized.ts';
import { drawn, factor, leftOut } from '../tests/small-designs.ts';

const by = factor('yoyoyooyyoyo');
const over = factor('aaaaaabbbbbb');
const values = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8);
const weights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3];
const designs = [drawn(weights), leftOut(weights)];

describe('standardizedDesign', () => {
	test.for(designs)(
		'gives means that are those of the cells, weighed by the standard: $kind',
		(design) => {
			const { design: standard } = standardizedDesign(design, { by, over, population: [30, 10] });
			const ours = estimated(domainMeans(values, over), standard);
			const cell = (b: number, o: number) => {
				const there = weights.map((w, i) => (by.codes[i] === b && over.codes[i] === o ? w : 0));
				const sum = there.reduce((a, c) => a + c);
				return there.reduce((all, w, i) => all + w * values[i]!, 0) / sum;
			};
			const expected = [0, 1].map((o) => 0.75 * cell(0, o) + 0.25 * cell(1, o));
			expect(ours.estimates).toAgreeWith(expected);
		}
	);

	test('keeps the size of every group', () => {
		const { design } = standardizedDesign(designs[0]!, { by, over, population: [1, 5] });
		const size = (of: Float64Array, group: number) =>
			of.reduce((sum, w, i) => sum + (over.codes[i] === group ? w : 0), 0);
		for (const group of [0, 1])
			expect(size(design.weights, group)).toAgreeWith(size(designs[0]!.weights, group));
	});

	test('leaves no variance to what is constant in the cells', () => {
		const { design } = standardizedDesign(designs[0]!, { by, over, population: [1, 5] });
		const age = Float64Array.from(by.codes, (code) => 20 + 40 * code);
		expect(estimated(means([age]), design).matrix[0]![0]).toAgreeWith(0);
	});

	test('takes the whole for one group without `over`, and only proportions from the standard', () => {
		const one = standardizedDesign(designs[0]!, { by, population: [3, 1] });
		const other = standardizedDesign(designs[0]!, { by, population: [75, 25] });
		expect(other.design.weights).toAgreeWith(one.design.weights);
		expect(one.design.weights.reduce((a, b) => a + b)).toAgreeWith(51);
	});

	test('says which level a group has no element of', () => {
		const codes = by.codes.map((code, i) => (over.codes[i] === 1 ? 0 : code));
		const { absent, design } = standardizedDesign(designs[0]!, {
			by: { ...by, codes },
			over,
			population: [1, 1]
		});
		expect(absent).toEqual([{ by: 'y', over: 'b' }]);
		expect(estimated(domainMeans(values, over), design).estimates[1]).toBeGreaterThan(0);
	});

	test('does not call a level absent that the standard has nobody of', () => {
		const wider = { codes: by.codes, levels: [...by.levels, 'none'] };
		expect(standardizedDesign(designs[0]!, { by: wider, population: [1, 1, 0] }).absent).toEqual(
			[]
		);
	});

	test('refuses a standard of another length, empty, negative, or without a level of the sample', () => {
		const asked = (population: number[]) => () =>
			standardizedDesign(designs[0]!, { by, over, population });
		expect(asked([1])).toThrow('sizes of the standard population for 2 levels: 1');
		expect(asked([0, 0])).toThrow('standard population empty: 0');
		expect(asked([1, -2])).toThrow('size of the standard population not 0 or more: -2');
		expect(asked([1, 0])).toThrow('level in the sample but not in the standard population: y');
	});

	test('refuses an element without level', () => {
		const holes = { codes: by.codes.with(0, -1), levels: by.levels };
		expect(() => standardizedDesign(designs[0]!, { by: holes, population: [1, 1] })).toThrow(
			'no level, element 1: -1'
		);
	});
});
