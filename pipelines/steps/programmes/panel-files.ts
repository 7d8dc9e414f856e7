import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { type Statement, identifier, joined, sql } from '#lib/estimate/sql.ts';
import { csvLines } from '#lib/export/tables/csv-lines.ts';
import { openDuckDB } from '../../duckdb.ts';
import type { ColumnType, PublishedPanel } from './published-panel.ts';

export const panelCsv = 'panel.csv';
export const panelParquet = 'panel.parquet';

/** Writes a panel as CSV, which R reads without a package, and as Parquet, which the page reads. */
export async function writePanel(folder: string, panel: PublishedPanel): Promise<void> {
	const { columns, rows } = panel;
	const csv = join(folder, panelCsv);
	const cells = rows.map((row) => row.map((text, at) => cellOf(text, columns[at]!.type)));
	writeFileSync(csv, csvLines([columns.map(({ name }) => name), ...cells]));
	const engine = await openDuckDB();
	try {
		const types = columns.map(({ name, type }) => structField(name, type));
		const selected = joined(types, ', ');
		await engine.execute(
			sql`COPY (SELECT ${selected} FROM read_csv(${csv}, header = true, all_varchar = true))
				TO ${join(folder, panelParquet)} (FORMAT parquet, COMPRESSION zstd)`
		);
	} finally {
		engine.close();
	}
}

/** A text that looks like a formula is marked by `csvLines`, a number below 0 is none. */
const cellOf = (text: string, type: ColumnType) =>
	type === 'text' ? text : text.trim() === '' ? null : Number(text);

const structField = (name: string, type: ColumnType): Statement =>
	type === 'number'
		? sql`CAST(${identifier(name)} AS DOUBLE) AS ${identifier(name)}`
		: sql`coalesce(${identifier(name)}, '') AS ${identifier(name)}`;
