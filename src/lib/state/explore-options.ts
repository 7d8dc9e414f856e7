import {
	type AskedMeasure,
	type ConceptMeasure,
	indicatorMeasure,
	measureOfConcept
} from '#lib/model/asked-measure.ts';
import type { Catalogue, CatalogueSurvey, UnitTable } from '#lib/model/catalogue.ts';
import type { CategoryConcept, Concept } from '#lib/model/concept.ts';
import type { ExploreView } from '#lib/model/explore-view.ts';
import type { Indicator } from '#lib/model/indicator.ts';

type About = Pick<AskedMeasure, 'unit' | 'concept'>;

/** What a survey of the release can answer from its rows. */
export function tableFor(survey: CatalogueSurvey, { unit, concept }: About) {
	return survey.tables.find((table) => table.unit === unit && table.concepts.includes(concept));
}

/** What a survey without rows in the release has ready: declared indicators. */
function figuresFor(survey: CatalogueSurvey, { unit, concept }: About) {
	return survey.figures.find((one) => one.unit === unit && one.concepts.includes(concept));
}

export const canAnswer = (survey: CatalogueSurvey, asked: About): boolean =>
	tableFor(survey, asked) !== undefined || figuresFor(survey, asked) !== undefined;

export const indicatorsOf = ({ indicators }: Catalogue, survey: CatalogueSurvey): Indicator[] =>
	indicators.filter((indicator) => canAnswer(survey, indicator));

/** Every concept of the rows of a survey, by unit. */
export const conceptsOf = (
	{ concepts }: Catalogue,
	{ tables }: { readonly tables: readonly Pick<UnitTable, 'unit' | 'concepts'>[] }
): { readonly concept: Concept; readonly unit: ConceptMeasure['unit'] }[] =>
	tables.flatMap(({ unit, concepts: ids }) =>
		ids.flatMap((id) => {
			const concept = concepts.find((one) => one.id === id);
			return concept ? [{ concept, unit }] : [];
		})
	);

const isCategory = (concept: Concept | undefined): concept is CategoryConcept =>
	concept?.kind === 'category';

/** A concept whose categories hold ages, all of them. */
export const isAges = (concept: Concept | undefined): concept is CategoryConcept =>
	isCategory(concept) && concept.categories.every(({ ages }) => ages !== undefined);

/** By what the figures of a measure stand ready. */
function readyBreakdowns(survey: CatalogueSurvey, asked: About): readonly (readonly string[])[] {
	const { breakdowns = [], wholeOnly = [] } = figuresFor(survey, asked) ?? {};
	return wholeOnly.includes(asked.concept)
		? breakdowns.filter((by) => by.length === 0)
		: breakdowns;
}

/**
 * Concepts the answers of a view can be broken down by, or narrowed to; of figures that stand ready
 * those that go together with the ones that were chosen.
 */
export function breakdownsOf(
	{ concepts }: Catalogue,
	survey: CatalogueSurvey,
	asked: About,
	chosen: readonly string[] = []
): CategoryConcept[] {
	const ready = readyBreakdowns(survey, asked).filter((by) =>
		chosen.every((concept) => by.includes(concept))
	);
	const offered = tableFor(survey, asked)?.concepts ?? [...new Set(ready.flat())];
	return offered
		.map((id) => concepts.find((concept) => concept.id === id))
		.filter(isCategory)
		.filter(({ id, breakdown }) => breakdown && id !== asked.concept);
}

/** Whether the figures of a breakdown stand ready, in whatever order. */
export const isReady = (survey: CatalogueSurvey, asked: About, by: readonly string[]): boolean =>
	readyBreakdowns(survey, asked).some(
		(one) => one.length === by.length && by.every((concept) => one.includes(concept))
	);

/** What a view measures; undefined where the release does not know it. */
export function measureOf(
	{ indicators, concepts }: Catalogue,
	{ indicator: id, of }: Pick<ExploreView, 'indicator' | 'of'>
): AskedMeasure | undefined {
	if (of) {
		const concept = concepts.find((one) => one.id === of.concept);
		return concept && measureOfConcept(concept, { ...of, categories: known(concept, of) });
	}
	const indicator = indicators.find((one) => one.id === id);
	return indicator && indicatorMeasure(indicator);
}

const known = (concept: Concept, { categories }: ConceptMeasure) =>
	isCategory(concept)
		? categories.filter((id) => concept.categories.some((one) => one.id === id))
		: categories;
