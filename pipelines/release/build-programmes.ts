import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { SurveyFigure } from '#lib/impact/evaluation/evaluation-input.ts';
import { estimateRow } from '#lib/model/estimate-row.ts';
import type { Evaluation } from '#lib/model/evaluation.ts';
import type { Profile } from '#lib/model/manifest.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { Declarations } from '../declarations/declarations.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import { openDuckDB } from '../duckdb.ts';
import type { Paths } from '../paths.ts';
import { peopleRules } from '../steps/protect/programmes/publish-evaluation.ts';
import { programmeFolder } from './programme-folder.ts';
import { shownFlow } from '../steps/protect/programmes/protect-evaluation.ts';
import { evaluatedProgramme } from '../steps/programmes/evaluate-programme.ts';
import { panelCsv, panelParquet } from '../steps/programmes/panel-files.ts';
import { programmeTables } from '../steps/programmes/programme-tables.ts';
import type { ArtefactCache } from './artefact-cache.ts';
import type { Progress } from './progress.ts';
import type { PublishableSurvey } from './protected-figures.ts';
import type { SourceHashes } from './source-hashes.ts';
import { rowsOfFile } from './table-file.ts';

export interface BuildProgrammesOptions {
	readonly profile: Profile;
	readonly paths: Paths;
	/** With their figures as the profile may have them. */
	readonly surveys: readonly PublishableSurvey[];
	readonly cache: ArtefactCache;
	readonly hashes: SourceHashes;
	readonly progress: Progress;
}

export interface ProgrammeOutcome {
	/** As it may be published. */
	readonly programme: Programme;
	readonly status: 'built' | 'source-not-present' | 'not-published';
	/** Absent unless built. */
	readonly evaluation?: Evaluation;
	/** Files of its panel on this machine; absent where rows may not leave. */
	readonly panel?: { readonly csv: string; readonly parquet: string };
}

/** Whether nobody and nothing in it is real. */
export const isSynthetic = ({ origin }: Pick<Programme, 'origin'>): boolean =>
	origin.kind === 'simulated' || (origin.kind === 'surveys' && origin.synthetic);

/** Every programme, evaluated where its files are there and the profile may have it. */
export async function programmeOutcomes(
	declarations: Declarations,
	options: BuildProgrammesOptions
): Promise<ProgrammeOutcome[]> {
	const outcomes: ProgrammeOutcome[] = [];
	for (const programme of declarations.programmes) {
		options.progress.step(`${programme.id}: evaluate`);
		outcomes.push(await programmeOutcome(programme, declarations, options));
	}
	return outcomes;
}

async function programmeOutcome(
	programme: Programme,
	declarations: Declarations,
	options: BuildProgrammesOptions
): Promise<ProgrammeOutcome> {
	const { profile, cache } = options;
	if (profile === 'public' && programme.tier === 'local')
		return { programme, status: 'not-published' };
	const folder = await programmeFolder(programme, options.paths, cache);
	const figures = await surveyFigures(programme, options);
	if ((folder === undefined && programme.files.length > 0) || figures === undefined)
		return { programme, status: 'source-not-present' };
	const rules = new Map(declarations.disclosure.map((one) => [one.id, one]));
	const hashes = await fileHashes(programme, folder ?? '', options);
	const data = createHash('sha256')
		.update(JSON.stringify([hashes, figures]))
		.digest('hex');
	const panel = programme.tier === 'open' || profile === 'local';
	const made = await cache.artefacts({
		step: 'evaluate',
		inputs: [programme, declarations.disclosure, data, panel],
		run: async (out) => {
			const tables = await tablesOf(programme, folder ?? '', out);
			return evaluatedProgramme(programme, {
				...{ tables, figures, data, rules, folder: out, panel },
				synthetic: isSynthetic(programme)
			});
		}
	});
	const at = (name: string) => join(made.folder, name);
	return {
		...{ programme: published(programme, rules), status: 'built', evaluation: made.result },
		...(made.result.panel && { panel: { csv: at(panelCsv), parquet: at(panelParquet) } })
	};
}

async function tablesOf(programme: Programme, folder: string, work: string) {
	const engine = await openDuckDB({ threads: 2 });
	try {
		return await programmeTables(programme, { engine, folder, work });
	} finally {
		engine.close();
	}
}

/** @throws DataError for a file that is not the one that the declaration was written for. */
async function fileHashes(
	{ id, files }: Programme,
	folder: string,
	{ hashes }: BuildProgrammesOptions
): Promise<string[]> {
	const found: string[] = [];
	for (const { path, sha256 } of files) {
		const hash = await hashes.of(join(folder, path));
		if (sha256 !== undefined && hash !== sha256)
			throw new DataError(`${id}: ${path} is another file than the declared one, sha256: ${hash}`);
		found.push(hash);
	}
	return found;
}

/** Figures of the surveys of a design by surveys; undefined where one of them was not built. */
async function surveyFigures(
	{ design, outcomes }: Programme,
	{ surveys }: BuildProgrammesOptions
): Promise<SurveyFigure[] | undefined> {
	if (design.kind !== 'survey') return [];
	const wanted = [...design.before, ...design.after];
	const territories = new Set([...design.treated, ...design.comparison]);
	const indicators = new Set(outcomes.flatMap(({ indicator }) => indicator ?? []));
	const figures: SurveyFigure[] = [];
	for (const id of wanted) {
		const survey = surveys.find(({ declared }) => declared.survey.id === id);
		if (!survey) return undefined;
		for (const row of await rowsOfFile(survey.figures, estimateRow)) {
			if (row.by_1 !== '' || !indicators.has(row.indicator) || !territories.has(row.territory))
				continue;
			const { estimate, standard_error: standardError, df, n, indicator, territory } = row;
			if (estimate === null || standardError === null) continue;
			figures.push({
				...{ indicator, survey: id, territory, estimate, standardError },
				...{ df: df ?? Infinity, n: n ?? 0 }
			});
		}
	}
	return figures;
}

/** As it may be published: people at each step are told in the numbers that protect them. */
function published(programme: Programme, rules: ReadonlyMap<string, DisclosureRules>): Programme {
	const own = peopleRules(programme, rules);
	return own ? { ...programme, flow: shownFlow(programme.flow, own) } : programme;
}
