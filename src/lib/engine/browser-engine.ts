import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { RecordBatch } from 'apache-arrow';
import { QueryError } from '#lib/errors.ts';
import type { Columns, QueryEngine, QueryOptions, Row } from '#lib/estimate/query-engine.ts';
import { type Statement, withLiterals } from '#lib/estimate/sql.ts';
import { plainColumns, plainRows } from './plain-rows.ts';

/**
 * DuckDB-WASM behind the interface of estimation. Statements run one at a time and unprepared,
 * because only those can be cancelled; values are written as literals.
 */
export class BrowserEngine implements QueryEngine {
	readonly #connection: AsyncDuckDBConnection;
	#last: Promise<unknown> = Promise.resolve();

	constructor(connection: AsyncDuckDBConnection) {
		this.#connection = connection;
	}

	query(statement: Statement, { signal }: QueryOptions = {}): Promise<Row[]> {
		return this.#inTurn(async () => plainRows(await this.#run(withLiterals(statement), signal)));
	}

	columns(statement: Statement, { signal }: QueryOptions = {}): Promise<Columns> {
		return this.#inTurn(async () => plainColumns(await this.#run(withLiterals(statement), signal)));
	}

	/** Puts an Arrow IPC stream into a new table. */
	insert(name: string, ipc: Uint8Array): Promise<void> {
		return this.#inTurn(() =>
			this.#connection.insertArrowFromIPCStream(ipc, { name, schema: 'main', create: true })
		);
	}

	#inTurn<T>(run: () => Promise<T>): Promise<T> {
		const turn = this.#last.then(run, run);
		this.#last = turn.catch(() => undefined);
		return turn;
	}

	async #run(text: string, signal: AbortSignal | undefined): Promise<RecordBatch[]> {
		signal?.throwIfAborted();
		const cancel = () => void this.#connection.cancelSent();
		signal?.addEventListener('abort', cancel, { once: true });
		try {
			const reader = await this.#connection.send(text);
			const batches: RecordBatch[] = [];
			for await (const batch of reader) batches.push(batch);
			return batches;
		} catch (cause) {
			signal?.throwIfAborted();
			throw new QueryError(cause instanceof Error ? cause.message : String(cause), text, { cause });
		} finally {
			signal?.removeEventListener('abort', cancel);
		}
	}
}
