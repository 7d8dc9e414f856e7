import { describe, expect, test } from 'vitest';
import { declaredComparison, mergedComparison } from '#lib/estimate/ready-comparison.ts';
import type { ReplicateRow } from '#lib/model/replicate-row.ts';
import { tinyComparison } from '../support/tiny-release.ts';

const man = {
	...{ indicator: 'sees-sale', source: 'test-2024', territory: 'XTT', period: '2024' },
	...{ by_1: 'sex', category_1: 'man', by_2: '', category_2: '', unit: 'person', weight: 'main' },
	...{ statistic: 'proportion', unsure: 'exclude' },
	...{ numerator: [30, 33, 27, 30], denominator: [100, 100, 100, 100] },
	...{ method: 'rao-wu-bootstrap', scale: 1 / 2, rscales: [], mse: false, df: 2 },
	...{ digits: 5, precision: 'design-based', assumed_deff: null, synthetic: true }
} as const satisfies ReplicateRow;
const woman: ReplicateRow = { ...man, category_1: 'woman', numerator: [60, 60, 66, 54] };

describe('mergedComparison', () => {
	test.for([
		['an incomplete design', { precision: 'lower-bound' }, 'incomplete-design'],
		['nobody to divide by', { numerator: [0, 0, 0, 0] }, 'zero-denominator'],
		['nothing that varies', { numerator: [30, 30, 30, 30] }, 'no-variance']
	] as const)('has no test for %s', ([, changes, reason]) => {
		const against = [{ ...man, ...changes } as ReplicateRow];
		const numerator = reason === 'no-variance' ? [60, 60, 60, 60] : woman.numerator;
		const of = [{ ...woman, ...changes, numerator } as ReplicateRow];
		const found = mergedComparison({ kind: 'ratio', of, against });
		expect(found).toMatchObject({ outcome: 'withheld', reason });
	});
});

const isMan = [{ concept: 'sex', category: 'man' }];
const isWoman = [{ concept: 'sex', category: 'woman' }];
const pair = { of: isMan, against: isWoman, country: 'XTT' };
const turned = { of: isWoman, against: isMan, country: 'XTT' };

describe('declaredComparison', () => {
	const rows = [tinyComparison()];

	test('is the published one, and the other way round its opposite', () => {
		const difference = { kind: 'difference', ...pair } as const;
		expect(declaredComparison(rows, difference)).toMatchObject({
			...{ estimate: 0.1, standardError: 0.03, df: 50, outcome: 'compared' }
		});
		expect(declaredComparison(rows, { ...difference, ...turned })).toMatchObject({
			...{ estimate: -0.1, standardError: 0.03 }
		});
	});

	test('turns a ratio over with the error of its logarithm', () => {
		const found = declaredComparison(rows, { kind: 'ratio', ...turned });
		if (found?.outcome !== 'compared') throw new Error('not compared');
		expect(found.estimate).toAgreeWith(1 / 1.4);
		expect(found.standardError / found.estimate).toAgreeWith(0.2 / 1.4);
	});

	test('is of the same people besides', () => {
		const urban = { concept: 'area', category: 'urban' };
		const within = { ...pair, of: [...isMan, urban], against: [...isWoman, urban] };
		const kind = 'difference' as const;
		const own = tinyComparison({ by_1: 'area', category_1: 'urban', difference: 0.2 });
		expect(declaredComparison(rows, { kind, ...within })).toBeUndefined();
		expect(declaredComparison([...rows, own], { kind, ...within })).toMatchObject({
			estimate: 0.2
		});
		const apart = { ...within, against: isWoman };
		expect(declaredComparison([...rows, own], { kind, ...apart })).toBeUndefined();
	});

	test.for([
		['withheld', { difference: null, difference_se: null }],
		['between waves', { kind: 'waves' }]
	] as const)('is none where it is %s', ([, changes]) => {
		const other = [tinyComparison(changes)];
		expect(declaredComparison(other, { kind: 'difference', ...pair })).toBeUndefined();
	});
});
