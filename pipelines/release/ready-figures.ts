import type { MergeableFigures, ReadyFigures, UnitTable } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import { type ReplicateRow, replicateRow } from '#lib/model/replicate-row.ts';
import { declaredTables, dimensionsOf } from '../steps/declared-tables.ts';
import type { PublishableSurvey } from './protected-figures.ts';
import { rowsOfFile } from './table-file.ts';

/** Where the totals of a survey under replicate weights lie in a release. */
export const replicatesPath = (survey: string) => `replicates/${survey}.parquet`;

const place = replicateRow.pick({
	...{ indicator: true, territory: true, unit: true },
	...{ by_1: true, category_1: true, by_2: true, category_2: true }
});
type Place = Pick<ReplicateRow, keyof typeof place.shape>;

/** Of every survey that has totals under replicate weights what they are about. */
export async function replicatePlaces(
	built: readonly PublishableSurvey[]
): Promise<ReadonlyMap<string, readonly Place[]>> {
	const found = new Map<string, readonly Place[]>();
	for (const { declared, guarded } of built)
		if (guarded?.replicates !== undefined)
			found.set(declared.survey.id, await rowsOfFile(guarded.replicates, place));
	return found;
}

export interface ReadyContext {
	readonly plan: EstimatePlan;
	readonly concepts: ReadonlyMap<string, Concept>;
	readonly survey: { readonly id: string; readonly country: string };
	readonly places: readonly Place[];
}

/** What is made of every indicator of a unit, whether or not its rows are published. */
export function figuresReady(table: UnitTable, context: ReadyContext): ReadyFigures {
	const { path, rows, csv, ...design } = table;
	const { plan, survey, places } = context;
	const has = (concept: string) => table.concepts.includes(concept);
	const own = places.filter(({ unit }) => unit === table.unit);
	return {
		...design,
		breakdowns: declaredTables(plan, has).map(dimensionsOf),
		wholeOnly: plan.wholeOnly.filter(has),
		contrasts: plan.comparisons.flatMap((one) =>
			one.kind === 'groups' && has(one.concept) ? [one.concept] : []
		),
		...(own.length > 0 && {
			totals: { path: replicatesPath(survey.id), mergeable: mergeableOf(own, table, context) }
		})
	};
}

/** The breakdowns of each indicator that have totals, with the categories that these are about. */
function mergeableOf(
	places: readonly Place[],
	{ concepts: own }: UnitTable,
	{ plan, concepts, survey }: ReadyContext
): MergeableFigures[] {
	const found = new Map<string, { indicator: string; categories: Map<string, Set<string>> }>();
	for (const one of places) {
		const at = [
			...(one.territory === survey.country
				? []
				: [[territoryConcept(one), one.territory] as const]),
			...(
				[
					[one.by_1, one.category_1],
					[one.by_2, one.category_2]
				] as const
			).filter(([by]) => by !== '')
		];
		if (at.length === 0) continue;
		const key = JSON.stringify([one.indicator, at.map(([concept]) => concept)]);
		const { categories } = found.get(key) ?? { categories: new Map<string, Set<string>>() };
		for (const [concept, category] of at)
			categories.set(concept, (categories.get(concept) ?? new Set()).add(category));
		found.set(key, { indicator: one.indicator, categories });
	}
	return [...found.values()].map(({ indicator, categories }) => ({
		indicator,
		categories: Object.fromEntries([...categories].map(([concept, all]) => [concept, [...all]]))
	}));

	function territoryConcept({ territory }: Place): string {
		return (
			plan.territories.find((id) => {
				const concept = own.includes(id) ? concepts.get(id) : undefined;
				return concept?.kind === 'category' && concept.categories.some((c) => c.id === territory);
			}) ?? ''
		);
	}
}
