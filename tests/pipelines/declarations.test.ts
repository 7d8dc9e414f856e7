import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readDeclarations } from '../../pipelines/declarations.ts';
import {
	type Declaration,
	type Instance,
	makeInstance,
	sourceOf,
	testSurvey
} from '../support/instance.ts';

let instance: Instance;
afterEach(() => instance.remove());

function start(changes: Declaration = {}) {
	instance = makeInstance(testSurvey(changes));
}

const read = () => readDeclarations(join(instance.root, 'data'));

describe('readDeclarations', () => {
	test.for([
		['a wrong type', { country: 'Chile' }, 'survey.yaml: country: not an ISO 3166-1 alpha-3 code'],
		['an unknown field', { colour: 'red' }, 'survey.yaml: Unrecognized key: "colour"'],
		['a field that is not there', { mode: undefined }, 'survey.yaml: mode: Invalid option'],
		[
			'a category the concept does not have',
			{ mappings: [{ concept: 'sex', file: 'people', variable: 'sex', codes: { '1': 'male' } }] },
			'mappings.0.codes: unknown category of sex: male (has man, woman)'
		],
		[
			'a concept nobody declared',
			{ mappings: [{ concept: 'age', file: 'people', variable: 'sex', codes: { '1': 'x' } }] },
			'mappings.0.concept: unknown concept: age'
		],
		[
			'a file nobody declared',
			{ mappings: [{ concept: 'sex', file: 'homes', variable: 'sex', codes: { '1': 'man' } }] },
			'mappings.0.file: unknown file: homes'
		],
		[
			'a mapping of two ways',
			{
				mappings: [
					{ concept: 'sex', file: 'people', variable: 'sex', codes: { '1': 'man' }, present: 'man' }
				]
			},
			'mappings.0: needs exactly one of codes, bins, range, present'
		],
		[
			'an incomplete design without a note',
			{ design: { ...(testSurvey()['design'] as Declaration), completeness: 'partial' } },
			'design.note: an incomplete design needs a note'
		]
	] as const)('names %s by file and path', ([, changes, expected]) => {
		start(changes);
		expect(read).toThrow(expected);
	});

	test.for([
		['without a file', undefined],
		['with an empty list', '[]']
	] as const)('takes a survey whose wordings nobody has, %s', ([, wordings]) => {
		start();
		const path = 'data/surveys/test-2024/questions.yaml';
		if (wordings === undefined) rmSync(join(instance.root, path));
		else instance.write(path, wordings);
		expect(read().surveys).toMatchObject([{ survey: { id: 'test-2024' }, questions: [] }]);
	});

	test('takes no list of wordings with an error in it', () => {
		start();
		instance.yaml('data/surveys/test-2024/questions.yaml', [{ id: 'sees' }]);
		expect(read).toThrow('questions.yaml: 0.concept');
	});

	const profile = (changes: Declaration = {}): Declaration => ({
		id: 'strict',
		label: { en: 'Strict' },
		appliesTo: { en: 'Everything' },
		kinds: { mean: { rules: [{ id: 'all', label: 'review' }] } },
		...changes
	});

	test('reads quality profiles, of which there may be none', () => {
		start();
		expect(read().quality).toEqual([]);
		instance.yaml('data/quality/strict.yaml', profile());
		expect(read().quality).toMatchObject([{ id: 'strict', settings: [] }]);
	});

	test.for([
		[
			'whose name is not its id',
			{ id: 'lax' },
			'strict.yaml: id: is not the name of the file: lax'
		],
		['with a kind nobody knows', { kinds: { mode: {} } }, 'kinds: Unrecognized key: "mode"']
	] as const)('takes no quality profile %s', ([, changes, expected]) => {
		start();
		instance.yaml('data/quality/strict.yaml', profile(changes));
		expect(read).toThrow(expected);
	});

	test('names a YAML error with its line', () => {
		start();
		instance.write(sourceOf('test-2024'), 'id: test-2024\n  title: x\n');
		expect(read).toThrow(/survey.yaml: .*line 1, column 5/);
	});

	test('lists all errors at once', () => {
		start({ country: 'Chile', tier: 'secret' });
		expect(read).toThrow(/country[^]*tier/);
	});
});
