import { describe, expect, test } from 'vitest';
import { concept } from '#lib/model/concept.ts';
import { questionFigure, surveyFigure } from '#lib/model/figure.ts';
import { ages, figureProperties, mappingProperties } from '#lib/model/properties.ts';
import { question } from '#lib/model/question.ts';
import { survey } from '#lib/model/survey.ts';
import { type Declaration, testSurvey } from '../support/instance.ts';

const asked: Declaration = {
	...{
		id: 'sees',
		concept: 'sees_sale',
		language: 'es',
		wording: '¿Se venden drogas en su barrio?'
	},
	...{ answers: [{ code: '1', label: 'Sí' }], universe: { en: 'everybody' } },
	...{ recall: '12-months', radius: 'neighbourhood' },
	source: { document: 'Questionnaire', producer: 'Test office', year: 2024 }
};

interface Parts {
	readonly survey?: Declaration;
	readonly mapping?: Declaration;
	readonly concept?: Declaration;
	readonly questions?: readonly Declaration[];
}

/** Of the question about sale in the test survey. */
function saleFigure(parts: Parts = {}) {
	const sees = { concept: 'sees_sale', file: 'people', variable: 'sees', codes: { '1': 'yes' } };
	const declared = survey.parse({
		...testSurvey(parts.survey),
		mappings: [{ ...sees, ...parts.mapping }]
	});
	return surveyFigure({
		survey: declared,
		questions: (parts.questions ?? [asked]).map((one) => question.parse(one)),
		mapping: declared.mappings[0]!,
		unit: 'person',
		concept: concept.parse({
			...{ id: 'sees_sale', kind: 'category', label: { en: 'Sale' }, definition: { en: 'Sale' } },
			categories: ['yes', 'no'].map((id) => ({ id, label: { en: id } })),
			...parts.concept
		})
	});
}

describe('surveyFigure', () => {
	test('says whose figure it is', () => {
		expect(saleFigure()).toMatchObject({
			...{ source: 'test-2024', series: 'test', basis: 'survey' },
			...{ concept: 'sees_sale', unit: 'person' }
		});
	});

	test('takes period and area from the wording, the mode from the survey, and guesses nothing', () => {
		expect(saleFigure().properties).toEqual({
			...{ recall: '12-months', radius: 'neighbourhood', modes: ['face-to-face'] },
			...{ response: 'single', among: 'all', unsure: 'absent' }
		});
		expect(saleFigure({ questions: [] }).properties).not.toHaveProperty('recall');
	});

	test('does not take the wording about another unit', () => {
		const household = { ...asked, unit: 'household' };
		expect(saleFigure({ questions: [household] }).properties).not.toHaveProperty('radius');
	});

	test('lets the mapping speak before the survey, and the survey before nobody', () => {
		const wide = { properties: { ages: { from: 12, to: 65 }, area: 'urban' } };
		expect(saleFigure({ survey: wide }).properties).toMatchObject(wide.properties);
		const mapping = {
			properties: { ages: { from: 12, to: 17 }, among: 'students', modes: ['web'] }
		};
		expect(saleFigure({ survey: wide, mapping }).properties).toMatchObject({
			...mapping.properties,
			area: 'urban'
		});
	});

	test('has what the concept says, where no wording is known', () => {
		const asks = { verb: 'perceives', recall: 'none', radius: 'block' };
		expect(saleFigure({ concept: { asks }, questions: [] }).properties).toMatchObject(asks);
	});

	test('knows the modes of a mixed survey only where it names them', () => {
		expect(saleFigure({ survey: { mode: 'mixed' } }).properties).not.toHaveProperty('modes');
		const modes = ['telephone', 'face-to-face'];
		const named = saleFigure({ survey: { mode: 'mixed', properties: { modes } } });
		expect(named.properties.modes).toEqual(modes);
	});

	test.for([
		[{ '8': 'dont-know' }, 'apart'],
		[{ '9': 'refused' }, 'apart'],
		[{ '': 'not-applicable' }, 'absent'],
		[{ '': 'lost' }, 'absent']
	] as const)('sees by the codes whether the unsure stand apart: %j', ([missing, unsure]) => {
		expect(saleFigure({ mapping: { missing } }).properties.unsure).toBe(unsure);
	});

	test('has no totals of the population where the weights meet none', () => {
		const weights = (weighting: string) => saleFigure({ survey: { properties: { weighting } } });
		expect(weights('non-response').properties.weightingTotals).toBe('none');
		expect(weights('calibrated').properties).not.toHaveProperty('weightingTotals');
	});

	const scale = (count: number, more: readonly Declaration[] = []) => ({
		...asked,
		answers: [
			...Array.from({ length: count }, (_, i) => ({ code: `${i + 1}`, label: `Step ${i + 1}` })),
			...more
		]
	});

	test('counts the answers of substance that people chose from', () => {
		const unsure = [{ code: '88', label: 'No sabe', missing: 'dont-know' }];
		const answersIn = (parts: Parts) => saleFigure(parts).properties.answers;
		expect(answersIn({ questions: [scale(4, unsure)] })).toBe(4);
		expect(answersIn({ questions: [], mapping: { codes: { '1': 'yes', '2': 'no' } } })).toBe(2);
		expect(answersIn({})).toBeUndefined();
		const multiple = { mapping: { properties: { response: 'multiple' } } };
		expect(answersIn({ ...multiple, questions: [scale(15)] })).toBeUndefined();
	});

	test('says nothing where the versions of a split ballot do not agree', () => {
		const version = (id: string, verb: string) => ({
			...{ ...asked, id, version: id },
			properties: { verb, object: 'use' }
		});
		const { properties } = saleFigure({
			questions: [version('a', 'knows-or-heard'), version('b', 'has-seen')]
		});
		expect(properties).toMatchObject({ object: 'use', radius: 'neighbourhood' });
		expect(properties).not.toHaveProperty('verb');
	});

	test('carries no notes', () => {
		const noted = { properties: { note: { en: 'Not verified' } } };
		const { properties } = saleFigure({ survey: noted, mapping: noted });
		expect(figureProperties.safeParse(properties).success).toBe(true);
	});
});

describe('questionFigure', () => {
	/** Of a wave that has no data, so that nothing is mapped. */
	const figureOf = (changes: Declaration = {}, mode?: 'web') =>
		questionFigure({
			survey: { id: 'xx-2017', series: 'xx', mode },
			question: question.parse({ ...asked, ...changes }),
			mapping: undefined,
			concept: concept.parse({
				...{ id: 'sees_sale', kind: 'category', label: { en: 'Sale' }, definition: { en: 'Sale' } },
				categories: ['yes', 'no'].map((id) => ({ id, label: { en: id } }))
			})
		}).properties;

	test('takes from the question what no mapping says', () => {
		const properties = { verb: 'has-seen', object: 'sale', note: { en: 'By the questionnaire' } };
		expect(figureOf({ properties }, 'web')).toEqual({
			...{ verb: 'has-seen', object: 'sale', recall: '12-months', radius: 'neighbourhood' },
			...{ response: 'single', among: 'all', unsure: 'absent', modes: ['web'] }
		});
	});

	test('does not know the unsure where no answer is given, nor who is left by a filter', () => {
		expect(figureOf({ verified: false, answers: [] })).not.toHaveProperty('unsure');
		const unsure = [{ code: '9', label: 'NS/NR', missing: 'dont-know' }];
		expect(figureOf({ answers: unsure }).unsure).toBe('apart');
		expect(figureOf({ filter: { en: 'who noticed' } })).not.toHaveProperty('among');
		expect(figureOf()).not.toHaveProperty('modes');
	});
});

describe('properties', () => {
	test.for([
		[{ verb: 'sees' }],
		[{ radius: 'street' }],
		[{ recall: '2-weeks' }],
		[{ modes: [] }],
		[{ colour: 'red' }]
	])('are from closed lists: %j', ([properties]) => {
		expect(mappingProperties.safeParse(properties).success).toBe(false);
	});

	test('are not ages that end before they begin', () => {
		expect(ages.safeParse({ from: 18 }).success).toBe(true);
		expect(ages.safeParse({ from: 65, to: 18 }).success).toBe(false);
	});
});
