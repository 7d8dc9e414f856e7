import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkedDeclarations } from '../../../pipelines/declarations/declarations.ts';
import { problemLine } from '../../../pipelines/declarations/declaration-problem.ts';
import { type Declaration, type Instance, makeInstance } from '../../support/instance.ts';

let instance: Instance | undefined;
afterEach(() => instance?.remove());

const text = (words: string) => ({ es: words, en: words });

const wave = (changes: Declaration = {}): Declaration => ({
	...{ id: 'other-2019', series: 'other', kind: 'survey', country: 'XTT', year: 2019 },
	...{ title: text('Other survey 2019'), shortTitle: text('Other 2019') },
	...{ producer: 'Other office', universe: text('people aged 18 or more') },
	...{ citation: 'Other office, 2019', ...changes }
});

const question = (changes: Declaration = {}): Declaration => ({
	...{ id: 'sees', variable: 'P1', concept: 'sees_sale', language: 'es' },
	...{ wording: '¿Se venden drogas en los alrededores?', universe: text('everybody') },
	answers: [
		{ code: '1', label: 'Sí' },
		{ code: '2', label: 'No' }
	],
	...{ recall: 'none', radius: 'surroundings' },
	source: { document: 'Questionnaire', producer: 'Other office', year: 2019 },
	...changes
});

interface Written {
	readonly wave?: Declaration;
	readonly questions?: readonly Declaration[];
	/** Of the survey that is there. */
	readonly asked?: readonly Declaration[];
	readonly recommended?: readonly Declaration[];
}

function checked({ wave, questions, asked, recommended }: Written) {
	instance = makeInstance();
	if (wave) instance.yaml('data/surveys/other-2019/wave.yaml', wave);
	if (questions) instance.yaml('data/surveys/other-2019/questions.yaml', questions);
	if (asked) instance.yaml('data/surveys/test-2024/questions.yaml', asked);
	if (recommended) instance.yaml('data/concepts/recommended.yaml', recommended);
	return checkedDeclarations(join(instance.root, 'data'));
}

const faults = (written: Written) =>
	checked(written).problems.map((one) => problemLine(one).replace(/:\d+:\d+:/, ':'));

const other = 'surveys/other-2019';
const own = 'surveys/test-2024/questions.yaml';

describe('a wave with questions alone', () => {
	test('is no survey, and is read with its questions', () => {
		const { declarations } = checked({ wave: wave(), questions: [question()] });
		expect(declarations?.surveys.map(({ survey }) => survey.id)).toEqual(['test-2024']);
		expect(declarations?.waves).toMatchObject([
			{ wave: { id: 'other-2019', synthetic: false }, questions: [{ id: 'sees' }] }
		]);
	});

	test('has its questions beside it', () => {
		expect(faults({ wave: wave() })).toEqual([
			`${other}/wave.yaml: a wave without data is there for its questions: write questions.yaml beside it`
		]);
	});

	test('is declared once', () => {
		instance = makeInstance();
		instance.yaml('data/surveys/test-2024/wave.yaml', wave({ id: 'test-2024' }));
		const lines = checkedDeclarations(join(instance.root, 'data')).problems.map(problemLine);
		expect(lines).toEqual([
			'surveys/test-2024/wave.yaml:1:1: surveys/test-2024/survey.yaml declares this wave already: keep the one or the other'
		]);
	});

	test.for<[string, Declaration, string]>([
		[
			'a survey says when',
			{ year: undefined },
			'year: a survey says when it asked: year or fieldwork'
		],
		[
			'a protocol has no country',
			{ kind: 'protocol' },
			'country: a protocol belongs to no country: leave it out'
		],
		[
			'fieldwork begins before it ends',
			{ fieldwork: { start: '2019-05-01', end: '2019-04-01' } },
			'fieldwork: ends before it begins: 2019-04-01'
		]
	])('%s', ([, changes, message]) => {
		expect(faults({ wave: wave(changes), questions: [question()] })).toEqual([
			`${other}/wave.yaml: ${message}`
		]);
	});

	test('may be a protocol, or a survey of many countries', () => {
		const protocol = { kind: 'protocol', country: undefined, year: undefined };
		expect(faults({ wave: wave(protocol), questions: [question()] })).toEqual([]);
		expect(faults({ wave: wave({ country: undefined }), questions: [question()] })).toEqual([]);
	});
});

describe('a question', () => {
	test('has a concept that is there', () => {
		const questions = [question({ concept: 'sees_slae' }), question({ id: 'b', variable: 'P2' })];
		expect(faults({ wave: wave(), questions })).toEqual([
			`${other}/questions.yaml: [0].concept: unknown concept: sees_slae, did you mean sees_sale`
		]);
	});

	test('has a variable of its own in its wave', () => {
		const questions = [question(), question({ id: 'again' })];
		expect(faults({ wave: wave(), questions })).toEqual([
			`${other}/questions.yaml: [1].variable: P1 holds the answers to sees already: name another variable, or give each a version if people got one of the two`
		]);
	});

	test('shares its variable with the other version of a split ballot, or another unit', () => {
		const versions = ['a', 'b'].map((version) => question({ id: version, version }));
		const household = question({ id: 'home', unit: 'household' });
		expect(faults({ wave: wave(), questions: [...versions, household] })).toEqual([]);
		const twice = [...versions, question({ id: 'c', version: 'a' })];
		expect(faults({ wave: wave(), questions: twice })).toHaveLength(1);
	});

	test('gives every answer its own code', () => {
		const answers = ['Sí', 'No'].map((label) => ({ code: '1', label }));
		expect(faults({ wave: wave(), questions: [question({ answers })] })).toEqual([
			`${other}/questions.yaml: [0].answers[1].code: an earlier answer has this code: 1`
		]);
	});

	test('has answers that its mapping knows', () => {
		const asked = question({ variable: 'sees', radius: 'neighbourhood' });
		const answers = [
			...['1', '2', '8', '3'].map((code) => ({ code, label: `Respuesta ${code}` })),
			{ code: '9', label: 'No responde', missing: 'refused' }
		];
		expect(faults({ asked: [{ ...asked, answers }] })).toEqual([
			`${own}: [0].answers[3].code: neither in codes nor in missing of the mapping of sees: 3; map it, or correct the code`
		]);
		expect(faults({ asked: [{ ...asked, variable: 'elsewhere', answers }] })).toEqual([]);
	});

	test('says nothing that its mapping says', () => {
		instance = makeInstance();
		const survey = 'data/surveys/test-2024';
		instance.yaml(`${survey}/questions.yaml`, [
			question({ variable: 'sees', properties: { verb: 'has-seen', object: 'sale' } })
		]);
		const concept = { id: 'sees_sale', kind: 'category', asks: { object: 'sale' } };
		instance.yaml('data/concepts/sees_sale.yaml', {
			...{ ...concept, label: text('sale'), definition: text('sale') },
			categories: ['yes', 'no'].map((id) => ({ id, label: text(id) }))
		});
		expect(
			checkedDeclarations(join(instance.root, 'data')).problems.map(
				({ path, message }) => `${path} ${message}`
			)
		).toEqual(['[0].properties.object stands in the concept already: leave it out here']);
	});
});

describe('a recommended question', () => {
	const one = { concept: 'sees_sale', wave: 'other-2019', question: 'sees', reason: text('why') };
	const file = 'concepts/recommended.yaml';
	const written = (changes: Declaration, asked: Declaration = {}) =>
		faults({ wave: wave(), questions: [question(asked)], recommended: [{ ...one, ...changes }] });

	test('is there, and about the concept', () => {
		expect(written({})).toEqual([]);
		expect(written({ wave: 'other-2018' })).toEqual([
			`${file}: [0].wave: unknown wave: other-2018, did you mean other-2019`
		]);
		expect(written({ question: 'see' })).toEqual([
			`${file}: [0].question: unknown question of other-2019: see, did you mean sees`
		]);
		expect(written({ concept: 'ever_used' })).toEqual([
			`${file}: [0].question: not about ever_used but about sees_sale: sees`
		]);
	});

	test('is verified, or says why it is taken all the same', () => {
		const unverified = { verified: false };
		expect(written({}, unverified)).toEqual([
			`${file}: [0].question: its wording is not verified: sees; say in unverified why it is recommended all the same`
		]);
		expect(written({ unverified: text('no other') }, unverified)).toEqual([]);
		expect(written({ unverified: text('no other') })).toEqual([
			`${file}: [0].unverified: its wording is verified: sees; leave this out`
		]);
	});

	test('is one for a concept', () => {
		expect(faults({ wave: wave(), questions: [question()], recommended: [one, one] })).toEqual([
			`${file}: [1].concept: an earlier entry recommends a question about it: sees_sale`
		]);
	});
});
