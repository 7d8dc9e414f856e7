import { categoryWords, conceptWords, nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import { count, decimal, figure, type FigureKind } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { indicatorsOf } from '#lib/model/asked-measure.ts';
import type { AppliedInterval } from '#lib/model/estimate.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { ShownAnswer } from '#lib/model/shown-answer.ts';
import { correctionTexts } from '../../data/correction-words.ts';
import type { SourceAnswer } from '../answer-of.ts';
import { breaksOf, breakText } from './breaks.ts';
import {
	type WordsOptions,
	cases,
	kindOf,
	measureLabel,
	sourceLabel,
	statisticLabel,
	withheldWord
} from './labels.ts';

/** The answer as one sentence: about the whole domain, or about every source. */
export function title(options: WordsOptions): string {
	const { resolved, answers, locale } = options;
	const { measure } = resolved;
	const kind = kindOf(measure);
	if (measure.measure.statistic === 'distribution') return distributionTitle(options);
	if (answers.length > 1) {
		const said = answers.map(({ survey, answer: { overall } }) => {
			const value =
				overall.kind === 'none'
					? withheldWord(overall, locale)
					: figure(overall.estimate, kind, locale);
			return `${value} (${sourceLabel(survey, locale)})`;
		});
		return `${measureLabel(options)}: ${said.join('; ')}`;
	}
	const { overall } = answers[0].answer;
	if (overall.kind === 'none') return `${measureLabel(options)}: ${withheldWord(overall, locale)}`;
	const value = figure(overall.estimate, kind, locale);
	if (!measure.indicator) return `${measureLabel(options)}: ${value}`;
	return wordsOf(measure.indicator.sentence, locale).replace('{value}', value).replace(/\.$/, '');
}

/** The most common answer, where it is the most common beyond its error. */
function distributionTitle(options: WordsOptions): string {
	const { catalogue, resolved, answers, locale } = options;
	const { by, across } = resolved.view;
	const [{ answer }] = answers;
	const named = measureLabel(options);
	if (by.length > 0 || across !== undefined || answers.length > 1) return named;
	const [first, second] = answer.figures
		.flatMap((one) => (one.kind === 'figure' ? [one] : []))
		.toSorted((a, b) => b.estimate - a.estimate);
	if (!first?.part || !('category' in first.part)) return named;
	if (second && (first.lower ?? 0) <= (second.upper ?? 1)) return named;
	const { concept } = resolved.measure;
	const { category } = first.part;
	const answered = categoryWords(catalogue, { concept, category }, locale);
	const value = figure(first.estimate, 'proportion', locale);
	return m.title_most_common({ measure: named, answer: answered, value }, { locale });
}

/** Statistic, universe, survey, period, and what the interval is. */
export function subtitle(options: WordsOptions): string {
	const { resolved, answers, locale } = options;
	const level = decimal(answers[0].answer.level * 100, 0, locale);
	const isLowerBound = resolved.sources.some(({ completeness }) => completeness !== 'full');
	const universes = resolved.sources.map(({ universe }) =>
		wordsOf(universe, locale).replace(/\.$/, '')
	);
	return [
		statisticLabel(resolved.measure, locale),
		[...new Set(universes)].join('; '),
		resolved.sources.map((one) => sourceLabel(one, locale)).join('; '),
		...only(options),
		...standardised(options),
		isLowerBound
			? m.interval_lower_bound({ level }, { locale })
			: m.interval_level({ level }, { locale })
	].join('. ');
}

/** The filters, in words. */
const only = ({ catalogue, resolved, locale }: WordsOptions): string[] =>
	resolved.view.where.map(({ concept, categories }) => {
		const words = categories.map((category) =>
			categoryWords(catalogue, { concept, category }, locale)
		);
		return m.only_these({ categories: words.join(', ') }, { locale });
	});

function standardised({ catalogue, resolved, locale }: WordsOptions): string[] {
	const { standard } = resolved.view;
	if (standard === undefined) return [];
	const concept = conceptWords(catalogue, standard, locale);
	const source = sourceLabel(resolved.sources[0], locale);
	return [m.standardised_by({ concept, source }, { locale })];
}

const methods: Readonly<Record<AppliedInterval, typeof m.method_t>> = {
	t: m.method_t,
	'log-odds-t': m.method_log_odds,
	'arcsine-t': m.method_arcsine,
	'wilson-t': m.method_wilson,
	likelihood: m.method_likelihood,
	woodruff: m.method_woodruff,
	score: m.method_score,
	'replicate-quantile': m.method_replicates,
	'korn-graubard': m.method_korn_graubard,
	'wald-t': m.method_wald,
	'clopper-pearson-effective': m.method_clopper_pearson
};

/** What a kind of interval is called. */
export const methodName = (interval: AppliedInterval, locale: Locale): string =>
	methods[interval]({}, { locale });

/** What a reader must know beside the numbers, the most important first; each once. */
export function notes(options: WordsOptions): string[] {
	const { catalogue, resolved, answers, locale } = options;
	const figures = answers.flatMap(({ answer }) => [...answer.figures, answer.overall]);
	const used = new Set(figures.flatMap((one) => (one.kind === 'figure' ? [one.interval] : [])));
	const profile =
		catalogue.quality.find(({ id }) => id === resolved.view.profile) ?? catalogue.quality[0];
	const isFull = resolved.sources.some(({ completeness }) => completeness === 'full');
	const lines = [
		...correctedNotes(options),
		...enforcementNote(options),
		...breaksOf(options).map((one) => breakText(one, locale)),
		...saidOfAll(options),
		resolved.view.standard === undefined ? '' : m.note_standardised({}, { locale }),
		isFull && profile
			? m.note_quality({ profile: wordsOf(profile.label, locale) }, { locale })
			: '',
		figures.some((one) => one.kind === 'none' && one.reason === 'suppressed')
			? m.note_suppressed({}, { locale })
			: '',
		used.size > 0
			? m.note_methods(
					{ methods: [...used].map((one) => methodName(one, locale)).join('; ') },
					{ locale }
				)
			: ''
	];
	return [...new Set(lines.filter((line) => line !== ''))];
}

/** An indicator, or those that count the same concept, in each source that is shown. */
function correctedNotes({ catalogue, resolved, locale }: WordsOptions): string[] {
	return indicatorsOf(resolved.measure, catalogue.indicators).flatMap(({ id }) =>
		resolved.sources.flatMap(({ id: survey }) =>
			correctionTexts(catalogue, { indicator: id, survey }, locale)
		)
	);
}

/** What is true of every source once, and of the others whose it is. */
function saidOfAll(options: WordsOptions): string[] {
	const { answers, locale } = options;
	const said = answers.map((one) => ({ one, own: sourceNotes(one, options) }));
	const isShared = (note: string) => said.every(({ own }) => own.includes(note));
	const all = said[0]?.own.filter(isShared) ?? [];
	const apart = said.flatMap(({ one, own }) =>
		own
			.filter((note) => !isShared(note))
			.map((note) => `${sourceLabel(one.survey, locale)}: ${note}`)
	);
	return [...all, ...apart];
}

/** Work of the police is never a success or a failure of a policy. */
const enforcementNote = ({ resolved, locale }: WordsOptions): string[] =>
	resolved.measure.indicator?.measures === 'enforcement'
		? [m.note_enforcement({}, { locale })]
		: [];

function sourceNotes({ survey, answer }: SourceAnswer, options: WordsOptions): string[] {
	const { resolved, locale } = options;
	const kind = kindOf(resolved.measure);
	const share = figure(answer.unsureShare, 'proportion', locale);
	const isUnsure = answer.unsureShare > 0;
	/** Of a survey without rows, added up from totals under replicate weights. */
	const isMerged = survey.tables.length === 0 && resolved.view.where.length > 0;
	return [
		survey.synthetic ? m.note_synthetic({}, { locale }) : '',
		survey.completeness === 'full'
			? (isMerged ? m.note_by_replicates : m.note_design_based)({}, { locale })
			: `${m.note_not_assessable({}, { locale })} ${survey.designNote ? wordsOf(survey.designNote, locale) : ''}`,
		isUnsure && answer.unsure === 'category' ? m.note_unsure_in({ share }, { locale }) : '',
		isUnsure && answer.unsure === 'exclude' ? m.note_unsure_out({ share }, { locale }) : '',
		...assumedNote({ survey, answer }, options),
		...boundsNote(answer, kind, locale),
		survey.tables.length === 0 ? m.note_protected({}, { locale }) : '',
		answer.withoutBreakdown > 0
			? m.note_without_breakdown({ n: count(answer.withoutBreakdown, locale) }, { locale })
			: ''
	].filter((note) => note !== '');
}

/** A design effect that was not measured in this survey is said, with who measured it. */
function assumedNote({ survey }: SourceAnswer, { resolved, locale }: WordsOptions): string[] {
	const assumed = survey.tables.find(({ unit }) => unit === resolved.measure.unit)?.assumedDeff;
	if (!assumed) return [];
	const value = decimal(assumed.value, 2, locale);
	return [m.note_assumed_deff({ value, source: assumed.source }, { locale })];
}

/** How far the whole could be off because of who did not take a side. */
function boundsNote({ bounds, unsure }: ShownAnswer, kind: FigureKind, locale: Locale): string[] {
	if (unsure !== 'category' || !bounds) return [];
	const share = (value: number) => figure(value, kind, locale);
	const { lower, upper } = bounds;
	return [m.note_unsure_bounds({ lower: share(lower), upper: share(upper) }, { locale })];
}

const interviewed = {
	person: m.n_people,
	household: m.n_households,
	event: m.n_events
} as const;

export function source({ resolved: { measure }, answers, locale }: WordsOptions): string {
	return answers
		.map(({ survey, answer }) => {
			const n = interviewed[measure.unit]({ n: cases(answer.overall.n, locale) }, { locale });
			return m.source_line(
				{
					source: nameOf(survey.citation, locale).replace(/\.$/, ''),
					cases: n,
					licence: nameOf(survey.licence.name, locale)
				},
				{ locale }
			);
		})
		.join(' ');
}
