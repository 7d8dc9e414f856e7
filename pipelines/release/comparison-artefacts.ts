import { join } from 'node:path';
import { comparisonKey, comparisonRow, estimateRow } from '#lib/model/estimate-row.ts';
import type { Artefact } from '#lib/model/manifest.ts';
import type { Declarations } from '../declarations/declarations.ts';
import { openDuckDB } from '../duckdb.ts';
import { comparisonsFile, compareSurveys } from '../steps/compare.ts';
import {
	type ProtectedSource,
	protectComparisons
} from '../steps/protect/figures/protect-comparisons.ts';
import type { ArtefactCache } from './artefact-cache.ts';
import { type PublishableSurvey, rulesOf } from './protected-figures.ts';
import { tableArtefact, writeVintage } from './vintage-table.ts';
import { surveyVerdicts } from './survey-verdicts.ts';
import { rowsIn, writeTable } from './table-file.ts';

interface ComparisonParts {
	readonly folder: string;
	readonly cache: ArtefactCache;
}

/** The declared comparisons, without those that would give a withheld figure away. */
export async function comparisonArtefacts(
	declarations: Declarations,
	built: readonly PublishableSurvey[],
	{ folder, cache }: ComparisonParts
): Promise<Artefact[]> {
	const { estimates: plan, indicators, release } = declarations;
	if (built.length === 0 || plan.comparisons.length === 0) return [];
	const concepts = [...declarations.concepts.values()];
	const asked = { plan, concepts, indicators, verdicts: surveyVerdicts(plan, declarations) };
	const surveys = built.map(({ declared: { survey }, built: { units } }) => ({
		survey: { id: survey.id, country: survey.country, synthetic: survey.synthetic },
		units: units.map(({ table, parquet }) => ({ ...table, path: parquet }))
	}));
	const made = await cache.artefacts({
		step: 'compare',
		inputs: [asked, built.map(({ declared, built }) => [declared.survey.id, built.hash])],
		run: (at) => compareSurveys({ ...asked, surveys }, at)
	});
	const path = 'comparisons.parquet';
	const options = { release: release.id, key: comparisonKey, out: join(folder, path) };
	const all = { path: join(made.folder, comparisonsFile), hash: made.hash };
	await writeVintage([await publishable(all, declarations, built, cache)], options);
	return [await tableArtefact(folder, { path, kind: 'comparisons' }, built)];
}

/** The comparisons of a release as they may be published; their file. */
async function publishable(
	all: { readonly path: string; readonly hash: string },
	declarations: Declarations,
	built: readonly PublishableSurvey[],
	cache: ArtefactCache
): Promise<string> {
	const sources = built.flatMap(({ declared: { survey }, guarded }) =>
		guarded
			? [{ id: survey.id, country: survey.country, rules: rulesOf(survey, declarations), guarded }]
			: []
	);
	if (sources.length === 0) return all.path;
	const countries = new Map(built.map(({ declared: { survey } }) => [survey.id, survey.country]));
	const { folder } = await cache.artefacts({
		step: 'protect-comparisons',
		inputs: [all.hash, sources.map(({ id, rules, guarded }) => [id, rules, guarded.hash])],
		run: async (at) => {
			const engine = await openDuckDB();
			try {
				const read: ProtectedSource[] = [];
				for (const { guarded, ...source } of sources)
					read.push({ ...source, rows: await rowsIn(engine, guarded.estimates, estimateRow) });
				const rows = await rowsIn(engine, all.path, comparisonRow);
				await writeTable({
					...{ engine, path: join(at, comparisonsFile), schema: comparisonRow },
					...{ key: comparisonKey, rows: protectComparisons(rows, read, countries) }
				});
			} finally {
				engine.close();
			}
		}
	});
	return join(folder, comparisonsFile);
}
