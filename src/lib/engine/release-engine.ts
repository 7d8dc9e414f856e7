import type { Analysis } from '#lib/model/analysis.ts';
import type { AnalysisRequest } from '#lib/model/analysis-request.ts';
import {
	type Catalogue,
	type ReadyFigures,
	type UnitTable,
	unitTableOf
} from '#lib/model/catalogue.ts';
import type { Comparison } from '#lib/model/comparison.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { ComparisonRequest, EstimateRequest } from '#lib/model/estimate-request.ts';
import {
	type ComparisonRow,
	type EstimateRow,
	comparisonRow,
	estimateRow
} from '#lib/model/estimate-row.ts';
import { calibrationColumns } from '#lib/model/sampling.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import { type ReplicateRow, replicateRow } from '#lib/model/replicate-row.ts';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import type { EstimateOptions } from '#lib/estimate/prepared.ts';
import type { Row } from '#lib/estimate/query-engine.ts';
import { type Statement, identifier, sql } from '#lib/estimate/sql.ts';
import {
	conceptColumns,
	estimateTable,
	sourceColumns,
	typedTable,
	widerTable
} from '#lib/estimate/typed-table.ts';
import { BrowserEngine } from './browser-engine.ts';
import { Ending } from './ending.ts';
import { EngineError, breakdownOf } from './engine-error.ts';
import type { RowSource } from './row-source.ts';
import type { StartedDuckDB } from './start-duckdb.ts';

export type EnginePhase = 'engine' | 'data' | 'estimate';

export interface EngineProgress {
	readonly phase: EnginePhase;
	readonly loaded: number;
	/** Absent when the server does not say. */
	readonly total: number | undefined;
}

export interface ReleaseEngineOptions {
	readonly catalogue: Catalogue;
	/** Where the rows come from; opened when the engine starts, closed with it. */
	readonly rows: () => RowSource;
	readonly report: (progress: EngineProgress) => void;
	/** Milliseconds until a start counts as failed. */
	readonly timeout?: number;
}

interface Running {
	readonly duckdb: StartedDuckDB;
	readonly engine: BrowserEngine;
	readonly cache: CellCache;
	readonly source: RowSource;
	/** Columns in the engine, by table. */
	readonly loaded: Map<string, ReadonlySet<string>>;
	readonly ending: Ending;
	/** The last load; of an engine that crashed it may never end. */
	loading: Promise<unknown>;
}

/** A table of the release, and the concepts that are needed of it. */
interface About {
	readonly survey: string;
	readonly unit: UnitTable['unit'];
	readonly weight?: string | undefined;
	readonly concepts: readonly string[];
}

interface Question<Result> {
	readonly about: About;
	readonly signal: AbortSignal;
	readonly answer: (options: EstimateOptions) => Promise<Result>;
}

const conceptsOf = ({ measure, by, where }: Pick<EstimateRequest, 'measure' | 'by' | 'where'>) => [
	measure.concept,
	...(measure.statistic === 'ratio' ? [measure.over] : []),
	...by,
	...where.map(({ concept }) => concept)
];

/** A table of the release that is loaded whole, once. */
interface WholeTable {
	readonly path: string;
	readonly schema: typeof estimateRow | typeof comparisonRow;
}

const estimatesTable: WholeTable = { path: 'estimates.parquet', schema: estimateRow };
const comparisonsTable: WholeTable = { path: 'comparisons.parquet', schema: comparisonRow };

/** An indicator of a survey whose rows are not part of the release. */
export interface AskedFigures {
	readonly survey: string;
	readonly indicator: string;
}

/**
 * Answers requests from the rows of one release, or of a file that somebody opened. Starts with the
 * first question; after a crash of WebAssembly the next question gets a new worker.
 */
export class ReleaseEngine {
	readonly #options: ReleaseEngineOptions;
	#running: Promise<Running> | undefined;

	constructor(options: ReleaseEngineOptions) {
		this.#options = options;
	}

	/**
	 * Starts the engine ahead of the first question. A question that is likely to resemble it is asked
	 * too, for what it reads and for WebAssembly, whose first run of anything takes several times as long.
	 */
	async warm(likely?: EstimateRequest): Promise<void> {
		await this.#start();
		if (likely) await this.ask(likely, new AbortController().signal);
	}

	/** The answer to a question; every estimate by the design of the survey. */
	ask(request: EstimateRequest, signal: AbortSignal): Promise<EstimateSet> {
		const about = { ...request, concepts: conceptsOf(request) };
		return this.#with(about, signal, async (options) => {
			const { estimate } = await import('#lib/estimate/estimate.ts');
			return estimate(request, options);
		});
	}

	/** How estimates of one survey differ. */
	compare(request: ComparisonRequest, signal: AbortSignal): Promise<Comparison[]> {
		const points = request.contrasts.flatMap((one) =>
			one.kind === 'linear' ? one.terms : [one.of, one.against]
		);
		const measures = points.map(({ measure = request.measure }) => measure);
		const concepts = measures.flatMap((measure) => conceptsOf({ ...request, measure }));
		return this.#with({ ...request, concepts }, signal, async (options) => {
			const { compare } = await import('#lib/estimate/compare.ts');
			return compare(request, options);
		});
	}

	/** Directly standardised means and shares. */
	standardised(
		request: Extract<AnalysisRequest, { kind: 'standardised-means' }>,
		signal: AbortSignal
	): Promise<Analysis> {
		const { outcome, standard, over, where } = request;
		const filtered = where.map(({ concept }) => concept);
		const concepts = [outcome.concept, standard.concept, ...over, ...filtered];
		return this.#with({ ...request, concepts }, signal, async (options) => {
			const { analyse } = await import('#lib/estimate/analyse.ts');
			return analyse(request, options);
		});
	}

	/** Rows of `estimates.parquet` about an indicator of a survey: figures that stand ready. */
	async published(asked: AskedFigures, signal: AbortSignal): Promise<EstimateRow[]> {
		// The reader hands truth values over as numbers.
		const rows = await this.#rows(
			estimatesTable,
			signal,
			sql`SELECT * REPLACE (
				suppressed::BOOLEAN AS suppressed, synthetic::BOOLEAN AS synthetic
			) FROM ${identifier(estimatesTable.path)}
			WHERE source = ${asked.survey} AND indicator = ${asked.indicator}`
		);
		return rows.map((row) => estimateRow.parse(row));
	}

	/** Rows of `comparisons.parquet` about groups of one survey; none where the release compares none. */
	async contrasts(asked: AskedFigures, signal: AbortSignal): Promise<ComparisonRow[]> {
		if (!this.#figures(asked)?.contrasts.length) return [];
		const rows = await this.#rows(
			comparisonsTable,
			signal,
			sql`SELECT * REPLACE (
				suppressed::BOOLEAN AS suppressed, synthetic::BOOLEAN AS synthetic
			) FROM ${identifier(comparisonsTable.path)}
			WHERE kind = 'groups' AND of_source = ${asked.survey} AND indicator = ${asked.indicator}`
		);
		return rows.map((row) => comparisonRow.parse(row));
	}

	/**
	 * Totals under replicate weights of the figures of an indicator of a survey, which are merged and
	 * compared by them; none where the release has none.
	 */
	async replicates(asked: AskedFigures, signal: AbortSignal): Promise<ReplicateRow[]> {
		const path = this.#figures(asked)?.totals?.path;
		if (path === undefined) return [];
		const { report } = this.#options;
		const rows = await this.#guarded(signal, ({ source }) =>
			source.rows(
				path,
				{
					columns: Object.keys(replicateRow.shape),
					only: { column: 'indicator', value: asked.indicator }
				},
				(loaded, total) => report({ phase: 'data', loaded, total })
			)
		);
		signal.throwIfAborted();
		return rows.map((row) => replicateRow.parse(row));
	}

	#figures({ survey, indicator }: AskedFigures): ReadyFigures | undefined {
		const { surveys, indicators } = this.#options.catalogue;
		const unit = indicators.find(({ id }) => id === indicator)?.unit;
		const found = surveys.find(({ id }) => id === survey);
		return found?.figures.find((one) => one.unit === unit);
	}

	/** Loads what a question is about and answers it. */
	async #with<Result>(
		about: About,
		signal: AbortSignal,
		answer: (options: EstimateOptions) => Promise<Result>
	): Promise<Result> {
		const unit = this.#unit(about);
		return this.#guarded(signal, (running) =>
			this.#answer(running, unit, { about, signal, answer })
		);
	}

	/** What breaks the engine, or has filled its memory, ends this one: the next question gets another. */
	async #guarded<Result>(
		signal: AbortSignal,
		work: (running: Running) => Promise<Result>
	): Promise<Result> {
		const starting = this.#start();
		const running = await starting;
		signal.throwIfAborted();
		try {
			return await running.ending.before(() => work(running));
		} catch (error) {
			const breakdown = breakdownOf(error);
			if (!breakdown) throw error;
			if (this.#running === starting) this.#running = undefined;
			stop(running, breakdown);
			throw breakdown;
		}
	}

	async #answer<Result>(
		running: Running,
		unit: UnitTable,
		{ about, signal, answer }: Question<Result>
	): Promise<Result> {
		const name = `${about.survey}.${about.unit}`;
		await this.#load(running, name, unit, about.concepts);
		signal.throwIfAborted();
		this.#options.report({ phase: 'estimate', loaded: 0, total: undefined });
		const { catalogue } = this.#options;
		const table = estimateTable(name, unit, { concepts: catalogue.concepts, weight: about.weight });
		const { profilesOf } = await import('#lib/estimate/verdict.ts');
		const profiles = profilesOf(catalogue);
		return answer({ cache: running.cache, table, profiles, signal });
	}

	close() {
		void this.#running?.then(
			(running) => stop(running, new EngineError('stopped', 'engine closed')),
			() => undefined
		);
		this.#running = undefined;
	}

	#unit(request: About): UnitTable {
		const found = unitTableOf(this.#options.catalogue, request);
		if (!found)
			throw new EngineError('data', `no rows in this release: ${request.survey} ${request.unit}`);
		return found;
	}

	#start(): Promise<Running> {
		if (this.#running) return this.#running;
		const starting = this.#begin();
		const forget = () => {
			if (this.#running === starting) this.#running = undefined;
		};
		this.#running = starting;
		void starting.then(({ duckdb }) => duckdb.stopped.then(forget), forget);
		return starting;
	}

	async #begin(): Promise<Running> {
		const { report, rows, timeout } = this.#options;
		// Only when asked: the page is built in Node, where the package starts a worker on import.
		const { startDuckDB } = await import('./start-duckdb.ts');
		const duckdb = await startDuckDB({
			report: (loaded, total) => report({ phase: 'engine', loaded, total }),
			...(timeout === undefined ? {} : { timeout })
		});
		const engine = new BrowserEngine(duckdb.connection);
		const running: Running = {
			...{ duckdb, engine, cache: new CellCache(engine), source: rows() },
			...{ loaded: new Map(), ending: new Ending(), loading: Promise.resolve() }
		};
		void duckdb.stopped.then((why) => stop(running, why));
		return running;
	}

	/** One after the other: two questions that need the same column read it once. */
	#load(running: Running, name: string, unit: UnitTable, asked: readonly string[]): Promise<void> {
		const load = () => this.#add(running, name, unit, asked);
		const loading = running.loading.then(load, load);
		running.loading = loading.catch(() => undefined);
		return loading;
	}

	/** Puts columns that are not in the engine beside those that are. */
	async #add(running: Running, name: string, unit: UnitTable, asked: readonly string[]) {
		const wanted = new Set([
			...asked,
			...unit.calibration.flatMap((one) => {
				const { categories, numbers } = calibrationColumns(one);
				return [...categories, ...numbers];
			})
		]);
		const before = running.loaded.get(name);
		const ids = unit.concepts.filter((id) => wanted.has(id) && !before?.has(id));
		if (before && ids.length === 0) return;
		const concepts = ids.map((id) => this.#concept(id));
		const { report } = this.#options;
		const ipc = await running.source.columns(
			unit.path,
			before ? conceptColumns(concepts) : sourceColumns(unit, concepts),
			(loaded, total) => report({ phase: 'data', loaded, total })
		);
		const raw = `raw ${name}`;
		const rows = sql`${identifier(raw)}`;
		await running.engine.query(sql`DROP TABLE IF EXISTS ${rows}`);
		await running.engine.insert(raw, ipc);
		await running.engine.query(
			before ? widerTable(name, rows, concepts) : typedTable(name, rows, unit, concepts)
		);
		await running.engine.query(sql`DROP TABLE ${rows}`);
		running.loaded.set(name, new Set([...(before ?? []), ...ids]));
	}

	/** Rows of a table of the release that is loaded whole. */
	#rows(table: WholeTable, signal: AbortSignal, statement: Statement): Promise<Row[]> {
		return this.#guarded(signal, async (running) => {
			await this.#loaded(running, table, signal);
			return running.engine.query(statement);
		});
	}

	async #loaded(
		{ source, engine, loaded }: Running,
		{ path, schema }: WholeTable,
		signal: AbortSignal
	) {
		if (loaded.has(path)) return;
		const { report } = this.#options;
		const columns = Object.keys(schema.shape);
		const ipc = await source.columns(path, columns, (read, total) =>
			report({ phase: 'data', loaded: read, total })
		);
		signal.throwIfAborted();
		if (loaded.has(path)) return;
		loaded.set(path, new Set(columns));
		await engine.insert(path, ipc);
	}

	#concept(id: string): Concept {
		const concept = this.#options.catalogue.concepts.find((c) => c.id === id);
		if (!concept) throw new EngineError('data', `unknown concept: ${id}`);
		return concept;
	}
}

/** A worker that stops never answers what it was asked. */
function stop({ duckdb, source, ending }: Running, why: EngineError) {
	ending.end(why);
	duckdb.terminate();
	source.close();
}
