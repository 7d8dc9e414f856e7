import { CellCache } from '#lib/estimate/cell-cache.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import type { QueryEngine, QueryOptions, Row } from '#lib/estimate/query-engine.ts';
import { type Statement, identifier, sql, withLiterals } from '#lib/estimate/sql.ts';
import { estimateTable, typedTable } from '#lib/estimate/typed-table.ts';
import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { byRegionAndAge, byRegionAndSex, release, unit } from './survey.ts';

export interface TimedStatement {
	readonly text: string;
	readonly milliseconds: number;
}

export interface TimedAnswer {
	readonly milliseconds: number;
	readonly statements: readonly TimedStatement[];
	/** The whole answer as JSON, to be compared with that of another engine. */
	readonly answer: string;
}

export interface TimedAnswers {
	readonly first: readonly TimedAnswer[];
	readonly repeated: readonly TimedAnswer[];
	readonly other: readonly TimedAnswer[];
}

/** An engine that notes how long each statement takes. */
class Stopwatch implements QueryEngine {
	readonly statements: TimedStatement[] = [];
	readonly #engine: QueryEngine;

	constructor(engine: QueryEngine) {
		this.#engine = engine;
	}

	async query(statement: Statement, options?: QueryOptions): Promise<Row[]> {
		const started = performance.now();
		const rows = await this.#engine.query(statement, options);
		const milliseconds = performance.now() - started;
		this.statements.push({ text: withLiterals(statement).slice(0, 120), milliseconds });
		return rows;
	}
}

/** The rows of `from` as the product keeps them: categories as enumerations. */
export const typedSurvey = (from: Statement) => typedTable(tableName, from, unit, release.concepts);

const tableName = 'bench.person';
const table = estimateTable(tableName, unit);

async function ask(
	engine: QueryEngine,
	cache: CellCache | undefined,
	request: EstimateRequest
): Promise<TimedAnswer> {
	const watch = new Stopwatch(engine);
	const started = performance.now();
	const answer = await estimate(request, {
		table,
		cache: cache ?? new CellCache(watch)
	});
	const milliseconds = performance.now() - started;
	return { milliseconds, statements: watch.statements, answer: JSON.stringify(answer) };
}

/** Every cached cell goes, so that the next question is a first one. */
async function forget(engine: QueryEngine) {
	const tables = await engine.query(
		sql`SELECT table_name FROM duckdb_tables() WHERE temporary AND table_name LIKE 'cells%'`
	);
	for (const { table_name: name } of tables)
		await engine.query(sql`DROP TABLE ${identifier(String(name))}`);
}

/**
 * Asks the same question `runs` times without anything cached and `runs` times with its cells there
 * but not its rows (the other treatment of "don't know" needs new statements over the same cells),
 * and another breakdown of the same rows with only the strata there.
 */
export async function askTimed(engine: QueryEngine, runs: number): Promise<TimedAnswers> {
	const first: TimedAnswer[] = [];
	const repeated: TimedAnswer[] = [];
	const other: TimedAnswer[] = [];
	for (let run = 0; run < runs; run++) {
		await forget(engine);
		first.push(await ask(engine, undefined, byRegionAndSex));
	}
	for (let run = 0; run < runs; run++) {
		await forget(engine);
		const watch = new Stopwatch(engine);
		const cache = new CellCache(watch);
		await ask(watch, cache, byRegionAndSex);
		repeated.push(await askCached(watch, cache, { ...byRegionAndSex, unsure: 'category' }));
		other.push(await askCached(watch, cache, byRegionAndAge));
	}
	return { first, repeated, other };
}

/** The cache writes through its own engine: its statements are those that `watch` saw meanwhile. */
async function askCached(watch: Stopwatch, cache: CellCache, request: EstimateRequest) {
	const before = watch.statements.length;
	const answered = await ask(watch, cache, request);
	return { ...answered, statements: watch.statements.slice(before) };
}
