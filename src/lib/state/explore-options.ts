import type { Catalogue, CatalogueSurvey } from '#lib/model/catalogue.ts';
import type { CategoryConcept, Concept } from '#lib/model/concept.ts';
import type { ExploreView } from '#lib/model/explore-view.ts';
import type { Indicator } from '#lib/model/indicator.ts';

/** What a survey of the release can answer from its rows. */
export function tableFor(survey: CatalogueSurvey, { unit, concept }: Indicator) {
	return survey.tables.find((table) => table.unit === unit && table.concepts.includes(concept));
}

/** What a survey without rows in the release has ready. */
function figuresFor(survey: CatalogueSurvey, { unit, concept }: Indicator) {
	return survey.figures.find((one) => one.unit === unit && one.concepts.includes(concept));
}

const canAnswer = (survey: CatalogueSurvey, indicator: Indicator) =>
	tableFor(survey, indicator) !== undefined || figuresFor(survey, indicator) !== undefined;

export const indicatorsOf = ({ indicators }: Catalogue, survey: CatalogueSurvey) =>
	indicators.filter((indicator) => canAnswer(survey, indicator));

const isCategory = (concept: Concept | undefined): concept is CategoryConcept =>
	concept?.kind === 'category';

/**
 * Concepts the answers of a view can be broken down by, or narrowed to; of figures that stand ready
 * those that go together with the ones that were chosen.
 */
export function breakdownsOf(
	{ concepts }: Catalogue,
	survey: CatalogueSurvey,
	indicator: Indicator,
	chosen: readonly string[] = []
): CategoryConcept[] {
	const ready = figuresFor(survey, indicator)?.breakdowns.filter((by) =>
		chosen.every((concept) => by.includes(concept))
	);
	const offered = tableFor(survey, indicator)?.concepts ?? [...new Set(ready?.flat() ?? [])];
	return offered
		.map((id) => concepts.find((concept) => concept.id === id))
		.filter(isCategory)
		.filter(({ id, breakdown }) => breakdown && id !== indicator.concept);
}

/** Whether the figures of a breakdown stand ready, in whatever order. */
const isReady = (survey: CatalogueSurvey, indicator: Indicator, by: readonly string[]) =>
	figuresFor(survey, indicator)?.breakdowns.some(
		(one) => one.length === by.length && by.every((concept) => one.includes(concept))
	) ?? false;

export interface ResolvedView {
	readonly view: ExploreView;
	readonly survey: CatalogueSurvey;
	readonly indicator: Indicator;
}

/** The view with its parts, or the first thing in it that the release does not have. */
export function resolvedView(catalogue: Catalogue, view: ExploreView): ResolvedView | string {
	const survey = catalogue.surveys.find(({ id }) => id === view.survey);
	if (!survey || (survey.tables.length === 0 && survey.figures.length === 0))
		return `survey: ${view.survey}`;
	const indicator = indicatorsOf(catalogue, survey).find(({ id }) => id === view.indicator);
	if (!indicator) return `indicator: ${view.indicator}`;
	const known = breakdownsOf(catalogue, survey, indicator);
	for (const id of view.by) if (!known.some((concept) => concept.id === id)) return `by: ${id}`;
	if (new Set(view.by).size !== view.by.length) return `by: ${view.by.join(', ')}`;
	const hasRows = tableFor(survey, indicator) !== undefined;
	if (!hasRows && !isReady(survey, indicator, view.by)) return `by: ${view.by.join(', ')}`;
	if (!hasRows && view.where.length > 0) return `only: ${view.where[0]?.concept ?? ''}`;
	if (!hasRows && view.unsure !== 'auto') return `unsure: ${view.unsure}`;
	for (const { concept, categories } of view.where) {
		const ids = known.find(({ id }) => id === concept)?.categories.map(({ id }) => id);
		const unknown = ids ? categories.find((id) => !ids.includes(id)) : concept;
		if (unknown !== undefined) return `only: ${unknown}`;
	}
	return { view, survey, indicator };
}

/** The view after another survey was chosen: what the new one does not have is left out. */
export function fittedView(catalogue: Catalogue, view: ExploreView): ExploreView {
	const survey = catalogue.surveys.find(({ id }) => id === view.survey);
	if (!survey) return view;
	const indicators = indicatorsOf(catalogue, survey);
	const indicator = indicators.find(({ id }) => id === view.indicator) ?? indicators[0];
	if (!indicator) return view;
	const known = breakdownsOf(catalogue, survey, indicator);
	const has = (id: string) => known.some((concept) => concept.id === id);
	const by = view.by.filter((id, i, all) => has(id) && all.indexOf(id) === i);
	if (tableFor(survey, indicator) === undefined)
		return {
			...{ ...view, indicator: indicator.id, where: [], unsure: 'auto' },
			by: isReady(survey, indicator, by) ? by : by.slice(0, 1)
		};
	return {
		...view,
		indicator: indicator.id,
		by,
		where: view.where.filter(({ concept }) => has(concept))
	};
}
