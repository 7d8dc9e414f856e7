import type { CellCache } from '#lib/estimate/cell-cache.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import { estimateTable, typedTable } from '#lib/estimate/typed-table.ts';
import { profilesOf } from '#lib/estimate/verdict.ts';
import { literal, sql, Statement } from '#lib/estimate/sql.ts';
import { join } from 'node:path';
import { type Catalogue, type UnitTable, unitTableOf } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import { type EstimateRequestInput, estimateRequest } from '#lib/model/estimate-request.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import { type ExploreDefaults, type ExplorePage, viewRequest } from '#lib/model/explore-view.ts';
import { DataError } from '#lib/errors.ts';
import type { NodeEngine } from '../duckdb.ts';

export interface AskOptions {
	readonly engine: NodeEngine;
	/** Of that engine, and its only one: two would name their tables alike. */
	readonly cache: CellCache;
	/** The folder of the release. */
	readonly folder: string;
	readonly catalogue: Catalogue;
}

/** Answers a request from the published rows of a release, in Node. */
export async function ask(input: EstimateRequestInput, options: AskOptions): Promise<EstimateSet> {
	const { cache, catalogue } = options;
	const request = estimateRequest.parse(input);
	const unit = unitTableOf(catalogue, request);
	if (!unit) throw new DataError(`no rows in this release: ${request.survey} ${request.unit}`);
	const name = `${request.survey}.${request.unit}`;
	await load(name, unit, options);
	const table = estimateTable(name, unit, { concepts: catalogue.concepts, weight: request.weight });
	return estimate(request, { cache, table, profiles: profilesOf(catalogue) });
}

async function load(name: string, unit: UnitTable, { engine, folder, catalogue }: AskOptions) {
	const known = await engine.query(
		sql`SELECT 1 AS known FROM duckdb_tables() WHERE table_name = ${name}`
	);
	if (known.length > 0) return;
	const concepts = unit.concepts
		.map((id) => catalogue.concepts.find((concept) => concept.id === id))
		.filter((concept): concept is Concept => concept !== undefined);
	const path = new Statement([literal(join(folder, unit.path))], []);
	await engine.execute(typedTable(name, sql`read_parquet(${path})`, unit, concepts));
}

/** The page the explorer opens with: the first preferred view that this release can answer. */
export async function explorePageOf(
	{ views, profile }: ExploreDefaults,
	options: AskOptions
): Promise<ExplorePage | undefined> {
	const { surveys, indicators } = options.catalogue;
	for (const view of views) {
		const indicator = indicators.find(({ id }) => id === view.indicator);
		const survey = surveys.find(({ id }) => id === view.survey);
		if (indicator && survey?.tables.some((table) => table.unit === indicator.unit))
			return { view, answer: await ask(viewRequest(view, indicator, profile), options) };
	}
	return undefined;
}
