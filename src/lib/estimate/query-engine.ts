import type { Statement } from './sql.ts';

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

/** Numbers only: one array a column; NaN where there is no value. */
export type Columns = Readonly<Record<string, Float64Array>>;

export interface QueryOptions {
	/** Aborting it rejects the promise; the engine drops the statement. */
	readonly signal?: AbortSignal | undefined;
}

/** What estimation needs of a database: DuckDB in Node and DuckDB-WASM in the browser are two. */
export interface QueryEngine {
	query(statement: Statement, options?: QueryOptions): Promise<Row[]>;
	/** For results of many rows: every column of the statement must be a number. */
	columns(statement: Statement, options?: QueryOptions): Promise<Columns>;
}
