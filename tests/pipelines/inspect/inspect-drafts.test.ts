import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { questions as questionsSchema } from '#lib/model/question.ts';
import { survey as surveySchema } from '#lib/model/survey.ts';
import { InspectedFiles, columnOf } from '../../support/inspected-files.ts';
import { workbook } from '../../support/workbook.ts';

let files: InspectedFiles;
let people: string;
beforeEach(() => {
	files = new InspectedFiles();
	const rows = Array.from({ length: 60 }, (_, i) =>
		[i, 1 + (i % 2), [1, 2, 9, ''][i % 4], 12 + (i % 40), 1.5, i % 3, i % 6].join(',')
	);
	people = files.write(
		'people.csv',
		['folio,SEXO,p10,edad,FEX_C,estrato_var,upm', ...rows, ''].join('\n')
	);
});
afterEach(() => files.remove());

type Tree = Record<string, unknown>;

/** What a person decides: all that the draft left blank, and nothing else. */
function filled(draft: Tree): Tree {
	const text = { es: 'Texto' };
	const [file] = draft['files'] as Tree[];
	const mappings = (draft['mappings'] as Tree[]).map((mapping) => ({
		...mapping,
		...(mapping['codes'] ? { codes: decided(mapping['codes'], 'decided') } : {}),
		...(mapping['missing'] ? { missing: decided(mapping['missing'], 'lost') } : {})
	}));
	const design = draft['design'] as Tree;
	const units = (design['units'] as Tree[]).map((unit) => ({
		...unit,
		weights: (unit['weights'] as Tree[]).map((weight) => ({ ...weight, label: text }))
	}));
	return {
		...draft,
		...{ title: text, shortTitle: text, country: 'COL', mode: 'paper', universe: text },
		...{ producer: { name: 'Office' }, licence: { name: 'Terms' }, citation: 'Office, 2024' },
		...{ fieldwork: { start: '2024-01-01', end: '2024-02-01' }, files: [file] },
		...{ design: { ...design, units }, mappings }
	};
}

const decided = (codes: unknown, blank: string) =>
	Object.fromEntries(Object.entries(codes as Tree).map(([code, to]) => [code, to ?? blank]));

const labels = {
	SEXO: { label: 'Sexo', labels: { 1: 'Hombre', 2: 'Mujer' } },
	p10: {
		label: '¿Ha consumido marihuana alguna vez en la vida?',
		labels: { 1: 'Sí', 2: 'No', 8: 'No sabe', 9: 'No responde' }
	},
	edad: { label: 'Grupo de edad', labels: null }
};

const labelled = () => files.write('labels.json', JSON.stringify(labels));

describe('inspect, the draft of survey.yaml', () => {
	test('keeps to the schema once the blanks are filled, and lacks nothing else', async () => {
		const { drafts } = await files.data(people, { dictionaries: [labelled()] });
		const draft = parse(drafts.survey) as Tree;
		expect(surveySchema.safeParse(draft).success).toBe(false);
		const survey = surveySchema.parse(filled(draft));
		expect(survey.mappings.map(({ concept }) => concept)).toEqual([
			...['sex', 'cannabis_ever', 'age_group']
		]);
		expect(survey.design).toMatchObject({
			completeness: 'full',
			units: [{ weights: [{ column: 'FEX_C' }], strata: ['estrato_var'], ids: ['upm'] }]
		});
		expect(survey.files[0]).toMatchObject({ path: 'people.csv', key: ['folio'] });
		expect(survey.files[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
	});

	test('names every code that the file or the dictionary has', async () => {
		const { drafts } = await files.data(people, { dictionaries: [labelled()] });
		const { mappings } = parse(drafts.survey) as { mappings: Tree[] };
		expect(mappings[0]?.['codes']).toEqual({ 1: 'man', 2: 'woman' });
		expect(mappings[1]).toMatchObject({
			codes: { 1: 'yes', 2: 'no' },
			missing: { 8: null, 9: null, '': null }
		});
		expect(drafts.survey).toMatch(/'9': # TODO: No responde; 15 rows; .* perhaps refused/);
		expect(drafts.survey).toMatch(/'8': # TODO: No sabe; 0 rows; .* perhaps dont-know/);
		expect(mappings[2]?.['bins']).toContainEqual({ from: 12, to: 17, category: 'age-12-17' });
	});

	test('leaves columns that agree with no concept as comments', async () => {
		const { drafts } = await files.data(people);
		expect(drafts.survey).toContain('  # - concept: # TODO: a concept of data/concepts\n');
		expect(drafts.survey).toContain('  #   variable: p10\n');
	});

	test('asks why the design is not complete where no stratum was found', async () => {
		const path = files.write('few.csv', 'peso,sexo\n1.5,1\n1.5,2\n1.5,1\n1.5,2\n');
		const { drafts } = await files.data(path);
		expect(parse(drafts.survey)).toMatchObject({
			design: { completeness: 'weights-only', note: null }
		});
	});

	test('is written with its questions, and never over another', async () => {
		const out = files.path('surveys/new/survey.yaml');
		const questions = files.path('surveys/new/questions.yaml');
		const text = await files.text(people, { dictionaries: [labelled()], out });
		expect(text).toContain(`wrote ${out}\nwrote ${questions}\n`);
		expect(parse(readFileSync(out, 'utf8'))).toMatchObject({ tier: 'protected' });
		writeFileSync(out, 'mine');
		await expect(files.text(people, { out })).rejects.toThrow(`without --force: ${out}`);
		expect(readFileSync(out, 'utf8')).toBe('mine');
		await files.text(people, { out, force: true });
		expect(readFileSync(out, 'utf8')).toContain('id: people');
	});

	test('goes to the text where no file is named, and nothing is written', async () => {
		const text = await files.text(people);
		expect(text).toContain('--- survey.yaml\n# A draft');
		expect(existsSync(files.path('survey.yaml'))).toBe(false);
	});
});

const question = {
	...{ id: 'p10', variable: 'p10', concept: 'cannabis_ever' },
	wording: '¿Ha consumido marihuana alguna vez en la vida?'
};

/** The one question of a draft, with what a person adds. */
function onlyQuestion(draft: string | undefined) {
	const [asked, ...others] = parse(draft ?? '') as Tree[];
	expect(others).toEqual([]);
	const source = { ...(asked?.['source'] as Tree) };
	return questionsSchema.parse([
		{
			...asked,
			...{ language: 'es', universe: { es: 'Todos' }, recall: 'life', radius: 'none' },
			source: { ...source, producer: source['producer'] ?? 'Office', year: source['year'] ?? 2024 }
		}
	])[0];
}

describe('inspect, the draft of questions.yaml', () => {
	test('quotes the wording and answers of labels', async () => {
		const { drafts } = await files.data(people, { dictionaries: [labelled()] });
		expect(onlyQuestion(drafts.questions)).toMatchObject({
			...question,
			answers: [
				{ code: '1', label: 'Sí' },
				{ code: '2', label: 'No' },
				{ code: '8', label: 'No sabe' },
				{ code: '9', label: 'No responde' }
			],
			source: { document: 'labels.json' }
		});
	});

	test('quotes a codebook, with its title, producer and year', async () => {
		const ddi = files.write(
			'codebook.xml',
			`<codeBook xml:lang="es"><stdyDscr><citation><titlStmt><titl>Encuesta Nacional</titl></titlStmt><prodStmt><producer>Oficina</producer></prodStmt></citation><stdyInfo><sumDscr><collDate date="2024-03-01" event="start"/><collDate date="2024-04-01" event="end"/></sumDscr></stdyInfo></stdyDscr><dataDscr><var name="P10"><qstn><qstnLit>${question.wording}</qstnLit></qstn><catgry><catValu>1</catValu><labl>Sí</labl></catgry><catgry missing="Y"><catValu>9</catValu><labl>Sin respuesta</labl></catgry></var></dataDscr></codeBook>`
		);
		const { drafts, columns } = await files.data(people, { dictionaries: [ddi] });
		expect(parse(drafts.questions ?? '')).toMatchObject([{ language: 'es' }]);
		expect(onlyQuestion(drafts.questions)).toMatchObject({
			...question,
			source: { document: 'Encuesta Nacional', producer: 'Oficina', year: 2024 }
		});
		expect(parse(drafts.survey)).toMatchObject({
			...{ title: { es: 'Encuesta Nacional' }, producer: { name: 'Oficina' } },
			fieldwork: { start: '2024-03-01', end: '2024-04-01' }
		});
		expect(columns.find(({ name }) => name === 'p10')?.missing).toMatchObject([
			{ code: '9', why: 'the producer calls it missing' }
		]);
	});

	test('quotes the choices of an XLSForm', async () => {
		const survey = {
			1: ['type', 'name', 'label::Español (es)'],
			2: ['select_one yn', 'p10', question.wording]
		};
		const choices = { 1: ['list_name', 'name', 'label::Español (es)'], 2: ['yn', '1', 'Sí'] };
		const sheets = [
			{ name: 'survey', rows: survey },
			{ name: 'choices', rows: choices }
		];
		const form = files.write('form.xlsx', workbook({ sheets }));
		const { drafts } = await files.data(people, { dictionaries: [form] });
		expect(onlyQuestion(drafts.questions)).toMatchObject({
			...{ ...question, language: 'es' },
			answers: [{ code: '1', label: 'Sí' }]
		});
	});

	test('is not there where nobody gives a wording', async () => {
		const { drafts } = await files.data(people);
		expect(drafts.questions).toBeUndefined();
	});
});

/** A dictionary of this sheet. */
const sheet = (rows: Readonly<Record<number, readonly string[]>>) =>
	files.write('dictionary.xlsx', workbook({ sheets: [{ name: 'Dic', rows }] }));

const dictionaryOf = async (rows: Parameters<typeof sheet>[0]) =>
	columnOf(await files.data(people, { dictionaries: [sheet(rows)] }), 'p10');

describe('inspect, a dictionary in a workbook', () => {
	const listed = {
		question: question.wording,
		codes: [
			{ code: '1', rows: 15, label: 'Sí' },
			{ code: '2', rows: 15, label: 'No' },
			{ code: '9', rows: 15, label: 'NS/NR' }
		]
	};

	test('may have a variable a row, with its codes in one cell', async () => {
		const column = await dictionaryOf({
			1: ['Diccionario de la encuesta'],
			3: ['Variable', 'Pregunta', 'Lista de valores'],
			4: ['SEXO', 'Sexo', '1 Hombre\n2 Mujer'],
			5: ['P10', question.wording, '1 Sí\n2. No\n9 = NS/NR']
		});
		expect(column).toMatchObject(listed);
	});

	test('may have a code a row', async () => {
		const column = await dictionaryOf({
			1: ['Nome da variável', 'Pergunta', 'Código', 'Categoria'],
			2: ['SEXO', 'Sexo', '1', 'Homem'],
			3: ['p10', question.wording, '1', 'Sí'],
			4: ['', '', '2', 'No'],
			5: ['p10', '', '9', 'NS/NR']
		});
		expect(column).toMatchObject(listed);
	});

	test('puts the question above its items before each of them', async () => {
		const column = await dictionaryOf({
			1: ['Variable', 'Question', 'Value', 'Answer'],
			2: ['12. ¿Ha consumido alguna vez en la vida?'],
			3: ['p10', 'a. Marihuana', '1', 'Sí']
		});
		expect(column.question).toBe('12. ¿Ha consumido alguna vez en la vida? a. Marihuana');
	});

	test('does not take a range of numbers for a code', async () => {
		const column = await dictionaryOf({
			1: ['Variable', 'Label', 'Value'],
			2: ['p10', 'Years', '0 a 108']
		});
		expect(column.codes?.map(({ label }) => label)).toEqual([undefined, undefined, undefined]);
	});

	test('is refused where it names no column of the file', async () => {
		await expect(dictionaryOf({ 1: ['Variable', 'Label'], 2: ['zzz', 'Years'] })).rejects.toThrow(
			/dictionary\.xlsx: no sheet of the dictionary has a column with names of the file/
		);
	});
});
