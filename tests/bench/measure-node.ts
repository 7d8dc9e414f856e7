import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { literal, sql, Statement } from '#lib/estimate/sql.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';
import { type TimedQuestion, askTimed, typedSurvey } from './ask-timed.ts';
import { generator, parquetPath } from './survey.ts';

const raw = (text: string) => new Statement([text], []);

async function withSurvey<Result>(
	rowsOfPsu: number,
	use: (engine: NodeEngine) => Promise<Result>
): Promise<Result> {
	const engine = await openDuckDB();
	try {
		for (const statement of generator(rowsOfPsu)) await engine.execute(statement);
		return await use(engine);
	} finally {
		engine.close();
	}
}

/** Writes what a statement makes of the rows as CSV. */
export const writeRows = (path: string, rowsOfPsu: number, rows: Statement): Promise<void> =>
	withSurvey(rowsOfPsu, (engine) =>
		engine.execute(sql`COPY (${rows}) TO ${path} (FORMAT csv, HEADER)`)
	);

/** Writes the survey as a release does, ordered by its content, and returns the path of the file. */
export function writeParquet(folder: string, rowsOfPsu: number): Promise<string> {
	const path = join(folder, parquetPath);
	mkdirSync(dirname(path), { recursive: true });
	return withSurvey(rowsOfPsu, async (engine) => {
		await engine.execute(sql`COPY (FROM harmonised ORDER BY ALL)
			TO ${path} (FORMAT parquet, COMPRESSION zstd)`);
		return path;
	});
}

/** The estimates in Node from a Parquet file. */
export async function measureFile(path: string, runs: number): Promise<TimedQuestion[]> {
	const engine = await openDuckDB();
	try {
		await engine.execute(typedSurvey(sql`read_parquet(${raw(literal(path))})`));
		return await askTimed(engine, runs);
	} finally {
		engine.close();
	}
}

/** The estimates in Node from generated rows. */
export const measureGenerated = (rowsOfPsu: number, runs: number): Promise<TimedQuestion[]> =>
	withSurvey(rowsOfPsu, async (engine) => {
		await engine.execute(typedSurvey(sql`harmonised`));
		return askTimed(engine, runs);
	});

/** Rows in which our generator and the one beside R's answers differ. */
export const differingRows = (script: string): Promise<number> =>
	withSurvey(200, async (engine) => {
		const statements = script.replaceAll(/--.*$/gm, '').split(';');
		for (const text of statements.filter((part) => part.trim() !== ''))
			await engine.execute(raw(text));
		const [row] = await engine.query(sql`SELECT count(*)::DOUBLE AS n
			FROM bench FULL JOIN (SELECT row_number() OVER () - 1 AS "row", * FROM harmonised) AS own
				USING ("row")
			WHERE bench.h IS DISTINCT FROM own.stratum OR bench.psu IS DISTINCT FROM own.psu
				OR bench.w IS DISTINCT FROM own.weight_main
				OR 'region-' || bench.region IS DISTINCT FROM own.region
				OR 'sex-' || bench.sex IS DISTINCT FROM own.sex
				OR 'age-' || bench.ageg::INTEGER IS DISTINCT FROM own.ageg
				OR (bench.used = 1) IS DISTINCT FROM (own.used = 'yes')
				OR (bench.sells = 1) IS DISTINCT FROM (own.sells = 'yes')
				OR bench.income IS DISTINCT FROM own.income`);
		return Number(row?.['n']);
	});
