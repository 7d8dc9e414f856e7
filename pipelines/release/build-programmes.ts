import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { SurveyFigure } from '#lib/impact/evaluation/evaluation-input.ts';
import { estimateRow } from '#lib/model/estimate-row.ts';
import type { Evaluation } from '#lib/model/evaluation.ts';
import type { Profile } from '#lib/model/manifest.ts';
import type { ProgrammeSource } from '#lib/model/programme-series.ts';
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
import { isOfSeries, seriesTextTable } from '../steps/programmes/series-text-table.ts';
import type { ArtefactCache } from './artefact-cache.ts';
import type { SeriesOutcome } from './build-series.ts';
import type { Progress } from './progress.ts';
import { programmeSources, withSeriesBreaks } from './programme-sources.ts';
import type { PublishableSurvey } from './protected-figures.ts';
import type { SourceHashes } from './source-hashes.ts';
import { rowsOfFile } from './table-file.ts';

export interface BuildProgrammesOptions {
	readonly profile: Profile;
	readonly paths: Paths;
	/** With their figures as the profile may have them. */
	readonly surveys: readonly PublishableSurvey[];
	/** As they were built. */
	readonly series: readonly SeriesOutcome[];
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
	/** Of a programme whose figures are series. */
	readonly sources?: readonly ProgrammeSource[];
}

/** Whether nobody and nothing in it is real. */
export const isSynthetic = ({ origin }: Pick<Programme, 'origin'>): boolean =>
	origin.kind === 'simulated' ||
	((origin.kind === 'surveys' || origin.kind === 'series') && origin.synthetic);

/** Every programme, evaluated where its files are there and the profile may have it. */
export async function programmeOutcomes(
	declarations: Declarations,
	options: BuildProgrammesOptions
): Promise<ProgrammeOutcome[]> {
	const outcomes: ProgrammeOutcome[] = [];
	const declared = new Map(declarations.series.map((one) => [one.id, one]));
	for (const written of declarations.programmes) {
		options.progress.step(`${written.id}: evaluate`);
		const outcome = await programmeOutcome(
			withSeriesBreaks(written, declared),
			declarations,
			options
		);
		const sources = programmeSources(written, declared);
		outcomes.push({ ...outcome, ...(sources.length > 0 && { sources }) });
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
	const series = seriesFiles(programme, options);
	if ((folder === undefined && programme.files.length > 0) || !figures || !series)
		return { programme, status: 'source-not-present' };
	const rules = new Map(declarations.disclosure.map((one) => [one.id, one]));
	const hashes = await fileHashes(programme, folder ?? '', options);
	const data = createHash('sha256')
		.update(JSON.stringify([[...hashes, ...(await seriesHashes(series, options))], figures]))
		.digest('hex');
	const panel = programme.tier === 'open' || profile === 'local';
	const made = await cache.artefacts({
		step: 'evaluate',
		inputs: [programme, declarations.disclosure, data, panel],
		run: async (out) => {
			const { tables, notes } = await tablesOf(programme, { folder: folder ?? '', out, series });
			return evaluatedProgramme(programme, {
				...{ tables, notes, figures, data, rules, folder: out, panel },
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

interface TableFiles {
	readonly folder: string;
	readonly out: string;
	/** Of series, by their ids. */
	readonly series: ReadonlyMap<string, string>;
}

async function tablesOf(programme: Programme, { folder, out: work, series }: TableFiles) {
	const engine = await openDuckDB({ threads: 2 });
	try {
		const tables = new Map(await programmeTables(programme, { engine, folder, work }));
		if (!isOfSeries(programme)) return { tables, notes: [] };
		const { table, notes } = await seriesTextTable(programme, engine, series);
		return { tables: tables.set(programme.series.file, table), notes };
	} finally {
		engine.close();
	}
}

/** Files of the series that a programme names, by id; undefined where one of them was not built. */
function seriesFiles(
	{ series: named }: Programme,
	{ series }: BuildProgrammesOptions
): ReadonlyMap<string, string> | undefined {
	const files = new Map<string, string>();
	for (const { series: id } of named?.columns ?? []) {
		const file = series.find((one) => one.series.id === id)?.parquet;
		if (file === undefined) return undefined;
		files.set(id, file);
	}
	return files;
}

const seriesHashes = (files: ReadonlyMap<string, string>, { hashes }: BuildProgrammesOptions) =>
	Promise.all([...files.values()].map((file) => hashes.of(file)));

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
