import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { CatalogueSurvey } from '#lib/model/catalogue.ts';
import type { EstimatePlan } from '#lib/model/estimate-plan.ts';
import type { Indicator } from '#lib/model/indicator.ts';
import type { Profile } from '#lib/model/manifest.ts';
import type { QualityProfile } from '#lib/model/quality-profile.ts';
import { isChanged } from '#lib/model/row-risk.ts';
import type { CheckOutcome } from '#lib/model/survey-check.ts';
import type { SourceFile, Survey } from '#lib/model/survey.ts';
import type { ArtefactCache, Made } from './artefact-cache.ts';
import type { DeclaredSurvey } from '../declarations/declared-survey.ts';
import { openDuckDB } from '../duckdb.ts';
import type { Progress } from './progress.ts';
import { type Reject, writeRejects } from './rejects.ts';
import { type SourceHashes, fileHash } from './source-hashes.ts';
import { asideFile, check } from '../steps/check.ts';
import { estimateSurvey, estimatesFile } from '../steps/estimate.ts';
import { type HarmoniseResult, harmonise } from '../steps/harmonise.ts';
import { type UnitOnDisk, protectUnits } from '../steps/protect/rows/protect-units.ts';
import { refuseRows } from '../steps/protect/rows/row-refusals.ts';
import type { RowContext } from '../steps/protect/rows/row-rules.ts';
import type { RawFile } from '../steps/raw-files.ts';
import { readSource } from '../steps/read.ts';
import { unitCsv, unitFile } from '../steps/unit-rows.ts';
import { unitTableOf } from '../steps/unit-table.ts';

/** What the steps of a survey take from the declarations besides the survey itself. */
export interface SurveyContext extends RowContext {
	readonly indicators: readonly Indicator[];
	readonly quality: readonly QualityProfile[];
	readonly profile: string | undefined;
	readonly plan: EstimatePlan;
}

export interface BuildSurveyOptions {
	readonly survey: Survey;
	/** The public one stops at rows that may not be published. */
	readonly profile: Profile;
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

export interface BuiltSurvey {
	/** As their rows may be published. */
	readonly units: readonly UnitOnDisk[];
	/** Changes with any byte of the units. */
	readonly hash: string;
	readonly files: readonly ReadSource[];
	readonly rejects: readonly Reject[];
	/** Where the rejects are kept; absent without any. */
	readonly rejectsFile: string | undefined;
	readonly checks: readonly CheckOutcome[];
	/** Of the Parquet file on this machine; all of them, unprotected. */
	readonly estimates: string;
	/** Changes with any byte of them. */
	readonly estimatesHash: string;
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
	const { survey, profile, progress, rejectsFolder } = options;
	const { files, checked, harmonised, units } = await surveyUnits(options);
	const rejects = [
		...files.flatMap((file) => file.rejects),
		...checked.result.rejects,
		...units.flatMap(({ harmonised }) => harmonised.rejects)
	];
	const rejectsFile = writeRejects(rejectsFolder, survey.id, rejects);
	refuseTooMany(survey, files, { rejects, rejectsFile });
	refuseFailed(survey, checked.result.outcomes);
	if (profile === 'public') refuseRows(survey, units);
	progress.step(`${survey.id}: estimate`);
	const hash = units.map((unit) => unit.hash).join(' ');
	const estimated = await estimates(options, { units, harmonised, hash });
	const checks = [...checked.result.outcomes, ...estimated.result.outcomes];
	refuseFailed(survey, checks);
	const path = join(estimated.folder, estimatesFile);
	const estimatesHash = estimated.hash;
	return { units, hash, files, rejects, rejectsFile, checks, estimates: path, estimatesHash };
}

/** The units of a survey as their rows may be published, and as they were before. */
export async function surveyUnits(options: BuildSurveyOptions) {
	const { survey, cache, progress, context } = options;
	const files = await readAll(options);
	progress.step(`${survey.id}: check`);
	const checked = await cache.artefacts({
		step: 'check',
		inputs: [survey.files, survey.checks, hashesOf(files)],
		run: (folder) => check({ survey, raw: files }, folder)
	});
	const harmonised = await harmoniseAll(options, files, checked.folder);
	const units = await protectUnits(harmonised, { survey, context, cache });
	return { files, checked, harmonised, units };
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
	const framed = design.units
		.filter(({ frame }) => frame === file)
		.flatMap(({ ids, strata, fpc }) => [...ids, ...strata, ...fpc]);
	const mapped = mappings.filter((m) => m.file === file).flatMap((m) => m.variable ?? []);
	const checked = checks.flatMap((one) => {
		if (!('file' in one) || one.file !== file) return [];
		return 'variable' in one ? [one.variable] : 'columns' in one ? one.columns : [];
	});
	return [...new Set([...own, ...joined, ...designed, ...framed, ...mapped, ...checked])];
}

async function harmoniseAll(
	options: BuildSurveyOptions,
	files: readonly ReadSource[],
	checked: string
): Promise<UnitOnDisk[]> {
	const { survey, cache, progress } = options;
	const salt = await saltOf(options, files[0]);
	const numbers = [...options.context.concepts.values()]
		.filter(({ kind }) => kind === 'number')
		.map(({ id }) => id);
	const units: UnitOnDisk[] = [];
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

/** A report says the SHA-256 of every file; this one nobody can make who does not have the file. */
async function saltOf(
	{ sources, cache }: BuildSurveyOptions,
	file: ReadSource | undefined
): Promise<string> {
	if (!file) return '';
	const { result } = await cache.artefacts({
		step: 'salt',
		inputs: [file.sha256],
		run: () => fileHash(join(sources, file.source), 'codes of strata and primary units')
	});
	return result;
}

interface SurveyRows {
	readonly units: readonly UnitOnDisk[];
	/** Before their protection. */
	readonly harmonised: readonly UnitOnDisk[];
	readonly hash: string;
}

function estimates(
	{ survey, context, breaks, cache }: BuildSurveyOptions,
	{ units, harmonised, hash }: SurveyRows
) {
	const { indicators, quality, profile, plan } = context;
	const concepts = [...context.concepts.values()].filter(({ id }) =>
		units.some(({ table }) => table.concepts.includes(id))
	);
	const own = indicators.filter(({ concept }) => concepts.some(({ id }) => id === concept));
	const onDisk = (all: readonly UnitOnDisk[]) =>
		all.map(({ table, parquet }) => ({ table: { ...table, path: parquet } }));
	const changed = units.some(({ risk }) => isChanged(risk));
	const checkedOn = changed ? onDisk(harmonised) : undefined;
	const declared = {
		...{ survey, concepts, indicators: own, quality, profile, plan, breaks }
	};
	const { files, mappings, ...used } = survey;
	return cache.artefacts({
		step: 'estimate',
		inputs: [
			{ ...declared, survey: used },
			units.map(({ table }) => table),
			...[hash, changed ? harmonised.map((one) => one.hash) : []]
		],
		run: (folder) => estimateSurvey({ ...declared, units: onDisk(units), checkedOn }, folder)
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
