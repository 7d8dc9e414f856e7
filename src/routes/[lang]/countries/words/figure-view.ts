import { m } from '#lib/i18n/paraglide/messages.js';
import { count, percent as sharePercent } from '#lib/format/numbers.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { FigurePlace } from '#lib/model/corrections-of.ts';
import type { CountryPage } from '#lib/model/country-page.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import { isShown, latestRow } from '#lib/model/gap-board.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { Locale } from '#lib/model/localized.ts';
import {
	ageText,
	indicatorOf,
	intervalText,
	kindOf,
	percent,
	shownOf,
	sourceWords,
	valueText
} from '../../baselines/words/baseline-words.ts';
import { exploreSearch } from '../../baselines/words/figure-lines.ts';
import { sourceLabel } from '../../explore/words/labels.ts';
import { qualityWord } from '../../explore/words/quality-words.ts';
import { correctionTexts, markedText } from '../../data/correction-words.ts';
import { stateText } from '../../data/words.ts';
import type { CountryWords } from './country-words.ts';
import { type DotLine, type DotScale, scaleOf } from './dot-scale.ts';

/** Latest figures of a dimension, each a line with its dot and interval. */
export interface FigureView {
	readonly id: string;
	readonly label: string;
	readonly scale: DotScale | undefined;
	readonly lines: readonly DotLine[];
}

/** Months after which a figure of no dimension is old: the longest of the frame. */
const otherRhythm = 60;

/** A row as the number and its interval, or the word that stands for both. */
export function dotOf(row: EstimateRow, indicator: Indicator | undefined, locale: Locale) {
	const kind = kindOf(indicator);
	const shown = shownOf(row);
	if (!isShown(row) || shown.kind === 'none') {
		const quality = shown.kind === 'figure' ? shown.quality : null;
		const word = quality ? qualityWord(quality, locale) : valueText(row, kind, locale);
		return { ...nothing, text: word, interval: '–' };
	}
	const isDrawn = kind === 'proportion';
	return {
		value: isDrawn ? (row.estimate ?? undefined) : undefined,
		lower: isDrawn ? (row.lower ?? undefined) : undefined,
		upper: isDrawn ? (row.upper ?? undefined) : undefined,
		isOpen: row.precision !== 'design-based',
		text: valueText(row, kind, locale),
		interval: intervalText(row, kind, locale)
	};
}

const nothing = { value: undefined, lower: undefined, upper: undefined, isOpen: false } as const;

export function figureViews(words: CountryWords): FigureView[] {
	const { frame, locale, page } = words;
	const framed = frame.dimensions.flatMap(({ indicators }) => indicators);
	const others = words.catalogue.indicators
		.map(({ id }) => id)
		.filter((id) => !framed.includes(id));
	const groups = [
		...frame.dimensions.map(({ id, label, indicators, rhythm }) => ({
			...{ id, indicators, rhythm, label: wordsOf(label, locale) }
		})),
		{
			...{ id: 'others', indicators: others, rhythm: otherRhythm },
			label: m.countries_figures_others({}, { locale })
		}
	];
	return groups.flatMap(({ id, label, indicators, rhythm }): FigureView[] => {
		const latest = indicators.flatMap(
			(one) => latestRow(page.figures.filter(({ indicator }) => indicator === one)) ?? []
		);
		if (latest.length === 0) return [];
		const lines = latest.map((row) => figureLine(row, rhythm, words));
		return [{ id, label, scale: scaleOf(lines, (value) => sharePercent(value, locale)), lines }];
	});
}

function figureLine(row: EstimateRow, rhythm: number, words: CountryWords): DotLine {
	const { locale, on } = words;
	const indicator = indicatorOf(words, row.indicator);
	const shown = shownOf(row);
	const isTold = isShown(row) && shown.kind === 'figure';
	return {
		label: indicator ? wordsOf(indicator.label, locale) : row.indicator,
		search: exploreSearch(row, words),
		isOwn: false,
		...dotOf(row, indicator, locale),
		text: markedText(dotOf(row, indicator, locale).text, figurePlace(row), words),
		cells: {
			n: isTold && shown.n !== null ? count(shown.n, locale) : '–',
			quality: isTold && shown.quality ? qualityWord(shown.quality, locale) : '–',
			survey: sourceWords(words, row.source),
			age: ageText(row.fieldwork_end, { on, rhythm, locale })
		}
	};
}

/** Which figure a row is. */
export const figurePlace = ({ indicator, source, territory }: EstimateRow): FigurePlace => ({
	...{ indicator, survey: source, territory }
});

/** What was corrected of all that a profile shows; each notice once. */
export const correctedTexts = (words: CountryWords): string[] => {
	const { page, catalogue, locale } = words;
	const places = [
		...page.figures.map(figurePlace),
		...page.values.map((one) => valuePlace(one, page))
	];
	return [...new Set(places.flatMap((place) => correctionTexts(catalogue, place, locale)))];
};

/** Which value of a series it is. */
export const valuePlace = (
	{ series, period }: CountryPage['values'][number],
	{ place }: Pick<CountryPage, 'place'>
): FigurePlace => ({ series, period, territory: place.id });

/** The level of the intervals of a page, as per cent: that of its first figure. */
export const levelOf = (rows: readonly EstimateRow[], locale: Locale) =>
	percent(rows[0]?.level ?? 0.95, locale);

/** Every survey that is declared of the country, and whether the release has it. */
export const surveyLines = ({ catalogue, page, locale }: CountryWords) =>
	catalogue.surveys
		.filter(({ country }) => country === page.place.id)
		.map((survey) => ({
			name: sourceLabel(survey, locale),
			state: stateText(survey.status, locale)
		}));
