import { join } from 'node:path';
import { missingColumn } from '#lib/estimate/estimate-table.ts';
import { identifier, sql } from '#lib/estimate/sql.ts';
import type { NodeEngine } from '../duckdb.ts';
import { columnList } from './raw-files.ts';
import { unitTableName } from './unit-table.ts';

/** How many rows of a unit have which answer, or which reason for having none. */
export interface ConceptCounts {
	readonly concept: string;
	/** Of a number concept, `answered` and the reasons; else categories and the reasons. */
	readonly counts: Readonly<Record<string, number>>;
}

/** In the folder of a step: one row a unit. */
export const unitFile = 'unit.parquet';
/** The same rows in the same order as text, of an open survey: R of Debian reads no Parquet. */
export const unitCsv = 'unit.csv';

/** A page asks for a column with one request a row group. */
const groupRows = 2 ** 20;

export interface UnitRows {
	readonly unit: string;
	/** Columns of the design. */
	readonly design: readonly string[];
	readonly concepts: readonly string[];
	/** Concepts that hold numbers. */
	readonly numbers: readonly string[];
}

/** The column that says the category of a concept, or why there is no number. */
export const answerColumn = (concept: string, numbers: readonly string[]) =>
	identifier(numbers.includes(concept) ? missingColumn(concept) : concept);

/** Writes the table of a unit, in an order that depends on nothing but its content. */
export async function writeUnitRows(
	engine: NodeEngine,
	{ unit, design, concepts, numbers }: UnitRows,
	{ folder, asText }: { readonly folder: string; readonly asText: boolean }
): Promise<void> {
	const names = [
		...design,
		...concepts.flatMap((id) => (numbers.includes(id) ? [id, missingColumn(id)] : [id]))
	];
	const path = join(folder, unitFile);
	await engine.execute(sql`COPY (
		SELECT ${columnList(names)} FROM ${unitTableName(unit)} ORDER BY ALL
	) TO ${path} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${groupRows})`);
	if (asText)
		await engine.execute(
			sql`COPY (FROM read_parquet(${path})) TO ${join(folder, unitCsv)} (FORMAT csv, HEADER true)`
		);
}

/** Answers of every concept in the table of a unit. */
export async function conceptCounts(
	engine: NodeEngine,
	{ unit, concepts, numbers }: Omit<UnitRows, 'design'>,
	counted = sql`true`
): Promise<ConceptCounts[]> {
	const counts: ConceptCounts[] = [];
	for (const concept of concepts) {
		const column = answerColumn(concept, numbers);
		const rows = await engine.query(sql`SELECT coalesce(${column}, 'answered') AS answer,
			count(*)::DOUBLE AS n FROM ${unitTableName(unit)} WHERE ${counted} GROUP BY 1 ORDER BY 1`);
		counts.push({
			concept,
			counts: Object.fromEntries(rows.map((row) => [String(row['answer']), Number(row['n'])]))
		});
	}
	return counts;
}
