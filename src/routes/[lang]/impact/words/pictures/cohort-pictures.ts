import { baconParts, baconTable } from '#lib/charts/impact/bacon-parts.ts';
import {
	type GroupTimeWords,
	groupTimeCells,
	groupTimeTable
} from '#lib/charts/impact/group-time-cells.ts';
import { orNone, pictureTable } from '#lib/charts/impact/picture-table.ts';
import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { codeWords } from '../coded.ts';
import { periodText } from '../impact-words.ts';
import { percentText } from '../outcome-formats.ts';
import {
	type PictureContext,
	type PictureView,
	type TableView,
	changeFormats,
	effectUnit,
	headings,
	withUnit
} from './picture-view.ts';

type GroupTime = PictureOf<'group-time'>;

/** Cohorts by periods, with the reason where there is no number. */
export function groupTimeView(picture: GroupTime, context: PictureContext): PictureView {
	const { locale } = context;
	const missing = picture.cells.filter(({ state }) => state !== 'effect' && state !== 'reference');
	const cells = count(picture.cells.length, locale);
	const options = { words: cellWords(context), formats: changeFormats(context) };
	const caption = m.impact_cells_title({}, { locale });
	return {
		id: 'group-time',
		title: caption,
		subtitle:
			missing.length > 0
				? m.impact_cells_detail({ missing: count(missing.length, locale), cells }, { locale })
				: m.impact_cells_all({ cells }, { locale }),
		notes: [],
		charts: [{ caption: '', options: (width) => groupTimeCells(picture, { ...options, width }) }],
		tables: [
			aggregatesTable(picture, context),
			{ caption: withUnit(caption, context), table: groupTimeTable(picture, options) }
		]
	};
}

function cellWords(context: PictureContext): GroupTimeWords {
	const { locale, words } = context;
	return {
		unit: effectUnit(context),
		cohort: (cohort, treated) =>
			m.impact_cohort_of(
				{ start: periodText(words.page.programme, cohort), units: count(treated, locale) },
				{ locale }
			),
		mean: (text) => m.impact_cohort_mean({ text }, { locale }),
		state: (state) => codeWords('cell', state, locale),
		reference: m.impact_reference({}, { locale }),
		interval: m.impact_pointwise({}, { locale }),
		band: m.impact_uniform({}, { locale }),
		table: headings(
			['cohort', 'period', 'estimate', 'lower', 'upper', 'treated', 'comparison', 'state'],
			locale
		)
	};
}

function aggregatesTable({ aggregates }: GroupTime, context: PictureContext): TableView {
	const { locale, words, bare } = context;
	const none = m.impact_no_number({}, { locale });
	const name = ({ by, at }: GroupTime['aggregates'][number]) => {
		const word = codeWords('by', by, locale);
		if (at === null) return by === 'simple' ? word : m.impact_by_overall({ by: word }, { locale });
		return `${word} ${by === 'dynamic' ? at : periodText(words.page.programme, at)}`;
	};
	const rows = aggregates.map((one) => ({
		what: name(one),
		estimate: bare.signed(one.estimate),
		lower: orNone(one.lower, bare.signed, none),
		upper: orNone(one.upper, bare.signed, none),
		bandLower: orNone(one.bandLower, bare.signed, none),
		bandUpper: orNone(one.bandUpper, bare.signed, none)
	}));
	const keys = ['what', 'estimate', 'lower', 'upper', 'bandLower', 'bandUpper'] as const;
	return {
		caption: withUnit(m.impact_aggregates({}, { locale }), context),
		table: pictureTable(headings(keys, locale), ['what'], rows)
	};
}

const forbidden = ['treated-earlier', 'always-treated'];

/** What a two-way coefficient would say, never without what it is made of. */
export function baconView(picture: PictureOf<'bacon'>, context: PictureContext): PictureView {
	const { locale, formats } = context;
	const share = (value: number) => percentText(value, 0, locale);
	const options = {
		words: {
			unit: effectUnit(context),
			weight: m.impact_bacon_weight({}, { locale }),
			comparison: (comparison: string) => codeWords('bacon', comparison, locale),
			forbidden: m.impact_bacon_forbidden({}, { locale }),
			estimate: m.impact_bacon_estimate({}, { locale }),
			table: headings(['comparison', 'weight', 'estimate'], locale)
		},
		formats: { ...changeFormats(context), share },
		forbidden
	};
	return {
		id: 'bacon',
		title: m.impact_bacon_title(
			{ estimate: formats.signed(picture.estimate), share: share(picture.forbiddenWeight) },
			{ locale }
		),
		subtitle: m.impact_bacon_detail({}, { locale }),
		notes: [],
		charts: [{ caption: '', options: (width) => baconParts(picture, { ...options, width }) }],
		tables: [
			{
				caption: withUnit(m.impact_bacon_weight({}, { locale }), context),
				table: baconTable(picture, options)
			}
		]
	};
}
