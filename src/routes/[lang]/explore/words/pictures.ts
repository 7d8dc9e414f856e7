import type { AnswerCategory } from '#lib/charts/answer-categories.ts';
import type { StateWords } from '#lib/charts/area-states.ts';
import type { CountryRow } from '#lib/charts/country-tiles.ts';
import type { EstimateRow } from '#lib/charts/estimate-rows.ts';
import type { MapRow } from '#lib/charts/territory-map.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { HeatRow } from '#lib/charts/estimate-heat.ts';
import type { PanelRow } from '#lib/charts/small-multiples.ts';
import type { TrendBreak, TrendRow } from '#lib/charts/trend-points.ts';
import { figure, limits } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { CatalogueSurvey } from '#lib/model/catalogue.ts';
import type { ChartForm } from '#lib/model/explore-view.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import { breaksOf, differencesText, isBreak, verdictOf } from './breaks.ts';
import { type WordsOptions, answerWords, kindOf, sourceLabel } from './labels.ts';
import { type Line, dimensionsOf, panelsOf, rowOf } from './lines.ts';

/** A picture that can be drawn of an answer. */
export type DrawnForm = Exclude<ChartForm, 'auto'>;

/** More lines than these nobody tells apart, nor more waves. */
const mostSeries = 7;

/** The pictures that suit an answer, the best one first. */
export function formsOf(options: WordsOptions): DrawnForm[] {
	const { resolved, answers } = options;
	const { by, across } = resolved.view;
	if (resolved.measure.measure.statistic === 'distribution')
		return answers.length > 1 || across !== undefined || by.length > 1
			? ['intervals', 'bars']
			: ['distribution', 'stacked', 'bars'];
	const plain: DrawnForm[] = ['intervals', 'bars'];
	if (isTrend(options)) return ['trend', ...plain];
	if (isByCountry(options)) return [...plain, 'tiles'];
	if (shapesFor(options)) return [...plain, 'map'];
	const isTable = by.length === 2 && across === undefined && answers.length === 1;
	return isTable ? [...plain, 'heat'] : plain;
}

/** One figure a country. */
const isByCountry = ({ resolved: { sources, view } }: WordsOptions) =>
	view.by.length === 0 &&
	view.across === undefined &&
	sources.length > 1 &&
	new Set(sources.map(({ country }) => country)).size === sources.length;

/** Where the territories lie that an answer is broken down by. */
export function shapesFor({ catalogue, resolved, answers }: WordsOptions) {
	const { by, across } = resolved.view;
	const [concept, ...others] = by;
	if (others.length > 0 || across !== undefined || answers.length > 1) return undefined;
	return catalogue.shapes.find((one) => one.concept === concept);
}

/** Waves of one survey, of no more groups than a reader can follow. */
function isTrend(options: WordsOptions): boolean {
	const { sources, view } = options.resolved;
	const waves = new Set(sources.map(timeOf));
	const isSeries = new Set(sources.map(({ series }) => series)).size === 1;
	if (!isSeries || waves.size < 2) return false;
	return view.across === undefined && seriesOf(options).length <= mostSeries;
}

const seriesOf = (options: WordsOptions) => [
	...new Set(trendRows(options).map(({ group }) => group))
];

/** The picture that is drawn: the chosen one where it suits, else the best. */
export function formOf(options: WordsOptions): DrawnForm {
	const forms = formsOf(options);
	const { chart } = options.resolved.view;
	return forms.find((form) => form === chart) ?? forms[0] ?? 'intervals';
}

/** The middle of the fieldwork, in years with their fraction. */
function timeOf({ fieldwork: { start, end } }: CatalogueSurvey): number {
	const at = (date: string) => new Date(`${date}T00:00:00Z`).getTime();
	const middle = new Date((at(start) + at(end)) / 2);
	const year = middle.getUTCFullYear();
	const first = Date.UTC(year, 0, 1);
	return year + (middle.getTime() - first) / (Date.UTC(year + 1, 0, 1) - first);
}

/** The lines of a picture of several panels, in their order. */
const drawnLines = (options: WordsOptions): Line[] =>
	panelsOf(options).flatMap(({ lines }) => lines);

/** Rows of small multiples, each with the title of its panel. */
export const panelRows = (options: WordsOptions): PanelRow[] =>
	panelsOf(options).flatMap(({ title, rows }) => rows.map((row) => ({ ...row, panel: title })));

/** Rows of a trend: the wave, and the group whose line it is. */
export function trendRows(options: WordsOptions): TrendRow[] {
	const place = dimensionsOf(options).findIndex(({ key }) => key === 'source');
	return drawnLines(options).map((line) => {
		const { survey } = line.source;
		const group = line.names.filter((_, i) => i !== place).join(' · ');
		const names = { label: sourceLabel(survey, options.locale), group };
		return { ...rowOf(line, names, options), time: timeOf(survey) };
	});
}

/** Where a line may not run on: the waves, and what changed between them. */
export const trendBreaks = (options: WordsOptions): TrendBreak[] =>
	breaksOf(options)
		.filter(({ found }) => isBreak(found))
		.map(({ between: [a, b], found }) => ({
			between: [timeOf(a), timeOf(b)],
			label: differencesText(found, options.locale)
		}));

/** Cells of two breakdowns, with their interval in few characters. */
export function heatRows(options: WordsOptions): HeatRow[] {
	const kind = kindOf(options.resolved.measure);
	return drawnLines(options).map((line) => {
		const [label = '', group = ''] = line.names;
		const row = rowOf(line, { label, group }, options);
		const { lower, upper } = row;
		const short = (value: number) => figure(value, kind, options.locale).replace(/\s?%$/, '');
		const margin =
			lower === undefined || upper === undefined ? '' : `${short(lower)}–${short(upper)}`;
		return { ...row, margin };
	});
}

/** One row a territory. */
export const mapRows = (options: WordsOptions): MapRow[] =>
	drawnLines(options).map((line) => {
		const [label = ''] = line.names;
		const row = rowOf(line, { label, group: '' }, options);
		const territory = line.figure.domain[0]?.category ?? '';
		return { ...row, territory, detail: detailOf(row, options) };
	});

/** One row a country; what the rule does not let stand beside the first has a word and no value. */
export const countryRows = (options: WordsOptions): CountryRow[] =>
	drawnLines(options).map((line) => {
		const { catalogue, resolved, locale } = options;
		const { survey } = line.source;
		const label = sourceLabel(survey, locale);
		const row = rowOf(line, { label, group: '' }, options);
		const found = verdictOf(catalogue, resolved.measure, [resolved.sources[0], survey]);
		const named = { code: survey.country, label, detail: detailOf(row, options) };
		if (isBreak(found))
			return {
				...named,
				...{ value: undefined, lower: undefined, upper: undefined, why: 'not-comparable' },
				text: m.area_not_comparable({}, { locale }),
				detail: differencesText(found, locale)
			};
		const { value, lower, upper, text, word } = row;
		return { ...named, value, lower, upper, text, ...(word && { word }) };
	});

/** A figure with its interval, as a sentence. */
function detailOf({ label, text, lower, upper }: EstimateRow, options: WordsOptions): string {
	const { locale } = options;
	if (lower === undefined || upper === undefined) return `${label}: ${text}`;
	const to = m.interval_to({}, { locale });
	return `${label}: ${text} (${limits(lower, upper, kindOf(options.resolved.measure), { locale, to })})`;
}

/** What fillings of an area mean. */
export const areaWords = (locale: Locale): StateWords => ({
	weak: m.area_weak({}, { locale }),
	withheld: m.area_withheld({}, { locale }),
	'not-comparable': m.area_not_comparable({}, { locale }),
	absent: m.area_absent({}, { locale })
});

/** Rows of a distribution: the group, or everybody, and the answer. */
export function answerRows(options: WordsOptions): EstimateRow[] {
	const place = dimensionsOf(options).findIndex(({ key }) => key === 'part');
	return drawnLines(options).map((line) => {
		const label = line.names.filter((_, i) => i !== place).join(' · ');
		return rowOf(line, { label, group: line.names[place] ?? '' }, options);
	});
}

/** The answers of the question, in its order. */
export function answerCategories({
	catalogue,
	resolved,
	answers,
	locale
}: WordsOptions): AnswerCategory[] {
	const concept = catalogue.concepts.find(({ id }) => id === resolved.measure.concept);
	if (concept?.kind !== 'category') return [];
	const own = concept.categories.map(({ label, side }) => ({ name: wordsOf(label, locale), side }));
	const parts = answers.flatMap(({ answer }) => answer.figures.map(({ part }) => part));
	const unsure = (['dont-know', 'refused'] as const)
		.filter((id) => parts.some((part) => part && 'category' in part && part.category === id))
		.map((category) => answerWords(catalogue, { concept: concept.id, category }, locale));
	return [...own, ...unsure.map((name) => ({ name, side: 'apart' as const }))];
}

/** Whether the answers lie on one scale. */
export function answerOrder({ catalogue, resolved }: WordsOptions): 'ordered' | 'unordered' {
	const concept = catalogue.concepts.find(({ id }) => id === resolved.measure.concept);
	return concept?.kind === 'category' && concept.ordered ? 'ordered' : 'unordered';
}
