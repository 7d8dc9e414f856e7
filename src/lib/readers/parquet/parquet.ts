import {
	type AsyncBuffer,
	type FileMetaData,
	parquetMetadataAsync,
	parquetRead,
	parquetSchema
} from 'hyparquet';
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

/**
 * Only the columns asked for, in that order; zstd, snappy, gzip, brotli and LZ4 are read. Of a file
 * whose `metadata` is known no other byte than theirs is asked for.
 */
export async function parquetColumns(
	file: AsyncBuffer,
	names: readonly string[],
	known?: FileMetaData
): Promise<ParquetColumns> {
	const metadata = known ?? (await parquetMetadataAsync(file));
	const schema = parquetSchema(metadata).children.map(({ element }) => element.name);
	const absent = names.filter((name) => !schema.includes(name));
	if (absent.length > 0)
		throw new DataError(`no column ${absent.join(', ')}; the file has ${schema.join(', ')}`);
	const rows = Number(metadata.num_rows);
	const columns: Column[] = [];
	for (const name of names) {
		const values = new Array<unknown>(rows);
		// One by one: of several, hyparquet also asks for small gaps between them.
		await parquetRead({
			file,
			metadata,
			columns: [name],
			compressors,
			onChunk: ({ columnData, rowStart }) => {
				for (let i = 0; i < columnData.length; i++) values[rowStart + i] = columnData[i];
			}
		});
		columns.push({ name, values });
	}
	return { rows, columns };
}
