import {
	bandwidthSensitivity,
	bandwidthSensitivityTable,
	placeboCutoffs,
	placeboCutoffsTable
} from '#lib/charts/impact/cutoff-checks.ts';
import { discontinuity, discontinuityTable } from '#lib/charts/impact/discontinuity.ts';
import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { estimateText, outcomeLabel } from '../effect-texts.ts';
import { capital, pSaid, plainNumber } from '../impact-words.ts';
import { percentText } from '../outcome-formats.ts';
import {
	type PictureContext,
	type PicturePart,
	type PictureView,
	changeFormats,
	effectUnit,
	headings,
	joined,
	levelFormats,
	withUnit
} from './picture-view.ts';

type Discontinuity = PictureOf<'discontinuity'>;

/** The jump at a threshold, with other bandwidths and at false thresholds. */
export function discontinuityView(picture: Discontinuity, context: PictureContext): PictureView {
	const { locale, effect, declared } = context;
	const { bandwidth, sizes, cutoff } = picture;
	const number = (value: number) => plainNumber(value, locale);
	const title = m.impact_discontinuity_title({ cutoff: number(cutoff) }, { locale });
	const parts = [
		jumpPart(picture, context),
		bandwidthPart(picture, context),
		falsePart(picture, context)
	];
	return {
		id: 'discontinuity',
		title: effect ? `${title}: ${estimateText(effect, declared, locale)}` : title,
		subtitle: m.impact_discontinuity_detail(
			{
				...{ h: number(bandwidth.h), b: number(bandwidth.b) },
				...{ left: count(sizes.left, locale), right: count(sizes.right, locale) }
			},
			{ locale }
		),
		notes: crowdNotes(picture, context),
		...joined(parts)
	};
}

/** Of what decides on which side somebody is. */
function scoreText({ words, locale }: PictureContext): string {
	const { design } = words.page.programme;
	if (design.kind !== 'discontinuity') return '';
	const label = capital(wordsOf(design.running.label, locale), locale);
	return m.impact_level_unit({ label, unit: wordsOf(design.running.unit, locale) }, { locale });
}

const scored = (context: PictureContext) => ({
	at: (value: number) => plainNumber(value, context.locale)
});

function jumpPart(picture: Discontinuity, context: PictureContext): PicturePart {
	const { locale, declared, formats } = context;
	const unit = m.impact_level_unit(
		{ label: outcomeLabel(declared, locale), unit: formats.unit },
		{ locale }
	);
	const options = {
		words: {
			unit,
			score: scoreText(context),
			cutoff: m.impact_cutoff({}, { locale }),
			bin: m.impact_bin({}, { locale }),
			fit: m.impact_fit({}, { locale }),
			table: headings(['at', 'side', 'mean', 'n'], locale),
			sides: {
				left: m.impact_side_left({}, { locale }),
				right: m.impact_side_right({}, { locale })
			}
		},
		formats: { ...levelFormats(context), ...scored(context) }
	};
	return {
		charts: [{ caption: '', options: (width) => discontinuity(picture, { ...options, width }) }],
		tables: [{ caption: unit, table: discontinuityTable(picture, options) }]
	};
}

function bandwidthPart(picture: Discontinuity, context: PictureContext): PicturePart {
	if (picture.bandwidths.length === 0) return { charts: [], tables: [] };
	const { locale } = context;
	const options = {
		words: {
			unit: effectUnit(context),
			place: m.impact_column_h({}, { locale }),
			main: m.impact_bandwidth_main({}, { locale }),
			none: m.impact_no_number({}, { locale }),
			table: headings(['h', 'estimate', 'lower', 'upper', 'n'], locale)
		},
		formats: { ...changeFormats(context), ...scored(context) }
	};
	const caption = m.impact_bandwidth_title({}, { locale });
	return {
		charts: [{ caption, options: (width) => bandwidthSensitivity(picture, { ...options, width }) }],
		tables: [
			{ caption: withUnit(caption, context), table: bandwidthSensitivityTable(picture, options) }
		]
	};
}

function falsePart(picture: Discontinuity, context: PictureContext): PicturePart {
	if (picture.placebos.length === 0) return { charts: [], tables: [] };
	const { locale } = context;
	const options = {
		words: {
			unit: effectUnit(context),
			place: scoreText(context),
			main: m.impact_cutoff({}, { locale }),
			none: m.impact_no_number({}, { locale }),
			table: headings(['cutoff', 'estimate', 'lower', 'upper'], locale)
		},
		formats: { ...changeFormats(context), ...scored(context) }
	};
	const caption = m.impact_cutoff_title({}, { locale });
	return {
		charts: [{ caption, options: (width) => placeboCutoffs(picture, { ...options, width }) }],
		tables: [{ caption: withUnit(caption, context), table: placeboCutoffsTable(picture, options) }]
	};
}

/** Whether cases crowd on one side of the threshold, or at round values. */
function crowdNotes({ density, heaping }: Discontinuity, { locale }: PictureContext): string[] {
	const notes: string[] = [];
	if (density) {
		const { left, right, pValue } = density;
		const test = pValue === null ? '' : ` (p ${pSaid(pValue, locale)})`;
		const sides = { left: count(left, locale), right: count(right, locale) };
		notes.push(m.impact_density({ ...sides, test }, { locale }));
	}
	if (heaping) {
		const { share, value } = heaping;
		const texts = { share: percentText(share, 1, locale), value: plainNumber(value, locale) };
		notes.push(m.impact_heaping(texts, { locale }));
	}
	return notes;
}
