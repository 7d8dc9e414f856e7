import type { Concept } from '#lib/model/concept.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { missingColumn, type EstimateTable } from './estimate-table.ts';
import { type Statement, identifier, inlined, joined, sql } from './sql.ts';

const enumOf = (values: readonly string[]) =>
	inlined(
		joined(
			values.map((value) => sql`${value}`),
			', '
		)
	);

function typedColumn(concept: Concept): Statement {
	const column = identifier(concept.id);
	if (concept.kind === 'number') {
		const missing = identifier(missingColumn(concept.id));
		return sql`${column}::DOUBLE AS ${column}, ${missing}::ENUM(${enumOf(missingReasons)}) AS ${missing}`;
	}
	const values = [...concept.categories.map(({ id }) => id), ...missingReasons];
	return sql`${column}::ENUM(${enumOf(values)}) AS ${column}`;
}

/**
 * The rows of one unit with categories as enumerations in the order of their concept: smaller,
 * quicker to group, and a category nobody declared is an error.
 */
export function typedTable(
	name: string,
	from: Statement,
	unit: UnitTable,
	concepts: readonly Concept[]
): Statement {
	const codes = [unit.stratum, unit.psu].filter((column) => column !== undefined).map(identifier);
	const columns = [
		...unit.weights.map(({ column }) => sql`${identifier(column)}`),
		...codes.map((column) => sql`${column}::INTEGER AS ${column}`),
		...(unit.fpc === undefined ? [] : [sql`${identifier(unit.fpc)}`]),
		...concepts.map(typedColumn)
	];
	return sql`CREATE OR REPLACE TABLE ${identifier(name)} AS SELECT ${joined(columns, ', ')} FROM ${from}`;
}

/** The same table as estimation sees it, with the weight asked for, or the first. */
export function estimateTable(name: string, unit: UnitTable, weight?: string): EstimateTable {
	const chosen = unit.weights.find(({ id }) => id === weight) ?? unit.weights[0];
	const { stratum, psu, fpc, completeness } = unit;
	return { name, weight: chosen?.column ?? '', stratum, psu, fpc, completeness };
}
