import { eventStudy, eventStudyTable } from '#lib/charts/impact/event-study.ts';
import {
	type TrendLinesWords,
	trendLines,
	trendLinesTable
} from '#lib/charts/impact/trend-lines.ts';
import { decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { codeWords } from '../coded.ts';
import { outcomeLabel } from '../effect-texts.ts';
import { capital, minus, periodText } from '../impact-words.ts';
import {
	type PictureContext,
	type PictureView,
	changeFormats,
	effectUnit,
	headings,
	levelFormats,
	withUnit
} from './picture-view.ts';
import { studyAnswer } from './pre-test.ts';

/** Means of the groups over time, as they are and against the last period before the start. */
export function trendsView(picture: PictureOf<'trends'>, context: PictureContext): PictureView {
	const { locale, declared, formats } = context;
	const label = outcomeLabel(declared, locale);
	const unit = m.impact_level_unit({ label, unit: formats.unit }, { locale });
	const raw = { words: trendWords(picture, context, unit), formats: levelFormats(context) };
	const indexed = {
		words: trendWords(picture, context, m.impact_index_unit({}, { locale })),
		formats: {
			...levelFormats(context),
			value: (value: number) => minus(decimal(value, 1, locale)),
			tick: (value: number) => minus(decimal(value, 0, locale))
		},
		form: 'index' as const
	};
	return {
		id: 'trends',
		title: m.impact_trends_title({}, { locale }),
		subtitle: '',
		notes: [],
		charts: [
			{
				caption: m.impact_trends_raw({ unit }, { locale }),
				options: (width) => trendLines(picture, { ...raw, width })
			},
			{
				caption: m.impact_trends_index({}, { locale }),
				options: (width) => trendLines(picture, { ...indexed, width })
			}
		],
		tables: [
			{
				caption: withUnit(m.impact_trends_figures({}, { locale }), context),
				table: trendLinesTable(picture, raw)
			}
		]
	};
}

function trendWords(
	{ lines }: PictureOf<'trends'>,
	{ words, locale }: PictureContext,
	unit: string
): TrendLinesWords {
	const { programme } = words.page;
	const cohorts = lines.filter(({ group }) => group === 'treated').length;
	return {
		unit,
		group: (group, start) =>
			group === 'treated' && cohorts > 1 && start !== null
				? m.impact_group_line_cohort({ start: periodText(programme, start) }, { locale })
				: codeWords('group_line', group, locale),
		start: (start) => m.impact_start_at({ start: periodText(programme, start) }, { locale }),
		none: m.impact_none_here({}, { locale }),
		table: headings(['group', 'period', 'mean', 'lower', 'upper', 'units'], locale)
	};
}

/** Effects by time since the start; the answer is what the test of the periods before says. */
export function eventStudyView(
	picture: PictureOf<'event-study'>,
	context: PictureContext
): PictureView {
	const { locale } = context;
	const said = picture.base === 'universal' ? m.impact_study_universal : m.impact_study_varying;
	const eventText = (event: number) => minus(`${event > 0 ? '+' : ''}${event}`);
	const reference = eventText(picture.reference);
	const estimator = capital(codeWords('estimator', picture.estimator, locale), locale);
	const options = {
		words: {
			unit: effectUnit(context),
			time: m.impact_event_time({}, { locale }),
			before: m.impact_before({}, { locale }),
			after: m.impact_after({}, { locale }),
			reference: m.impact_reference({}, { locale }),
			interval: m.impact_pointwise({}, { locale }),
			band: m.impact_uniform({}, { locale }),
			units: m.impact_units_below({}, { locale }),
			none: m.impact_no_number({}, { locale }),
			table: headings(
				['event', 'estimate', 'lower', 'upper', 'bandLower', 'bandUpper', 'units'],
				locale
			)
		},
		formats: { ...changeFormats(context), at: eventText }
	};
	return {
		id: 'event-study',
		title: studyAnswer(picture.preTest, locale),
		subtitle: said({ reference, estimator }, { locale }),
		notes: [],
		charts: [{ caption: '', options: (width) => eventStudy(picture, { ...options, width }) }],
		tables: [
			{
				caption: withUnit(m.impact_study_figures({}, { locale }), context),
				table: eventStudyTable(picture, options)
			}
		]
	};
}
