import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '#lib/errors.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { Survey } from '#lib/model/survey.ts';
import { openDuckDB } from './duckdb.ts';
import type { Progress } from './progress.ts';
import { type Reject, writeRejects } from './rejects.ts';
import { checkKeys, checkWeights } from './steps/check.ts';
import { harmonise } from './steps/harmonise.ts';
import { type Published, publishUnit } from './steps/publish.ts';
import { fileHash, readFile } from './steps/read.ts';

export interface BuildSurveyOptions {
	readonly survey: Survey;
	readonly concepts: ReadonlyMap<string, Concept>;
	/** Folder that the paths of the survey's files are relative to. */
	readonly sources: string;
	readonly work: string;
	readonly rejectsFolder: string;
	/** The folder of the release that is being made. */
	readonly folder: string;
	readonly progress: Progress;
}

export interface BuiltSurvey {
	readonly published: readonly Published[];
	readonly rows: number;
	readonly rejects: readonly Reject[];
	/** Where the rejects are kept; absent without any. */
	readonly rejectsFile: string | undefined;
}

/** Files of the survey that are not in the folder. */
export const missingFiles = ({ files }: Survey, folder: string) =>
	files.map(({ path }) => path).filter((path) => !existsSync(join(folder, path)));

/** Columns of a source file that keys, design and mappings need. */
function neededColumns({ files, design, mappings }: Survey, file: string): string[] {
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
	return [...new Set([...own, ...joined, ...designed, ...mapped])];
}

/** Source files of one survey to its Parquet files, one a unit; fails above its share of rejects. */
export async function buildSurvey(options: BuildSurveyOptions): Promise<BuiltSurvey> {
	const { survey, concepts, folder, progress, rejectsFolder } = options;
	const work = join(options.work, survey.id);
	mkdirSync(work, { recursive: true });
	const engine = await openDuckDB({ threads: 2 });
	try {
		const { rejects, rows } = await readAll({ ...options, work }, engine);
		const salt = await fileHash(join(options.sources, survey.files[0]?.path ?? ''));
		for (const unit of survey.design.units) {
			progress.step(`${survey.id}: harmonise ${unit.id}`);
			rejects.push(...(await harmonise({ engine, survey, unit, salt })));
			rejects.push(...(await checkWeights(engine, survey, unit)));
		}
		const rejectsFile = writeRejects(rejectsFolder, survey.id, rejects);
		refuseTooMany(survey, rows, rejects, rejectsFile);
		const published: Published[] = [];
		for (const unit of survey.design.units) {
			progress.step(`${survey.id}: write ${unit.id}`);
			published.push(await publishUnit({ engine, folder, survey, unit, concepts }));
		}
		return { published, rows: totalRows(rows), rejects, rejectsFile };
	} finally {
		engine.close();
		rmSync(work, { recursive: true, force: true });
	}
}

type Rows = ReadonlyMap<string, number>;

const totalRows = (rows: Rows) => [...rows.values()].reduce((sum, n) => sum + n, 0);

async function readAll(
	{ survey, sources, work, progress }: BuildSurveyOptions,
	engine: Awaited<ReturnType<typeof openDuckDB>>
): Promise<{ rejects: Reject[]; rows: Rows }> {
	const rejects: Reject[] = [];
	const rows = new Map<string, number>();
	for (const file of survey.files) {
		progress.step(`${survey.id}: read ${file.path}`);
		const columns = neededColumns(survey, file.id);
		const read = await readFile(file, { engine, folder: sources, work, columns });
		rejects.push(...read.rejects);
		rows.set(file.path, read.rows + read.rejects.length);
	}
	progress.step(`${survey.id}: check keys`);
	rejects.push(...(await checkKeys(engine, survey)));
	return { rejects, rows };
}

function refuseTooMany(
	{ id, maxRejectedShare }: Survey,
	rows: Rows,
	rejects: readonly Reject[],
	keptIn: string | undefined
) {
	for (const [file, count] of rows) {
		const lines = new Set(rejects.filter((r) => r.file === file).map((r) => r.line)).size;
		if (lines > count * maxRejectedShare)
			throw new DataError(
				`${id}: ${lines} of ${count} rows of ${file} rejected, more than the declared share ${maxRejectedShare}; see ${keptIn}`
			);
	}
}
