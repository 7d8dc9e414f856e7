import { longDate } from '#lib/format/dates.ts';
import { count } from '#lib/format/numbers.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { nameOf, wordsOf } from '#lib/model/catalogue-words.ts';
import type { Locale } from '#lib/model/localized.ts';
import type { ProgrammeSource } from '#lib/model/programme-series.ts';
import { codeWords } from './coded.ts';
import { outcomeLabel } from './effect-texts.ts';
import { type ImpactWords, capital, declaredOutcome, mainOutcome } from './impact-words.ts';

export interface CardTerm {
	readonly term: string;
	readonly meaning: string;
}

/** What was asked, of whom, against what, and by which method. */
export function designCard(words: ImpactWords): CardTerm[] {
	const { page, locale } = words;
	const { programme } = page;
	const said = (text: Parameters<typeof wordsOf>[0]) => wordsOf(text, locale);
	const main = mainOutcome(words);
	const declared = declaredOutcome(words, main.outcome);
	const { source, caution } = declared;
	const outcome = [
		outcomeLabel(declared, locale),
		source && said(source),
		caution && said(caution)
	];
	const terms: [string, string | undefined][] = [
		[m.impact_card_question({}, { locale }), said(programme.question)],
		[m.impact_card_population({}, { locale }), said(programme.population)],
		[m.impact_card_treatment({}, { locale }), said(programme.treatment)],
		[m.impact_card_start({}, { locale }), startText(words)],
		[m.impact_card_comparison({}, { locale }), said(programme.comparison)],
		[m.impact_card_outcome({}, { locale }), outcome.filter(Boolean).join('. ')],
		[m.impact_card_estimand({}, { locale }), codeWords('estimand', programme.estimand, locale)],
		...methodTerms(words),
		...countTerms(words),
		[m.impact_card_exclusions({}, { locale }), programme.exclusions.map(said).join('; ')],
		[m.impact_card_data({}, { locale }), dataText(words)],
		[m.impact_card_licence({}, { locale }), programme.licence],
		[m.impact_card_series({}, { locale }), page.sources.map(sourceText(locale)).join(' ')],
		[m.impact_card_registration({}, { locale }), registrationText(words)]
	];
	return terms.flatMap(([term, meaning]) => (meaning ? [{ term, meaning }] : []));
}

function startText({ page }: ImpactWords): string {
	const { starts } = page.evaluation.counts;
	return starts.length > 0 ? starts.join(', ') : page.programme.started;
}

function methodTerms(words: ImpactWords): [string, string | undefined][] {
	const { page, locale } = words;
	const { effect } = mainOutcome(words);
	const design = codeWords('design', page.programme.design.kind, locale);
	if (effect.kind === 'refused') return [[m.impact_card_method({}, { locale }), design]];
	const estimator = codeWords('estimator', effect.estimator, locale);
	const isSame = capital(estimator, locale) === capital(design, locale);
	const variance = codeWords('variance', effect.variance, locale);
	return [
		[m.impact_card_method({}, { locale }), isSame ? design : `${design}: ${estimator}`],
		[m.impact_card_error({}, { locale }), capital(variance, locale)]
	];
}

function countTerms({ page, locale }: ImpactWords): [string, string | undefined][] {
	const { counts } = page.evaluation;
	const n = (value: number) => count(value, locale);
	const { clusters, treatedClusters, periods, first, last } = counts;
	return [
		[
			m.impact_card_units({}, { locale }),
			m.impact_card_units_of(
				{
					...{ units: n(counts.units), rows: n(counts.rows) },
					...{ treated: n(counts.treatedUnits), comparison: n(counts.comparisonUnits) }
				},
				{ locale }
			)
		],
		[
			m.impact_card_clusters({}, { locale }),
			clusters === null
				? undefined
				: treatedClusters === null
					? n(clusters)
					: m.impact_card_clusters_of(
							{ clusters: n(clusters), treated: n(treatedClusters) },
							{ locale }
						)
		],
		[
			m.impact_card_periods({}, { locale }),
			periods === null || first === null || last === null
				? undefined
				: m.impact_card_periods_of({ periods: n(periods), first, last }, { locale })
		]
	];
}

/** Whose figures a series has, by which edition, and under which licence. */
const sourceText =
	(locale: Locale) =>
	({ title, citation, licence, vintage, retrieved }: ProgrammeSource): string =>
		m.impact_card_series_of(
			{
				...{ title: wordsOf(title, locale), citation, licence },
				...{ vintage: wordsOf(vintage, locale), retrieved: longDate(retrieved, locale) }
			},
			{ locale }
		);

const dataText = ({ page, locale, release }: ImpactWords) =>
	m.impact_card_data_of(
		{
			...{ producer: nameOf(page.programme.producer, locale), release },
			hash: page.evaluation.data.slice(0, 12)
		},
		{ locale }
	);

function registrationText({ page, locale }: ImpactWords): string {
	const { registration } = page.programme;
	if (registration.kind === 'not-registered') return m.impact_card_not_registered({}, { locale });
	const { by, where, date } = registration;
	return m.impact_card_registered(
		{ by: nameOf(by, locale), where: nameOf(where, locale), date: longDate(date, locale) },
		{ locale }
	);
}
