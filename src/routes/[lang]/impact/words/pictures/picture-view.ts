import type { Drawing } from '#lib/charts/chart-svg.ts';
import type { PictureFormats } from '#lib/charts/impact/picture-options.ts';
import type { Headings, PictureTable } from '#lib/charts/impact/picture-table.ts';
import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { EvaluationEffect, OutcomeEvaluation } from '#lib/model/evaluation.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { codeWords } from '../coded.ts';
import { type ImpactWords, declaredOutcome, periodText } from '../impact-words.ts';
import { type OutcomeFormats, outcomeFormats, withoutUnit } from '../outcome-formats.ts';

/** A picture in words: what it answers, how it is drawn, its numbers. */
export interface PictureView {
	readonly id: string;
	/** The answer. */
	readonly title: string;
	/** Statistic, unit, and what it is compared with. */
	readonly subtitle: string;
	readonly notes: readonly string[];
	readonly charts: readonly ChartView[];
	readonly tables: readonly TableView[];
}

export interface ChartView {
	/** '' where the title of the picture says it. */
	readonly caption: string;
	readonly options: Drawing;
}

export interface TableView {
	readonly caption: string;
	readonly table: PictureTable;
}

/** Of a picture that is made of several. */
export type PicturePart = Pick<PictureView, 'charts' | 'tables'>;

export const joined = (parts: readonly PicturePart[]): PicturePart => ({
	charts: parts.flatMap(({ charts }) => charts),
	tables: parts.flatMap(({ tables }) => tables)
});

/** What every picture of an outcome is worded with. */
export interface PictureContext {
	readonly words: ImpactWords;
	readonly locale: Locale;
	readonly outcome: OutcomeEvaluation;
	readonly declared: ProgrammeOutcome;
	readonly effect: EvaluationEffect | undefined;
	/** Of levels and changes of the outcome. */
	readonly formats: OutcomeFormats;
	/** The same where an axis or a caption says the unit. */
	readonly bare: OutcomeFormats;
}

export function pictureContext(outcome: OutcomeEvaluation, words: ImpactWords): PictureContext {
	const { locale } = words;
	const declared = declaredOutcome(words, outcome.outcome);
	const effect = outcome.effect.kind === 'effect' ? outcome.effect : undefined;
	const spread = effect?.scale === 'difference' ? effect : undefined;
	const formats = outcomeFormats(declared, spread, locale);
	const bare = outcomeFormats(withoutUnit(declared), spread, locale);
	return { words, locale, outcome, declared, effect, formats, bare };
}

/** How a picture writes levels of the outcome by period. */
export const levelFormats = ({ bare, words, locale }: PictureContext): PictureFormats => ({
	value: bare.value,
	tick: bare.tick,
	range: bare.range,
	at: (period) => periodText(words.page.programme, period),
	count: (value) => count(value, locale)
});

/** How a picture writes changes of the outcome. */
export const changeFormats = (context: PictureContext): PictureFormats => ({
	...levelFormats(context),
	value: context.bare.signed
});

/** What a table shows and, once, the unit that its numbers leave out. */
export const withUnit = (caption: string, { declared, formats }: PictureContext): string =>
	'unit' in declared.scale ? `${caption} (${formats.unit})` : caption;

/** "Effect, in points". */
export const effectUnit = ({ formats, locale }: PictureContext): string =>
	formats.changeUnit === ''
		? m.impact_effect_unit_bare({}, { locale })
		: m.impact_effect_unit({ unit: formats.changeUnit }, { locale });

/** Names of columns by their codes. */
export const headings = <Key extends string>(keys: readonly Key[], locale: Locale): Headings<Key> =>
	Object.fromEntries(keys.map((key) => [key, codeWords('column', key, locale)])) as Headings<Key>;
