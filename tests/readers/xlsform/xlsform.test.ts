import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '#lib/errors.ts';
import {
	type SheetRows,
	type XlsForm,
	xlsForm,
	xlsFormWorkbook
} from '#lib/readers/xlsform/xlsform.ts';
import { bytesSource } from '../../support/byte-sources.ts';
import { workbook } from '../../support/workbook.ts';

type Rows = readonly (readonly string[])[];

/** Sheets whose rows begin in row 1; blank rows count. */
const sheets = (rows: Readonly<Record<string, Rows>>): SheetRows =>
	new Map(
		Object.entries(rows).map(([name, list]) => [
			name,
			list.map((values, i) => ({ place: i + 1, values }))
		])
	);
const form = (rows: Readonly<Record<string, Rows>>): XlsForm => xlsForm(sheets(rows));

const survey = (...rows: Rows) => form({ survey: [['type', 'name', 'label'], ...rows] });
const problems = (read: XlsForm) => read.problems.map(({ row, message }) => `${row}: ${message}`);

const yesNo: Rows = [
	['list_name', 'name', 'label::Español (es)', 'label::en', 'zona'],
	['sn', '1', 'Sí', 'Yes', 'a'],
	['', '', '', '', ''],
	['sn', '2', 'No', 'No', '']
];

describe('xlsForm', () => {
	test('reads questions with their texts, expressions and lists', () => {
		const read = form({
			survey: [
				['type', 'name', 'label::Español (es)', 'label::en', 'hint::en', 'required', 'relevant'],
				['select_one sn', 'd12', '¿Ha visto?', 'Have you seen?', 'Ask all', 'yes', "${edad} > '17'"]
			],
			choices: yesNo,
			settings: [
				['form_title', 'form_id', 'version', 'default_language', 'style'],
				['Encuesta', 'enc', '2024', 'Español (es)', 'pages']
			]
		});
		expect(read).toEqual({
			settings: {
				...{ title: 'Encuesta', id: 'enc', version: '2024' },
				defaultLanguage: { name: 'Español (es)', code: 'es' },
				other: new Map([['style', 'pages']])
			},
			languages: [
				{ name: 'Español (es)', code: 'es' },
				{ name: 'en', code: 'en' }
			],
			items: [
				{
					...{ row: 2, kind: 'question', type: 'select_one', name: 'd12', within: [] },
					...{ list: { from: 'choices', name: 'sn' }, orOther: false },
					labels: [
						{ text: '¿Ha visto?', language: 'es' },
						{ text: 'Have you seen?', language: 'en' }
					],
					hints: [{ text: 'Ask all', language: 'en' }],
					...{ guidance: [], media: [], constraintMessages: [], other: new Map() },
					...{ required: 'yes', relevant: "${edad} > '17'" }
				}
			],
			lists: new Map([
				[
					'sn',
					[
						{
							...{ row: 2, name: '1', media: [], other: new Map([['zona', 'a']]) },
							labels: [
								{ text: 'Sí', language: 'es' },
								{ text: 'Yes', language: 'en' }
							]
						},
						{
							...{ row: 4, name: '2', media: [], other: new Map() },
							labels: [
								{ text: 'No', language: 'es' },
								{ text: 'No', language: 'en' }
							]
						}
					]
				]
			]),
			...{ problems: [], notes: [] }
		});
	});

	test('knows columns under every name that they have had', () => {
		const read = form({
			Survey: [
				[
					...['Command', 'Tag', 'caption:English', 'Relevance', 'bind:constraint', 'calculate'],
					...['bind:jr:constraintMsg', 'control:appearance', 'media:image:English', 'jr:count'],
					...['Choice Filter', 'default', 'parameters', 'guidance_hint', 'save_to']
				],
				[
					...['int', 'a', 'Label', 'r', 'c', 'calc', 'message', 'minimal', 'a.png', '3', 'f'],
					...['d', 'p', 'g', 's']
				]
			]
		});
		expect(read.problems).toEqual([]);
		expect(read.items[0]).toMatchObject({
			...{ type: 'integer', name: 'a', relevant: 'r', constraint: 'c', calculation: 'calc' },
			...{ labels: [{ text: 'Label', language: 'English' }], appearance: 'minimal' },
			...{ constraintMessages: [{ text: 'message' }], repeatCount: '3', choiceFilter: 'f' },
			...{ media: [{ text: 'a.png', language: 'English' }], preset: 'd', parameters: 'p' },
			...{ guidance: [{ text: 'g' }], other: new Map([['save_to', 's']]) }
		});
	});

	test('gives texts without a language the default one', () => {
		const read = form({
			survey: [
				['type', 'name', 'label', 'label::Português (pt)'],
				['text', 'a', 'uno', 'um']
			],
			settings: [['default_language'], ['Español (es)']]
		});
		expect(read.items[0]?.labels).toEqual([
			{ text: 'uno', language: 'es' },
			{ text: 'um', language: 'pt' }
		]);
		expect(read.languages.map(({ code }) => code)).toEqual(['es', 'pt']);
		expect(survey(['text', 'a', 'one']).items[0]?.labels).toEqual([{ text: 'one' }]);
	});

	test('keeps the groups and repeats around a question', () => {
		const { items } = survey(
			['begin group', 'hogar', 'Hogar'],
			['begin_repeat', 'persona', 'Persona'],
			['text', 'nombre', 'Nombre'],
			['end repeat', '', ''],
			['integer', 'cuartos', 'Cuartos'],
			['end_group', '', '']
		);
		expect(items.map(({ kind, name, within }) => [kind, name, ...within])).toEqual([
			['group', 'hogar'],
			['repeat', 'persona', 'hogar'],
			['question', 'nombre', 'hogar', 'persona'],
			['question', 'cuartos', 'hogar']
		]);
	});

	test.each([
		['select_one sn', { type: 'select_one' }],
		['select one  sn', { type: 'select_one' }],
		['Select_One sn or_other', { type: 'select_one', orOther: true }],
		['select one from sn or specify other', { type: 'select_one', orOther: true }],
		['select_multiple sn', { type: 'select_multiple' }],
		['select all that apply from sn', { type: 'select_multiple' }],
		['rank sn', { type: 'rank' }],
		['select_one_from_file b.csv', { list: { from: 'file', name: 'b.csv' } }],
		['select multiple from file b.xml', { type: 'select_multiple_from_file' }],
		['select_one_external sn', { list: { from: 'file', name: 'sn' } }],
		['select_one ${who}', { type: 'select_one', list: { from: 'answers', name: '${who}' } }]
	])('reads the type %s', (written, expected) => {
		const read = form({
			survey: [
				['type', 'name', 'label'],
				[written, 'a', 'A']
			],
			choices: yesNo
		});
		expect(read.problems).toEqual([]);
		const usual = { orOther: false, list: /sn/.test(written) ? { name: 'sn' } : {} };
		expect(read.items[0]).toMatchObject({ ...usual, ...expected });
	});

	test('finds everything that is wrong, by sheet and row', () => {
		const read = form({
			survey: [
				['type', 'name', 'label'],
				['select_one sm', 'a', 'A'],
				['text', 'a', 'A again'],
				['text', '', 'no name'],
				['integer', 'b', ''],
				['begin group', 'g', ''],
				['text', 'a', 'another a'],
				['end repeat', '', ''],
				['end group', '', ''],
				['', 'c', 'no type'],
				['selct_one sn', 'd', 'D'],
				['select_one', 'e', 'E'],
				['calculate', 'f', ''],
				['begin group', '', 'open']
			],
			choices: [
				['list name', 'name', 'label'],
				['sn', '1', 'Sí'],
				['sn', '1', 'Yes'],
				['sn', '', 'no name'],
				['', '3', 'no list'],
				['sn', '4', '']
			]
		});
		expect(read.problems.map(({ sheet, row }) => `${sheet} ${row}`)).toEqual([
			...[2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 14].map((row) => `survey ${row}`),
			...[3, 4, 5, 6].map((row) => `choices ${row}`)
		]);
		expect(problems(read)).toEqual([
			'2: no such choice list, known are sn (did you mean "sn"?): sm',
			'3: name stands before, in row 2: a',
			'4: no name: no name',
			'5: no label: b',
			'8: end repeat closes the group of row 6: g',
			'9: end group without its begin: group',
			'10: row without type: c',
			expect.stringMatching(/^11: no type of XLSForm.*: selct_one sn$/),
			'12: select without the name of its list: select_one',
			'13: calculate without calculation: f',
			'14: no name: open',
			'14: begin group has no end: open',
			'3: name stands in list sn before, in row 2: 1',
			'4: choice without name in list: sn',
			'5: choice without list_name: 3',
			'6: choice without label: 4'
		]);
	});

	test('asks for no label where nobody is asked, and no name of a note', () => {
		const read = survey(
			...['start', 'end', 'deviceid', 'hidden'].map((type) => [type, type, '']),
			['note', '', 'Gracias'],
			['audit', '', '']
		);
		expect(problems(read)).toEqual([]);
	});

	test('allows choices to repeat where the form says so', () => {
		const choices = [...yesNo, ['sn', '1', 'Otra vez', 'Again', '']];
		const read = (setting: string) =>
			form({
				survey: [['type', 'name']],
				choices,
				settings: [['allow_choice_duplicates'], [setting]]
			});
		expect(read('yes').problems).toEqual([]);
		expect(read('no').problems).toHaveLength(1);
	});

	test('names columns that mean the same', () => {
		const read = form({
			survey: [
				['type', 'name', 'label::Español (es)', 'label::Spanish (es)', 'relevance', 'relevant'],
				['text', 'a', 'uno', 'one', '', '']
			]
		});
		expect(read.problems).toMatchObject([
			{ sheet: 'survey', row: 1, column: 'label::Spanish (es)' },
			{ sheet: 'survey', row: 1, column: 'relevant' }
		]);
		const twice = form({
			survey: [['type', 'label::Español (es)', 'label', 'name']],
			settings: [['default_language'], ['es']]
		});
		expect(twice.problems).toMatchObject([{ column: 'label' }]);
	});

	test('says what it left out', () => {
		const read = form({
			survey: [
				['type', 'name', 'label', '', 'disabled'],
				['text', 'a', 'A', 'a remark', ''],
				['', '', '', 'only a remark', ''],
				['text', 'b', 'B', '', 'yes']
			],
			settings: [['form_id'], ['a'], ['b']],
			external_choices: [['list_name']]
		});
		expect(read.items.map(({ name }) => name)).toEqual(['a']);
		expect(read.notes).toEqual([
			'survey D2 has no header and was left out: a remark',
			'survey D3 has no header and was left out: only a remark',
			'survey row 3 has neither type nor name nor label and was left out',
			'survey row 4 is disabled and was left out',
			'sheets that were not read: external_choices',
			'only the first row of settings was read: 2'
		]);
	});

	test('refuses a workbook that is no form', () => {
		expect(() => form({ Hoja1: [['a']] })).toThrow('no sheet is called survey: Hoja1');
		expect(() => form({ survey: [['a'], ['b']] })).toThrow('its survey has no column type: row 1');
		expect(() => form({ survey: [] })).toThrow('no column type');
	});

	test('gives a form or a DataError, whatever stands in its cells', () => {
		const cell = fc.constantFrom(
			...[
				'',
				' ',
				'type',
				'name',
				'label',
				'label::es',
				'label::x (es)',
				'label:',
				'::',
				'list_name'
			],
			...['begin group', 'end group', 'begin repeat', 'end', 'text', 'select_one', 'select_one a'],
			...['rank a or_other', 'a', '1', 'constructor', '__proto__', 'jr:count', 'bind::jr:x', 'yes']
		);
		const rows = fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 });
		fc.assert(
			fc.property(rows, rows, rows, (questions, choices, settings) => {
				const head = ['type', 'name', 'label'];
				const read = form({ survey: [head, ...questions], choices, settings });
				const told = new Set([
					...[...read.items, ...read.problems].map(({ row }) => row),
					...read.notes.map((note) => Number(/survey row (\d+)/.exec(note)?.[1]))
				]);
				for (const [i, row] of questions.entries())
					if (row.slice(0, 3).join('').trim() !== '' && !row[0]?.startsWith('end '))
						expect(told).toContain(i + 2);
			}),
			{ numRuns: 500 }
		);
		expect(() => form({})).toThrow(DataError);
	});
});

describe('xlsFormWorkbook', () => {
	test('reads the form of a workbook with the rows of its sheets', async () => {
		const bytes = workbook({
			sheets: [
				{ name: 'survey', rows: { 2: ['type', 'name', 'label'], 5: ['select_one sn', 'a', 'A'] } },
				{ name: 'Choices', rows: { 1: ['list_name', 'name', 'label'], 2: ['sn', 1, 'Sí'] } },
				{ name: 'notas', rows: { 1: ['x'] } }
			]
		});
		const read = await xlsFormWorkbook(bytesSource(bytes));
		expect(read).toMatchObject({ problems: [], notes: ['sheets that were not read: notas'] });
		expect(read.items).toMatchObject([{ row: 5, name: 'a', list: { name: 'sn' } }]);
		expect(read.lists.get('sn')).toMatchObject([{ row: 2, name: '1' }]);
	});
});
