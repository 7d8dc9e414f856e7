import { missingColumn } from '#lib/estimate/estimate-table.ts';
import { identifier, joined, sql } from '#lib/estimate/sql.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import type { NodeEngine } from '../duckdb.ts';
import { columnList, line, rawTable } from './raw-files.ts';
import { isSoundWeight } from './weights.ts';
import { unitTableName, weightColumn } from './unit-table.ts';

/** Rows of units, without those that only stand for a sampling unit that has none. */
export const isUnit = sql`${line} > 0`;

/**
 * Gives every sampling unit of the frame of which no row is kept one row, whose line is below zero.
 */
export async function addFrameRows(
	engine: NodeEngine,
	{ file, frame, ids, strata, fpc, weights }: UnitDesign
): Promise<void> {
	if (frame === undefined) return;
	const names = columnList([...strata, ...ids]);
	const copied = columnList([...new Set([...strata, ...ids, ...fpc])]);
	// The rows are to pass for sound ones until `clearFrameRows` has taken what they weigh.
	const columns = [...new Set(weights.map(({ column }) => column))];
	const ones = columns.map((column) => sql`'1' AS ${identifier(column)}`);
	const isKept = joined(columns.map(isSoundWeight), ' AND ');
	await engine.execute(sql`INSERT INTO ${rawTable(file)} BY NAME
		SELECT -row_number() OVER (ORDER BY ${copied}) AS ${line}, *, ${joined(ones, ', ')}
		FROM (SELECT DISTINCT ${copied} FROM ${rawTable(frame)}
			WHERE (${names}) NOT IN (SELECT (${names}) FROM ${rawTable(file)} WHERE ${isKept}))`);
}

export interface FrameConcepts {
	readonly concepts: readonly string[];
	/** Those that hold numbers. */
	readonly numbers: readonly string[];
}

/** Nobody was asked in these rows, and they weigh nothing: they are there for the design alone. */
export async function clearFrameRows(
	engine: NodeEngine,
	{ id, frame, weights }: UnitDesign,
	{ concepts, numbers }: FrameConcepts
): Promise<void> {
	if (frame === undefined) return;
	const cleared = concepts.flatMap((concept) =>
		numbers.includes(concept)
			? [
					sql`${identifier(concept)} = NULL`,
					sql`${identifier(missingColumn(concept))} = 'not-applicable'`
				]
			: [sql`${identifier(concept)} = 'not-applicable'`]
	);
	const weightless = weights.map((one) => sql`${identifier(weightColumn(one.id))} = 0`);
	await engine.execute(sql`UPDATE ${unitTableName(id)}
		SET ${joined([...weightless, ...cleared], ', ')} WHERE NOT ${isUnit}`);
}
