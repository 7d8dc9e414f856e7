import { lovePlot, lovePlotTable } from '#lib/charts/impact/love-plot.ts';
import { overlapHistogram, overlapTable } from '#lib/charts/impact/overlap-histogram.ts';
import {
	type SensitivityWords,
	sensitivityIntervals,
	sensitivityTable
} from '#lib/charts/impact/sensitivity-intervals.ts';
import { count, decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import type { Locale } from '#lib/model/localized.ts';
import { type ImpactWords, covariateText, minus, plainNumber } from '../impact-words.ts';
import { isShare, percentText, shownFactor } from '../outcome-formats.ts';
import {
	type ChartView,
	type PictureContext,
	type PictureView,
	type TableView,
	changeFormats,
	effectUnit,
	headings,
	levelFormats
} from './picture-view.ts';

type Balance = PictureOf<'balance'>;

/** A difference that is not small, in standard deviations. */
const notable = 0.1;

/** How alike the groups were before the start. */
export function balanceView(picture: Balance, context: PictureContext): PictureView {
	const { locale, words } = context;
	const options = loveOptions(context);
	const overlap = picture.overlap ? overlapParts(picture.overlap, context) : undefined;
	const { by, effectiveSize } = picture;
	const how = {
		weighting: m.impact_balance_weighting,
		matching: m.impact_balance_matching
	};
	const notes = [
		...(effectiveSize
			? [
					m.impact_balance_size(
						{
							treated: sizeText(effectiveSize.treated, locale),
							comparison: sizeText(effectiveSize.comparison, locale)
						},
						{ locale }
					)
				]
			: []),
		...(overlap?.said ? [overlap.said] : []),
		...(overlap || isOfPeople(words) ? [] : [m.impact_balance_no_overlap({}, { locale })])
	];
	return {
		id: 'balance',
		title: balanceTitle(picture, context),
		subtitle: (by === null ? m.impact_balance_none : how[by])({}, { locale }),
		notes,
		charts: [
			{ caption: '', options: (width) => lovePlot(picture, { ...options, width }) },
			...(overlap?.chart ? [overlap.chart] : [])
		],
		tables: [
			{ caption: m.impact_love_unit({}, { locale }), table: lovePlotTable(picture, options) },
			...(overlap ? [overlap.table] : [])
		]
	};
}

/** Designs whose groups are not weighted have no overlap to show. */
const isOfPeople = ({ page }: ImpactWords) => page.programme.design.kind === 'discontinuity';

function balanceTitle({ rows, by }: Balance, { locale }: PictureContext): string {
	const apart = (key: 'before' | 'after') =>
		count(rows.filter((row) => Math.abs(row[key] ?? 0) > notable).length, locale);
	const counts = { before: apart('before'), all: count(rows.length, locale) };
	return by === null
		? m.impact_balance_title(counts, { locale })
		: m.impact_balance_title_after({ ...counts, after: apart('after') }, { locale });
}

function loveOptions(context: PictureContext) {
	const { locale, words } = context;
	const number = (value: number) => minus(decimal(value, 2, locale));
	return {
		words: {
			unit: m.impact_love_unit({}, { locale }),
			covariate: (name: string) => covariateText(name, words),
			before: m.impact_love_before({}, { locale }),
			after: m.impact_love_after({}, { locale }),
			threshold: m.impact_love_threshold({}, { locale }),
			none: m.impact_no_number({}, { locale }),
			table: headings(
				['covariate', 'treated', 'comparison', 'before', 'after', 'varianceRatio', 'distance'],
				locale
			)
		},
		formats: {
			...levelFormats(context),
			value: number,
			tick: (v: number) => plainNumber(v, locale)
		}
	};
}

/** Whole numbers without a decimal. */
function sizeText(size: number, locale: Locale): string {
	const tenths = Math.round(10 * size) / 10;
	return decimal(tenths, Number.isInteger(tenths) ? 0 : 1, locale);
}

type Overlap = NonNullable<Balance['overlap']>;

interface OverlapParts {
	/** Undefined where words say it better. */
	readonly chart: ChartView | undefined;
	/** '' where the picture says it. */
	readonly said: string;
	readonly table: TableView;
}

/** Fewer classes make no picture. */
const leastClasses = 5;

function overlapParts(overlap: Overlap, context: PictureContext): OverlapParts {
	const { locale } = context;
	const share = (value: number) => percentText(value, 0, locale);
	const options = {
		words: {
			unit: m.impact_share_of_group({}, { locale }),
			score: m.impact_overlap_score({}, { locale }),
			treated: m.impact_group_line_treated({}, { locale }),
			comparison: m.impact_group_line_comparison({}, { locale }),
			table: headings(['score', 'treated', 'comparison'], locale)
		},
		formats: {
			...levelFormats(context),
			...{ value: share, tick: share, at: (value: number) => plainNumber(value, locale) }
		}
	};
	const caption = m.impact_overlap_title({}, { locale });
	const said = fewClasses(overlap, locale);
	const chart: ChartView = {
		caption: `${caption}. ${m.impact_overlap_detail({}, { locale })}`,
		options: (width) => overlapHistogram(overlap, { ...options, width })
	};
	return {
		...{ said, chart: said === '' ? chart : undefined },
		table: { caption, table: overlapTable(overlap, options) }
	};
}

/** The classes that anybody is in, in words; '' where they are enough for a picture. */
function fewClasses({ treated, comparison }: Overlap, locale: Locale): string {
	const share = (value: number) => percentText(value, 0, locale);
	const limit = (k: number) => plainNumber(k / treated.length, locale);
	const classes = treated.flatMap((own, i) => {
		const other = comparison[i] ?? 0;
		if (own + other === 0) return [];
		const texts = {
			from: limit(i),
			to: limit(i + 1),
			treated: share(own),
			comparison: share(other)
		};
		return [m.impact_overlap_class(texts, { locale })];
	});
	if (classes.length >= leastClasses) return '';
	const detail = m.impact_overlap_detail({}, { locale });
	return m.impact_overlap_few({ detail, classes: classes.join('; ') }, { locale });
}

/** How far trends may depart before the result is gone. */
export function sensitivityView(
	picture: PictureOf<'sensitivity'>,
	context: PictureContext
): PictureView {
	const { locale } = context;
	const number = (value: number) => plainNumber(Math.round(value * 100) / 100, locale);
	const options = { words: sensitivityWords(context, number), formats: changeFormats(context) };
	const { breakdown, smoothBreakdown } = picture;
	return {
		id: 'sensitivity',
		title:
			breakdown === null
				? m.impact_sensitivity_title_none({}, { locale })
				: m.impact_sensitivity_title({ size: number(breakdown) }, { locale }),
		subtitle: m.impact_sensitivity_detail({}, { locale }),
		notes: [
			m.impact_sensitivity_smooth_detail({}, { locale }),
			smoothBreakdown === null
				? m.impact_sensitivity_smooth_none({}, { locale })
				: m.impact_sensitivity_smooth({ size: bendText(smoothBreakdown, context) }, { locale })
		],
		charts: [
			{ caption: '', options: (width) => sensitivityIntervals(picture, { ...options, width }) }
		],
		tables: [{ caption: effectUnit(context), table: sensitivityTable(picture, options) }]
	};
}

/** A change of slope from one period to the next, to two digits. */
function bendText(bend: number, { declared, locale }: PictureContext): string {
	const { scale } = declared;
	const digits = { maximumSignificantDigits: 2 };
	const text = new Intl.NumberFormat(locale, digits).format(bend * shownFactor(scale));
	return isShare(scale) ? m.impact_points({ value: text }, { locale }) : text;
}

function sensitivityWords(
	context: PictureContext,
	number: (value: number) => string
): SensitivityWords {
	const { locale } = context;
	const restriction = {
		'relative-magnitudes': m.impact_sensitivity_relative_magnitudes({}, { locale }),
		smoothness: m.impact_sensitivity_smoothness({}, { locale })
	};
	return {
		unit: effectUnit(context),
		restriction,
		size: (size, restriction) =>
			restriction === 'smoothness' ? bendText(size, context) : number(size),
		gridEdge: m.impact_sensitivity_edge({}, { locale }),
		none: m.impact_sensitivity_empty({}, { locale }),
		less: m.impact_fewer({}, { locale }),
		more: m.impact_greater({}, { locale }),
		table: headings(['restriction', 'size', 'lower', 'upper', 'edge'], locale)
	};
}
