import type { UnitTable } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { GroupedCategories, UnitRisk } from '#lib/model/row-risk.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import type { Survey } from '#lib/model/survey.ts';
import { type PublishedAreas, smallAreas } from './territory-cut.ts';

/** What the declarations say of how rows are protected. */
export interface RowContext extends PublishedAreas {
	readonly concepts: ReadonlyMap<string, Concept>;
	readonly disclosure: readonly DisclosureRules[];
}

/** How the rows of one unit are protected. */
export interface RowRules {
	readonly k: number;
	readonly maxUniqueShare: number | undefined;
	/** Concepts of the unit. */
	readonly keys: readonly string[];
	readonly groups: readonly Omit<GroupedCategories, 'rows'>[];
	/** Concepts whose answers are withheld of people who may be under 18. */
	readonly sensitive: readonly string[];
	readonly ages: readonly AgeConcept[];
	readonly householdLinks: UnitRisk['householdLinks'];
}

/** A concept that tells of somebody that they are of age. */
export interface AgeConcept {
	readonly concept: string;
	/** Its categories of people of age; absent: a number of years. */
	readonly adult?: readonly string[];
}

/** From this age on people answer for themselves. */
export const adultAge = 18;

type Protected = Pick<Survey, 'protection' | 'mappings' | 'properties'>;

/** The rules for a unit of a survey that declares a protection; undefined where it declares none. */
export function rowRules(
	survey: Protected,
	table: Pick<UnitTable, 'unit' | 'ssu' | 'concepts'>,
	context: RowContext
): RowRules | undefined {
	const { protection } = survey;
	const rules = context.disclosure.find(({ id }) => id === protection?.rules);
	if (!protection || !rules) return undefined;
	const concepts = table.concepts.flatMap((id) => context.concepts.get(id) ?? []);
	// A row of a household is all that its code is of.
	const isLinked = table.ssu !== undefined && table.unit !== 'household';
	const declared = protection.householdLinks ? 'declared' : 'cut';
	return {
		k: protection.k ?? rules.k,
		maxUniqueShare: protection.maxUniqueShare,
		keys: protection.keys.filter((key) => table.concepts.includes(key)),
		groups: concepts.flatMap((concept) => groupsOf(concept, survey, context)),
		sensitive: minorsAreAsked(survey, table.unit) ? sensitiveConcepts(concepts) : [],
		ages: ageConcepts(concepts),
		householdLinks: isLinked ? declared : 'none'
	};
}

/** Declared groups, and small areas that no group holds. */
function groupsOf(
	concept: Concept,
	{ protection }: Pick<Survey, 'protection'>,
	areas: PublishedAreas
): RowRules['groups'] {
	const declared = (protection?.groups ?? [])
		.filter((group) => group.concept === concept.id)
		.map((group) => ({ ...group, because: 'declared' as const }));
	const held = declared.flatMap(({ of }) => of);
	const of = smallAreas(concept, areas).filter((id) => !held.includes(id));
	const cut = { concept: concept.id, of, into: 'withheld', because: 'small-area' as const };
	return of.length === 0 ? declared : [...declared, cut];
}

/** Whether rows of a unit may hold sensitive answers of people under 18 that are not to be published. */
export function minorsAreAsked(
	{ protection, properties }: Pick<Survey, 'protection' | 'properties'>,
	unit: UnitDesign['id']
): boolean {
	const from = properties?.ages?.from ?? 0;
	return unit !== 'household' && from < adultAge && protection?.minorsSensitive === false;
}

export const sensitiveConcepts = (concepts: readonly Concept[]): string[] =>
	concepts.filter(({ sensitive }) => sensitive).map(({ id }) => id);

/** Concepts that tell of somebody that they are of age. */
export const ageConcepts = (concepts: readonly Concept[]): AgeConcept[] =>
	concepts.flatMap((concept): AgeConcept[] => {
		if (concept.kind === 'number') return concept.age ? [{ concept: concept.id }] : [];
		const adult = concept.categories.filter(({ ages }) => ages && ages.from >= adultAge);
		return adult.length === 0 ? [] : [{ concept: concept.id, adult: adult.map(({ id }) => id) }];
	});
