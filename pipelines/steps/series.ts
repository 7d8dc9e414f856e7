import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Statement, sql } from '#lib/estimate/sql.ts';
import { type Series, seriesColumns } from '#lib/model/series.ts';
import type { NodeEngine } from '../duckdb.ts';
import {
	type CheckedSeries,
	type SeriesCheck,
	checkCells,
	checkValues,
	recordChecks
} from '../series/series-checks.ts';
import { checkComparisons } from '../series/series-comparisons.ts';
import { columnList, countOf } from './raw-files.ts';
import { partCells } from './series-cells.ts';
import { type FilePart, type SourceFolders, partsOf, readParts } from './series-parts.ts';
import { keyList, seriesRows } from './series-rows.ts';

export interface SeriesOptions extends SourceFolders {
	readonly engine: NodeEngine;
	/** Scratch space of this series alone, removed at the end. */
	readonly work: string;
	/** The Parquet file to write. */
	readonly out: string;
}

export interface BuiltSeries {
	/** Rows of the Parquet file; 0 where none was written. */
	readonly rows: number;
	/** Not where a check of the records failed: there is nothing that could be shown. */
	readonly written: boolean;
	readonly checks: readonly SeriesCheck[];
	readonly notes: readonly string[];
}

/** Source files of a recipe that are not there; those of facts are not needed. */
export function absentFiles({ origin }: Series, sources: string | undefined): string[] {
	if (origin.kind === 'facts') return [];
	const paths = origin.files.map(({ path }) => path);
	return paths.filter((path) => sources === undefined || !existsSync(join(sources, path)));
}

/**
 * One series as a tidy Parquet file, ordered by its whole key, so that the same input gives the
 * same bytes: columns `seriesColumns`, `value` a DOUBLE that is NULL where there is none. What the
 * checks found is returned, never thrown; an open series is fit to publish when all of them passed.
 */
export async function buildSeries(series: Series, options: SeriesOptions): Promise<BuiltSeries> {
	const { work } = options;
	mkdirSync(work, { recursive: true });
	try {
		return await builtIn(work, series, options);
	} finally {
		rmSync(work, { recursive: true });
	}
}

async function builtIn(work: string, series: Series, options: SeriesOptions): Promise<BuiltSeries> {
	const { engine, out } = options;
	const parts = partsOf(series, options);
	const read = await readParts(parts, work, engine);
	const notes = read.flatMap((one) => one.notes);
	const checks = read.flatMap((one) => one.checks);
	const texts = read.flatMap((one) => one.texts ?? []);
	if (texts.length < parts.length) return { rows: 0, written: false, checks, notes };
	const all = cellsOf(series, parts, texts, options);
	const cells = await stored(engine, join(work, 'cells.parquet'), all);
	const rows = await stored(engine, join(work, 'rows.parquet'), seriesRows(series, cells));
	const files = read.map(({ file }) => file);
	const checked: CheckedSeries = { engine, series, cells, rows, files };
	checks.push(...(await checkCells(checked)));
	const failed = new Set(checks.filter(({ passed }) => !passed).map(({ check }) => check));
	if (recordChecks.some((check) => failed.has(check)))
		return { rows: 0, written: false, checks, notes };
	checks.push(...(await checkValues(checked)), ...(await checkComparisons(checked)));
	mkdirSync(dirname(out), { recursive: true });
	await stored(engine, out, publishedRows(series, rows));
	return { rows: await countOf(engine, rows), written: true, checks, notes };
}

function cellsOf(
	series: Series,
	parts: readonly FilePart[],
	texts: readonly Statement[],
	{ territories }: SeriesOptions
): Statement {
	const lists = series.geography.lists.flatMap((id) => territories.get(id)?.territories ?? []);
	const schemeCodes = (scheme: string) =>
		Object.fromEntries(
			lists.flatMap(({ id, codes }) => {
				const code = scheme === 'id' ? id : codes[scheme];
				return code === undefined ? [] : [[code, id]];
			})
		);
	const statements = parts.map(({ part }, number) =>
		partCells({ series, part, number, schemeCodes, texts: texts[number]! })
	);
	const [first = sql``, ...rest] = statements;
	return rest.reduce((all, next) => sql`${all} UNION ALL ${next}`, first);
}

function publishedRows(series: Series, rows: Statement): Statement {
	const columns = columnList(seriesColumns(series).slice(1));
	return sql`SELECT ${series.id} AS series, ${columns} FROM ${rows} ORDER BY ${keyList(series)}`;
}

/** Writes a statement to a Parquet file, and returns what reads it. */
async function stored(engine: NodeEngine, path: string, rows: Statement): Promise<Statement> {
	await engine.execute(sql`COPY (${rows}) TO ${path} (FORMAT parquet, COMPRESSION zstd)`);
	return sql`read_parquet(${path})`;
}
