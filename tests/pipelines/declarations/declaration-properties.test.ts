import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkedDeclarations } from '../../../pipelines/declarations/declarations.ts';
import {
	type Declaration,
	type Instance,
	makeInstance,
	testSurvey
} from '../../support/instance.ts';

let instance: Instance | undefined;
afterEach(() => instance?.remove());

const label = (words: string) => ({ es: words, en: words });

const sees = { concept: 'sees_sale', file: 'people', variable: 'sees', codes: { '1': 'yes' } };
const saleConcept = (asks: Declaration) => ({
	...{ id: 'sees_sale', kind: 'category', label: label('Sale'), definition: label('Sale'), asks },
	categories: ['yes', 'no'].map((id) => ({ id, label: label(id) }))
});

interface Changes {
	readonly survey?: Declaration;
	readonly mapping?: Declaration;
	readonly asks?: Declaration;
	/** Of a second wording about the same. */
	readonly wording?: Declaration;
	readonly overrides?: readonly Declaration[];
}

const wording = {
	...{ id: 'sees', concept: 'sees_sale', language: 'es', wording: '¿Se venden drogas aquí?' },
	...{ answers: [{ code: '1', label: 'Sí' }], universe: label('everybody') },
	...{ recall: 'none', radius: 'neighbourhood' },
	source: { document: 'Questionnaire', producer: 'Test office', year: 2024 }
};

/** What is wrong with the test survey after these changes: file, path and message. */
function problems({ survey = {}, mapping = {}, asks, wording: second, overrides }: Changes) {
	const { properties, ...rest } = mapping;
	const declared = testSurvey(survey);
	const others = (declared['mappings'] as Declaration[]).filter(
		({ concept }) => concept !== 'sees_sale'
	);
	const mappings = [{ ...sees, ...rest, ...(properties ? { properties } : {}) }, ...others];
	instance = makeInstance({ ...declared, mappings });
	const questions = [wording, ...(second ? [{ ...wording, id: 'again', ...second }] : [])];
	instance.yaml('data/surveys/test-2024/questions.yaml', questions);
	if (asks) instance.yaml('data/concepts/sees_sale.yaml', saleConcept(asks));
	if (overrides) instance.yaml('data/concepts/comparability.yaml', overrides);
	return checkedDeclarations(join(instance.root, 'data')).problems.map(
		({ file, path, message }) => `${file} ${path}: ${message}`
	);
}

describe('properties of mappings', () => {
	test('may stand in any one of their places', () => {
		const survey = { properties: { ages: { from: 12, to: 65 }, area: 'urban' } };
		const mapping = { properties: { object: 'sale', ages: { from: 12, to: 17 } } };
		expect(
			problems({ survey, mapping, asks: { verb: 'has-seen', radius: 'neighbourhood' } })
		).toEqual([]);
	});

	test.for(['recall', 'radius'])('are not repeated where a wording says them: %s', (name) => {
		const mapping = { properties: { [name]: 'none' } };
		expect(problems({ mapping })).toEqual([
			`surveys/test-2024/survey.yaml mappings[0].properties.${name}: stands in questions.yaml already: none`
		]);
	});

	test('say what no wording says', () => {
		const mapping = { concept: 'sex', properties: { recall: 'none', radius: 'none' } };
		const survey = {
			mappings: [{ concept: 'first_age', file: 'people', variable: 'sees', range: [1, 9] }]
		};
		expect(problems({ mapping: { ...mapping, codes: { '1': 'man' } }, survey })).toEqual([]);
	});

	test('do not say again what the concept says', () => {
		expect(
			problems({ mapping: { properties: { verb: 'has-seen' } }, asks: { verb: 'perceives' } })
		).toEqual([
			'surveys/test-2024/survey.yaml mappings[0].properties.verb: stands in the concept already: perceives'
		]);
	});

	test('name no modes where the survey has one', () => {
		const survey = { properties: { modes: ['telephone'] } };
		expect(problems({ survey })).toEqual([
			'surveys/test-2024/survey.yaml properties.modes: stands in mode already: face-to-face'
		]);
		expect(problems({ survey: { ...survey, mode: 'mixed' } })).toEqual([]);
	});
});

describe('properties of wordings', () => {
	test('are those of the concept', () => {
		expect(problems({ asks: { radius: 'school' } })).toEqual([
			'surveys/test-2024/questions.yaml [0].radius: not the one of the concept, school: neighbourhood'
		]);
	});

	test('are the same in all wordings of a concept', () => {
		expect(problems({ wording: { recall: '12-months' } })).toEqual([
			'surveys/test-2024/questions.yaml [1].recall: not the one of an earlier wording of it, none: 12-months'
		]);
		expect(problems({ wording: { recall: '12-months', unit: 'household' } })).toEqual([]);
		expect(problems({ wording: { recall: '12-months', concept: 'sex' } })).toEqual([]);
	});
});

describe('comparability overrides', () => {
	const signed = {
		...{ concept: 'sees_sale', between: ['test-2024', 'test'], verdict: 'close' },
		...{ reason: label('Asked both ways.'), signedBy: 'A. Analyst', date: '2026-10-01' }
	};

	test('are taken', () => {
		expect(problems({ overrides: [signed, { ...signed, date: '2026-10-02' }] })).toEqual([]);
	});

	test('are about concepts and sources that are there', () => {
		const of = { ...signed, concept: 'sees_sales', between: ['test-2023', 'test'] };
		expect(problems({ overrides: [of] })).toEqual([
			'concepts/comparability.yaml [0].concept: unknown concept: sees_sales, did you mean sees_sale',
			'concepts/comparability.yaml [0].between[0]: unknown survey or series: test-2023, did you mean test-2024'
		]);
	});

	test('are not signed twice on one day, in either order', () => {
		const again = { ...signed, between: ['test', 'test-2024'], verdict: 'same' };
		expect(problems({ overrides: [signed, again] })).toEqual([
			'concepts/comparability.yaml [1]: signed twice on the same day: sees_sale test test-2024 2026-10-01'
		]);
	});
});
