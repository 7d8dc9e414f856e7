import {
	type DuckDBConnection,
	type DuckDBDataChunk,
	DuckDBInstance,
	type DuckDBResult
} from '@duckdb/node-api';
import { QueryError } from '#lib/errors.ts';
import { plainCell, plainNumber } from '#lib/estimate/plain-cell.ts';
import type { Columns, QueryEngine, QueryOptions, Row } from '#lib/estimate/query-engine.ts';
import { type Statement, withLiterals, withParameters } from '#lib/estimate/sql.ts';

export interface OpenOptions {
	/** 1 keeps sums in row order, so that estimates are the same bits in every engine; defaults to 1. */
	readonly threads?: number;
	/** Defaults to 600 MB: a pipeline stays below 1 GB with Node beside it. */
	readonly memoryLimit?: string;
}

/** DuckDB in Node. Values are bound, never pasted. */
export class NodeEngine implements QueryEngine {
	readonly connection: DuckDBConnection;
	readonly #instance: DuckDBInstance;

	constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
		this.#instance = instance;
		this.connection = connection;
	}

	query(statement: Statement, options?: QueryOptions): Promise<Row[]> {
		return this.#run(statement, options, async (result) =>
			(await result.getRowObjectsJS()).map(plainRow)
		);
	}

	columns(statement: Statement, options?: QueryOptions): Promise<Columns> {
		return this.#run(statement, options, async (result) =>
			numberColumns(result.columnNames(), await result.fetchAllChunks())
		);
	}

	async #run<Result>(
		statement: Statement,
		{ signal }: QueryOptions = {},
		read: (result: DuckDBResult) => Promise<Result>
	): Promise<Result> {
		signal?.throwIfAborted();
		const interrupt = () => this.connection.interrupt();
		signal?.addEventListener('abort', interrupt, { once: true });
		try {
			return await read(
				await this.connection.run(withParameters(statement), [...statement.values])
			);
		} catch (cause) {
			const text = cause instanceof Error ? cause.message : String(cause);
			throw new QueryError(text, withLiterals(statement), { cause });
		} finally {
			signal?.removeEventListener('abort', interrupt);
		}
	}

	/** For statements that cannot be prepared: values are written as tested literals. */
	async execute(statement: Statement): Promise<void> {
		const text = withLiterals(statement);
		try {
			await this.connection.run(text);
		} catch (cause) {
			const message = cause instanceof Error ? cause.message : String(cause);
			throw new QueryError(message, text, { cause });
		}
	}

	close() {
		this.connection.closeSync();
		this.#instance.closeSync();
	}
}

function numberColumns(names: readonly string[], chunks: readonly DuckDBDataChunk[]): Columns {
	const rows = chunks.reduce((n, chunk) => n + chunk.rowCount, 0);
	const columns = names.map((name) => [name, new Float64Array(rows)] as const);
	let from = 0;
	for (const chunk of chunks) {
		columns.forEach(([name, column], c) => {
			const vector = chunk.getColumnVector(c);
			for (let i = 0; i < chunk.rowCount; i++)
				column[from + i] = plainNumber(name, vector.getItem(i));
		});
		from += chunk.rowCount;
	}
	return Object.fromEntries(columns);
}

function plainRow(row: Record<string, unknown>): Row {
	return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainCell(value)]));
}

/** A database in memory. */
export async function openDuckDB({
	threads = 1,
	memoryLimit = '600MB'
}: OpenOptions = {}): Promise<NodeEngine> {
	const instance = await DuckDBInstance.create(':memory:', {
		threads: String(threads),
		memory_limit: memoryLimit,
		preserve_insertion_order: 'true',
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false'
	});
	return new NodeEngine(instance, await instance.connect());
}
