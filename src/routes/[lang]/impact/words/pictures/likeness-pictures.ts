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
							treated: decimal(effectiveSize.treated, 1, locale),
							comparison: decimal(effectiveSize.comparison, 1, locale)
						},
						{ locale }
					)
				]
			: []),
		...(overlap || isOfPeople(words) ? [] : [m.impact_balance_no_overlap({}, { locale })])
	];
	return {
		id: 'balance',
		title: balanceTitle(picture, context),
		subtitle: (by === null ? m.impact_balance_none : how[by])({}, { locale }),
		notes,
		charts: [
			{ caption: '', options: (width) => lovePlot(picture, { ...options, width }) },
			...(overlap ? [overlap.chart] : [])
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

function overlapParts(
	overlap: NonNullable<Balance['overlap']>,
	context: PictureContext
): { readonly chart: ChartView; readonly table: TableView } {
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
	return {
		chart: {
			caption: `${caption}. ${m.impact_overlap_detail({}, { locale })}`,
			options: (width) => overlapHistogram(overlap, { ...options, width })
		},
		table: { caption, table: overlapTable(overlap, options) }
	};
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
