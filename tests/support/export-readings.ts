import { expect } from 'vitest';
import { type ExportFormat, exportFormats } from '#lib/export/tables/export-formats.ts';
import type { Cell, LeavingTable } from '#lib/export/tables/leaving-table.ts';
import type { ByteSource } from '#lib/readers/byte-source.ts';
import { csvRecords } from '#lib/readers/csv/csv-records.ts';
import { parquetRecords } from '#lib/readers/parquet/parquet-records.ts';
import type { Records } from '#lib/readers/records.ts';
import { sdmxCsvRecords } from '#lib/readers/sdmx/sdmx-csv.ts';
import { xlsxRecords } from '#lib/readers/xlsx/xlsx.ts';
import { type Bytes, bytesSource } from './byte-sources.ts';
import { valueRows } from './record-list.ts';

type TableFormat = Extract<ExportFormat, { of: 'table' }>;

/** The ways out that hold the table, and those that only cite it. */
export const tableFormats = exportFormats.filter(
	(format): format is TableFormat => format.of === 'table'
);

const readers: Partial<Readonly<Record<ExportFormat['id'], (of: ByteSource) => Promise<Records>>>> =
	{
		csv: (source) => csvRecords(source),
		xlsx: (source) => xlsxRecords(source),
		parquet: (source) => parquetRecords(source),
		'sdmx-csv': (source) => sdmxCsvRecords(source)
	};

export const readFormats = tableFormats.filter(({ id }) => id in readers);

export const formatOf = (id: ExportFormat['id']): TableFormat =>
	tableFormats.find((one) => one.id === id)!;

export async function exportedBytes(format: TableFormat, table: LeavingTable): Promise<Bytes> {
	return new Uint8Array(await (await format.blob(table)).arrayBuffer());
}

/** A file read back by our own reader of its format: names, and values as texts. */
export async function readBack(format: TableFormat, table: LeavingTable) {
	const records = await readers[format.id]!(bytesSource(await exportedBytes(format, table)));
	const guarded = format.id === 'csv' || format.id === 'sdmx-csv';
	const rows = await valueRows(records);
	return {
		names: records.variables.map(({ name }) => name),
		rows: guarded ? rows.map((row) => row.map(unguarded)) : rows
	};
}

/** As the README tells whoever reads a CSV file. */
const unguarded = (text: string) => text.replace(/^'(?='*[=+\-@＝＋－＠\t\r\n])/, '');

/** What was read, as a number where the cell is one. */
const asCell = (text: string, cell: Cell) => (typeof cell === 'number' ? Number(text) : text);

/** Every cell as it was written: no number where there was none. */
export function expectSameCells(found: readonly (readonly string[])[], table: LeavingTable) {
	expect(found).toHaveLength(table.rows.length);
	table.rows.forEach((row, i) => {
		expect(row.map((cell, j) => asCell(found[i]![j]!, cell))).toEqual(
			row.map((cell) => cell ?? '')
		);
	});
}
