import { describe, expect, test } from 'vitest';
import {
	estimatedRows,
	replicateChange,
	replicateEstimate
} from '#lib/estimate/replicate-estimate.ts';
import type { ReplicateRow } from '#lib/model/replicate-row.ts';
import { logitInterval } from '#lib/stats/intervals/logit-interval.ts';

const row = (changes: Partial<ReplicateRow> = {}): ReplicateRow => ({
	...{ indicator: 'sees-sale', source: 'test-2024', territory: 'XTT', period: '2024' },
	...{ by_1: 'sex', category_1: 'man', by_2: '', category_2: '', unit: 'person', weight: 'main' },
	...{ statistic: 'proportion', unsure: 'exclude' },
	...{ numerator: [30, 33, 27, 30], denominator: [100, 100, 100, 100] },
	...{ method: 'rao-wu-bootstrap', scale: 1 / 2, rscales: [], mse: false, df: 2 },
	...{ digits: 5, precision: 'design-based', assumed_deff: null, synthetic: true },
	...changes
});
const woman = row({
	category_1: 'woman',
	numerator: [60, 60, 66, 54],
	denominator: [100, 100, 110, 90]
});

describe('replicateEstimate', () => {
	test('is the share, with the deviations of the replicates as its error', () => {
		const found = replicateEstimate([row()]);
		expect(found?.estimate).toAgreeWith(0.3);
		expect(found?.standardError).toAgreeWith(0.03);
		const limits = logitInterval(0.3, 0.03, { df: 2 });
		expect([found?.lower, found?.upper]).toAgreeWith([limits?.lower, limits?.upper]);
	});

	test('adds groups up before it divides', () => {
		const found = replicateEstimate([row(), woman]);
		expect(found?.estimate).toAgreeWith(90 / 200);
		const replicates = [93 / 200, 93 / 210, 84 / 190];
		const mean = replicates.reduce((sum, value) => sum + value, 0) / 3;
		const squares = replicates.reduce((sum, value) => sum + (value - mean) ** 2, 0);
		expect(found?.standardError).toAgreeWith(Math.sqrt(squares / 2));
	});

	test('chooses the interval by the published cases', () => {
		const interval = (n: number, events: number) =>
			replicateEstimate([row()], { cases: { n, events } })?.interval;
		expect(interval(100, 30)).toBe('log-odds-t');
		expect(interval(30, 9)).toBe('korn-graubard');
	});

	test('has no limits where nobody has the attribute and nobody says of how many', () => {
		const nobody = row({ numerator: [0, 0, 0, 0] });
		expect(replicateEstimate([nobody])).toMatchObject({ estimate: 0, lower: null, upper: null });
		expect(replicateEstimate([nobody], { cases: { n: 40, events: 0 } })).toMatchObject({
			...{ lower: 0, interval: 'clopper-pearson-effective' }
		});
	});

	test('is none where there is nothing to divide by', () => {
		const none = row({ numerator: [0, 0, 0, 0], denominator: [0, 0, 0, 0] });
		expect(replicateEstimate([none])).toBeUndefined();
	});

	test('is wider by a declared design effect', () => {
		const assumed = row({ precision: 'lower-bound', assumed_deff: 4 });
		expect(replicateEstimate([assumed])?.standardError).toAgreeWith(0.06);
	});

	test('uses factors of replicates where there are some', () => {
		const found = replicateEstimate([row({ rscales: [1, 0.25, 1], mse: true })]);
		expect(found?.standardError).toAgreeWith(Math.sqrt((0.03 ** 2 * 1.25) / 2));
	});

	test.for([
		['unsure', { unsure: 'category' }],
		['indicator', { indicator: 'other' }],
		['by_1', { by_1: 'age_group' }],
		['source', { source: 'test-2022' }]
	] as const)('refuses to add rows that differ in %s', ([name, changes]) => {
		expect(() => replicateEstimate([row(), row({ category_1: 'woman', ...changes })])).toThrow(
			`rows that do not add up, of ${name}`
		);
	});

	test('refuses a row twice, none at all, and rows of other replicates', () => {
		expect(() => replicateEstimate([row(), row()])).toThrow('merged twice: XTT man');
		expect(() => replicateEstimate([])).toThrow('no rows to merge: 0');
		const short = row({ category_1: 'woman', numerator: [1, 2], denominator: [3, 4] });
		expect(() => replicateEstimate([row(), short])).toThrow(
			'totals of another number of replicates than 3: 1'
		);
	});
});

describe('replicateChange', () => {
	test('counts the covariance of groups that share replicates', () => {
		const found = replicateChange({ kind: 'difference', of: [woman], against: [row()] });
		const { matrix } = estimatedRows([[row()], [woman]]);
		expect(found?.estimate).toAgreeWith(0.3);
		const variance = matrix[0]![0]! + matrix[1]![1]! - 2 * matrix[0]![1]!;
		expect(found?.standardError).toAgreeWith(Math.sqrt(variance));
		expect(found?.df).toBe(2);
	});

	test('of a group with itself has no error, and is no test', () => {
		expect(replicateChange({ kind: 'difference', of: [row()], against: [row()] })).toBeUndefined();
	});

	test('is refused for an incomplete design without a design effect', () => {
		const incomplete = (changes: Partial<ReplicateRow>) => ({
			kind: 'ratio' as const,
			of: [{ ...woman, precision: 'lower-bound' as const, ...changes }],
			against: [row({ precision: 'lower-bound', ...changes })]
		});
		expect(replicateChange(incomplete({}))).toBeUndefined();
		expect(replicateChange(incomplete({ assumed_deff: 2 }))?.estimate).toAgreeWith(2);
	});

	test('refuses surveys drawn apart, which have no common replicates', () => {
		const other = row({ source: 'test-2022' });
		expect(() => replicateChange({ kind: 'ratio', of: [woman], against: [other] })).toThrow(
			'no common replicates: test-2022 person, test-2024 person'
		);
	});
});
