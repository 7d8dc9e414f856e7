import { type Catalogue, type UnitTable, unitTableOf } from '#lib/model/catalogue.ts';
import type { Concept } from '#lib/model/concept.ts';
import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { type EstimateRow, estimateRow } from '#lib/model/estimate-row.ts';
import { calibrationColumns } from '#lib/model/sampling.ts';
import type { EstimateSet } from '#lib/model/estimate.ts';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import { identifier, sql } from '#lib/estimate/sql.ts';
import { estimateTable, sourceColumns, typedTable } from '#lib/estimate/typed-table.ts';
import { profilesOf } from '#lib/estimate/verdict.ts';
import { BrowserEngine } from './browser-engine.ts';
import { EngineError, isWreck } from './engine-error.ts';
import { ReaderClient } from './reader-client.ts';
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
	/** Address of the folder of the release. */
	readonly base: string;
	readonly readerWorker: () => Worker;
	readonly report: (progress: EngineProgress) => void;
	/** Milliseconds until a start counts as failed. */
	readonly timeout?: number;
}

interface Running {
	readonly duckdb: StartedDuckDB;
	readonly engine: BrowserEngine;
	readonly cache: CellCache;
	readonly reader: ReaderClient;
	/** Columns in the engine, by table. */
	readonly loaded: Map<string, ReadonlySet<string>>;
}

const figuresFile = 'estimates.parquet';
const figuresTable = 'published figures';

/**
 * Answers requests from the rows of one release. Starts with the first question; after a crash of
 * WebAssembly the next question gets a new worker.
 */
export class ReleaseEngine {
	readonly #options: ReleaseEngineOptions;
	#running: Promise<Running> | undefined;

	constructor(options: ReleaseEngineOptions) {
		this.#options = options;
	}

	/** Starts the engine ahead of the first question. */
	async warm(): Promise<void> {
		await this.#start();
	}

	async ask(request: EstimateRequest, signal: AbortSignal): Promise<EstimateSet> {
		const unit = this.#unit(request);
		const running = await this.#start();
		signal.throwIfAborted();
		try {
			return await Promise.race([this.#answer(running, unit, request, signal), crash(running)]);
		} catch (error) {
			if (isWreck(error)) this.close();
			throw error;
		}
	}

	/** Rows of `estimates.parquet` about an indicator of a survey: figures that stand ready. */
	async published(
		asked: { readonly survey: string; readonly indicator: string },
		signal: AbortSignal
	): Promise<EstimateRow[]> {
		const running = await this.#start();
		signal.throwIfAborted();
		await this.#loadFigures(running);
		signal.throwIfAborted();
		// The reader hands truth values over as numbers.
		const rows = await running.engine.query(sql`SELECT * REPLACE (
				suppressed::BOOLEAN AS suppressed, synthetic::BOOLEAN AS synthetic
			) FROM ${identifier(figuresTable)}
			WHERE source = ${asked.survey} AND indicator = ${asked.indicator}`);
		return rows.map((row) => estimateRow.parse(row));
	}

	async #answer(
		running: Running,
		unit: UnitTable,
		request: EstimateRequest,
		signal: AbortSignal
	): Promise<EstimateSet> {
		const name = `${request.survey}.${request.unit}`;
		await this.#load(running, name, unit, request);
		signal.throwIfAborted();
		this.#options.report({ phase: 'estimate', loaded: 0, total: undefined });
		const table = estimateTable(name, unit, {
			concepts: this.#options.catalogue.concepts,
			weight: request.weight
		});
		const profiles = profilesOf(this.#options.catalogue);
		return estimate(request, { cache: running.cache, table, profiles, signal });
	}

	close() {
		const running = this.#running;
		this.#running = undefined;
		void running?.then(stop, () => undefined);
	}

	#unit(request: EstimateRequest): UnitTable {
		const found = unitTableOf(this.#options.catalogue, request);
		if (!found)
			throw new EngineError('data', `no rows in this release: ${request.survey} ${request.unit}`);
		return found;
	}

	#start(): Promise<Running> {
		this.#running ??= this.#begin().catch((error: unknown) => {
			this.#running = undefined;
			throw error;
		});
		return this.#running;
	}

	async #begin(): Promise<Running> {
		const { report, readerWorker, timeout } = this.#options;
		// Only when asked: the page is built in Node, where the package starts a worker on import.
		const { startDuckDB } = await import('./start-duckdb.ts');
		const duckdb = await startDuckDB({
			report: (loaded, total) => report({ phase: 'engine', loaded, total }),
			...(timeout === undefined ? {} : { timeout })
		});
		void duckdb.stopped.then(() => this.close());
		const engine = new BrowserEngine(duckdb.connection);
		const reader = new ReaderClient(readerWorker());
		return { duckdb, engine, cache: new CellCache(engine), reader, loaded: new Map() };
	}

	async #load(running: Running, name: string, unit: UnitTable, request: EstimateRequest) {
		const wanted = new Set([
			request.measure.concept,
			...(request.measure.statistic === 'ratio' ? [request.measure.over] : []),
			...request.by,
			...unit.calibration.flatMap((one) => {
				const { categories, numbers } = calibrationColumns(one);
				return [...categories, ...numbers];
			}),
			...request.where.map(({ concept }) => concept)
		]);
		const before = running.loaded.get(name) ?? new Set<string>();
		if ([...wanted].every((id) => before.has(id))) return;
		const ids = unit.concepts.filter((id) => wanted.has(id) || before.has(id));
		const concepts = ids.map((id) => this.#concept(id));
		const { base, report } = this.#options;
		const ipc = await running.reader.read(
			new URL(unit.path, base).href,
			sourceColumns(unit, concepts),
			(loaded, total) => report({ phase: 'data', loaded, total })
		);
		const raw = `raw ${name}`;
		await running.engine.query(sql`DROP TABLE IF EXISTS ${identifier(raw)}`);
		await running.engine.insert(raw, ipc);
		await running.engine.query(typedTable(name, sql`${identifier(raw)}`, unit, concepts));
		await running.engine.query(sql`DROP TABLE ${identifier(raw)}`);
		running.loaded.set(name, new Set(ids));
	}

	async #loadFigures({ reader, engine, loaded }: Running) {
		if (loaded.has(figuresTable)) return;
		const { base, report } = this.#options;
		const columns = Object.keys(estimateRow.shape);
		const ipc = await reader.read(new URL(figuresFile, base).href, columns, (read, total) =>
			report({ phase: 'data', loaded: read, total })
		);
		if (loaded.has(figuresTable)) return;
		loaded.set(figuresTable, new Set(columns));
		await engine.insert(figuresTable, ipc);
	}

	#concept(id: string): Concept {
		const concept = this.#options.catalogue.concepts.find((c) => c.id === id);
		if (!concept) throw new EngineError('data', `unknown concept: ${id}`);
		return concept;
	}
}

/** A worker that stops by itself never answers what it was asked. */
async function crash({ duckdb }: Running): Promise<never> {
	throw await duckdb.stopped;
}

function stop({ duckdb, reader }: Running) {
	duckdb.terminate();
	reader.close();
}
