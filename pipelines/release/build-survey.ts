import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { CatalogueSurvey, UnitTable } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { QualityProfile } from '#lib/model/quality-profile.ts';
import type { CheckOutcome } from '#lib/model/survey-check.ts';
import type { SourceFile, Survey } from '#lib/model/survey.ts';
import type { ArtefactCache, Made } from './artefact-cache.ts';
import type { DeclaredSurvey } from '../declarations/declared-survey.ts';
import { openDuckDB } from '../duckdb.ts';
import type { Progress } from './progress.ts';
import { type Reject, writeRejects } from './rejects.ts';
import type { SourceHashes } from './source-hashes.ts';
import { asideFile, check } from '../steps/check.ts';
import { estimateSurvey, estimatesFile } from '../steps/estimate.ts';
import { type HarmoniseResult, harmonise, unitCsv, unitFile } from '../steps/harmonise.ts';
import type { RawFile } from '../steps/raw-files.ts';
import { readSource } from '../steps/read.ts';
import { unitTableOf } from '../steps/unit-table.ts';

/** What the steps of a survey take from the declarations besides the survey itself. */
export interface SurveyContext {
	readonly concepts: ReadonlyMap<string, Concept>;
	readonly indicators: readonly Indicator[];
	readonly quality: readonly QualityProfile[];
	readonly profile: string | undefined;
	readonly plan: EstimatePlan;
}

export interface BuildSurveyOptions {
	readonly survey: Survey;
	readonly context: SurveyContext;
	/** By `unit concept`: the rule by which the wave before is not quite comparable. */
	readonly breaks: Readonly<Record<string, string>>;
	/** Folder that the paths of the survey's files are relative to. */
	readonly sources: string;
	readonly cache: ArtefactCache;
	readonly hashes: SourceHashes;
	readonly rejectsFolder: string;
	readonly progress: Progress;
}

/** The rows of one unit, made. */
export interface BuiltUnit {
	readonly table: UnitTable;
	/** Of the Parquet file on this machine. */
	readonly parquet: string;
	/** The same rows as text, of an open survey. */
	readonly csv: string | undefined;
	readonly harmonised: HarmoniseResult;
}

export interface BuiltSurvey {
	readonly units: readonly BuiltUnit[];
	/** Changes with any byte of the units. */
	readonly hash: string;
	readonly files: readonly ReadSource[];
	readonly rejects: readonly Reject[];
	/** Where the rejects are kept; absent without any. */
	readonly rejectsFile: string | undefined;
	readonly checks: readonly CheckOutcome[];
	/** Of the Parquet file on this machine. */
	readonly estimates: string;
}

/** What became of one survey in a build. */
export interface Outcome {
	readonly declared: DeclaredSurvey;
	readonly status: CatalogueSurvey['status'];
	readonly built?: BuiltSurvey;
	readonly seconds: number;
}

export interface ReadSource extends RawFile {
	readonly sha256: string;
	/** Records of the file, with those that were set aside. */
	readonly rows: number;
	readonly rejects: readonly Reject[];
	/** Of the rows as they were read. */
	readonly hash: string;
}

/** Files of the survey that are not in the folder. */
export const missingFiles = ({ files }: Survey, folder: string) =>
	files.map(({ path }) => path).filter((path) => !existsSync(join(folder, path)));

/** The steps of a survey one after the other; fails above its share of rejects, and at a failed check. */
export async function buildSurvey(options: BuildSurveyOptions): Promise<BuiltSurvey> {
	const { survey, cache, progress, rejectsFolder } = options;
	const files = await readAll(options);
	progress.step(`${survey.id}: check`);
	const checked = await cache.artefacts({
		step: 'check',
		inputs: [survey.files, survey.checks, hashesOf(files)],
		run: (folder) => check({ survey, raw: files }, folder)
	});
	const units = await harmoniseAll(options, files, checked.folder);
	const rejects = [
		...files.flatMap((file) => file.rejects),
		...checked.result.rejects,
		...units.flatMap(({ harmonised }) => harmonised.rejects)
	];
	const rejectsFile = writeRejects(rejectsFolder, survey.id, rejects);
	refuseTooMany(survey, files, { rejects, rejectsFile });
	refuseFailed(survey, checked.result.outcomes);
	progress.step(`${survey.id}: estimate`);
	const hash = units.map((unit) => unit.hash).join(' ');
	const estimated = await estimates(options, units, hash);
	const checks = [...checked.result.outcomes, ...estimated.result.outcomes];
	refuseFailed(survey, checks);
	const path = join(estimated.folder, estimatesFile);
	return { units, hash, files, rejects, rejectsFile, checks, estimates: path };
}

const hashesOf = (files: readonly ReadSource[]) => files.map(({ id, hash }) => [id, hash]);

const rowsFile = 'rows.parquet';

async function readAll(options: BuildSurveyOptions): Promise<ReadSource[]> {
	const { survey, sources, cache, hashes, progress } = options;
	const files: ReadSource[] = [];
	for (const file of survey.files) {
		progress.step(`${survey.id}: read ${file.path}`);
		const columns = neededColumns(survey, file.id);
		const sha256 = await hashes.of(join(sources, file.path));
		const { folder, hash, result } = await cache.artefacts({
			step: 'read',
			inputs: [formatOf(file), columns, sha256],
			run: async (folder) => {
				const engine = await openDuckDB({ threads: 2 });
				try {
					const out = join(folder, rowsFile);
					return await readSource(file, { engine, folder: sources, work: folder, columns, out });
				} finally {
					engine.close();
				}
			}
		});
		const { rows, rejects } = result;
		files.push({
			...{ id: file.id, source: file.path, parquet: join(folder, rowsFile), sha256, hash },
			...{ rows: rows + rejects.length, rejects }
		});
	}
	return files;
}

/** What the reading of a file depends on. */
const formatOf = ({ key, joins, many, absent, recipe, ...format }: SourceFile) => format;

/** Columns of a source file that keys, design, mappings and checks need. */
function neededColumns({ files, design, mappings, checks }: Survey, file: string): string[] {
	const own = files.find(({ id }) => id === file)?.key ?? [];
	const joined = files.filter(({ joins }) => joins === file).flatMap(({ key }) => key);
	const designed = design.units
		.filter((unit) => unit.file === file)
		.flatMap(({ weights, ids, strata, fpc, replicates }) => [
			...weights.map((w) => w.column),
			...[...ids, ...strata, ...fpc],
			...(replicates?.columns ?? [])
		]);
	const mapped = mappings.filter((m) => m.file === file).flatMap((m) => m.variable ?? []);
	const checked = checks.flatMap((one) => {
		if (!('file' in one) || one.file !== file) return [];
		return 'variable' in one ? [one.variable] : 'columns' in one ? one.columns : [];
	});
	return [...new Set([...own, ...joined, ...designed, ...mapped, ...checked])];
}

type HarmonisedUnit = BuiltUnit & { readonly hash: string };

async function harmoniseAll(
	options: BuildSurveyOptions,
	files: readonly ReadSource[],
	checked: string
): Promise<HarmonisedUnit[]> {
	const { survey, cache, progress } = options;
	const salt = files[0]?.sha256 ?? '';
	const numbers = [...options.context.concepts.values()]
		.filter(({ kind }) => kind === 'number')
		.map(({ id }) => id);
	const units: HarmonisedUnit[] = [];
	for (const unit of survey.design.units) {
		progress.step(`${survey.id}: harmonise ${unit.id}`);
		const used = { unit, salt, mappings: survey.mappings, tier: survey.tier };
		const aside = join(checked, asideFile);
		const numbersUsed = numbers.filter((id) => survey.mappings.some((m) => m.concept === id));
		const made: Made<HarmoniseResult> = await cache.artefacts({
			step: 'harmonise',
			inputs: [used, survey.files, survey.design, numbersUsed, hashesOf(files)],
			run: (folder) =>
				harmonise({ survey, unit, salt, numbers: numbersUsed, raw: files, aside }, folder)
		});
		units.push({
			table: { ...unitTableOf({ survey, unit, salt }).table, rows: made.result.rows },
			parquet: join(made.folder, unitFile),
			csv: survey.tier === 'open' ? join(made.folder, unitCsv) : undefined,
			harmonised: made.result,
			hash: made.hash
		});
	}
	return units;
}

function estimates(
	{ survey, context, breaks, cache }: BuildSurveyOptions,
	units: readonly BuiltUnit[],
	hash: string
) {
	const { indicators, quality, profile, plan } = context;
	const concepts = [...context.concepts.values()].filter(({ id }) =>
		units.some(({ table }) => table.concepts.includes(id))
	);
	const own = indicators.filter(({ concept }) => concepts.some(({ id }) => id === concept));
	const tables = units.map(({ table, parquet }) => ({ ...table, path: parquet }));
	const declared = {
		...{ survey, concepts, indicators: own, quality, profile, plan, breaks }
	};
	const { files, mappings, ...used } = survey;
	return cache.artefacts({
		step: 'estimate',
		inputs: [{ ...declared, survey: used }, units.map(({ table }) => table), hash],
		run: (folder) =>
			estimateSurvey({ ...declared, units: tables.map((table) => ({ table })) }, folder)
	});
}

function refuseTooMany(
	{ id, maxRejectedShare }: Survey,
	files: readonly ReadSource[],
	{ rejects, rejectsFile }: Pick<BuiltSurvey, 'rejects' | 'rejectsFile'>
) {
	for (const { source, rows } of files) {
		const lines = new Set(rejects.filter((r) => r.file === source).map((r) => r.line)).size;
		if (lines > rows * maxRejectedShare)
			throw new DataError(
				`${id}: ${lines} of ${rows} rows of ${source} rejected, more than the declared share ${maxRejectedShare}; see ${rejectsFile}`
			);
	}
}

const differing = (kind: CheckOutcome['kind'], found: string) =>
	['codes', 'number', 'unique'].includes(kind) ? `${found} rows that differ` : found;

/** Stops the build at checks that failed; nothing of the release that stands changes. */
function refuseFailed({ id }: Survey, outcomes: readonly CheckOutcome[]) {
	const failed = outcomes.filter(({ passed, severity }) => !passed && severity === 'error');
	if (failed.length === 0) return;
	const lines = failed.map(({ kind, subject, expected, found, examples }) =>
		[`${kind} ${subject}: expected ${expected}, found ${differing(kind, found)}`, ...examples].join(
			'\n    '
		)
	);
	throw new DataError(`${id}: checks failed\n  ${lines.join('\n  ')}`);
}
