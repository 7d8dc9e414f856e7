import { describe, expect, test } from 'vitest';
import { concept } from '#lib/model/concept.ts';
import { indicator } from '#lib/model/indicator.ts';
import { primaryReason } from '../../../../../pipelines/steps/protect/figures/primary-cells.ts';
import { subjectsOf } from '../../../../../pipelines/steps/protect/figures/subjects.ts';
import { testRules } from '../../../../support/disclosure.ts';

const label = (id: string) => ({ id, label: { en: id }, definition: { en: id } });

function subjectOf(about: object, asked: object) {
	const [subject] = subjectsOf({
		concepts: [concept.parse({ ...label('used'), ...about })],
		indicators: [
			indicator.parse({
				...{ ...label('used'), concept: 'used', measures: 'population', direction: 'down' },
				...{ sentence: { en: '{value}' }, ...asked }
			})
		],
		unsureStays: () => false
	});
	if (!subject) throw new Error('no indicator is about the concept');
	return subject;
}

const yesNo = (sensitive: boolean) =>
	subjectOf(
		{
			...{ kind: 'category', sensitive },
			categories: ['yes', 'no'].map((id) => ({ id, label: { en: id } }))
		},
		{ statistic: 'proportion', numerator: ['yes'] }
	);
const years = subjectOf({ kind: 'number', unit: { en: 'years' } }, { statistic: 'mean' });

interface Told {
	readonly subject?: ReturnType<typeof subjectOf>;
	readonly psus?: number;
	readonly share?: number;
	readonly isPublished?: boolean;
}

/** Why a figure about people with the attribute and people without is withheld. */
function reason(
	counts: readonly number[],
	{ subject = yesNo(true), psus = 3, share = 0.5, isPublished = true }: Told = {}
) {
	const cell = {
		...{ table: { territory: undefined, by: [] }, place: {} },
		...{ people: counts.reduce((a, b) => a + b, 0), psus },
		counts: new Map([['used', counts]]),
		shareOfOne: new Map([['used', share]])
	};
	return primaryReason(cell, { subject, rules: testRules, isPublished: () => isPublished });
}

describe('a figure', () => {
	test('tells too much about fewer people than the rules ask for', () => {
		expect(reason([10, 19])).toBe('cases');
		expect(reason([10, 20])).toBeUndefined();
	});

	test('tells too much of people from too few sampling units', () => {
		expect(reason([50, 50], { psus: 2 })).toBe('units');
	});

	test.for([
		[[4, 996], 'count'],
		[[996, 4], 'count'],
		[[5, 995], undefined],
		[[995, 5], undefined]
	] as const)(
		'tells too much of few who have an attribute, and of few who lack it: %o',
		([counts, expected]) => expect(reason(counts)).toBe(expected)
	);

	test.for([
		[[99, 0], true, 'all-or-none'],
		[[0, 99], true, 'all-or-none'],
		[[100, 0], true, undefined],
		[[0, 99], false, undefined]
	] as const)(
		'says of everybody in a small group, and of nobody, what is sensitive: %o',
		([counts, sensitive, expected]) =>
			expect(reason(counts, { subject: yesNo(sensitive) })).toBe(expected)
	);

	test('tells too much of one person who makes most of a total', () => {
		expect(reason([50], { subject: years, share: 0.51 })).toBe('one-person');
		expect(reason([50], { subject: years })).toBeUndefined();
	});

	test('is not published of a place below the published level, though it has nobody', () => {
		expect(reason([500, 500], { isPublished: false })).toBe('area');
		expect(reason([0, 0], { isPublished: false })).toBe('area');
	});

	test('about nobody tells of nobody', () => {
		expect(reason([0, 0])).toBeUndefined();
	});
});
