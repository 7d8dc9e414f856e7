import type { ColumnMetaData, PageHeader, SchemaTree } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { DataError } from '#lib/errors.ts';
import { soundCompressors } from './parquet-compressors.ts';
import { ParquetRuns } from './parquet-runs.ts';
import type { ReadLimits } from '../read-limits.ts';

/** A column of one row group, whose pages lie one behind the other in its bytes. */
export interface ColumnChunkBytes {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly rows: number;
	readonly meta: ColumnMetaData;
	readonly element: SchemaTree['element'];
	readonly limits: ReadLimits;
}

/**
 * Makes sure that what pages say of themselves fits together (Apache Parquet format 2.11, README and
 * Encodings.md), before hyparquet decodes them: it believes the length of every run, and one bit at
 * fault can make it ask for more memory than there is, which ends the process.
 * @throws DataError where a page does not fit.
 */
export function expectSoundPages(chunk: ColumnChunkBytes): void {
	const { bytes, rows } = chunk;
	const { maxDocumentBytes } = chunk.limits;
	const reader = { view: viewOf(bytes), offset: 0 };
	let values = 0;
	let unpacked = 0;
	while (values < rows) {
		const header = parquetHeader(reader);
		const { compressed_page_size: packedSize, uncompressed_page_size: size } = header;
		if (!isCount(packedSize, bytes.length - reader.offset) || !isCount(size, Infinity))
			throw new DataError(`sizes of a page are impossible: ${packedSize} and ${size} bytes`);
		unpacked += size;
		if (unpacked > maxDocumentBytes) throw tooMuch(maxDocumentBytes);
		const page = bytes.subarray(reader.offset, reader.offset + packedSize);
		reader.offset += packedSize;
		values += pageValues(page, header, { ...chunk, rows: rows - values });
	}
	if (values !== rows) throw new DataError(`pages hold ${values} values of ${rows}`);
}

const tooMuch = (most: number) =>
	new DataError(
		`unfolds to more than the limit maxDocumentBytes, to be raised for a file that is trusted: ${most} bytes`
	);

const isCount = (value: unknown, most: number): value is number =>
	typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;

const viewOf = (bytes: Uint8Array) =>
	new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

type Page = Uint8Array;

/** How many values a page holds, nulls included. */
function pageValues(packed: Page, header: PageHeader, chunk: ColumnChunkBytes): number {
	const { codec } = chunk.meta;
	const size = header.uncompressed_page_size;
	switch (header.type) {
		case 'DICTIONARY_PAGE': {
			const count = header.dictionary_page_header?.num_values;
			if (!isCount(count, size)) throw new DataError(`impossible size of a dictionary: ${count}`);
			return 0;
		}
		case 'DATA_PAGE': {
			const { num_values: count, encoding } = header.data_page_header ?? {};
			if (!isCount(count, chunk.rows)) throw new DataError(`values of a page: ${count}`);
			const runs = new ParquetRuns(decompressPage(packed, size, codec, soundCompressors));
			const present = isOptional(chunk) ? runs.ones(runs.prefixed(), count) : count;
			expectSoundValues(runs.rest(), { count: present, encoding, version: 1, chunk });
			return count;
		}
		case 'DATA_PAGE_V2':
			return pageValues2(packed, header, chunk);
		default:
			throw new DataError(`unknown kind of page: ${header.type}`);
	}
}

function pageValues2(packed: Page, header: PageHeader, chunk: ColumnChunkBytes): number {
	const head = header.data_page_header_v2;
	const { num_values: count, num_nulls: nulls } = head ?? {};
	const levels = head?.definition_levels_byte_length;
	if (!head || !isCount(count, chunk.rows) || !isCount(nulls, count))
		throw new DataError(`values of a page: ${count}, of which null: ${nulls}`);
	if (!isCount(levels, packed.length) || head.repetition_levels_byte_length !== 0)
		throw new DataError(`levels of a page: ${levels} bytes`);
	const runs = new ParquetRuns(packed);
	const present = isOptional(chunk) ? runs.ones(runs.part(levels), count) : count;
	if (present !== count - nulls) throw new DataError(`nulls of a page are not ${nulls}`);
	const body = packed.subarray(levels);
	const { codec } = chunk.meta;
	const size = header.uncompressed_page_size - levels;
	const values =
		head.is_compressed === false ? body : decompressPage(body, size, codec, soundCompressors);
	expectSoundValues(values, { count: present, encoding: head.encoding, version: 2, chunk });
	return count;
}

const isOptional = ({ element }: ColumnChunkBytes) => element.repetition_type === 'OPTIONAL';

interface ValuesOptions {
	readonly count: number;
	readonly encoding: string | undefined;
	readonly version: 1 | 2;
	readonly chunk: ColumnChunkBytes;
}

function expectSoundValues(values: Page, { count, encoding, version, chunk }: ValuesOptions): void {
	const { type } = chunk.meta;
	const runs = new ParquetRuns(values);
	const isTruth = type === 'BOOLEAN';
	const isIndex = encoding?.endsWith('_DICTIONARY') ?? false;
	if ((encoding === 'RLE' && !isTruth) || (isIndex && isTruth))
		throw new DataError(`values of type ${type} cannot be encoded as ${encoding}`);
	if (encoding === 'RLE') runs.expect(runs.prefixed(), 1, count);
	else if (isIndex) {
		const width = runs.part(1)[0];
		if (!isCount(width, 32)) throw new DataError(`impossible width of indices: ${width}`);
		// In version 1, indices without width are zeros, and no runs of them are written.
		if (width > 0 || version === 2) runs.expect(runs.rest(), width, count);
	} else if (encoding === 'DELTA_BYTE_ARRAY') expectSoundPrefixes(values, count, chunk.limits);
}

/** Every text may begin with the whole text before it, so that few bytes stand for many. */
function expectSoundPrefixes(values: Page, count: number, { maxDocumentBytes }: ReadLimits): void {
	const reader = { view: viewOf(values), offset: 0 };
	const [prefixes, suffixes] = [new Int32Array(count), new Int32Array(count)];
	deltaBinaryUnpack(reader, count, prefixes);
	deltaBinaryUnpack(reader, count, suffixes);
	let before = 0;
	let total = 0;
	for (let i = 0; i < count; i++) {
		const [prefix, suffix] = [prefixes[i]!, suffixes[i]!];
		if (!isCount(prefix, before) || !isCount(suffix, values.length))
			throw new DataError(`impossible length of a text: ${prefix} and ${suffix} bytes`);
		before = prefix + suffix;
		total += before;
		if (total > maxDocumentBytes) throw tooMuch(maxDocumentBytes);
	}
}
