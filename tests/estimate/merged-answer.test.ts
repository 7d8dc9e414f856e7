import { describe, expect, test } from 'vitest';
import { type MergedQuestion, mergedAnswer, mergedRows } from '#lib/estimate/merged-answer.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { ReplicateRow } from '#lib/model/replicate-row.ts';
import { suppressedEstimate, tinyEstimate } from '../support/tiny-release.ts';

const ages = ['young', 'middle', 'old'] as const;
type Age = (typeof ages)[number];
const at = (age: Age) => ({ by_1: 'age', category_1: age });

const totals = (age: Age, people: number, changes: Partial<ReplicateRow> = {}): ReplicateRow => ({
	...{ indicator: 'sees-sale', source: 'test-2024', territory: 'XTT', period: '2024' },
	...{ ...at(age), by_2: '', category_2: '', unit: 'person', weight: 'main' },
	...{ statistic: 'proportion', unsure: 'exclude' },
	numerator: [0.25, 0.3, 0.2, 0.25].map((share) => share * people),
	denominator: [people, people, people, people],
	...{ method: 'rao-wu-bootstrap', scale: 1 / 2, rscales: [], mse: false, df: 2 },
	...{ digits: 5, precision: 'design-based', assumed_deff: null, synthetic: true },
	...changes
});

const question = (...categories: Age[]): MergedQuestion => ({
	...{ by: [], country: 'XTT', categoriesOf: () => ages },
	where: [{ concept: 'age', categories }]
});
const replicates = [totals('young', 90), totals('middle', 300)];
const answerOf = (figures: EstimateRow[], ...categories: Age[]) =>
	mergedAnswer({ figures, replicates }, question(...categories));

describe('mergedAnswer', () => {
	const young = tinyEstimate({ ...at('young'), n: 60, unsure_share: 0.1 });
	const middle = tinyEstimate({ ...at('middle'), n: 240, unsure_share: 0.2 });

	test('weights who took no side by everybody who was asked', () => {
		// 90 people are 90 % of 100 who were asked, 300 are 80 % of 375.
		const expected = (0.1 * 100 + 0.2 * 375) / 475;
		expect(answerOf([young, middle], 'young', 'middle')?.unsureShare).toAgreeWith(expected);
	});

	test('weights how far they could move it by the same people, where they count', () => {
		const category = { unsure: 'category', bound_lower: 0.2, bound_upper: 0.3 };
		const figures = [
			{ ...young, ...category },
			{ ...middle, ...category, bound_upper: 0.5 }
		];
		const found = answerOf(figures, 'young', 'middle');
		expect(found?.unsure).toBe('category');
		expect(found?.unsureShare).toAgreeWith((0.1 * 90 + 0.2 * 300) / 390);
		expect(found?.bounds?.lower).toAgreeWith(0.2);
		expect(found?.bounds?.upper).toAgreeWith((0.3 * 90 + 0.5 * 300) / 390);
	});

	test('says what the figure itself says where there is one', () => {
		const found = answerOf([young, middle], 'young');
		expect(found).toMatchObject({ overall: { estimate: 0.25, events: 100 } });
		expect(found?.unsureShare).toAgreeWith(0.1);
	});

	test('passes over categories of which there was nobody', () => {
		const none = tinyEstimate({
			...{ ...at('old'), estimate: null, standard_error: null, withheld: 'no-cases', n: 0 }
		});
		const found = answerOf([young, none], 'young', 'old');
		expect(found?.overall).toMatchObject({ kind: 'figure', n: 60 });
		expect(answerOf([young, none], 'old')?.overall).toMatchObject({ reason: 'no-cases', n: 0 });
		expect(answerOf([young, middle], 'young', 'middle', 'old')?.overall.n).toBe(300);
	});

	test('gives the reason of a figure that has none, without a number', () => {
		const lonely = tinyEstimate({ ...at('middle'), estimate: null, withheld: 'lonely-psu' });
		const found = answerOf([young, lonely], 'young', 'middle')?.overall;
		expect(found).toMatchObject({ kind: 'none', reason: 'lonely-psu', n: null });
		const hidden = answerOf([young, suppressedEstimate(at('middle'))], 'young', 'middle');
		expect(hidden?.overall).toMatchObject({ kind: 'none', reason: 'suppressed', n: null });
	});

	test('is none where nothing of it stands ready', () => {
		expect(answerOf([young], 'middle')).toBeUndefined();
	});
});

describe('the whole of a merged answer', () => {
	const sexes = ['man', 'woman'] as const;
	const bySex: MergedQuestion = {
		...{ ...question('young', 'middle'), by: ['sex'] },
		categoriesOf: (concept) => (concept === 'sex' ? sexes : ages)
	};
	const pair = (sex: string, age: Age) => ({
		...{ by_1: 'sex', category_1: sex, by_2: 'age', category_2: age }
	});
	const pairs = sexes.flatMap((sex) => [pair(sex, 'young'), pair(sex, 'middle')]);
	const wholePlace = { by_1: '', category_1: '' } as const;
	const places = [wholePlace, ...sexes.map((sex) => ({ by_1: 'sex', category_1: sex })), ...pairs];
	const figures = [...places, at('young'), at('middle')].map((one) => tinyEstimate(one));
	const wholeOf = (everybody: number) => {
		const own = places.map((one) => totals('young', one === wholePlace ? everybody : 500, one));
		return mergedAnswer({ figures, replicates: own }, bySex);
	};

	test('is added up from the groups of the breakdown where these are everybody', () => {
		expect(wholeOf(1000)?.overall).toMatchObject({ kind: 'figure', estimate: 0.25 });
		expect(wholeOf(1000.05)?.overall.kind).toBe('figure');
	});

	test('is not where some have no category of it', () => {
		expect(wholeOf(1001)?.overall).toMatchObject({ kind: 'none', reason: 'suppressed' });
	});
});

describe('mergedRows', () => {
	test('are all totals of a group or none', () => {
		const figures = ages.map((age) => tinyEstimate(at(age)));
		const rows = (...categories: Age[]) =>
			mergedRows({ figures, replicates }, [], question(...categories));
		expect(rows('young', 'middle')).toEqual(replicates);
		expect(rows('young', 'old')).toBeUndefined();
		expect(rows()).toBeUndefined();
	});
});
