import { placeboGaps, placeboGapsTable } from '#lib/charts/impact/placebo-gaps.ts';
import { pictureTable } from '#lib/charts/impact/picture-table.ts';
import { syntheticLines, syntheticLinesTable } from '#lib/charts/impact/synthetic-lines.ts';
import { weightBars, weightBarsTable } from '#lib/charts/impact/weight-bars.ts';
import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { outcomeLabel } from '../effect-texts.ts';
import { pSaid, periodText } from '../impact-words.ts';
import { percentText } from '../outcome-formats.ts';
import {
	type PictureContext,
	type PicturePart,
	type PictureView,
	changeFormats,
	headings,
	joined,
	levelFormats,
	withUnit
} from './picture-view.ts';

type Synthetic = PictureOf<'synthetic'>;

/** A treated unit beside its copy; the copy's parts; the same as if others had been treated. */
export function syntheticView(picture: Synthetic, context: PictureContext): PictureView {
	const { locale, formats } = context;
	const { before, after } = picture.rmspe;
	const parts = [
		linesPart(picture, context),
		placeboPart(picture, context),
		weightsPart(picture, context),
		withoutPart(picture, context)
	];
	return {
		id: 'synthetic',
		title: m.impact_synthetic_title(
			{ before: formats.amount(before), after: formats.amount(after) },
			{ locale }
		),
		subtitle: m.impact_synthetic_detail({}, { locale }),
		notes: picture.rank
			? [
					m.impact_placebo_rank(
						{
							place: count(picture.rank.place, locale),
							of: count(picture.rank.of, locale),
							p: pSaid(picture.rank.pValue, locale)
						},
						{ locale }
					)
				]
			: [],
		...joined(parts)
	};
}

const startText = ({ start }: Synthetic, { words, locale }: PictureContext) =>
	m.impact_start_at({ start: periodText(words.page.programme, start) }, { locale });

function linesPart(picture: Synthetic, context: PictureContext): PicturePart {
	const { locale, declared, formats } = context;
	const label = outcomeLabel(declared, locale);
	const unit = m.impact_level_unit({ label, unit: formats.unit }, { locale });
	const options = {
		words: {
			unit,
			treated: m.impact_group_line_treated({}, { locale }),
			synthetic: m.impact_synthetic_copy({}, { locale }),
			start: startText(picture, context),
			gap: m.impact_gap({}, { locale }),
			table: headings(['period', 'treated', 'synthetic', 'gap'], locale)
		},
		formats: levelFormats(context)
	};
	return {
		charts: [{ caption: '', options: (width) => syntheticLines(picture, { ...options, width }) }],
		tables: [{ caption: unit, table: syntheticLinesTable(picture, options) }]
	};
}

function placeboPart(picture: Synthetic, context: PictureContext): PicturePart {
	if (picture.placebos.length === 0) return { charts: [], tables: [] };
	const { locale, formats } = context;
	const options = {
		words: {
			unit: m.impact_gap_unit({ unit: formats.changeUnit }, { locale }),
			treated: m.impact_group_line_treated({}, { locale }),
			placebos: m.impact_placebos({}, { locale }),
			start: startText(picture, context),
			none: m.impact_no_number({}, { locale }),
			table: headings(['unit', 'estimate', 'ratio'], locale)
		},
		formats: changeFormats(context)
	};
	const caption = m.impact_placebo_title({}, { locale });
	return {
		charts: [{ caption, options: (width) => placeboGaps(picture, { ...options, width }) }],
		tables: [{ caption: withUnit(caption, context), table: placeboGapsTable(picture, options) }]
	};
}

function weightsPart(picture: Synthetic, context: PictureContext): PicturePart {
	if (picture.unitWeights.length === 0) return { charts: [], tables: [] };
	const { locale } = context;
	const options = {
		of: 'units' as const,
		words: {
			unit: m.impact_weight_unit({}, { locale }),
			others: (other: number) =>
				m.impact_weight_others({ count: count(other, locale) }, { locale }),
			table: headings(['name', 'weight'], locale)
		},
		formats: {
			at: levelFormats(context).at,
			share: (value: number) => percentText(value, 1, locale)
		}
	};
	const caption = m.impact_weights_title({}, { locale });
	return {
		charts: [{ caption, options: (width) => weightBars(picture, { ...options, width }) }],
		tables: [{ caption, table: weightBarsTable(picture, options) }]
	};
}

function withoutPart({ withoutOne }: Synthetic, context: PictureContext): PicturePart {
	const { locale, bare } = context;
	if (withoutOne.length === 0) return { charts: [], tables: [] };
	const rows = withoutOne.map(({ unit, estimate }) => ({
		unit,
		estimate: bare.signed(estimate)
	}));
	const table = pictureTable(headings(['unit', 'estimate'], locale), ['unit'], rows);
	return {
		charts: [],
		tables: [{ caption: withUnit(m.impact_without_title({}, { locale }), context), table }]
	};
}
