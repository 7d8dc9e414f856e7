import { type Statement, identifier, sql } from '#lib/estimate/sql.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import type { NodeEngine } from '../duckdb.ts';
import type { Reject } from '../release/rejects.ts';
import { line, rawTable } from './raw-files.ts';
import { unitTableName } from './unit-table.ts';

/** Whether a weight is a positive number. */
export function isSoundWeight(column: string): Statement {
	const number = sql`try_cast(${identifier(column)} AS DOUBLE)`;
	return sql`coalesce(${number} > 0 AND isfinite(${number}), false)`;
}

/** Sets aside the rows of a unit whose weight is not a positive number; `path` names their file. */
export async function setAsideWeights(
	engine: NodeEngine,
	{ id, file, weights }: UnitDesign,
	path: string
): Promise<Reject[]> {
	const rejects: Reject[] = [];
	for (const { column } of weights) {
		const wrong = sql`SELECT ${line}::DOUBLE AS line, ${identifier(column)} AS value FROM ${rawTable(file)}
			WHERE NOT ${isSoundWeight(column)}`;
		const rows = await engine.query(sql`${wrong} ORDER BY line`);
		if (rows.length > 0)
			await engine.execute(sql`DELETE FROM ${unitTableName(id)}
				WHERE ${line} IN (SELECT line FROM (${wrong}))`);
		rejects.push(
			...rows.map((row) => ({
				file: path,
				line: Number(row['line']),
				column,
				value: String(row['value']),
				reason: { code: 'no-positive-weight', unit: id } as const
			}))
		);
	}
	return rejects;
}
