import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import { estimateKey } from '#lib/model/estimate-row.ts';
import type { NodeEngine } from '../duckdb.ts';
import { place, withDifferences } from './difference-table.ts';
import { ignoredColumns } from './table-columns.ts';

export interface EstimateChanges {
	readonly added: number;
	readonly removed: number;
	readonly changed: number;
}

/**
 * How many estimates of each survey are new, gone or other than in an earlier `estimates.parquet`;
 * a survey without any is not in the map.
 */
export function estimateChangesBySource(
	engine: NodeEngine,
	before: string,
	after: string
): Promise<Map<string, EstimateChanges>> {
	const options = { key: estimateKey, ignore: ignoredColumns };
	return withDifferences(engine, [before, after], options, async ({ rows }) => {
		const source = place('k', estimateKey.indexOf('source'));
		const counts = ['added', 'removed', 'changed'].map(
			(state) => sql`count(*) FILTER (state = ${state}) AS ${identifier(state)}`
		);
		const found = await rows(
			joined([sql`${source} AS source`, ...counts], ', '),
			sql`GROUP BY ${source} ORDER BY ${source}`
		);
		return new Map(
			found.map((row) => [
				String(row['source']),
				{
					added: Number(row['added']),
					removed: Number(row['removed']),
					changed: Number(row['changed'])
				}
			])
		);
	});
}
