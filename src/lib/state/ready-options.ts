import type { AskedMeasure } from '#lib/model/asked-measure.ts';
import type { CatalogueSurvey } from '#lib/model/catalogue.ts';
import type { CategoryConcept } from '#lib/model/concept.ts';
import type { ExploreView } from '#lib/model/explore-view.ts';
import { isReady, tableFor } from './explore-options.ts';

type Asked = Pick<AskedMeasure, 'id' | 'unit' | 'concept'>;

const totalsOf = ({ figures }: CatalogueSurvey, { unit }: Asked) =>
	figures.find((one) => one.unit === unit)?.totals;

/**
 * Whether a survey without rows in the release can be asked of some categories only: its figures by
 * all concepts of the question stand ready, and some of them can be merged.
 */
export function isMergeable(
	survey: CatalogueSurvey,
	asked: Asked,
	{ by, where }: Pick<ExploreView, 'by' | 'where'>
): boolean {
	const filtered = where.map(({ concept }) => concept);
	return (
		totalsOf(survey, asked) !== undefined &&
		isReady(survey, asked, filtered) &&
		isReady(survey, asked, [...new Set([...by, ...filtered])])
	);
}

/** The categories of a concept that a survey without rows can merge within a breakdown by others. */
function mergeableCategories(
	survey: CatalogueSurvey,
	asked: Asked,
	{ concept, beside }: { readonly concept: string; readonly beside: readonly string[] }
): readonly string[] {
	const concepts = [...new Set([concept, ...beside])];
	const found = totalsOf(survey, asked)?.mergeable.find(({ indicator, categories }) => {
		const names = Object.keys(categories);
		return (
			indicator === asked.id &&
			names.length === concepts.length &&
			concepts.every((id) => names.includes(id))
		);
	});
	const categories = found?.categories[concept] ?? [];
	return categories.length > 1 ? categories : [];
}

/**
 * Of the concepts that an answer can be narrowed to, the categories that every source has the means
 * for: of a survey without rows those whose figures can be merged.
 */
export const filterChoices = (
	concepts: readonly CategoryConcept[],
	{
		sources,
		measure,
		view: { by, where }
	}: {
		readonly sources: readonly CatalogueSurvey[];
		readonly measure: AskedMeasure;
		readonly view: Pick<ExploreView, 'by' | 'where'>;
	}
): CategoryConcept[] => {
	const ready = sources.filter((one) => !tableFor(one, measure));
	return concepts.map((concept) => {
		const beside = [...by, ...where.map((one) => one.concept)].filter((id) => id !== concept.id);
		const categories = concept.categories.filter(({ id }) =>
			ready.every((one) =>
				mergeableCategories(one, measure, { concept: concept.id, beside }).includes(id)
			)
		);
		return { ...concept, categories };
	});
};
