import { categoryWords, conceptWords, wordsOf } from '#lib/model/catalogue-words.ts';
import type { EstimateRow } from '#lib/charts/estimate-rows.ts';
import { figure } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ShownFigure } from '#lib/model/shown-answer.ts';
import type { SourceAnswer } from '../answer-of.ts';
import {
	type WordsOptions,
	answerWords,
	kindOf,
	measureLabel,
	sourceLabel,
	wholeLabel,
	withheldWord
} from './labels.ts';
import { isWeak, qualityWord } from './quality-words.ts';

/** By what the figures of an answer are told apart. */
export interface Dimension {
	/** A concept, `part` (the answers of a distribution) or `source`. */
	readonly key: string;
	readonly label: string;
}

/** A figure with its source, and its names: one for every dimension. */
export interface Line {
	readonly source: SourceAnswer;
	readonly figure: ShownFigure;
	readonly names: readonly string[];
}

/** In the order in which a table has them: breakdowns, answers, sources. */
export function dimensionsOf(options: WordsOptions): Dimension[] {
	const { catalogue, resolved, locale } = options;
	const { by, across } = resolved.view;
	const concepts = across === undefined ? by : [...by, across];
	return [
		...concepts.map((key) => ({ key, label: conceptWords(catalogue, key, locale) })),
		...(resolved.measure.measure.statistic === 'distribution'
			? [{ key: 'part', label: wordsOf(resolved.measure.label, locale) }]
			: []),
		...(resolved.sources.length > 1 ? [{ key: 'source', label: m.ask_survey({}, { locale }) }] : [])
	];
}

/** Every figure of every source; those of one domain stand together. */
export function linesOf(options: WordsOptions): Line[] {
	const dimensions = dimensionsOf(options);
	const lines = options.answers.flatMap((source) =>
		source.answer.figures.map((figure) => lineOf(source, figure, { dimensions, options }))
	);
	if (options.answers.length === 1) return lines;
	const places = new Map<string, Line[]>();
	for (const line of lines) {
		const { domain, part } = line.figure;
		const place = JSON.stringify([domain, part]);
		const own = places.get(place);
		if (own) own.push(line);
		else places.set(place, [line]);
	}
	return [...places.values()].flat();
}

/** The whole of a source, whatever the breakdown. */
export const wholeLine = (source: SourceAnswer, options: WordsOptions): Line =>
	lineOf(source, source.answer.overall, { dimensions: dimensionsOf(options), options });

interface LineOptions {
	readonly dimensions: readonly Dimension[];
	readonly options: WordsOptions;
}

function lineOf(
	source: SourceAnswer,
	figure: ShownFigure,
	{ dimensions, options: { catalogue, resolved, locale } }: LineOptions
): Line {
	const { concept } = resolved.measure;
	const names = dimensions.map(({ key }) => {
		if (key === 'source') return sourceLabel(source.survey, locale);
		if (key === 'part')
			return figure.part && 'category' in figure.part
				? answerWords(catalogue, { concept, category: figure.part.category }, locale)
				: '';
		const at = figure.domain.find((one) => one.concept === key);
		return at ? categoryWords(catalogue, at, locale) : '';
	});
	return { source, figure, names };
}

/** A picture: one, or one for every category of the concept across which there are several. */
export interface Panel {
	/** '' where there is one only. */
	readonly title: string;
	readonly rows: readonly EstimateRow[];
	/** The figures that the rows are of, in the same order. */
	readonly lines: readonly Line[];
}

export function panelsOf(options: WordsOptions): Panel[] {
	const { view } = options.resolved;
	const dimensions = dimensionsOf(options);
	const split = dimensions.findIndex(({ key }) => key === view.across);
	const lines = linesOf(options);
	const titles = split < 0 ? [''] : [...new Set(lines.map(({ names }) => names[split] ?? ''))];
	return titles.map((title) => {
		const own = split < 0 ? lines : lines.filter(({ names }) => names[split] === title);
		const rows = own.map((line) => rowOf(line, namesIn(line, split), options));
		return { title, rows, lines: own };
	});
}

/** What a line is called in its picture: the first name, and the others together. */
function namesIn({ names }: Line, split: number) {
	const [first = '', ...rest] = names.filter((_, i) => i !== split);
	return { label: first, group: rest.join(' · ') };
}

/** One line of a chart, worded for its reader. */
export function rowOf(
	{ figure: shown }: Line,
	names: { readonly label: string; readonly group: string },
	{ resolved: { measure }, locale }: WordsOptions
): EstimateRow {
	const named = names.label === '' ? { ...names, label: wholeLabel(measure, locale) } : names;
	if (shown.kind === 'none') {
		const nothing = { value: undefined, lower: undefined, upper: undefined };
		const text = withheldWord(shown, locale);
		return { ...named, ...nothing, precision: 'design-based', text };
	}
	const { estimate: value, precision, quality } = shown;
	const [lower, upper] = [shown.lower ?? undefined, shown.upper ?? undefined];
	const word =
		quality && isWeak(quality) ? qualityWord(quality, locale, { brief: true }) : undefined;
	const text = figure(value, kindOf(measure), locale);
	return { ...named, value, lower, upper, precision, text, ...(word ? { word } : {}) };
}

/** The chart's own options, apart from its width. */
export function chartOptions(options: WordsOptions) {
	const { resolved, answers, locale } = options;
	const { measure } = resolved;
	const kind = kindOf(measure);
	const { overall } = answers[0].answer;
	const isAlone = answers.length === 1 && measure.measure.statistic !== 'distribution';
	const hasBreakdown = resolved.view.by.length > 0;
	return {
		unit: measureLabel(options),
		formatTick: (value: number) =>
			kind === 'proportion'
				? new Intl.NumberFormat(locale, { style: 'percent' }).format(value)
				: new Intl.NumberFormat(locale, { notation: 'compact' }).format(value),
		isShare: kind === 'proportion',
		reference:
			isAlone && hasBreakdown && overall.kind === 'figure' && !resolved.view.standard
				? {
						value: overall.estimate,
						label: `${wholeLabel(measure, locale)}: ${figure(overall.estimate, kind, locale)}`
					}
				: undefined
	};
}
