import { orNone, pictureTable } from '#lib/charts/impact/picture-table.ts';
import {
	type SurvivalWords,
	incidenceCurves,
	incidenceTable,
	survivalCurves,
	survivalTable
} from '#lib/charts/impact/survival-curves.ts';
import { count, decimal } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { codeWords } from '../coded.ts';
import { minus, pSaid, plainNumber } from '../impact-words.ts';
import { outcomeFormats, percentText } from '../outcome-formats.ts';
import {
	type PictureContext,
	type PictureView,
	type TableView,
	headings,
	levelFormats
} from './picture-view.ts';

type Survival = PictureOf<'survival'>;

/** People without the event, and with it by cause, with tests and windows; no row of a person. */
export function survivalView(picture: Survival, context: PictureContext): PictureView {
	const { locale } = context;
	const { steps } = picture;
	const share = (value: number) => percentText(value, 1, locale);
	const formats = {
		...levelFormats(context),
		...{ value: share, tick: (value: number) => percentText(value, 0, locale) },
		at: (time: number) => plainNumber(time, locale)
	};
	const survival = { words: survivalWords(picture, context, 'survival'), formats };
	const incidence = { words: survivalWords(picture, context, 'incidence'), formats };
	const incidenceCaption = m.impact_incidence_title({}, { locale });
	return {
		id: 'survival',
		title: m.impact_survival_title({}, { locale }),
		subtitle: m.impact_survival_detail({}, { locale }),
		notes: [
			...testNotes(picture, context),
			...steps.withheld.map(({ arm, reason }) => survival.words.withheld(arm, reason))
		],
		charts: [
			{ caption: '', options: (width) => survivalCurves(picture, { ...survival, width }) },
			{
				caption: incidenceCaption,
				options: (width) => incidenceCurves(picture, { ...incidence, width })
			}
		],
		tables: [
			...windowsTable(picture, context),
			{ caption: survival.words.unit, table: survivalTable(picture, survival) },
			{ caption: incidenceCaption, table: incidenceTable(picture, incidence) }
		]
	};
}

function survivalWords(
	{ steps }: Survival,
	{ words, locale }: PictureContext,
	of: 'survival' | 'incidence'
): SurvivalWords {
	const { design } = words.page.programme;
	const causes = design.kind === 'cohort' ? [design.cause, ...design.competing] : [];
	const cause = (id: string) => {
		const found = causes.find((one) => one.id === id);
		return found ? wordsOf(found.label, locale) : id;
	};
	const arm = (id: string) => codeWords('group_line', id, locale);
	const unit = of === 'survival' ? m.impact_survival_unit : m.impact_incidence_unit;
	return {
		unit: unit({}, { locale }),
		time: m.impact_survival_time({ unit: codeWords('time', steps.unit, locale) }, { locale }),
		...{ arm, cause },
		total: m.impact_survival_total({}, { locale }),
		atRisk: m.impact_survival_at_risk({}, { locale }),
		events: cause,
		censored: m.impact_survival_censored({}, { locale }),
		withheld: (id, reason) =>
			m.impact_survival_withheld(
				{ arm: arm(id), why: codeWords('withheld', reason, locale) },
				{ locale }
			),
		none: m.impact_survival_none({}, { locale }),
		table: headings(
			['arm', 'time', 'share', 'lower', 'upper', 'atRisk', 'events', 'censored'],
			locale
		)
	};
}

function testNotes(
	{ hazardRatio, logRank, gray, proportional }: Survival,
	{ locale }: PictureContext
): string[] {
	const two = (value: number) => minus(decimal(value, 2, locale));
	const texts = ({ statistic, df, pValue }: NonNullable<typeof logRank>) => ({
		...{ statistic: two(statistic), df: count(df, locale), p: pSaid(pValue, locale) }
	});
	const limits = (lower: number, upper: number) =>
		`${two(lower)} ${m.interval_to({}, { locale })} ${two(upper)}`;
	const said = [
		hazardRatio &&
			m.impact_survival_hazard(
				{
					estimate: two(hazardRatio.estimate),
					limits: limits(hazardRatio.lower, hazardRatio.upper),
					adjusted: hazardRatio.adjusted ? `, ${m.impact_survival_adjusted({}, { locale })}` : ''
				},
				{ locale }
			),
		logRank && m.impact_survival_logrank(texts(logRank), { locale }),
		gray && m.impact_survival_gray(texts(gray), { locale }),
		proportional &&
			m.impact_survival_proportional({ p: pSaid(proportional.pValue, locale) }, { locale })
	];
	const told = said.filter((text) => text !== null);
	return told.length === 0 ? [] : [told.join(' ')];
}

/** What the field reports: shares with the event 6, 12 and 24 months after the exit. */
function windowsTable({ windows }: Survival, { locale, declared }: PictureContext): TableView[] {
	if (windows.length === 0) return [];
	const none = m.impact_survival_none({}, { locale });
	const share = (value: number | null) => orNone(value, (one) => percentText(one, 1, locale), none);
	const rows = windows.map(({ months, treated, comparison, difference, lower, upper }) => {
		const of = { estimate: difference ?? 0, lower, upper };
		const formats = outcomeFormats({ scale: { kind: 'share' } }, of, locale);
		const change = (value: number | null) => orNone(value, formats.signed, none);
		return {
			months: count(months, locale),
			...{ treated: share(treated), comparison: share(comparison) },
			...{ difference: change(difference), lower: change(lower), upper: change(upper) }
		};
	});
	const keys = ['months', 'treated', 'comparison', 'difference', 'lower', 'upper'] as const;
	const caption = `${m.impact_windows({}, { locale })}: ${wordsOf(declared.label, locale)}`;
	return [{ caption, table: pictureTable(headings(keys, locale), ['months'], rows) }];
}
