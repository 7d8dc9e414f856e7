import type { EstimateRow as ChartRow } from '#lib/charts/estimate-rows.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { BaselineEntry } from '#lib/model/baseline-page.ts';
import { categoryWords, wordsOf } from '#lib/model/catalogue-words.ts';
import type { FigurePlace } from '#lib/model/corrections-of.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import { type ExploreView, exploreView } from '#lib/model/explore-view.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import { searchOf } from '#lib/state/explore-url.ts';
import { markedText } from '../../data/correction-words.ts';
import { cases } from '../../explore/words/labels.ts';
import { isWeak, qualityWord } from '../../explore/words/quality-words.ts';
import {
	type BaselineWords,
	ageText,
	indicatorOf,
	intervalText,
	kindOf,
	placeName,
	shownOf,
	sourceWords,
	surveyOf,
	valueText
} from './baseline-words.ts';

/** Rows of one indicator, with what it is. */
export interface MeasuredEntry {
	readonly entry: BaselineEntry;
	readonly indicator: Indicator;
}

/** Indicators of the catalogue that have rows of the territory. */
export const measuredEntries = (
	entries: readonly BaselineEntry[],
	words: BaselineWords
): MeasuredEntry[] =>
	entries.flatMap((entry) => {
		const indicator = indicatorOf(words, entry.indicator);
		return indicator && entry.figures.length > 0 ? [{ entry, indicator }] : [];
	});

/** A figure as a line of a chart. */
export function chartRow(
	row: EstimateRow,
	names: Pick<ChartRow, 'label' | 'group'>,
	{ indicator, words: { locale } }: { readonly indicator: Indicator; readonly words: BaselineWords }
): ChartRow {
	const shown = shownOf(row);
	const text = valueText(row, kindOf(indicator), locale);
	if (shown.kind === 'none') {
		const nothing = { value: undefined, lower: undefined, upper: undefined };
		return { ...names, ...nothing, precision: 'design-based', text };
	}
	const { estimate: value, precision, quality } = shown;
	const [lower, upper] = [shown.lower ?? undefined, shown.upper ?? undefined];
	const word =
		quality && isWeak(quality) ? qualityWord(quality, locale, { brief: true }) : undefined;
	return { ...names, value, lower, upper, precision, text, ...(word ? { word } : {}) };
}

/** The waves of an indicator, and beside a part of a country the country at its latest wave. */
export function waveRows({ entry, indicator }: MeasuredEntry, words: BaselineWords): ChartRow[] {
	const label = wordsOf(indicator.label, words.locale);
	const own = entry.figures.map((row) =>
		chartRow(row, { label, group: waveName(row, entry.figures, words) }, { indicator, words })
	);
	const beside = countryRow(entry);
	if (!beside) return own;
	const group = `${words.country}, ${beside.period}`;
	return [...own, chartRow(beside, { label, group }, { indicator, words })];
}

/** The country as the latest survey of the territory has it. */
const countryRow = ({ figures, country }: BaselineEntry): EstimateRow | undefined =>
	country.findLast(({ source }) => source === figures.at(-1)?.source);

/** The year, or the survey where a year has two. */
function waveName(row: EstimateRow, all: readonly EstimateRow[], words: BaselineWords): string {
	const isAlone = all.filter(({ period }) => period === row.period).length === 1;
	return isAlone ? row.period : sourceWords(words, row.source);
}

/** The latest figure by the categories of a concept, in their order. */
export function groupRows(
	{ entry: { groups }, indicator }: MeasuredEntry,
	words: BaselineWords
): ChartRow[] {
	const ordered = groups.toSorted((a, b) => placeOf(a, words) - placeOf(b, words));
	return ordered.map((row) => {
		const key = { concept: row.by_1, category: row.category_1 };
		const label = categoryWords(words.catalogue, key, words.locale);
		return chartRow(row, { label, group: '' }, { indicator, words });
	});
}

/** Concepts as the catalogue has them, then their categories. */
function placeOf({ by_1, category_1 }: EstimateRow, { catalogue: { concepts } }: BaselineWords) {
	const at = concepts.findIndex(({ id }) => id === by_1);
	const concept = concepts[at];
	const category =
		concept?.kind === 'category' ? concept.categories.findIndex(({ id }) => id === category_1) : 0;
	// Few categories first: the two sexes before seven ages.
	const many = concept?.kind === 'category' ? concept.categories.length : 0;
	return many * 1e6 + at * 1e3 + category;
}

/** A figure as a line of the table. */
export function tableRow(
	row: EstimateRow,
	{ entry, indicator }: MeasuredEntry,
	{ words, rhythm }: { readonly words: BaselineWords; readonly rhythm: number }
): Readonly<Record<string, string>> {
	const { locale, on } = words;
	const kind = kindOf(indicator);
	const shown = shownOf(row);
	const beside = entry.country.find(({ source }) => source === row.source);
	return {
		measure: wordsOf(indicator.label, locale),
		source: sourceWords(words, row.source),
		value: markedText(valueText(row, kind, locale), placeOfRow(row), words),
		interval: intervalText(row, kind, locale),
		n: cases(shown.n, locale),
		quality: shown.kind === 'figure' && shown.quality ? qualityWord(shown.quality, locale) : '–',
		country: beside ? valueText(beside, kind, locale) : '–',
		age: ageText(row.fieldwork_end, { on, rhythm, locale })
	};
}

/** Which figure a row is. */
export const placeOfRow = ({ indicator, source, territory }: EstimateRow): FigurePlace => ({
	...{ indicator, survey: source, territory }
});

/** Columns of that table; the country only beside one of its parts. */
export function tableColumns(words: BaselineWords, level: string) {
	const inLocale = { locale: words.locale };
	const columns = [
		{ key: 'measure', label: m.baselines_column_measure({}, inLocale) },
		{ key: 'source', label: m.ask_survey({}, inLocale) },
		{ key: 'value', label: placeName(words), align: 'end' as const },
		{ key: 'interval', label: m.column_interval({ level }, inLocale), align: 'end' as const },
		{ key: 'n', label: m.column_n({}, inLocale), align: 'end' as const },
		{ key: 'country', label: words.country, align: 'end' as const },
		{ key: 'quality', label: m.column_quality({}, inLocale) },
		{ key: 'age', label: m.baselines_column_age({}, inLocale) }
	];
	return columns.filter(({ key }) => key !== 'country' || words.place.concept !== '');
}

/**
 * The question to the explorer that has this figure: of rows only the people of the territory, of
 * figures the breakdown by territory, which stands ready.
 */
export function exploreSearch(
	row: Pick<EstimateRow, 'source' | 'indicator'>,
	words: Pick<BaselineWords, 'catalogue'> & {
		readonly place: Pick<BaselineWords['place'], 'id' | 'concept'>;
	}
): string {
	const { id, concept } = words.place;
	const hasRows = (surveyOf(words, row.source)?.tables.length ?? 0) > 0;
	const part: Partial<ExploreView> =
		concept === '' ? {} : hasRows ? { where: [{ concept, categories: [id] }] } : { by: [concept] };
	return searchOf(exploreView.parse({ survey: row.source, indicator: row.indicator, ...part }));
}
