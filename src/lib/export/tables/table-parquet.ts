import { parquetWriteBuffer } from 'hyparquet-writer';
import { citationOf } from './citation.ts';
import type { LeavingTable, TableColumn } from './leaving-table.ts';

const types = { text: 'STRING', number: 'DOUBLE', integer: 'INT32' } as const;

/**
 * The rows as Parquet: texts are never null, numbers are null where there is none. The notes lie in
 * the metadata of the file, as JSON below the key `notes`, beside `title`, `source` and the like.
 */
export function tableParquet(table: LeavingTable): ArrayBuffer {
	const { title, subtitle, notes, sources, release, address, created, locale } = table;
	const metadata = {
		...{ title, subtitle, address, created, locale },
		notes: JSON.stringify(notes),
		columns: JSON.stringify(table.columns),
		source: sources.map(({ citation }) => citation).join('; '),
		licence: [...new Set(sources.map(({ licence }) => licence))].join('; '),
		release: release.id,
		release_date: release.date,
		citation: citationOf(table).text
	};
	return parquetWriteBuffer({
		columnData: table.columns.map((column, i) => columnData(column, table.rows, i)),
		kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
		createdBy: 'Atalaya'
	});
}

const columnData = ({ id, kind }: TableColumn, rows: LeavingTable['rows'], i: number) => ({
	name: id,
	type: types[kind],
	nullable: kind !== 'text',
	data: rows.map((row) => row[i] ?? null)
});
