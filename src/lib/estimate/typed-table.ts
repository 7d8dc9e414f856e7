import type { Concept } from '#lib/model/concept.ts';
import type { UnitTable } from '#lib/model/catalogue.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { type EstimateTable, type TableColumn, missingColumn } from './estimate-table.ts';
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
	const codes = [unit.stratum, unit.psu, unit.ssu]
		.filter((column) => column !== undefined)
		.map(identifier);
	const columns = [
		...unit.weights.map(({ column }) => sql`${identifier(column)}`),
		...codes.map((column) => sql`${column}::INTEGER AS ${column}`),
		...[...unit.fpc, ...(unit.replicates?.columns ?? [])].map(
			(column) => sql`${identifier(column)}`
		),
		...concepts.map(typedColumn)
	];
	return sql`CREATE OR REPLACE TABLE ${identifier(name)} AS SELECT ${joined(columns, ', ')} FROM ${from}`;
}

/** The same table with more columns, which lie in `from` row by row in the same order. */
export const widerTable = (
	name: string,
	from: Statement,
	concepts: readonly Concept[]
): Statement => sql`CREATE OR REPLACE TABLE ${identifier(name)} AS
	SELECT ${identifier(name)}.*, ${joined(concepts.map(typedColumn), ', ')}
	FROM ${identifier(name)} POSITIONAL JOIN ${from}`;

/** The same table as estimation sees it, with the weight asked for, or the first. */
export function estimateTable(
	name: string,
	unit: UnitTable,
	{
		concepts,
		weight
	}: { readonly concepts: readonly Concept[]; readonly weight?: string | undefined }
): EstimateTable {
	const chosen = unit.weights.find(({ id }) => id === weight) ?? unit.weights[0];
	const { stratum, psu, ssu, fpc, lonely, adjustDomains, firstStageOnly } = unit;
	const { replicates, resampling, calibration } = unit;
	const columns = concepts
		.filter(({ id }) => unit.concepts.includes(id))
		.map((one) => [one.id, columnOf(one)] as const);
	return {
		name,
		weight: chosen?.column ?? '',
		weightSums: chosen?.sums,
		...{ stratum, psu, ssu, fpc, lonely, adjustDomains, firstStageOnly },
		...{ replicates, resampling, calibration },
		completeness: unit.completeness,
		assumedDeff: unit.assumedDeff?.value,
		columns: new Map(columns)
	};
}

const columnOf = (concept: Concept): TableColumn =>
	concept.kind === 'number'
		? { kind: 'number' }
		: { kind: 'category', categories: concept.categories.map(({ id }) => id) };

/** Columns of the file of a unit that its design and these concepts need. */
export function sourceColumns(unit: UnitTable, concepts: readonly Concept[]): string[] {
	const design = [unit.stratum, unit.psu, unit.ssu].filter((column) => column !== undefined);
	const weights = unit.weights.map(({ column }) => column);
	const replicates = unit.replicates?.columns ?? [];
	return [...design, ...unit.fpc, ...weights, ...replicates, ...conceptColumns(concepts)];
}

/** Columns of that file that only these concepts need. */
export const conceptColumns = (concepts: readonly Concept[]): string[] =>
	concepts.flatMap(({ id, kind }) => (kind === 'number' ? [id, missingColumn(id)] : [id]));
