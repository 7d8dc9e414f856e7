import { CellCache } from '#lib/estimate/cell-cache.ts';
import { estimateTogether } from '#lib/estimate/estimate-together.ts';
import type { Columns, QueryEngine, QueryOptions, Row } from '#lib/estimate/query-engine.ts';
import { type Statement, withLiterals } from '#lib/estimate/sql.ts';
import { estimateTable, typedTable } from '#lib/estimate/typed-table.ts';
import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { questions, release, unit } from './survey.ts';

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

/** Times of one question: nothing known, and its columns known. */
export interface TimedQuestion {
	readonly name: string;
	/** Its name in R's timings. */
	readonly inR: string;
	readonly first: readonly TimedAnswer[];
	readonly again: readonly TimedAnswer[];
}

/** An engine that notes how long each statement takes. */
class Stopwatch implements QueryEngine {
	readonly statements: TimedStatement[] = [];
	readonly #engine: QueryEngine;

	constructor(engine: QueryEngine) {
		this.#engine = engine;
	}

	query(statement: Statement, options?: QueryOptions): Promise<Row[]> {
		return this.#timed(statement, () => this.#engine.query(statement, options));
	}

	columns(statement: Statement, options?: QueryOptions): Promise<Columns> {
		return this.#timed(statement, () => this.#engine.columns(statement, options));
	}

	async #timed<Result>(statement: Statement, ask: () => Promise<Result>): Promise<Result> {
		const started = performance.now();
		const result = await ask();
		const milliseconds = performance.now() - started;
		this.statements.push({ text: withLiterals(statement), milliseconds });
		return result;
	}
}

/** The rows of `from` as the product keeps them: categories as enumerations. */
export const typedSurvey = (from: Statement) => typedTable(tableName, from, unit, release.concepts);

const tableName = 'bench.person';
const table = estimateTable(tableName, unit, release);

async function ask(
	watch: Stopwatch,
	cache: CellCache,
	requests: readonly EstimateRequest[]
): Promise<TimedAnswer> {
	const before = watch.statements.length;
	const started = performance.now();
	const answers = await estimateTogether(requests, { table, cache });
	const milliseconds = performance.now() - started;
	const statements = watch.statements.slice(before);
	return { milliseconds, statements, answer: JSON.stringify(answers) };
}

/** Asks every question `runs` times with nothing known, each time followed by its second form. */
export async function askTimed(engine: QueryEngine, runs: number): Promise<TimedQuestion[]> {
	const timed: TimedQuestion[] = [];
	for (const { name, inR, first, again } of questions) {
		const of: { first: TimedAnswer[]; again: TimedAnswer[] } = { first: [], again: [] };
		for (let run = 0; run < runs; run++) {
			const watch = new Stopwatch(engine);
			const cache = new CellCache(watch);
			of.first.push(await ask(watch, cache, first));
			of.again.push(await ask(watch, cache, again));
		}
		timed.push({ name, inR, ...of });
	}
	return timed;
}
