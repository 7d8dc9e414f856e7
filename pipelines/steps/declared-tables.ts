import type { EstimatePlan } from '#lib/model/estimate-plan.ts';

/** The concepts by which the figures of one table are broken down. */
export interface DeclaredTable {
	/** A concept whose categories are territories. */
	readonly territory: string | undefined;
	readonly by: readonly string[];
}

/** The concepts of a table, its territories first. */
export const dimensionsOf = ({ territory, by }: DeclaredTable): string[] => [
	...(territory === undefined ? [] : [territory]),
	...by
];

/** Whether a plan has a table of the indicators of a concept. */
export const hasTable = (
	{ wholeOnly }: Pick<EstimatePlan, 'wholeOnly'>,
	concept: string,
	table: DeclaredTable
): boolean => dimensionsOf(table).length === 0 || !wholeOnly.includes(concept);

/** The tables that a plan makes of every indicator of a unit that has these concepts. */
export function declaredTables(
	{ territories, breakdowns, pairs }: EstimatePlan,
	has: (concept: string) => boolean
): DeclaredTable[] {
	const singles = breakdowns.filter(has);
	const both = pairs.filter((pair) => pair.every(has));
	return [undefined, ...territories.filter(has)].flatMap((territory) => [
		{ territory, by: [] },
		...singles.filter((one) => one !== territory).map((one) => ({ territory, by: [one] })),
		...(territory === undefined ? both.map((by) => ({ territory, by })) : [])
	]);
}
