import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Cell, QueryEngine, Row } from '#lib/estimate/query-engine.ts';
import { type Statement, withLiterals } from '#lib/estimate/sql.ts';

interface BlockingConnection {
	query(text: string): { toArray(): { toJSON(): Record<string, unknown> }[] };
	insertArrowFromIPCStream(ipc: Uint8Array, options: { name: string; create: boolean }): void;
}

/** The engine of the browser, in Node: DuckDB-WASM without a worker, extensions off. */
export class WasmEngine implements QueryEngine {
	readonly #connection: BlockingConnection;

	constructor(connection: BlockingConnection) {
		this.#connection = connection;
	}

	query(statement: Statement): Promise<Row[]> {
		const rows = this.#connection.query(withLiterals(statement)).toArray();
		return Promise.resolve(rows.map((row) => row.toJSON() as Record<string, Cell>));
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
	const require = createRequire(import.meta.url);
	// The package has no ES module for Node; its types do not cover the CommonJS one.
	const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
	const dist = dirname(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
	const bundle = (name: string) => ({ mainModule: `${dist}/duckdb-${name}.wasm`, mainWorker: '' });
	const db = await duckdb.createDuckDB(
		{ mvp: bundle('mvp'), eh: bundle('eh') },
		new duckdb.VoidLogger(),
		duckdb.NODE_RUNTIME
	);
	await db.instantiate(() => undefined);
	db.open({ query: { castBigIntToDouble: true, castDecimalToDouble: true } });
	const connection = db.connect() as BlockingConnection;
	connection.query('SET autoload_known_extensions = false');
	return new WasmEngine(connection);
}
