import type { Recompute } from '#lib/model/comparability.ts';
import type { CategoryConcept, Concept } from '#lib/model/concept.ts';
import type { DomainFilter } from '#lib/model/estimate-request.ts';
import type { Figure } from '#lib/model/figure.ts';
import type { Ages } from '#lib/model/properties.ts';
import type { Survey } from '#lib/model/survey.ts';

export interface UniverseOptions {
	/** Whose figure it is. */
	readonly survey: Pick<Survey, 'mappings'>;
	readonly concepts: ReadonlyMap<string, Concept>;
}

/**
 * What cuts a figure to the universe that it shares with another: categories whose declared ages or
 * area are exactly that, of a concept that the survey has for the same unit. Nothing where the figure
 * is about no others; undefined where no concept draws the line there.
 */
export function universeFilters(
	{ unit, properties }: Figure,
	{ ages, area }: Recompute,
	{ survey, concepts }: UniverseOptions
): DomainFilter[] | undefined {
	const own = survey.mappings
		.filter(({ units }) => units.includes(unit))
		.flatMap(({ concept }) => concepts.get(concept) ?? [])
		.filter((concept) => concept.kind === 'category');
	const first = (categoriesOf: (concept: CategoryConcept) => string[]) =>
		own
			.map((concept) => ({ concept: concept.id, categories: categoriesOf(concept) }))
			.find(({ categories }) => categories.length > 0);
	const { ages: surveyed } = properties;
	const cuts = [
		...(ages && surveyed && !isSame(ages, surveyed)
			? [first((concept) => categoriesOfAges(concept, ages, surveyed))]
			: []),
		...(area && area !== properties.area
			? [first((concept) => categoriesOfArea(concept, area))]
			: [])
	];
	const filters = cuts.filter((filter) => filter !== undefined);
	return filters.length === cuts.length ? filters : undefined;
}

const lastOf = ({ to = Infinity }: Ages) => to;

const isSame = (a: Ages, b: Ages) => a.from === b.from && lastOf(a) === lastOf(b);

/** The categories that together hold all people of these ages in a survey, and nobody else. */
function categoriesOfAges({ categories }: CategoryConcept, wanted: Ages, surveyed: Ages): string[] {
	const inside = categories
		.flatMap(({ id, ages }) => {
			if (!ages) return [];
			const from = Math.max(ages.from, surveyed.from);
			const to = Math.min(lastOf(ages), lastOf(surveyed));
			return from >= wanted.from && to <= lastOf(wanted) && from <= to ? [{ id, from, to }] : [];
		})
		.sort((a, b) => a.from - b.from);
	const next = inside.reduce((age, { from, to }) => (from === age ? to + 1 : age), wanted.from);
	return next === lastOf(wanted) + 1 ? inside.map(({ id }) => id) : [];
}

const categoriesOfArea = ({ categories }: CategoryConcept, wanted: Recompute['area']): string[] =>
	categories.filter(({ area }) => area === wanted).map(({ id }) => id);
