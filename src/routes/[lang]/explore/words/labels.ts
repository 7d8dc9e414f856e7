import { categoryWords, wordsOf } from '#lib/model/catalogue-words.ts';
import { years } from '#lib/format/dates.ts';
import { count, type FigureKind } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { OwnScriptFile } from '#lib/export/r-own-file.ts';
import type { AskedMeasure } from '#lib/model/asked-measure.ts';
import type { Catalogue, CatalogueSurvey } from '#lib/model/catalogue.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { ShownFigure } from '#lib/model/shown-answer.ts';
import type { ResolvedView } from '#lib/state/resolved-view.ts';
import type { SourceAnswer } from '../answer-of.ts';
import type { ComparedFigure } from '../compared-figure.ts';
import type { MarkEntry } from '../mark-entries.ts';

/** What there is to word: a question, and what each source says. */
export interface WordsOptions {
	readonly catalogue: Catalogue;
	readonly resolved: ResolvedView;
	/** One a source, in the order of the view. */
	readonly answers: readonly [SourceAnswer, ...SourceAnswer[]];
	/** How its figures differ from the one that is compared with. */
	readonly compared: readonly ComparedFigure[];
	readonly locale: Locale;
	/** What happened meanwhile, where it was asked for. */
	readonly marks?: readonly MarkEntry[] | 'unread' | undefined;
	/** Of a file that the reader opened: how a script reads it. */
	readonly own?: OwnScriptFile | undefined;
}

const unsureWords: Readonly<Record<string, typeof m.missing_refused>> = {
	'dont-know': m.missing_dont_know,
	refused: m.missing_refused
};

/** An answer to a question; who took no side is one, where they stay in the denominator. */
export const answerWords = (
	catalogue: Pick<Catalogue, 'concepts'>,
	key: { readonly concept: string; readonly category: string },
	locale: Locale
): string => unsureWords[key.category]?.({}, { locale }) ?? categoryWords(catalogue, key, locale);

/** A number of cases; of a figure that is withheld it is not told. */
export const cases = (n: number | null, locale: Locale): string =>
	n === null ? '–' : count(n, locale);

const kinds = {
	proportion: 'proportion',
	distribution: 'proportion',
	total: 'total',
	mean: 'mean',
	quantile: 'mean',
	ratio: 'mean',
	variance: 'mean'
} as const satisfies Record<AskedMeasure['measure']['statistic'], FigureKind>;

export const kindOf = ({ measure }: AskedMeasure): FigureKind => kinds[measure.statistic];

const statistics = {
	proportion: m.statistic_proportion,
	distribution: m.statistic_distribution,
	total: m.statistic_total,
	mean: m.statistic_mean,
	quantile: m.statistic_median,
	ratio: m.statistic_ratio,
	variance: m.statistic_variance
};

export const statisticLabel = ({ measure }: AskedMeasure, locale: Locale): string =>
	statistics[measure.statistic]({}, { locale });

const wholes = {
	person: m.all_people,
	household: m.all_households,
	event: m.all_events
} as const;

/** What everybody together is called. */
export const wholeLabel = ({ unit }: AskedMeasure, locale: Locale): string =>
	wholes[unit]({}, { locale });

/** "Demo 2024", with its years where its name does not say them. */
export function sourceLabel({ shortTitle, fieldwork }: CatalogueSurvey, locale: Locale): string {
	const titled = wordsOf(shortTitle, locale);
	const period = years(fieldwork.start, fieldwork.end);
	return titled.includes(period) ? titled : `${titled}, ${period}`;
}

/** What is measured; of a concept with what counts: "Frequency of use: often, sometimes". */
export function measureLabel({ catalogue, resolved: { measure }, locale }: WordsOptions): string {
	const named = wordsOf(measure.label, locale);
	const asked = measure.measure;
	if (measure.indicator || !('numerator' in asked) || !asked.numerator) return named;
	const { concept } = measure;
	const counted = asked.numerator.map((category) =>
		categoryWords(catalogue, { concept, category }, locale)
	);
	return `${named}: ${counted.join(', ')}`;
}

type NoFigure = Extract<ShownFigure, { kind: 'none' }>;

const reasons: Readonly<Record<NoFigure['reason'], typeof m.withheld_other>> = {
	suppressed: m.withheld_suppressed,
	'no-cases': m.withheld_no_cases,
	'lonely-psu': m.withheld_other,
	'no-degrees-of-freedom': m.withheld_no_df,
	'zero-denominator': m.withheld_other,
	'one-case': m.withheld_other,
	'no-limits': m.withheld_other,
	'weights-of-sample': m.withheld_total,
	'ages-absent': m.withheld_ages_absent
};

export const withheldWord = ({ reason, details }: NoFigure, locale: Locale): string =>
	reason === 'lonely-psu' && details.length > 0
		? m.withheld_lonely_psu({ strata: details.join(', ') }, { locale })
		: reasons[reason]({}, { locale });
