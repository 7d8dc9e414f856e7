import { outcomeColumns } from '#lib/impact/evaluation/published-columns.ts';
import type { Programme } from '#lib/model/programme.ts';

/** Columns that a programme names, by the id of their file; none of a programme seen through surveys. */
export function programmeColumns({ design, outcomes }: Programme): ReadonlyMap<string, string[]> {
	if (design.kind === 'survey') return new Map();
	const named = [...designColumns(design), ...outcomes.flatMap(outcomeColumns)];
	const columns = new Map([[design.table.file, distinct(named)]]);
	if (design.kind === 'panel' && design.geography.kind === 'neighbours') {
		const { file, unit, neighbour } = design.geography;
		columns.set(file, distinct([...(columns.get(file) ?? []), unit, neighbour]));
	}
	return columns;
}

type Design = Exclude<Programme['design'], { kind: 'survey' }>;

const distinct = (names: readonly (string | undefined)[]): string[] => [
	...new Set(names.filter((name) => name !== undefined))
];

function designColumns(design: Design): (string | undefined)[] {
	switch (design.kind) {
		case 'panel': {
			const { unit, period, start, treated, cluster, weight, group, covariates } = design.table;
			const { geography } = design;
			const places = geography.kind === 'coordinates' ? [geography.x, geography.y] : [];
			const roles = [unit, period, start, treated, cluster, weight, group];
			return [...roles, ...covariates.map(({ column }) => column), ...places];
		}
		case 'series':
			return [design.table.period, design.table.control];
		case 'discontinuity': {
			const { running, cluster, covariates } = design.table;
			return [running, cluster, ...covariates.map(({ column }) => column)];
		}
		case 'cohort': {
			const { arm, time, event, stratum, covariates } = design.table;
			return [arm, time, event, stratum, ...covariates.map(({ column }) => column)];
		}
	}
}
