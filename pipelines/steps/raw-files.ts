import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import { lineColumn } from '#lib/readers/csv/csv.ts';
import type { NodeEngine } from '../duckdb.ts';

/** A source file as the step `read` left it: a Parquet file of texts. */
export interface RawFile {
	/** Of the declaration. */
	readonly id: string;
	/** As its producer calls it, for messages. */
	readonly source: string;
	readonly parquet: string;
}

export const rawTable = (file: string) => identifier(`raw_${file}`);
export const line = identifier(lineColumn);

/** Loads the rows of each file, without those that the step `check` set aside in `asideFile`. */
export async function loadRaw(
	engine: NodeEngine,
	files: readonly RawFile[],
	asideFile?: string
): Promise<void> {
	for (const { id, parquet } of files) {
		const kept =
			asideFile === undefined
				? sql``
				: sql`WHERE ${line} NOT IN (SELECT line FROM read_parquet(${asideFile}) WHERE file = ${id})`;
		await engine.execute(
			sql`CREATE TABLE ${rawTable(id)} AS SELECT * FROM read_parquet(${parquet}) ${kept}`
		);
	}
}

/** Names of columns, as a list of a statement. */
export const columnList = (names: readonly string[]): Statement =>
	joined(
		names.map((name) => sql`${identifier(name)}`),
		', '
	);

export async function countOf(engine: NodeEngine, from: Statement): Promise<number> {
	const [row] = await engine.query(sql`SELECT count(*)::DOUBLE AS n FROM ${from}`);
	return Number(row?.['n']);
}
