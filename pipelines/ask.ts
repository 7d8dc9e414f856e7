import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { CellCache } from '#lib/estimate/cell-cache.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import { literal, sql, Statement } from '#lib/estimate/sql.ts';
import { estimateTable, typedTable } from '#lib/estimate/typed-table.ts';
import { profilesOf } from '#lib/estimate/verdict.ts';
import { type Catalogue, type UnitTable, unitTableOf } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import { type EstimateRequestInput, estimateRequest } from '#lib/model/estimate-request.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import type { NodeEngine } from './duckdb.ts';

export interface AskOptions {
	readonly engine: NodeEngine;
	/** Of that engine, and its only one: two would name their tables alike. */
	readonly cache: CellCache;
	/** That the paths of the tables are relative to. */
	readonly folder: string;
	readonly catalogue: Pick<Catalogue, 'surveys' | 'concepts' | 'quality'>;
}

/** Answers a request from the rows of a release, in Node. */
export async function ask(input: EstimateRequestInput, options: AskOptions): Promise<EstimateSet> {
	const { engine, cache, folder, catalogue } = options;
	const request = estimateRequest.parse(input);
	const unit = unitTableOf(catalogue, request);
	if (!unit) throw new DataError(`no rows in this release: ${request.survey} ${request.unit}`);
	const name = `${request.survey}.${request.unit}`;
	await loadUnit(engine, name, { unit, path: join(folder, unit.path), ...catalogue });
	const table = estimateTable(name, unit, { concepts: catalogue.concepts, weight: request.weight });
	return estimate(request, { cache, table, profiles: profilesOf(catalogue) });
}

export interface UnitRows {
	readonly unit: UnitTable;
	/** Of its Parquet file. */
	readonly path: string;
	/** Those of the unit, and perhaps more. */
	readonly concepts: readonly Concept[];
}

/** Makes a table of a unit's rows, unless the engine has it. */
export async function loadUnit(
	engine: NodeEngine,
	name: string,
	{ unit, path, concepts }: UnitRows
): Promise<void> {
	const known = await engine.query(
		sql`SELECT 1 AS known FROM duckdb_tables() WHERE table_name = ${name}`
	);
	if (known.length > 0) return;
	const own = unit.concepts
		.map((id) => concepts.find((concept) => concept.id === id))
		.filter((concept): concept is Concept => concept !== undefined);
	const file = new Statement([literal(path)], []);
	await engine.execute(typedTable(name, sql`read_parquet(${file})`, unit, own));
}
