import { join } from 'node:path';
import type { ReleaseEngine } from '#lib/engine/release-engine.ts';
import { analyse } from '#lib/estimate/analyse.ts';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { compare } from '#lib/estimate/compare.ts';
import type { EstimateOptions } from '#lib/estimate/prepared.ts';
import { estimateTable } from '#lib/estimate/typed-table.ts';
import { type Catalogue, unitTableOf } from '#lib/model/catalogue.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import { ask, loadUnit } from '../../pipelines/ask.ts';
import type { NodeEngine } from '../../pipelines/duckdb.ts';

interface About {
	readonly survey: string;
	readonly unit: UnitDesign['id'];
	readonly weight?: string | undefined;
}

type Answers = Pick<ReleaseEngine, 'ask' | 'compare' | 'standardised'>;

/** What the engine of a page answers from the rows of a release, in Node. */
export function nodeReleaseEngine(
	engine: NodeEngine,
	{ catalogue, folder }: { readonly catalogue: Catalogue; readonly folder: string }
): ReleaseEngine {
	const cache = new CellCache(engine);
	const loaded = async (about: About): Promise<EstimateOptions> => {
		const unit = unitTableOf(catalogue, about)!;
		const name = `${about.survey}.${about.unit}`;
		await loadUnit(engine, name, { unit, path: join(folder, unit.path), ...catalogue });
		const table = estimateTable(name, unit, { ...catalogue, weight: about.weight });
		return { cache, table, profiles: new Map() };
	};
	const own: Answers = {
		ask: (request) => ask(request, { engine, cache, folder, catalogue }),
		compare: async (request) => compare(request, await loaded(request)),
		standardised: async (request) => analyse(request, await loaded(request))
	};
	return own as unknown as ReleaseEngine;
}
