import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '#lib/model/release-diff.ts';
import { definitionChanges } from '../../../pipelines/diff/definition-diff.ts';

const survey = {
	id: 'test-2024',
	title: { en: 'Test' },
	tier: 'open',
	licence: { name: 'CC0-1.0' },
	completeness: 'full',
	tables: [
		{
			unit: 'person',
			path: 'respondents/test-2024.person.parquet',
			rows: 60,
			weights: [
				{ id: 'main', column: 'weight_main' },
				{ id: 'other', column: 'weight_other' }
			]
		}
	],
	questions: [
		{
			id: 'sees',
			wording: 'Do you see it?',
			translation: { es: '¿Lo ve?' },
			answers: [
				{ code: '1', label: 'Yes' },
				{ code: '2', label: 'No' }
			]
		}
	]
};

const concept = {
	id: 'sex',
	label: { en: 'Sex', es: 'Sexo' },
	definition: { en: 'As the person says' },
	breakdown: true,
	categories: [
		{ id: 'man', label: { en: 'Man' } },
		{ id: 'woman', label: { en: 'Woman' } }
	]
};

const indicator = {
	id: 'sees-sale',
	numerator: ['yes'],
	measures: 'population',
	direction: 'down',
	sentence: { en: '{value} see it' }
};

const rules = [
	{ id: 'n', when: [{ quantity: 'n', is: 'below', limit: 60 }], label: 'caution' },
	{ id: 'rest', label: 'reliable' }
];
const profile = { id: 'cepal', label: { en: 'CEPAL' }, kinds: { proportion: { rules } } };

const catalogue: Json = {
	surveys: [survey],
	concepts: [concept],
	indicators: [indicator],
	quality: [profile]
};

type Edited = Readonly<Partial<Record<'survey' | 'concept' | 'indicator' | 'profile', object>>>;

/** The catalogue with other fields of its one survey, concept, indicator or profile. */
const withOther = (edited: Edited): Json => ({
	surveys: [{ ...survey, ...edited.survey }],
	concepts: [{ ...concept, ...edited.concept }],
	indicators: [{ ...indicator, ...edited.indicator }],
	quality: [{ ...profile, ...edited.profile }]
});

const [table] = survey.tables;
const [question] = survey.questions;
const [main, other] = table!.weights;
const [man, woman] = concept.categories;
const [first, rest] = rules;
const third = { id: 'other', label: { en: 'Other' } };
const withRules = (...all: object[]) => ({ profile: { kinds: { proportion: { rules: all } } } });
const withQuestion = (changes: object) => ({
	survey: { questions: [{ ...question, ...changes }] }
});
const withTable = (changes: object) => ({ survey: { tables: [{ ...table, ...changes }] } });

/** What is edited, and what is said of it: path, change, label. */
const planted: readonly (readonly [Edited, string])[] = [
	[{ survey: { tier: 'local' } }, 'surveys[test-2024].tier changed publication'],
	[{ survey: { licence: { name: 'x' } } }, 'surveys[test-2024].licence.name changed publication'],
	[{ survey: { completeness: 'partial' } }, 'surveys[test-2024].completeness changed definition'],
	[{ survey: { title: { en: 'x' } } }, 'surveys[test-2024].title.en changed text'],
	[{ survey: { designNote: { en: 'x' } } }, 'surveys[test-2024].designNote added text'],
	[
		withTable({ weights: [{ ...main, column: 'w' }, other] }),
		'surveys[test-2024].tables[person].weights[main].column changed definition'
	],
	[
		withTable({ weights: [other, main] }),
		'surveys[test-2024].tables[person].weights reordered definition'
	],
	[withQuestion({ wording: 'x' }), 'surveys[test-2024].questions[sees].wording changed definition'],
	[
		withQuestion({ translation: { es: 'x' } }),
		'surveys[test-2024].questions[sees].translation.es changed text'
	],
	[
		withQuestion({ answers: [{ code: '1', label: 'x' }, question!.answers[1]] }),
		'surveys[test-2024].questions[sees].answers[1].label changed definition'
	],
	[{ concept: { label: { en: 'x', es: 'Sexo' } } }, 'concepts[sex].label.en changed text'],
	[{ concept: { definition: { en: 'x' } } }, 'concepts[sex].definition.en changed definition'],
	[{ concept: { breakdown: false } }, 'concepts[sex].breakdown changed publication'],
	[
		{ concept: { categories: [man, woman, third] } },
		'concepts[sex].categories[other] added definition'
	],
	[{ concept: { categories: [man] } }, 'concepts[sex].categories[woman] removed definition'],
	[
		{ concept: { categories: [{ ...man, id: 'male' }, woman] } },
		'concepts[sex].categories[man] renamed definition'
	],
	[
		{ concept: { categories: [{ ...man, label: { en: 'x' } }, woman] } },
		'concepts[sex].categories[man].label.en changed text'
	],
	[{ indicator: { numerator: ['no'] } }, 'indicators[sees-sale].numerator changed definition'],
	[{ indicator: { measures: 'service' } }, 'indicators[sees-sale].measures changed definition'],
	[{ indicator: { direction: 'up' } }, 'indicators[sees-sale].direction changed definition'],
	[{ indicator: { sentence: { en: 'x' } } }, 'indicators[sees-sale].sentence.en changed text'],
	[
		withRules({ ...first, label: 'unreliable' }, rest!),
		'quality[cepal].kinds.proportion.rules[n].label changed definition'
	],
	[
		withRules({ ...first, when: [{ ...first!.when![0], limit: 100 }] }, rest!),
		'quality[cepal].kinds.proportion.rules[n].when[0].limit changed definition'
	],
	[withRules(rest!, first!), 'quality[cepal].kinds.proportion.rules reordered definition']
];

const words = ({ path, change, label }: { path: string; change: string; label: string }) =>
	`${path} ${change} ${label}`;

describe('definitionChanges', () => {
	test.for(planted)('finds and names: %o, %s', ([edited, said]) => {
		expect(definitionChanges(catalogue, withOther(edited)).map(words)).toEqual([said]);
	});

	test('has before and after, and null where there is nothing', () => {
		const categories = [man, third];
		expect(definitionChanges(catalogue, withOther({ concept: { categories } }))).toMatchObject([
			{ change: 'removed', before: woman, after: null },
			{ change: 'added', before: null, after: third }
		]);
		expect(
			definitionChanges(catalogue, withOther({ indicator: { numerator: ['yes', 'no'] } }))
		).toMatchObject([{ before: ['yes'], after: ['yes', 'no'] }]);
	});

	test('knows series and baselines by the id of what they hold', () => {
		const entry = (title: string, count: number) => [
			{
				series: { id: 'prison', title: { en: title } },
				rows: count,
				checks: [{ check: 'jump', count }]
			}
		];
		expect(definitionChanges(entry('One', 1), entry('Two', 2), 'series').map(words)).toEqual([
			'series[prison].series.title.en changed text',
			'series[prison].checks[jump].count changed text'
		]);
		const baseline = (estimate: number) => [{ baseline: { id: 'b1', frozen: { estimate } } }];
		expect(definitionChanges(baseline(1), baseline(2), 'baselines').map(words)).toEqual([
			'baselines[b1].baseline.frozen.estimate changed definition'
		]);
	});

	test('calls nothing renamed when two could have been it', () => {
		const alike = (id: string) => ({ id, label: { en: 'Same' } });
		const changes = definitionChanges([alike('a'), alike('b')], [alike('c')], 'list');
		expect(changes.map(words)).toEqual([
			'list[a] removed definition',
			'list[b] removed definition',
			'list[c] added definition'
		]);
	});

	test('leaves out what artefacts say better, and the name and date of a release', () => {
		expect(definitionChanges(catalogue, withOther(withTable({ rows: 61, path: 'x' })))).toEqual([]);
		const [one, next] = ['1', '2'].map((day) => ({ id: day, date: day, plan: {} }));
		expect(definitionChanges(one!, next!, 'release')).toEqual([]);
	});

	test('matches what has no id, or one twice, by its place', () => {
		const twice = [
			{ id: 'a', n: 1 },
			{ id: 'a', n: 2 }
		];
		const [a, b] = twice;
		expect(definitionChanges(twice, [a!, { ...b!, n: 3 }], 'list').map(words)).toEqual([
			'list[1].n changed definition'
		]);
		expect(definitionChanges([{ n: 1 }], [{ n: 1 }, { n: 2 }], 'list').map(words)).toEqual([
			'list[1] added definition'
		]);
	});

	test('finds nothing in a document and itself, and something in any other, both ways alike', () => {
		const anyJson = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
		fc.assert(
			fc.property(anyJson, anyJson, (before, after) => {
				expect(definitionChanges(before, structuredClone(before))).toEqual([]);
				const [there, back] = [
					definitionChanges(before, after, 'x'),
					definitionChanges(after, before, 'x')
				];
				const isSame = JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
				expect(there.length === 0).toBe(isSame);
				expect(back.length).toBe(there.length);
			}),
			{ seed: 5 }
		);
	});
});

/** Fields of objects by name, for they have no order. */
const sorted = (value: Json): Json =>
	Array.isArray(value)
		? value.map(sorted)
		: typeof value === 'object' && value !== null
			? Object.fromEntries(
					Object.keys(value)
						.sort()
						.map((name) => [name, sorted(value[name]!)])
				)
			: value;
