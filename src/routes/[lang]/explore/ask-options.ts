import { wordsOf } from '#lib/model/catalogue-words.ts';
import type { PickerGroup, PickerOption } from '#lib/components/option-search.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Catalogue, CatalogueSurvey } from '#lib/model/catalogue.ts';
import type { CategoryConcept } from '#lib/model/concept.ts';
import type { ExploreView } from '#lib/model/explore-view.ts';
import type { Locale } from '#lib/model/localized.ts';
import { canAnswer, conceptsOf, indicatorsOf } from '#lib/state/explore-options.ts';
import type { ResolvedView } from '#lib/state/resolved-view.ts';

const unavailable = {
	built: undefined,
	'source-not-present': m.survey_source_not_present,
	'not-published': m.survey_not_published
};

/** Every declared survey; one that cannot answer says why. */
export function sourceOptions(
	{ surveys }: Catalogue,
	locale: Locale,
	{
		beside,
		measure
	}: { readonly beside: readonly string[]; readonly measure?: ResolvedView['measure'] }
): PickerGroup[] {
	const options = surveys
		.filter(({ id }) => !beside.includes(id))
		.map((survey): PickerOption => {
			const why =
				unavailable[survey.status]?.({}, { locale }) ??
				(measure && !canAnswer(survey, measure)
					? m.survey_without_measure({}, { locale })
					: undefined);
			return {
				value: survey.id,
				label: wordsOf(survey.shortTitle, locale),
				detail: wordsOf(survey.universe, locale),
				unavailable: why
			};
		});
	return [{ options }];
}

/** How a measure stands in its picker: an indicator by its id, a concept with its unit. */
export const measureValue = ({ indicator, of }: Pick<ExploreView, 'indicator' | 'of'>): string =>
	of ? `${of.unit}:${of.concept}` : (indicator ?? '');

/** What the survey has declared indicators for, and every other question, which needs its rows. */
export function measureOptions(
	catalogue: Catalogue,
	survey: CatalogueSurvey,
	locale: Locale
): PickerGroup[] {
	const indicators = indicatorsOf(catalogue, survey).map(({ id, label: text, definition }) => ({
		value: id,
		label: wordsOf(text, locale),
		detail: wordsOf(definition, locale)
	}));
	const own = conceptsOf(catalogue, survey);
	const concepts = [...own, ...conceptsOf(catalogue, { tables: survey.figures })].map(
		({ concept, unit }, i) => ({
			value: `${unit}:${concept.id}`,
			label: wordsOf(concept.label, locale),
			detail: wordsOf(concept.definition, locale),
			unavailable: i < own.length ? undefined : m.ask_not_published({}, { locale })
		})
	);
	return [
		{ label: m.ask_indicators({}, { locale }), options: indicators },
		{ label: m.ask_concepts({}, { locale }), options: concepts }
	].filter(({ options }) => options.length > 0);
}

/** The view with what was picked: categories show their distribution, numbers their mean. */
export function withMeasure(
	{ indicator: _, of: __, ...view }: ExploreView,
	{ concepts }: Catalogue,
	value: string
): ExploreView {
	const [unit = '', concept] = value.split(':');
	if (concept === undefined) return { ...view, indicator: value };
	const isCategory = concepts.find(({ id }) => id === concept)?.kind === 'category';
	const of = {
		...{ concept, unit: unit as NonNullable<ExploreView['of']>['unit'], categories: [] },
		statistic: isCategory ? ('distribution' as const) : ('mean' as const)
	};
	return { ...view, of };
}

/** Concepts to break down by, after the word for none; one that is in use elsewhere says so. */
export function breakdownOptions(
	concepts: readonly CategoryConcept[],
	locale: Locale,
	{
		offered,
		used
	}: { readonly offered: readonly CategoryConcept[]; readonly used: readonly string[] }
): PickerGroup[] {
	const why = ({ id }: CategoryConcept) => {
		if (used.includes(id)) return m.ask_by_used({}, { locale });
		if (!offered.some((one) => one.id === id)) return m.ask_by_not_ready({}, { locale });
		return undefined;
	};
	return [
		{
			options: [
				{ value: '', label: m.ask_by_none({}, { locale }) },
				...concepts.map((concept) => ({
					value: concept.id,
					label: wordsOf(concept.label, locale),
					detail: wordsOf(concept.definition, locale),
					unavailable: why(concept)
				}))
			]
		}
	];
}
