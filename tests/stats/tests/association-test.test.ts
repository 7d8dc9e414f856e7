import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { postStratify } from '#lib/stats/calibration/post-stratify.ts';
import { chiSquareTail } from '#lib/stats/distributions/tails.ts';
import { associationStatistics, associationTest } from '#lib/stats/tests/association-test.ts';
import { crossTable } from '#lib/stats/tests/cross-table.ts';
import { drawn, factor } from './small-designs.ts';

const rows = factor('aabbabababbbaaab');
const columns = factor('xyxzzyxxyzzyxyxz');
const weights = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3];
const design = drawn(weights);
const asked = { designDf: 15 };

describe('associationTest', () => {
	test('without weights and units is close to the test of Pearson, with n / (n - 1)', () => {
		const plain = drawn(weights.map(() => 1));
		const n = weights.length;
		const chisq = associationTest({ rows, columns }, plain, { ...asked, statistic: 'Chisq' })!;
		const table = crossTable(rows, columns, plain.weights);
		const across = table[0]!.map((value, c) => value + table[1]![c]!);
		const pearson = table.reduce(
			(sum, row) =>
				sum +
				row.reduce((all, value, c) => {
					const expected = (row.reduce((a, b) => a + b) * across[c]!) / n;
					return all + (value - expected) ** 2 / expected;
				}, 0),
			0
		);
		expect(chisq.statistic).toAgreeWith(pearson);
		expect(chisq.df).toEqual([2]);
		expect(Math.abs(chisq.p - chiSquareTail(pearson, 2))).toBeLessThan(0.1);
	});

	test.for(associationStatistics)(
		'by %s is the same with rows and columns exchanged',
		(statistic) => {
			const own = associationTest({ rows, columns }, design, { ...asked, statistic })!;
			const other = associationTest({ rows: columns, columns: rows }, design, {
				...asked,
				statistic
			})!;
			expect(other.statistic).toAgreeWith(own.statistic);
			expect(other.df).toAgreeWith(own.df);
			expect(other.p).toAgreeWith(own.p, { relative: 1e-7 });
		}
	);

	test.for(associationStatistics)(
		'by %s does not depend on the unit of the weights',
		(statistic) => {
			fc.assert(
				fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (unit) => {
					const other = drawn(weights.map((w) => w * unit));
					const one = associationTest({ rows, columns }, design, { ...asked, statistic })!;
					const same = associationTest({ rows, columns }, other, { ...asked, statistic })!;
					expect(same.statistic).toAgreeWith(one.statistic);
					expect(same.p).toAgreeWith(one.p, { relative: 1e-7 });
				}),
				{ numRuns: 20 }
			);
		}
	);

	test.for(associationStatistics)('by %s does not count a level without elements', (statistic) => {
		const wider = {
			codes: columns.codes.map((code) => code + 1),
			levels: ['none', ...columns.levels]
		};
		const own = associationTest({ rows, columns }, design, { ...asked, statistic });
		expect(associationTest({ rows, columns: wider }, design, { ...asked, statistic })).toEqual(own);
	});

	test('counts elements of weight 0 for nothing, whatever their level', () => {
		const more = drawn([...weights, 0]);
		const withOne = (codes: Int32Array) => Int32Array.from([...codes, -1]);
		const own = associationTest({ rows, columns }, design, asked)!;
		const other = associationTest(
			{
				rows: { ...rows, codes: withOne(rows.codes) },
				columns: { ...columns, codes: withOne(columns.codes) }
			},
			{ ...more, sample: { ...more.sample, stages: drawn([...weights, 1]).sample.stages } },
			asked
		)!;
		expect(other.statistic).toAgreeWith((own.statistic * 16 ** 2) / (15 * 17), { relative: 1e-9 });
	});

	test('takes `cases` into the statistic and not into the p value', () => {
		const options = { ...asked, statistic: 'Chisq' } as const;
		const own = associationTest({ rows, columns }, design, options)!;
		const more = associationTest({ rows, columns }, design, { ...options, cases: 32 })!;
		expect(more.statistic).toAgreeWith(2 * own.statistic);
		expect(more.p).toAgreeWith(own.p);
	});

	test('lincom differs from saddlepoint, which R puts in its place without CompQuadForm', () => {
		const [lincom, saddlepoint] = (['lincom', 'saddlepoint'] as const).map((statistic) =>
			associationTest({ rows, columns }, design, { ...asked, statistic })
		);
		expect(lincom?.statistic).toBe(saddlepoint?.statistic);
		expect(lincom?.p).toAgreeWith(saddlepoint?.p, { relative: 0.1 });
		expect(lincom?.p).not.toAgreeWith(saddlepoint?.p, { relative: 1e-6 });
	});

	test('has no answer with one level on a side, without degrees of freedom, in lonely strata', () => {
		const one = { codes: rows.codes.map(() => 0), levels: ['all'] };
		expect(associationTest({ rows: one, columns }, design, asked)).toBeUndefined();
		expect(associationTest({ rows, columns }, design, { designDf: 0 })).toBeUndefined();
		expect(
			associationTest({ rows, columns }, design, { designDf: 1, statistic: 'adjWald' })
		).toBeUndefined();
		const lonely = drawn(weights, { strata: weights.map((_, i) => (i === 0 ? 1 : 0)) });
		expect(associationTest({ rows, columns }, lonely, asked)).toBeUndefined();
	});

	test('by Wald has no answer with more cells than units; by F it still has', () => {
		const psus = weights.map((_, i) => i % 2);
		const few = drawn(weights, { psus });
		expect(
			associationTest({ rows, columns }, few, { designDf: 1, statistic: 'Wald' })
		).toBeUndefined();
		expect(associationTest({ rows, columns }, few, { designDf: 1 })?.df[0]).toAgreeWith(1);
	});

	test.for(associationStatistics)('by %s has no answer where the cells are known', (statistic) => {
		const cells = rows.codes.map((code, i) => 3 * code + columns.codes[i]!);
		const totals = Float64Array.of(10, 21, 35, 44, 57, 61);
		const known = postStratify(design, { codes: cells, totals });
		expect(associationTest({ rows, columns }, known, { ...asked, statistic })).toBeUndefined();
	});

	test('refuses an element that has a weight and no level', () => {
		const codes = rows.codes.with(4, -1);
		expect(() => associationTest({ rows: { ...rows, codes }, columns }, design, asked)).toThrow(
			'no level, element 5: -1'
		);
	});
});

describe('crossTable', () => {
	test('adds up to the weights', () => {
		const table = crossTable(rows, columns, design.weights);
		const sum = table.flatMap((row) => [...row]).reduce((a, b) => a + b);
		expect(sum).toAgreeWith(weights.reduce((a, b) => a + b));
	});
});
