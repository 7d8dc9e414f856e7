import { age } from '#lib/format/dates.ts';
import { type FigureKind, decimal, figure, limits } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { type BaselineFrame, isOld, monthsBetween } from '#lib/model/baseline-frame.ts';
import type { BaselinePlace } from '#lib/model/baseline-page.ts';
import type { Catalogue, CatalogueSurvey } from '#lib/model/catalogue.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { Locale } from '#lib/model/localized.ts';
import { type ShownFigure, shownRow } from '#lib/model/shown-answer.ts';
import { sourceLabel, withheldWord } from '../../explore/words/labels.ts';

/** What there is to word: the pages of a release, for one territory and one reader. */
export interface BaselineWords {
	readonly catalogue: Catalogue;
	readonly frame: BaselineFrame;
	readonly place: BaselinePlace;
	/** What its country is called. */
	readonly country: string;
	/** The date of the release, from which ages are counted. */
	readonly on: string;
	readonly locale: Locale;
}

export const surveyOf = (
	{ catalogue }: Pick<BaselineWords, 'catalogue'>,
	id: string
): CatalogueSurvey | undefined => catalogue.surveys.find((one) => one.id === id);

export const indicatorOf = (
	{ catalogue }: Pick<BaselineWords, 'catalogue'>,
	id: string
): Indicator | undefined => catalogue.indicators.find((one) => one.id === id);

/** A survey by its name, or its id where the catalogue does not know it. */
export function sourceWords(words: BaselineWords, id: string): string {
	const survey = surveyOf(words, id);
	return survey ? sourceLabel(survey, words.locale) : id;
}

export const kindOf = (indicator: Pick<Indicator, 'statistic'> | undefined): FigureKind =>
	indicator?.statistic ?? 'mean';

export const shownOf = (row: EstimateRow): ShownFigure => shownRow(row, []);

/** The number, or the word that says why there is none. */
export function valueText(row: EstimateRow, kind: FigureKind, locale: Locale): string {
	const shown = shownOf(row);
	return shown.kind === 'figure'
		? figure(shown.estimate, kind, locale)
		: withheldWord(shown, locale);
}

export function intervalText(row: EstimateRow, kind: FigureKind, locale: Locale): string {
	const { lower, upper } = row;
	if (lower === null || upper === null) return '–';
	return limits(lower, upper, kind, { locale, to: m.interval_to({}, { locale }) });
}

/** A figure with its error: "38.9% (error 0.7%)". */
export function valueWithError(
	{ estimate, error }: { readonly estimate: number; readonly error: number | null | undefined },
	kind: FigureKind,
	locale: Locale
): string {
	const value = figure(estimate, kind, locale);
	return typeof error === 'number'
		? m.data_value_error({ value, error: figure(error, kind, locale) }, { locale })
		: value;
}

/** How a difference of two figures is written: of shares in points. */
export const differenceText = (value: number, kind: FigureKind, locale: Locale): string => {
	const [scaled, digits] =
		kind === 'proportion' ? [100 * value, 1] : [value, kind === 'mean' ? 1 : 0];
	return decimal(scaled, digits, locale).replace('-', '−');
};

export const percent = (level: number, locale: Locale) => decimal(level * 100, 0, locale);

/** "2 years", and that this is old where it is. */
export function ageText(
	fieldworkEnd: string,
	{ on, rhythm, locale }: { on: string; rhythm: number; locale: Locale }
): string {
	const text = age(Math.max(0, monthsBetween(fieldworkEnd, on)), locale);
	return isOld(fieldworkEnd, { on, rhythm })
		? m.baselines_age_old({ age: text }, { locale })
		: text;
}

export const placeName = ({ place, locale }: Pick<BaselineWords, 'place' | 'locale'>) =>
	wordsOf(place.name, locale);
