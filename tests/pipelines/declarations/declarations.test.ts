import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
	checkedDeclarations,
	countLine,
	readDeclarations
} from '../../../pipelines/declarations/declarations.ts';
import { type Edit, faultsAfter } from '../../support/declared-faults.ts';
import { type Instance, makeInstance } from '../../support/instance.ts';

const survey = 'surveys/test-2024/survey.yaml';
const questions = 'surveys/test-2024/questions.yaml';

const fault = (file: string, from: string, to: string): Edit => ({ file, from, to });

describe('readDeclarations', () => {
	let instance: Instance;
	afterEach(() => instance.remove());
	const folder = () => join(instance.root, 'data');

	test('reads a small observatory', () => {
		instance = makeInstance();
		const { surveys, concepts, indicators, release, corrections } = readDeclarations(folder());
		expect(surveys).toMatchObject([
			{ survey: { id: 'test-2024' }, questions: [{ id: 'sees' }], file: survey }
		]);
		expect([...concepts.keys()]).toEqual(['ever_used', 'first_age', 'sees_sale', 'sex']);
		expect(indicators.map(({ id }) => id)).toEqual(['sees-sale']);
		expect([release.id, corrections]).toEqual(['r1', []]);
	});

	test.for([
		['without a file', undefined],
		['with an empty list', '[]']
	] as const)('takes a survey whose wordings nobody has, %s', ([, wordings]) => {
		instance = makeInstance();
		if (wordings === undefined) rmSync(join(folder(), questions));
		else instance.write(`data/${questions}`, wordings);
		expect(readDeclarations(folder()).surveys).toMatchObject([{ questions: [] }]);
	});

	test('reads no, 012 and a day as they are written', () => {
		instance = makeInstance();
		const path = join('data', questions);
		instance.write(
			path,
			`- { id: sees, concept: sees_sale, language: es, wording: no, recall: none, radius: none,
  answers: [{ code: '012', label: yes }, { code: '1', label: 2024-01-01 }],
  universe: { en: on }, source: { document: off, producer: y, year: 2024 } }`
		);
		expect(readDeclarations(folder()).surveys[0]?.questions).toMatchObject([
			{
				wording: 'no',
				answers: [{ code: '012', label: 'yes' }, { label: '2024-01-01' }],
				universe: { en: 'on' },
				source: { document: 'off', producer: 'y' }
			}
		]);
	});

	test('throws one error with every problem of every file', () => {
		instance = makeInstance();
		instance.write('data/explore.yaml', 'views: []\n');
		instance.write('data/release.yaml', 'id: R1\ndate: 2024-06-01\nstatus: draft\n');
		expect(() => readDeclarations(folder())).toThrow(
			new RegExp(
				`^declarations have errors: 2 in ${folder()}\n` +
					'explore.yaml:1:8: views: .*\nrelease.yaml:1:5: id: [^\n]*$'
			)
		);
	});

	test('counts every kind', () => {
		instance = makeInstance();
		expect(countLine(checkedDeclarations(folder()).counts)).toMatch(
			/^1 survey, 1 questionnaire, 4 concepts, .*1 indicator, 0 baselines, .*1 release/
		);
	});

	test('refuses a folder that is not there', () => {
		instance = makeInstance();
		expect(() => readDeclarations(join(folder(), 'none'))).toThrow('no folder of declarations');
	});
});

describe('a fault against the schema', () => {
	test.for<[string, Edit, string | RegExp]>([
		[
			'a wrong type',
			fault(survey, 'country: XTT', 'country: ‸[XTT]'),
			'country: expected a text, received ["XTT"]'
		],
		[
			'a wrong value',
			fault(survey, 'country: XTT', 'country: ‸Chile'),
			'country: not an ISO 3166-1 alpha-3 code: "Chile"'
		],
		[
			'an unknown choice',
			fault(survey, 'tier: open', 'tier: ‸opne'),
			'tier: expected one of open, protected, local (did you mean "open"?), received "opne"'
		],
		[
			'an unknown field, at its name',
			fault(survey, '    joins: people', '    ‸jions: people'),
			/^files\[1\]\.jions: unknown field, expected one of .*\(did you mean "joins"\?\)$/
		],
		[
			'a rule of one mapping',
			fault(survey, '    variable: sex\n    codes:\n      "1": man', '    codes:\n      "1": man'),
			/^mappings\[0\]: needs a variable/
		],
		[
			'a field that is not there, at what it belongs to',
			fault(survey, '- id: people\n    path: people.csv', '- ‸id: people'),
			'files[0].path: missing, expected a text'
		],
		[
			'a field without a value',
			fault(survey, 'tier: open', 'tier:‸'),
			/^tier: expected one of .*, received null$/
		],
		[
			'a rule over several fields',
			fault(survey, 'completeness: full', 'completeness: partial'),
			'design.note: an incomplete design needs a note'
		],
		[
			'a list where an object is expected',
			{ file: 'explore.yaml', to: '‸- views\n' },
			/^expected an object, received \["views"\]$/
		]
	])('is named: %s', ([, edit, expected]) => {
		const { lines, place } = faultsAfter(edit);
		const [line = '', ...others] = lines.filter((one) => !one.includes('not checked'));
		expect(others).toEqual([]);
		if (edit.to.includes('‸')) expect(line).toContain(`${place}: `);
		const message = line.replace(/^\S+:\d+:\d+: /, '');
		if (typeof expected === 'string') expect(message).toBe(expected);
		else expect(message).toMatch(expected);
	});
});
