import { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { DataError } from '#lib/errors.ts';

/** One column as plain values: texts, numbers, null where there is none. */
export interface Column {
	readonly name: string;
	readonly values: ArrayLike<unknown>;
}

export interface ParquetColumns {
	readonly rows: number;
	readonly columns: readonly Column[];
}

/** Only the columns asked for, in that order; zstd, snappy, gzip, brotli and LZ4 are read. */
export async function parquetColumns(
	bytes: ArrayBuffer,
	names: readonly string[]
): Promise<ParquetColumns> {
	const metadata = await parquetMetadataAsync(bytes);
	const known = parquetSchema(metadata).children.map(({ element }) => element.name);
	const absent = names.filter((name) => !known.includes(name));
	if (absent.length > 0)
		throw new DataError(`no column ${absent.join(', ')}; the file has ${known.join(', ')}`);
	const rows = Number(metadata.num_rows);
	const found = new Map(names.map((name) => [name, new Array<unknown>(rows)]));
	await parquetRead({
		file: bytes,
		metadata,
		columns: [...names],
		compressors,
		onChunk: ({ columnName, columnData, rowStart }) => {
			const values = found.get(columnName);
			for (let i = 0; values && i < columnData.length; i++) values[rowStart + i] = columnData[i];
		}
	});
	return { rows, columns: names.map((name) => ({ name, values: found.get(name) ?? [] })) };
}
