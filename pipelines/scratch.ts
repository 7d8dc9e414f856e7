import { join } from 'node:path';
import { sql } from '#lib/estimate/sql.ts';
import type { NodeEngine } from './duckdb.ts';

/**
 * Lets an engine put what its memory does not hold into `work`, unless it was told of a place
 * already; its own choice is a folder where the process was started. Gone when it is closed.
 */
export async function keepScratchIn(engine: NodeEngine, work: string): Promise<void> {
	const [row] = await engine.query(sql`SELECT current_setting('temp_directory') AS folder`);
	if (row?.['folder'] === '.tmp')
		await engine.execute(sql`SET temp_directory = ${join(work, 'duckdb')}`);
}
