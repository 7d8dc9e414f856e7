import { categoryWords, nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import { count, decimal, figure, limits } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ShownFigure } from '#lib/model/shown-answer.ts';
import {
	type WordsOptions,
	cases,
	kindOf,
	measureLabel,
	sourceLabel,
	statisticLabel,
	wholeLabel,
	withheldWord
} from './labels.ts';
import { type Line, dimensionsOf } from './lines.ts';
import { methodName } from './notes.ts';
import { qualityReasons, qualityWord } from './quality-words.ts';

/** One thing to know about a number. */
export interface Fact {
	readonly term: string;
	readonly text: string;
}

/** What the number is about: "Women, urban" or everybody. */
export function aboutText(line: Line, options: WordsOptions): string {
	const { measure } = options.resolved;
	const names = line.names.filter((name) => name !== '');
	return names.length > 0 ? names.join(', ') : wholeLabel(measure, options.locale);
}

/** Everything that belongs to one number, in words, the most important first. */
export function factsOf(line: Line, options: WordsOptions): Fact[] {
	const { resolved, locale } = options;
	const { survey } = line.source;
	const facts = [
		[
			m.explain_measure({}, { locale }),
			`${statisticLabel(resolved.measure, locale)}: ${measureLabel(options)}`
		],
		[m.explain_definition({}, { locale }), wordsOf(resolved.measure.definition, locale)],
		...dimensionsOf(options).map(({ label: term }, i) => [term, line.names[i] ?? ''] as const),
		[m.explain_universe({}, { locale }), wordsOf(survey.universe, locale)],
		...valueFacts(line.figure, line, options),
		[m.explain_source({}, { locale }), sourceLabel(survey, locale)],
		[m.explain_citation({}, { locale }), nameOf(survey.citation, locale)],
		[m.explain_licence({}, { locale }), nameOf(survey.licence.name, locale)]
	] as const;
	return facts.filter(([, text]) => text !== '').map(([term, text]) => ({ term, text }));
}

type Pair = readonly [string, string];

function valueFacts(shown: ShownFigure, line: Line, options: WordsOptions): Pair[] {
	const { resolved, locale } = options;
	const kind = kindOf(resolved.measure);
	const n: Pair = [m.explain_denominator({}, { locale }), cases(shown.n, locale)];
	if (shown.kind === 'none')
		return [[m.column_estimate({}, { locale }), withheldWord(shown, locale)], n];
	const level = decimal(line.source.answer.level * 100, 0, locale);
	const { estimate, lower, upper, standardError, df, deff, events, quality } = shown;
	const se = kind === 'proportion' ? standardError * 100 : standardError;
	const to = m.interval_to({}, { locale });
	const interval =
		lower === null || upper === null ? '–' : limits(lower, upper, kind, { locale, to });
	return [
		[m.column_estimate({}, { locale }), figure(estimate, kind, locale)],
		[
			m.column_interval({ level }, { locale }),
			`${interval} (${methodName(shown.interval, locale)})`
		],
		[m.column_se({}, { locale }), decimal(se, kind === 'total' ? 0 : 2, locale)],
		[m.explain_numerator({}, { locale }), numeratorText(events, options)],
		n,
		[m.column_df({}, { locale }), df === null ? '' : count(df, locale)],
		[m.column_deff({}, { locale }), deff === null ? '' : decimal(deff, 2, locale)],
		[m.explain_precision({}, { locale }), precisionText(shown.precision, options)],
		[
			m.column_quality({}, { locale }),
			quality
				? [qualityWord(quality, locale, { brief: true }), ...qualityReasons(quality, locale)].join(
						'; '
					)
				: ''
		]
	];
}

/** Who counts, and how many they were. */
function numeratorText(events: number | null, options: WordsOptions): string {
	const { catalogue, resolved, locale } = options;
	const { concept, measure } = resolved.measure;
	if (!('numerator' in measure) || !measure.numerator) return '';
	const named = measure.numerator
		.map((category) => categoryWords(catalogue, { concept, category }, locale))
		.join(', ');
	return `${named}: ${cases(events, locale)}`;
}

const precisionText = (precision: 'design-based' | 'lower-bound', { locale }: WordsOptions) =>
	precision === 'design-based'
		? m.note_design_based({}, { locale })
		: m.note_not_assessable({}, { locale });
