import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import {
	type DuckDBConnection,
	NODE_RUNTIME,
	VoidLogger,
	createDuckDB
} from '@duckdb/duckdb-wasm/blocking';
import { plainColumns, plainRows } from '#lib/engine/plain-rows.ts';
import type { Columns, QueryEngine, Row } from '#lib/estimate/query-engine.ts';
import { type Statement, withLiterals } from '#lib/estimate/sql.ts';

/** The engine of the browser, in Node: DuckDB-WASM without a worker, extensions off. */
export class WasmEngine implements QueryEngine {
	readonly #connection: DuckDBConnection;

	constructor(connection: DuckDBConnection) {
		this.#connection = connection;
	}

	query(statement: Statement): Promise<Row[]> {
		return Promise.resolve(plainRows(this.#connection.query(withLiterals(statement)).batches));
	}

	columns(statement: Statement): Promise<Columns> {
		return Promise.resolve(plainColumns(this.#connection.query(withLiterals(statement)).batches));
	}

	execute(statement: Statement): Promise<void> {
		this.#connection.query(withLiterals(statement));
		return Promise.resolve();
	}

	insert(name: string, ipc: Uint8Array) {
		this.#connection.insertArrowFromIPCStream(ipc, { name, create: true });
	}
}

/** Takes two to five seconds: open it once a file. */
export async function openWasm(): Promise<WasmEngine> {
	const { resolve } = createRequire(import.meta.url);
	const dist = dirname(resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
	const bundle = (name: string) => ({ mainModule: `${dist}/duckdb-${name}.wasm`, mainWorker: '' });
	const bundles = { mvp: bundle('mvp'), eh: bundle('eh') };
	const db = await createDuckDB(bundles, new VoidLogger(), NODE_RUNTIME);
	await db.instantiate(() => undefined);
	db.open({ query: { castBigIntToDouble: true, castDecimalToDouble: true } });
	const connection = db.connect();
	connection.query('SET autoload_known_extensions = false');
	return new WasmEngine(connection);
}
