import { type Catalogue, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';

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

/** Two surveys of a few concepts each, and one without rows. */
export const exploreCatalogue: Catalogue = catalogueSchema.parse({
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
export const [both, people, absent] = exploreCatalogue.surveys as [
	Catalogue['surveys'][number],
	Catalogue['surveys'][number],
	Catalogue['surveys'][number]
];
