import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { RecordBatch } from 'apache-arrow';
import { QueryError } from '#lib/errors.ts';
import type { Columns, QueryEngine, QueryOptions, Row } from '#lib/estimate/query-engine.ts';
import { type Statement, withLiterals } from '#lib/estimate/sql.ts';
import { EngineError } from './engine-error.ts';
import { plainColumns, plainRows } from './plain-rows.ts';

/** A worker that does not even say that it gave up, so many milliseconds after it was asked to, is gone. */
const patience = 10_000;

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
		const withdrawn = withdrawal(signal, () => this.#connection.cancelSent());
		try {
			return await Promise.race([this.#batches(text), withdrawn.unheard]);
		} catch (cause) {
			if (cause instanceof EngineError) throw cause;
			signal?.throwIfAborted();
			throw new QueryError(cause instanceof Error ? cause.message : String(cause), text, { cause });
		} finally {
			withdrawn.end();
		}
	}

	async #batches(text: string): Promise<RecordBatch[]> {
		const reader = await this.#connection.send(text);
		const batches: RecordBatch[] = [];
		for await (const batch of reader) batches.push(batch);
		return batches;
	}
}

/** Cancels when the question is withdrawn; `unheard` fails where nothing comes of it. */
function withdrawal(signal: AbortSignal | undefined, cancel: () => Promise<unknown>) {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let fail: (why: EngineError) => void;
	const unheard = new Promise<never>((_, reject) => (fail = reject));
	const withdraw = () => {
		cancel().catch(() => undefined);
		timer = setTimeout(() => fail(new EngineError('stopped', 'worker does not answer')), patience);
	};
	signal?.addEventListener('abort', withdraw, { once: true });
	return {
		unheard,
		end: () => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', withdraw);
		}
	};
}
