import { type ColumnMetaData, type FileMetaData, parquetMetadata } from 'hyparquet';
import { DataError } from '#lib/errors.ts';
import type { ByteRange } from '../byte-ranges.ts';

/** Where the columns of a Parquet file lie. */
export interface ParquetLayout {
	readonly metadata: FileMetaData;
	/** One range a row group, in the order of the file. */
	readonly columns: ReadonlyMap<string, readonly ByteRange[]>;
}

/** Behind what says where all else lies, its length in four bytes and the mark of a Parquet file. */
const tailSize = 8;

/** How many bytes at the end of a Parquet file say where all else lies. */
export function footerSize(file: Uint8Array): number {
	if (file.length < tailSize) throw new DataError(`not a Parquet file: ${file.length} bytes`);
	const at = file.length - tailSize;
	const length = new DataView(file.buffer, file.byteOffset + at).getUint32(0, true);
	const size = length + tailSize;
	if (size > file.length) throw new DataError(`Parquet footer beyond the file: ${size} bytes`);
	return size;
}

/** Where the columns lie, from the end of the file. */
export function parquetLayout(footer: Uint8Array): ParquetLayout {
	const metadata = parquetMetadata(footer);
	const columns = new Map<string, ByteRange[]>();
	for (const group of metadata.row_groups) {
		const found = new Map<string, ByteRange>();
		for (const { meta_data: chunk } of group.columns) {
			const name = chunk?.path_in_schema[0];
			if (chunk === undefined || name === undefined) throw new DataError('column without a place');
			found.set(name, spanOf(found.get(name), rangeOf(chunk)));
		}
		for (const [name, range] of found) columns.set(name, [...(columns.get(name) ?? []), range]);
	}
	return { metadata, columns };
}

function rangeOf(chunk: ColumnMetaData): ByteRange {
	// Some writers say 0 where a column has no dictionary.
	const start = Number(chunk.dictionary_page_offset) || Number(chunk.data_page_offset);
	return { start, end: start + Number(chunk.total_compressed_size) };
}

/** A structure has a chunk for each of its fields, one behind the other. */
const spanOf = (before: ByteRange | undefined, range: ByteRange): ByteRange => ({
	start: Math.min(before?.start ?? range.start, range.start),
	end: Math.max(before?.end ?? range.end, range.end)
});
