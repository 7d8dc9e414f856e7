import { describe, expect, test } from 'vitest';
import { faultsOf } from '../../support/declared-faults.ts';
import { type Declaration, sourceOf, testSurvey } from '../../support/instance.ts';

const text = (words: string) => ({ es: words, en: words });
const concept = {
	...{ id: 'age_class', kind: 'category', label: text('age'), definition: text('age') },
	categories: [
		{ id: 'young', label: text('young'), ages: { from: 12, to: 24 } },
		{ id: 'grown', label: text('grown'), ages: { from: 25 } },
		{ id: 'other', label: text('other') }
	]
};

type Class = readonly [from: number, to: number, category: string];

/** What is wrong with a survey whose ages are mapped so. */
function faults(classes: readonly Class[], changes: Declaration = {}): string[] {
	const bins = classes.map(([from, to, category]) => ({ from, to, category }));
	const mapping = { concept: 'age_class', file: 'people', variable: 'age', bins };
	const survey = testSurvey(changes);
	const mappings = [...(survey['mappings'] as Declaration[]), mapping];
	const lines = faultsOf((instance) => {
		instance.yaml('data/concepts/age_class.yaml', concept);
		instance.yaml(sourceOf('test-2024'), { ...survey, mappings });
	});
	return lines.map((line) => line.replace(/^.*?:\d+:\d+: /, ''));
}

const surveyed = (from: number, to: number) => ({ properties: { ages: { from, to } } });

describe('classes of ages', () => {
	test.for<[string, readonly Class[], Declaration?]>([
		[
			'are those of their categories',
			[
				[12, 24, 'young'],
				[25, 99, 'grown']
			]
		],
		[
			'may be several of one',
			[
				[12, 17, 'young'],
				[18, 24, 'young'],
				[25, 99, 'grown']
			]
		],
		[
			'end where the people surveyed do',
			[
				[15, 24, 'young'],
				[25, 64, 'grown']
			],
			surveyed(15, 64)
		],
		['say nothing of a category without ages', [[1, 2, 'other']]]
	])('%s', ([, classes, changes]) => {
		expect(faults(classes, changes)).toEqual([]);
	});

	test.for<[string, readonly Class[], string]>([
		['too few', [[12, 20, 'young']], 'young, 12 to 24: 12 to 20'],
		['too many', [[10, 24, 'young']], 'young, 12 to 24: 10 to 24'],
		[
			'with a gap',
			[
				[12, 17, 'young'],
				[19, 24, 'young']
			],
			'young, 12 to 24: 12 to 17, 19 to 24'
		],
		['of others', [[30, 99, 'grown']], 'grown, 25 or more: 30 to 99']
	])('are not others: %s', ([, classes, expected]) => {
		expect(faults(classes)).toEqual([`mappings[4].bins[0]: not the ages of ${expected}`]);
	});

	test('hold all whom the survey asked', () => {
		expect(faults([[25, 60, 'grown']], surveyed(12, 65))).toEqual([
			'mappings[4].bins[0]: not the ages of grown, 25 or more: 25 to 60'
		]);
	});
});
