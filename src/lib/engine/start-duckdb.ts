import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from '@duckdb/duckdb-wasm';
import moduleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { EngineError, isExhausted } from './engine-error.ts';
import type { ReportBytes } from './fetch-bytes.ts';

export interface StartOptions {
	readonly report: ReportBytes;
	/** Milliseconds; without WebAssembly rights `instantiate` never settles. Defaults to 60,000. */
	readonly timeout?: number;
}

export interface StartedDuckDB {
	readonly connection: AsyncDuckDBConnection;
	/** Settles when the worker stops by itself. */
	readonly stopped: Promise<EngineError>;
	terminate(): void;
}

/** Starts DuckDB in its worker, extensions off; a start that hangs becomes an error. */
export async function startDuckDB({
	report,
	timeout = 60_000
}: StartOptions): Promise<StartedDuckDB> {
	refuseOldBrowser();
	await requireModule();
	const worker = new Worker(workerUrl);
	const stopped = new Promise<EngineError>((resolve) => {
		worker.addEventListener('error', ({ message }) =>
			resolve(new EngineError('stopped', `worker stopped: ${message}`))
		);
	});
	const limit = new Promise<never>((_, reject) => {
		setTimeout(
			() => reject(new EngineError('slow-start', `no engine after ${timeout} ms`)),
			timeout
		);
		void stopped.then(reject);
	});
	try {
		const connection = await Promise.race([
			connect(new AsyncDuckDB(new VoidLogger(), worker), report),
			limit
		]);
		limit.catch(() => undefined);
		return { connection, stopped, terminate: () => worker.terminate() };
	} catch (cause) {
		worker.terminate();
		if (cause instanceof EngineError) throw cause;
		const fault = isExhausted(cause) ? 'memory' : 'start';
		throw new EngineError(fault, `engine did not start: ${String(cause)}`, { cause });
	}
}

async function connect(db: AsyncDuckDB, report: ReportBytes): Promise<AsyncDuckDBConnection> {
	await db.instantiate(moduleUrl, null, ({ bytesLoaded, bytesTotal }) =>
		report(bytesLoaded, bytesTotal >= bytesLoaded ? bytesTotal : undefined)
	);
	await db.open({ query: { castBigIntToDouble: true, castDecimalToDouble: true } });
	const connection = await db.connect();
	// A failed autoload corrupts the engine for every later query; without it the error is clean.
	await connection.query('SET autoload_known_extensions = false');
	await connection.query('SET autoinstall_known_extensions = false');
	return connection;
}

/** The worker keeps silent when it cannot fetch its module: asking first says so at once. */
async function requireModule() {
	const { ok, status } = await fetch(moduleUrl, { method: 'HEAD' }).catch((cause: unknown) => {
		throw new EngineError('start', 'engine could not be fetched', { cause });
	});
	if (!ok) throw new EngineError('start', `engine could not be fetched: ${status}`);
}

function refuseOldBrowser() {
	if (typeof WebAssembly === 'undefined' || typeof Worker === 'undefined')
		throw new EngineError('no-webassembly', 'this browser has no WebAssembly or no workers');
}
