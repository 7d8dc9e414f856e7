import type {
	ForestInput,
	ForestOptions,
	ForestRow,
	ForestWords,
	PooledRow
} from '#lib/charts/impact/forest-plot.ts';
import { decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/model/localized.ts';
import type { ComparedEntry, Metric } from '../words/compared.ts';
import { minus, pSaid, withPlus } from '../words/impact-words.ts';
import { percentText } from '../words/outcome-formats.ts';
import { headings } from '../words/pictures/picture-view.ts';
import type { CompareView, Grouping } from './compare-view.ts';
import type { Together } from './pooled.ts';

/** Names of codes, by which programmes are grouped. */
export type GroupLabels = Readonly<Record<Grouping, Readonly<Record<string, string>>>>;

interface ForestContext {
	readonly view: Pick<CompareView, 'by' | 'metric'>;
	readonly labels: GroupLabels;
	readonly locale: Locale;
}

const codesBy = (entry: ComparedEntry, by: Grouping): readonly string[] =>
	by === 'group' ? entry.groups : [by === 'type' ? entry.type : entry.country];

/** Programmes under their groups, by name, and what they tell together. */
export function forestInput(
	entries: readonly ComparedEntry[],
	found: Together,
	context: ForestContext
): ForestInput {
	const { view, labels, locale } = context;
	const named = labels[view.by];
	const codes = [...new Set(entries.flatMap((entry) => codesBy(entry, view.by)))];
	const ordered = codes
		.map((code) => ({ code, heading: named[code] ?? code }))
		.sort((a, b) => a.heading.localeCompare(b.heading, locale));
	return {
		scale: 'difference',
		groups: ordered.map(({ code, heading }) => ({
			heading,
			rows: entries
				.filter((entry) => codesBy(entry, view.by).includes(code))
				.map((entry) => forestRow(entry, found, context))
		})),
		pooled: found.kind === 'pooled' ? pooledRow(found, context) : null
	};
}

function forestRow(
	entry: ComparedEntry,
	found: Together,
	{ view: { metric }, locale }: ForestContext
): ForestRow {
	const { title: name, outcome, isEffect, why } = entry;
	const value = entry.values[metric];
	const none = { name, outcome, lower: null, upper: null, weight: null };
	if (value === null)
		return { ...none, estimate: null, text: why || m.impact_compare_none_metric({}, { locale }) };
	// Hollow, without limits: the difference is there, an effect it is not.
	if (!isEffect) {
		const bare = valueText({ ...value, lower: null, upper: null }, metric, { locale });
		return { ...none, estimate: value.estimate, text: `${bare}. ${why}` };
	}
	const text = valueText(value, metric, { locale, sureness: entry.sureness });
	const at = found.kind === 'pooled' ? found.ids.indexOf(entry.id) : -1;
	const weight = found.kind === 'pooled' ? (found.effect.weights[at] ?? null) : null;
	return {
		...none,
		...{ estimate: value.estimate, lower: value.lower, upper: value.upper },
		weight,
		text
	};
}

function pooledRow(
	{ effect }: Extract<Together, { kind: 'pooled' }>,
	{ view: { metric }, locale }: ForestContext
): PooledRow {
	const { estimate, interval, prediction } = effect;
	const between = ({ lower, upper }: { lower: number; upper: number }) =>
		rangeText(lower, upper, metric, locale);
	return {
		...{ estimate, ...interval, text: valueText({ estimate, ...interval }, metric, { locale }) },
		prediction: prediction ? { ...prediction, text: between(prediction) } : null
	};
}

const numberText = (value: number, metric: Metric, locale: Locale) =>
	metric === 'relative' ? percentText(value, 1, locale) : minus(decimal(value, 2, locale));

const rangeText = (lower: number, upper: number, metric: Metric, locale: Locale) =>
	`${numberText(lower, metric, locale)} ${m.interval_to({}, { locale })} ${numberText(upper, metric, locale)}`;

interface Limits {
	readonly estimate: number;
	readonly lower: number | null;
	readonly upper: number | null;
}

/** With its limits, or how sure it is without them. */
function valueText(
	{ estimate, lower, upper }: Limits,
	metric: Metric,
	{ locale, sureness = '' }: { readonly locale: Locale; readonly sureness?: string }
): string {
	const signed = withPlus(estimate, numberText(estimate, metric, locale));
	if (lower !== null && upper !== null)
		return `${signed} (${rangeText(lower, upper, metric, locale)})`;
	return sureness === '' ? signed : `${signed} (${sureness})`;
}

export const metricLabel = (metric: Metric, locale: Locale): string =>
	metric === 'relative'
		? m.impact_metric_relative({}, { locale })
		: m.impact_metric_standardised({}, { locale });

/** How a measure is to be read. */
const metricDetail = (metric: Metric, locale: Locale): string =>
	metric === 'relative'
		? m.impact_metric_relative_detail({}, { locale })
		: m.impact_metric_standardised_detail({}, { locale });

/** Words and numbers of the picture and its table. */
export function forestOptions(metric: Metric, locale: Locale): Omit<ForestOptions, 'width'> {
	const words: ForestWords = {
		unit: metricDetail(metric, locale),
		less: m.impact_compare_less({}, { locale }),
		more: m.impact_compare_more({}, { locale }),
		pooled: m.impact_compare_pooled({}, { locale }),
		prediction: m.impact_compare_prediction({}, { locale }),
		weight: m.impact_compare_weight({}, { locale }),
		none: m.impact_no_number({}, { locale }),
		table: {
			...headings(['name', 'group', 'outcome', 'estimate', 'lower', 'upper', 'weight'], locale),
			text: m.impact_column_result({}, { locale })
		}
	};
	const tick = (value: number) =>
		metric === 'relative' ? percentText(value, 0, locale) : minus(decimal(value, 1, locale));
	return {
		words,
		formats: {
			value: (value) => numberText(value, metric, locale),
			tick,
			share: (value) => percentText(value, 0, locale)
		}
	};
}

/** What is said of the programmes together, and what warns of it. */
export function togetherTexts(found: Together, locale: Locale): { said: string; warning: string } {
	if (found.kind === 'families')
		return { said: m.impact_compare_families({}, { locale }), warning: '' };
	if (found.kind === 'few') {
		const k = decimal(found.comparable, 0, locale);
		return { said: m.impact_compare_not_pooled({ k }, { locale }), warning: '' };
	}
	const { effect } = found;
	const { statistic, df, p } = effect.homogeneity;
	const said = m.impact_compare_pooled_said(
		{
			k: decimal(effect.studies, 0, locale),
			tau: decimal(effect.betweenVariance.variance, 4, locale),
			share: percentText(effect.betweenShare, 0, locale),
			...{ q: decimal(statistic, 2, locale), df: decimal(df, 0, locale), p: pSaid(p, locale) }
		},
		{ locale }
	);
	const crosses = effect.warnings.some(({ code }) => code === 'prediction-crosses-zero');
	return { said, warning: crosses ? m.impact_compare_crosses({}, { locale }) : '' };
}
