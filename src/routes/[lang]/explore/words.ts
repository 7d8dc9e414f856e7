import type { EstimateRow } from '#lib/charts/estimate-rows.ts';
import type { Column } from '#lib/components/DataTable.svelte';
import { years } from '#lib/format/dates.ts';
import { count, decimal, figure, type FigureKind, limits } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Catalogue } from '#lib/model/catalogue.ts';
import type { AppliedInterval } from '#lib/model/estimate.ts';
import { type Locale, type Localized, localText } from '#lib/model/localized.ts';
import type { ShownAnswer, ShownFigure } from '#lib/model/shown-answer.ts';
import type { ResolvedView } from '#lib/state/explore-options.ts';
import { isWeak, qualityWord } from './quality-words.ts';

export interface WordsOptions {
	readonly catalogue: Catalogue;
	readonly resolved: ResolvedView;
	readonly answer: ShownAnswer;
	readonly locale: Locale;
}

/** A text of the catalogue; in another language than the page's it says which. */
export function label(texts: Localized, locale: Locale): string {
	const { text, locale: found } = localText(texts, locale);
	return found === locale ? text : `${text} [${found}]`;
}

/** A number of cases; of a figure that is withheld it is not told. */
const cases = (n: number | null, locale: Locale) => (n === null ? '–' : count(n, locale));

const kindOf = ({ indicator }: ResolvedView): FigureKind => indicator.statistic;

function categoryLabel(
	{ concepts }: Catalogue,
	{ concept: id, category }: ShownFigure['domain'][number],
	locale: Locale
): string {
	const concept = concepts.find((one) => one.id === id);
	const found =
		concept?.kind === 'category' ? concept.categories.find((c) => c.id === category) : undefined;
	return found ? label(found.label, locale) : category;
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
	'weights-of-sample': m.withheld_total
};

const withheldWord = ({ reason, details }: NoFigure, locale: Locale): string =>
	reason === 'lonely-psu' && details.length > 0
		? m.withheld_lonely_psu({ strata: details.join(', ') }, { locale })
		: reasons[reason]({}, { locale });

/** One line of the chart for every estimate. */
export function chartRows({ catalogue, resolved, answer, locale }: WordsOptions): EstimateRow[] {
	const kind = kindOf(resolved);
	return answer.figures.map((estimate) => {
		const [first, second] = estimate.domain.map((key) => categoryLabel(catalogue, key, locale));
		const names = { label: first ?? wholeLabel(resolved, locale), group: second ?? '' };
		if (estimate.kind === 'none') {
			const nothing = { value: undefined, lower: undefined, upper: undefined };
			return {
				...names,
				...nothing,
				precision: 'design-based',
				text: withheldWord(estimate, locale)
			};
		}
		const { estimate: value, precision } = estimate;
		const [lower, upper] = [estimate.lower ?? undefined, estimate.upper ?? undefined];
		const { quality } = estimate;
		const word =
			quality && isWeak(quality) ? qualityWord(quality, locale, { brief: true }) : undefined;
		const text = figure(value, kind, locale);
		return { ...names, value, lower, upper, precision, text, ...(word ? { word } : {}) };
	});
}

const wholeLabel = ({ indicator }: ResolvedView, locale: Locale) =>
	indicator.unit === 'household' ? m.all_households({}, { locale }) : m.all_people({}, { locale });

/** The answer as one sentence, about the whole domain. */
export function title({ resolved, answer, locale }: WordsOptions): string {
	const sentence = label(resolved.indicator.sentence, locale);
	const { overall } = answer;
	if (overall.kind === 'none')
		return `${label(resolved.indicator.label, locale)}: ${withheldWord(overall, locale)}`;
	const value = figure(overall.estimate, kindOf(resolved), locale);
	return sentence.replace('{value}', value).replace(/\.$/, '');
}

/** Statistic, universe, survey, period, and what the interval is. */
export function subtitle(options: WordsOptions): string {
	const { resolved, answer, locale } = options;
	const { survey } = resolved;
	const statistic = {
		proportion: m.statistic_proportion,
		mean: m.statistic_mean,
		total: m.statistic_total
	}[kindOf(resolved)];
	const level = decimal(answer.level * 100, 0, locale);
	const lowerBound = survey.completeness !== 'full';
	const titled = label(survey.shortTitle, locale);
	const period = years(survey.fieldwork.start, survey.fieldwork.end);
	return [
		statistic({}, { locale }),
		label(survey.universe, locale).replace(/\.$/, ''),
		titled.includes(period) ? titled : `${titled}, ${period}`,
		...only(options),
		lowerBound
			? m.interval_lower_bound({ level }, { locale })
			: m.interval_level({ level }, { locale })
	].join('. ');
}

/** The filters, in words. */
function only({ catalogue, resolved, locale }: WordsOptions): string[] {
	const { where } = resolved.view;
	return where.map(({ concept, categories }) => {
		const words = categories.map((category) =>
			categoryLabel(catalogue, { concept, category }, locale)
		);
		return m.only_these({ categories: words.join(', ') }, { locale });
	});
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

/** What a reader must know beside the numbers, the most important first. */
export function notes({ catalogue, resolved, answer, locale }: WordsOptions): string[] {
	const { survey } = resolved;
	const answered = answer.figures.filter((one) => one.kind === 'figure');
	const used = [...new Set(answered.map(({ interval }) => interval))];
	const unsure = answer.unsureShare;
	const share = figure(unsure, 'proportion', locale);
	const lines = [
		survey.synthetic ? m.note_synthetic({}, { locale }) : '',
		survey.completeness === 'full'
			? m.note_design_based({}, { locale })
			: `${m.note_not_assessable({}, { locale })} ${survey.designNote ? label(survey.designNote, locale) : ''}`,
		unsure > 0 && answer.unsure === 'category' ? m.note_unsure_in({ share }, { locale }) : '',
		unsure > 0 && answer.unsure === 'exclude' ? m.note_unsure_out({ share }, { locale }) : '',
		...assumedNote(resolved, locale),
		...boundsNote(answer, kindOf(resolved), locale),
		...catalogue.quality
			.slice(0, survey.completeness === 'full' ? 1 : 0)
			.map((one) => m.note_quality({ profile: label(one.label, locale) }, { locale })),
		answer.figures.some((one) => one.kind === 'none' && one.reason === 'suppressed')
			? m.note_suppressed({}, { locale })
			: '',
		survey.tables.length === 0 ? m.note_protected({}, { locale }) : '',
		answer.withoutBreakdown > 0
			? m.note_without_breakdown({ n: count(answer.withoutBreakdown, locale) }, { locale })
			: '',
		used.length > 0
			? m.note_methods(
					{ methods: used.map((one) => methods[one]({}, { locale })).join('; ') },
					{ locale }
				)
			: ''
	];
	return lines.filter((line) => line !== '');
}

/** A design effect that was not measured in this survey is said, with who measured it. */
function assumedNote({ survey, indicator }: ResolvedView, locale: Locale): string[] {
	const assumed = survey.tables.find(({ unit }) => unit === indicator.unit)?.assumedDeff;
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

export function source({ resolved, answer, locale }: WordsOptions): string {
	const { survey, indicator } = resolved;
	const n = cases(answer.overall.n, locale);
	const people =
		indicator.unit === 'household'
			? m.n_households({ n }, { locale })
			: m.n_people({ n }, { locale });
	return m.source_line(
		{ source: survey.citation.replace(/\.$/, ''), cases: people, licence: survey.licence.name },
		{ locale }
	);
}

export function columns({ catalogue, resolved, answer, locale }: WordsOptions): Column[] {
	const { by } = resolved.view;
	const level = decimal(answer.level * 100, 0, locale);
	const names = by.map((id, i) => {
		const concept = catalogue.concepts.find((one) => one.id === id);
		return { key: `by_${i}`, label: concept ? label(concept.label, locale) : id };
	});
	const whole = { key: 'by_0', label: m.column_group({}, { locale }) };
	const end = (key: string, text: string) => ({ key, label: text, align: 'end' as const });
	return [
		...(names.length > 0 ? names : [whole]),
		end('value', m.column_estimate({}, { locale })),
		end('interval', m.column_interval({ level }, { locale })),
		end('se', m.column_se({}, { locale })),
		end('n', m.column_n({}, { locale })),
		end('df', m.column_df({}, { locale })),
		end('deff', m.column_deff({}, { locale })),
		...(catalogue.quality.length > 0
			? [{ key: 'quality', label: m.column_quality({}, { locale }) }]
			: [])
	];
}

/** Every estimate as a row of texts, the whole domain last. */
export function tableRows(options: WordsOptions): Record<string, string>[] {
	const { catalogue, resolved, answer, locale } = options;
	const rows = answer.figures.map((estimate) => {
		const names = estimate.domain.map((key) => categoryLabel(catalogue, key, locale));
		return tableRow(estimate, names.length > 0 ? names : [wholeLabel(resolved, locale)], options);
	});
	if (resolved.view.by.length === 0) return rows;
	return [...rows, tableRow(answer.overall, [wholeLabel(resolved, locale), ''], options)];
}

function tableRow(
	estimate: ShownFigure,
	names: readonly string[],
	{ resolved, locale }: WordsOptions
): Record<string, string> {
	const kind = kindOf(resolved);
	const row = {
		...Object.fromEntries(names.map((name, i) => [`by_${i}`, name])),
		n: cases(estimate.n, locale)
	};
	if (estimate.kind === 'none') return { ...row, value: withheldWord(estimate, locale) };
	const { estimate: value, lower, upper, standardError, df, deff } = estimate;
	const se = kind === 'proportion' ? standardError * 100 : standardError;
	return {
		...row,
		value: figure(value, kind, locale),
		interval:
			lower === null || upper === null
				? '–'
				: limits(lower, upper, kind, { locale, to: m.interval_to({}, { locale }) }),
		se: decimal(se, kind === 'total' ? 0 : 2, locale),
		df: df === null ? '–' : count(df, locale),
		deff: deff === null ? '–' : decimal(deff, 2, locale),
		quality: estimate.quality ? qualityWord(estimate.quality, locale) : '–'
	};
}

/** The chart's own options, apart from its width. */
export function chartOptions(options: WordsOptions) {
	const { resolved, answer, locale } = options;
	const kind = kindOf(resolved);
	const { overall } = answer;
	const hasReference = resolved.view.by.length > 0 && overall.kind === 'figure';
	return {
		unit: label(resolved.indicator.label, locale),
		formatTick: (value: number) =>
			kind === 'proportion'
				? new Intl.NumberFormat(locale, { style: 'percent' }).format(value)
				: new Intl.NumberFormat(locale, { notation: 'compact' }).format(value),
		isShare: kind === 'proportion',
		reference: hasReference
			? {
					value: overall.estimate,
					label: `${wholeLabel(resolved, locale)}: ${figure(overall.estimate, kind, locale)}`
				}
			: undefined
	};
}
