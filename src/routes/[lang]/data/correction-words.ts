import { longDate } from '#lib/format/dates.ts';
import { figure as figureText, significant } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Catalogue } from '#lib/model/catalogue.ts';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { CorrectedFigure, Correction } from '#lib/model/correction.ts';
import { type FigurePlace, correctionsOf } from '#lib/model/corrections-of.ts';
import type { Locale } from '#lib/model/locales.ts';

type Known = Pick<Catalogue, 'corrections' | 'indicators'>;

/**
 * What was corrected of a figure: "Corrected on 3 December 2026: the weight was wrong. All, 2024:
 * before 40.0 %, now 41.2 %." One text a notice, the latest first; empty where none touches it.
 */
export const correctionTexts = (catalogue: Known, place: FigurePlace, locale: Locale): string[] =>
	correctionsOf(catalogue.corrections, place).map(({ correction, figures }) =>
		[
			noticeText(correction, locale),
			...figures.map((one) => `${beforeAndAfter(one, catalogue, locale)}.`)
		].join(' ')
	);

function noticeText({ date, what }: Correction, locale: Locale): string {
	const said = wordsOf(what, locale).replace(/[.]$/, '');
	return m.correction_notice({ date: longDate(date, locale), what: said }, { locale });
}

/** "All, 2024: before 40.0 %, now 41.2 %". */
export function beforeAndAfter(
	{ of, before, after, indicator }: CorrectedFigure,
	{ indicators }: Pick<Catalogue, 'indicators'>,
	locale: Locale
): string {
	const statistic = indicators.find(({ id }) => id === indicator)?.statistic;
	const value = (number: number | null) => {
		if (number === null) return m.correction_unpublished({}, { locale });
		return statistic ? figureText(number, statistic, locale) : significant(number, 6, locale);
	};
	return m.correction_figure(
		{ of: wordsOf(of, locale), before: value(before), after: value(after) },
		{ locale }
	);
}

/** A text of a table with the mark of a corrected figure, where a notice touches it. */
export const markedText = (
	text: string,
	place: FigurePlace,
	{ catalogue, locale }: { readonly catalogue: Known; readonly locale: Locale }
): string =>
	correctionsOf(catalogue.corrections, place).length === 0
		? text
		: m.correction_marked({ text }, { locale });
