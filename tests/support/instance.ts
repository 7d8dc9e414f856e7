import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';

/** A small observatory in a temporary folder: declarations, source files, generated files. */
export interface Instance {
	readonly root: string;
	readonly env: Readonly<Record<string, string>>;
	write(path: string, content: string | Uint8Array): void;
	yaml(path: string, value: unknown): void;
	remove(): void;
}

export type Declaration = Record<string, unknown>;

const text = (words: string) => ({ es: words, en: words });
const label = (id: string) => ({ id, label: text(id) });

export const testSurvey = (changes: Declaration = {}): Declaration => ({
	id: 'test-2024',
	series: 'test',
	title: text('Test survey 2024'),
	shortTitle: text('Test 2024'),
	country: 'XTT',
	producer: { name: 'Test office' },
	fieldwork: { start: '2024-01-01', end: '2024-02-01' },
	mode: 'face-to-face',
	universe: text('people aged 12 to 65'),
	licence: { name: 'CC0-1.0' },
	citation: 'Test office, 2024',
	tier: 'open',
	synthetic: true,
	origin: { kind: 'official' },
	files: [
		{ id: 'people', path: 'people.csv', format: 'csv', key: ['id'] },
		{ id: 'users', path: 'users.csv', format: 'csv', key: ['id'], joins: 'people', absent: 'no' }
	],
	design: {
		completeness: 'full',
		units: [
			{
				id: 'person',
				file: 'people',
				weights: [{ id: 'main', column: 'w', label: text('weight') }],
				ids: ['psu'],
				strata: ['h']
			}
		]
	},
	mappings: [
		{ concept: 'sex', file: 'people', variable: 'sex', codes: { '1': 'man', '2': 'woman' } },
		{
			concept: 'sees_sale',
			file: 'people',
			variable: 'sees',
			codes: { '1': 'yes', '2': 'no' },
			missing: { '8': 'dont-know', '9': 'refused', '': 'lost' }
		},
		{ concept: 'ever_used', file: 'users', present: 'yes' },
		{
			concept: 'first_age',
			file: 'users',
			variable: 'age1',
			range: [5, 65],
			missing: { '99': 'dont-know' },
			absent: 'not-applicable'
		}
	],
	maxRejectedShare: 0.2,
	...changes
});

const concepts: Declaration[] = [
	{ id: 'sex', kind: 'category', breakdown: true, categories: [label('man'), label('woman')] },
	{ id: 'sees_sale', kind: 'category', categories: [label('yes'), label('no')] },
	{ id: 'ever_used', kind: 'category', categories: [label('yes'), label('no')] },
	{ id: 'first_age', kind: 'number', unit: text('years') }
].map((concept) => ({ label: text(concept.id), definition: text(concept.id), ...concept }));

const questions = [
	{
		id: 'sees',
		variable: 'sees',
		concept: 'sees_sale',
		language: 'es',
		wording: '¿Se venden drogas en su barrio?',
		answers: [
			{ code: '1', label: 'Sí' },
			{ code: '2', label: 'No' }
		],
		universe: text('everybody'),
		recall: 'none',
		radius: 'neighbourhood',
		source: { document: 'Questionnaire', producer: 'Test office', year: 2024 }
	}
];

/** Sixty people in two strata of three PSUs; every fifth has a row in the users' file. */
export function peopleCsv(count = 60): string {
	const rows = Array.from({ length: count }, (_, i) =>
		[
			i + 1,
			Math.floor(i / 30) + 1,
			Math.floor(i / 10),
			1 + (i % 3),
			1 + (i % 2),
			[1, 2, 2, 8][i % 4]
		].join(',')
	);
	return ['id,h,psu,w,sex,sees', ...rows, ''].join('\n');
}

function usersCsv(): string {
	const rows = [1, 6, 11, 16, 21].map((id, i) => `${id},${i === 4 ? 99 : 14 + i}`);
	return ['id,age1', ...rows, ''].join('\n');
}

export const sourceOf = (survey: string) => `data/surveys/${survey}/survey.yaml`;

/** An instance whose one survey builds; tests then break it. */
export function makeInstance(survey: Declaration = testSurvey()): Instance {
	const root = mkdtempSync(join(tmpdir(), 'atalaya-'));
	const write: Instance['write'] = (path, content) => {
		const at = join(root, path);
		mkdirSync(dirname(at), { recursive: true });
		writeFileSync(at, content);
	};
	const yaml: Instance['yaml'] = (path, value) => write(path, stringify(value));
	const id = String(survey['id']);
	yaml(sourceOf(id), survey);
	yaml(`data/surveys/${id}/questions.yaml`, questions);
	for (const concept of concepts) yaml(`data/concepts/${String(concept['id'])}.yaml`, concept);
	yaml('data/indicators/sees-sale.yaml', {
		id: 'sees-sale',
		statistic: 'proportion',
		concept: 'sees_sale',
		numerator: ['yes'],
		label: text('sees sale'),
		definition: text('sees sale'),
		measures: 'population',
		direction: 'down',
		sentence: text('{value} see sale')
	});
	yaml('data/explore.yaml', { views: [{ survey: id, indicator: 'sees-sale', by: ['sex'] }] });
	yaml('data/release.yaml', {
		...{ id: 'r1', date: '2024-06-01', status: 'approved' },
		...{ approver: { role: text('Data board') }, approvedOn: '2024-05-30' }
	});
	write('sources/people.csv', peopleCsv());
	write('sources/users.csv', usersCsv());
	const env = { ATALAYA_DATA: join(root, 'data'), ATALAYA_SOURCES: join(root, 'sources') };
	return { root, env, write, yaml, remove: () => rmSync(root, { recursive: true, force: true }) };
}
