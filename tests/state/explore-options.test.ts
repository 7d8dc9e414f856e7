import { describe, expect, test } from 'vitest';
import { type Catalogue, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import {
	breakdownsOf,
	fittedView,
	indicatorsOf,
	resolvedView,
	tableFor
} from '#lib/state/explore-options.ts';

const text = (en: string) => ({ en });
const label = (id: string) => ({ id, label: text(id) });
const concept = (id: string, breakdown: boolean, categories: string[]) => ({
	id,
	kind: 'category',
	label: text(id),
	definition: text(id),
	breakdown,
	categories: categories.map(label)
});
const table = (unit: string, concepts: string[]) => ({
	unit,
	path: `respondents/${unit}.parquet`,
	rows: 10,
	weights: [{ id: 'main', column: 'weight_main', label: text('weight') }],
	completeness: 'full',
	concepts
});
const survey = (id: string, tables: unknown[]) => ({
	id,
	series: 's',
	title: text(id),
	shortTitle: text(id),
	country: 'XTT',
	producer: { name: 'Test office' },
	fieldwork: { start: '2024-01-01', end: '2024-02-01' },
	mode: 'web',
	universe: text('people'),
	licence: { name: 'CC0-1.0' },
	citation: 'Test',
	tier: 'open',
	synthetic: true,
	status: tables.length > 0 ? 'built' : 'source-not-present',
	completeness: 'full',
	tables,
	questions: []
});
const indicator = (id: string, of: string, unit: string) => ({
	id,
	label: text(id),
	definition: text(id),
	unit,
	measures: 'population',
	direction: 'down',
	sentence: text('{value}'),
	statistic: 'proportion',
	concept: of,
	numerator: ['yes']
});

const catalogue: Catalogue = catalogueSchema.parse({
	surveys: [
		survey('both', [
			table('person', ['sex', 'area', 'seen', 'victim', 'age']),
			table('household', ['area', 'burgled'])
		]),
		survey('people', [table('person', ['sex', 'victim'])]),
		survey('absent', [])
	],
	concepts: [
		concept('sex', true, ['man', 'woman']),
		concept('area', true, ['urban', 'rural']),
		concept('seen', false, ['yes', 'no']),
		concept('victim', true, ['yes', 'no']),
		concept('burgled', false, ['yes', 'no']),
		{
			...label('age'),
			kind: 'number',
			definition: text('age'),
			unit: text('years'),
			breakdown: true
		}
	],
	indicators: [
		indicator('seen', 'seen', 'person'),
		indicator('victims', 'victim', 'person'),
		indicator('burgled', 'burgled', 'household')
	]
});
const [both, people, absent] = catalogue.surveys as [
	(typeof catalogue.surveys)[number],
	(typeof catalogue.surveys)[number],
	(typeof catalogue.surveys)[number]
];
const named = (id: string) => catalogue.indicators.find((one) => one.id === id)!;
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);
const view = (changes: Partial<ExploreView> = {}) =>
	exploreView.parse({ survey: 'both', indicator: 'seen', ...changes });

describe('indicatorsOf', () => {
	test('offers what a table of the survey can answer', () => {
		expect(ids(indicatorsOf(catalogue, both))).toEqual(['seen', 'victims', 'burgled']);
		expect(ids(indicatorsOf(catalogue, people))).toEqual(['victims']);
		expect(indicatorsOf(catalogue, absent)).toEqual([]);
	});
});

describe('tableFor', () => {
	test('is the table of the unit of the indicator', () => {
		expect(tableFor(both, named('burgled'))?.unit).toBe('household');
		expect(tableFor(people, named('seen'))).toBeUndefined();
	});
});

describe('breakdownsOf', () => {
	test('offers categories declared for it, never the measure itself', () => {
		expect(ids(breakdownsOf(catalogue, both, named('seen')))).toEqual(['sex', 'area', 'victim']);
		expect(ids(breakdownsOf(catalogue, both, named('victims')))).toEqual(['sex', 'area']);
	});

	test('offers only what the unit has', () => {
		expect(ids(breakdownsOf(catalogue, both, named('burgled')))).toEqual(['area']);
		expect(breakdownsOf(catalogue, people, named('seen'))).toEqual([]);
	});
});

describe('resolvedView', () => {
	test('finds the parts of a view', () => {
		const asked = view({
			by: ['sex', 'area'],
			where: [{ concept: 'victim', categories: ['yes'] }]
		});
		expect(resolvedView(catalogue, asked)).toEqual({
			view: asked,
			survey: both,
			indicator: named('seen')
		});
	});

	test.for([
		['a survey nobody declared', { survey: 'other' }, 'survey: other'],
		['a survey without rows', { survey: 'absent' }, 'survey: absent'],
		['an indicator nobody declared', { indicator: 'other' }, 'indicator: other'],
		['an indicator the survey lacks', { survey: 'people' }, 'indicator: seen'],
		['a breakdown that is none', { by: ['seen'] }, 'by: seen'],
		['a number as a breakdown', { by: ['age'] }, 'by: age'],
		['a breakdown twice', { by: ['sex', 'sex'] }, 'by: sex, sex'],
		[
			'a filter by an unknown concept',
			{ where: [{ concept: 'shoe', categories: ['a'] }] },
			'only: shoe'
		],
		[
			'a filter to an unknown category',
			{ where: [{ concept: 'sex', categories: ['man', 'men'] }] },
			'only: men'
		]
	] as const)('names %s', ([, changes, expected]) => {
		expect(resolvedView(catalogue, view(changes as Partial<ExploreView>))).toBe(expected);
	});
});

describe('fittedView', () => {
	test('leaves out what the new survey does not have', () => {
		const asked = view({
			survey: 'people',
			indicator: 'victims',
			by: ['area', 'sex'],
			where: [
				{ concept: 'area', categories: ['urban'] },
				{ concept: 'sex', categories: ['man'] }
			],
			unsure: 'exclude'
		});
		expect(fittedView(catalogue, asked)).toEqual({
			...asked,
			by: ['sex'],
			where: [{ concept: 'sex', categories: ['man'] }]
		});
	});

	test('takes the first indicator the survey has in place of one it has not', () => {
		const fitted = fittedView(catalogue, view({ survey: 'people', by: ['sex', 'victim'] }));
		expect(fitted).toMatchObject({ indicator: 'victims', by: ['sex'] });
	});

	test('always fits, so that nothing has to be refused after it', () => {
		for (const id of ['both', 'people'])
			for (const { id: measure } of catalogue.indicators)
				for (const by of [['sex', 'sex'], ['victim', 'area'], ['age']]) {
					const asked = view({ survey: id, indicator: measure, by });
					expect(resolvedView(catalogue, fittedView(catalogue, asked))).toBeTypeOf('object');
				}
	});

	test('leaves a view alone that no survey can answer', () => {
		expect(fittedView(catalogue, view({ survey: 'absent' }))).toEqual(view({ survey: 'absent' }));
	});
});
