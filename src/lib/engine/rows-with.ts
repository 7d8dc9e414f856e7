import type { ParquetColumns } from '#lib/readers/parquet/parquet.ts';
import type { ReadRequest } from './reader-messages.ts';

/** The rows of a table that have a value in one of its columns, as plain objects. */
export function rowsWith(
	{ rows, columns }: ParquetColumns,
	{ column, value }: NonNullable<ReadRequest['only']>
): Record<string, unknown>[] {
	const wanted = columns.find(({ name }) => name === column)?.values ?? [];
	return Array.from({ length: rows }, (_, i) => i)
		.filter((i) => wanted[i] === value)
		.map((i) => Object.fromEntries(columns.map(({ name, values }) => [name, values[i]])));
}
