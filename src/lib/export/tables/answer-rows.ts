import { DomainError } from '#lib/errors.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { type AskedMeasure, indicatorsOf } from '#lib/model/asked-measure.ts';
import type { Catalogue, CatalogueSurvey } from '#lib/model/catalogue.ts';
import { correctionsOf } from '#lib/model/corrections-of.ts';
import type { ExploreView } from '#lib/model/explore-view.ts';
import type { Locale } from '#lib/model/localized.ts';
import { reasonsText, withoutValues } from '#lib/model/quality-reasons.ts';
import type { ShownAnswer, ShownFigure } from '#lib/model/shown-answer.ts';
import type { AnswerColumnId } from './answer-columns.ts';
import type { Cell } from './leaving-table.ts';
import { categoryWords, conceptWords, nameOf, wordsOf } from '#lib/model/catalogue-words.ts';

export type AnswerRow = Readonly<Record<AnswerColumnId, Cell>>;

/** An answer with the question that it answers. */
export interface ExportedAnswer {
	readonly answer: ShownAnswer;
	readonly survey: CatalogueSurvey;
	readonly measure: AskedMeasure;
	readonly view: Pick<ExploreView, 'by' | 'across' | 'where' | 'standard'>;
}

export interface AnswerRowsOptions {
	readonly catalogue: Pick<Catalogue, 'concepts' | 'indicators' | 'corrections'>;
	readonly locale: Locale;
	readonly release: string;
	readonly address: string;
	/** Concepts whose categories are territories. */
	readonly territories: readonly string[];
}

/** A row for every figure, the whole domain last; where there is no number, a word and no number. */
export function answerRows(one: ExportedAnswer, options: AnswerRowsOptions): AnswerRow[] {
	const { answer, view } = one;
	const hasWhole = view.by.length > 0 || view.across !== undefined;
	const isShared = one.measure.measure.statistic === 'distribution';
	const figures = hasWhole && !isShared ? [...answer.figures, answer.overall] : answer.figures;
	const fixed = { ...questionCells(one, options), ...sourceCells(one, options) };
	return figures.map((figure) => ({
		...fixed,
		territory: territory(figure, one, options),
		corrected: correctedText(territory(figure, one, options), one, options),
		...domainCells(figure, one, options),
		...partCells(figure, one, options),
		...figureCells(figure, answer.level)
	}));
}

/** Dates and words of the notices that touch a figure, the latest first; blank where none does. */
function correctedText(
	place: string,
	{ survey, measure }: ExportedAnswer,
	{ catalogue: { indicators, corrections }, locale }: AnswerRowsOptions
): string {
	const found = indicatorsOf(measure, indicators).flatMap(({ id }) =>
		correctionsOf(corrections, { indicator: id, survey: survey.id, territory: place })
	);
	const texts = found.map(({ correction: { date, what } }) => `${date}: ${wordsOf(what, locale)}`);
	return [...new Set(texts)].join(' ');
}

type Cells<Id extends AnswerColumnId> = Readonly<Record<Id, Cell>>;

function questionCells(
	{ survey, measure, view, answer }: ExportedAnswer,
	{ catalogue, locale }: AnswerRowsOptions
) {
	const filters = view.where.map(({ concept, categories }) => ({
		id: `${concept}=${categories.join('+')}`,
		label: categories
			.map((category) => categoryWords(catalogue, { concept, category }, locale))
			.join(', ')
	}));
	return {
		source: survey.id,
		source_label: wordsOf(survey.shortTitle, locale),
		indicator: measure.id,
		indicator_label: wordsOf(measure.label, locale),
		period: survey.fieldwork.start.slice(0, 4),
		filter: filters.map(({ id }) => id).join(';'),
		filter_label: filters.map(({ label }) => label).join('; '),
		statistic: measure.measure.statistic,
		unit: measure.unit,
		unit_measure: unitMeasure(measure, catalogue, locale),
		standardised_by: view.standard ?? '',
		unsure: answer.unsure
	};
}

const sourceCells = (
	{ survey }: ExportedAnswer,
	{ release, address, locale }: AnswerRowsOptions
) => ({
	synthetic: String(survey.synthetic),
	citation: nameOf(survey.citation, locale),
	licence: nameOf(survey.licence.name, locale),
	release,
	address
});

function unitMeasure(
	{ measure: { statistic }, unit, concept: id }: AskedMeasure,
	{ concepts }: Pick<Catalogue, 'concepts'>,
	locale: Locale
): string {
	if (statistic === 'proportion' || statistic === 'distribution') return 'proportion';
	const concept = concepts.find((one) => one.id === id);
	if (statistic === 'total' && concept?.kind !== 'number') return unit;
	return concept?.kind === 'number' ? wordsOf(concept.unit, locale) : '';
}

/** The territory of the domain, or the one that a filter leaves; else the country. */
function territory(
	{ domain }: ShownFigure,
	{ survey, view }: ExportedAnswer,
	{ territories }: AnswerRowsOptions
): string {
	const left = view.where.flatMap(({ concept, categories: [category, ...others] }) =>
		category !== undefined && others.length === 0 ? [{ concept, category }] : []
	);
	const found = [...domain, ...left].find(({ concept }) => territories.includes(concept));
	return found?.category ?? survey.country;
}

type SlotCells<N extends 1 | 2 | 3> = Cells<
	`by_${N}` | `by_${N}_label` | `category_${N}` | `category_${N}_label`
>;

function domainCells(
	{ domain }: ShownFigure,
	{ measure }: ExportedAnswer,
	options: AnswerRowsOptions
): SlotCells<1> & SlotCells<2> & SlotCells<3> {
	if (domain.length > 3)
		throw new DomainError(`a table has three breakdowns at most: ${domain.length}`);
	const first = slotCells(1, domain[0], options);
	const whole = { category_1_label: wholeWords(measure, options.locale) };
	return {
		...first,
		...(domain.length === 0 ? whole : {}),
		...slotCells(2, domain[1], options),
		...slotCells(3, domain[2], options)
	};
}

function slotCells<N extends 1 | 2 | 3>(
	place: N,
	key: ShownFigure['domain'][number] | undefined,
	{ catalogue, locale }: AnswerRowsOptions
): SlotCells<N> {
	return {
		[`by_${place}`]: key?.concept ?? '',
		[`by_${place}_label`]: key ? conceptWords(catalogue, key.concept, locale) : '',
		[`category_${place}`]: key?.category ?? '',
		[`category_${place}_label`]: key ? categoryWords(catalogue, key, locale) : ''
	} as SlotCells<N>;
}

/** What those are called whom no breakdown divides. */
function wholeWords({ unit }: AskedMeasure, locale: Locale): string {
	return { person: m.all_people, household: m.all_households, event: m.all_events }[unit](
		{},
		{ locale }
	);
}

function partCells(
	{ part }: ShownFigure,
	{ measure: { concept } }: ExportedAnswer,
	{ catalogue, locale }: AnswerRowsOptions
): Cells<'part' | 'part_label'> {
	if (!part) return { part: '', part_label: '' };
	if ('probability' in part) return { part: String(part.probability), part_label: '' };
	const { category } = part;
	return { part: category, part_label: categoryWords(catalogue, { concept, category }, locale) };
}

type FigureCells = Cells<
	| (
			| 'estimate'
			| 'standard_error'
			| 'lower'
			| 'upper'
			| 'level'
			| 'interval'
			| 'df'
			| 'n'
			| 'events'
			| 'deff'
	  )
	| ('precision' | 'quality' | 'quality_reasons' | 'status' | 'status_detail')
>;

const noFigure = {
	...{ estimate: null, standard_error: null, lower: null, upper: null, level: null },
	...{
		interval: '',
		df: null,
		events: null,
		deff: null,
		precision: '',
		quality: '',
		quality_reasons: ''
	}
} as const;

function figureCells(figure: ShownFigure, level: number): FigureCells {
	if (figure.kind === 'none') {
		const { reason, details } = figure;
		// Neither cases nor names: what is suppressed is told by nothing but the word.
		if (reason === 'suppressed') return { ...noFigure, n: null, status: reason, status_detail: '' };
		return { ...noFigure, n: figure.n, status: reason, status_detail: details.join('; ') };
	}
	const { estimate, standardError, lower, upper, interval, df, n, events, deff, quality } = figure;
	return {
		...{ estimate, standard_error: standardError, lower, upper, level },
		...{ interval, df, n, events, deff, precision: figure.precision },
		...{ quality: quality?.label ?? '', quality_reasons: reasons(quality?.reasons ?? []) },
		...{ status: 'figure', status_detail: '' }
	};
}

/** As tables of a release say them: `df 6 < 9; n < 60`, where a value is not told without it. */
const reasons = (all: Parameters<typeof reasonsText>[0]): string =>
	all
		.map((one) => (one.value === null ? withoutValues(reasonsText([one])) : reasonsText([one])))
		.join('; ');
