import { type SqlValue, sql } from '#lib/estimate/sql.ts';
import type { Row } from '#lib/estimate/query-engine.ts';
import { openDuckDB } from '../../pipelines/duckdb.ts';

/** All rows of a Parquet file, in its order. */
export async function parquetRows(path: SqlValue): Promise<Row[]> {
	const engine = await openDuckDB();
	try {
		return await engine.query(sql`SELECT * FROM read_parquet(${path})`);
	} finally {
		engine.close();
	}
}
