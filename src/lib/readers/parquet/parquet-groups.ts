import {
	type ColumnMetaData,
	type FileMetaData,
	type RowGroup,
	type SchemaTree,
	parquetMetadataAsync,
	parquetSchema
} from 'hyparquet';
import { readColumn } from 'hyparquet/src/column.js';
import { DataError } from '#lib/errors.ts';
import { bytesOf } from '../byte-cursor.ts';
import type { ByteSource } from '../byte-source.ts';
import { soundCompressors } from './parquet-compressors.ts';
import { expectSoundPages } from './parquet-pages.ts';
import type { StoredValue } from './parquet-values.ts';
import type { ReadLimits } from '../read-limits.ts';

/** What the end of a Parquet file says about the rest. */
export interface ParquetFile {
	readonly rows: number;
	readonly columns: readonly SchemaTree['element'][];
	/** Row groups, in the order of the file, by their numbers of rows. */
	readonly groups: readonly number[];
	/** The values of all columns of a row group; null where there is none. */
	group(index: number): Promise<readonly (readonly (StoredValue | null)[])[]>;
}

/** A row group is held in memory whole. */
const mostCells = 2e8;

/** @throws DataError where it is no Parquet file, or is nested, encrypted or damaged. */
export async function openParquet(source: ByteSource, limits: ReadLimits): Promise<ParquetFile> {
	const metadata = await metadataOf(source);
	const root = bareTree(metadata);
	const columns = metadata.schema.slice(1);
	return {
		rows: Number(metadata.num_rows),
		columns,
		groups: metadata.row_groups.map(({ num_rows }) => Number(num_rows)),
		async group(index) {
			const group = metadata.row_groups[index]!;
			const rows = Number(group.num_rows);
			if (rows * columns.length > mostCells)
				throw new DataError(
					`row group is too large to be held in memory; write smaller ones: ${rows} rows`
				);
			const read: (readonly (StoredValue | null)[])[] = [];
			for (const column of root.children)
				read.push(await columnValues(source, { rows, group, path: [root, column] }, limits));
			return read;
		}
	};
}

async function metadataOf(source: ByteSource): Promise<FileMetaData> {
	const head = new TextDecoder('latin1').decode(await bytesOf(source, 0, Math.min(4, source.size)));
	if (head === 'PARE') throw new DataError('Parquet file is encrypted, which is not read: PARE');
	if (head !== 'PAR1') throw new DataError(`not a Parquet file, which begins with PAR1: ${head}`);
	const file = {
		byteLength: source.size,
		slice: async (start: number, end = source.size) =>
			(await bytesWithin(source, start, end)).buffer
	};
	try {
		const metadata = await parquetMetadataAsync(file, { geoparquet: false });
		const { children } = parquetSchema(metadata);
		expectFlat(children);
		expectNames(children);
		if (metadata.schema.length !== children.length + 1)
			throw new DataError(`columns listed are not ${children.length}`);
		expectRows(metadata);
		return metadata;
	} catch (cause) {
		throw damage(cause, 'its end');
	}
}

async function bytesWithin(
	source: ByteSource,
	start: number,
	end: number
): Promise<Uint8Array<ArrayBuffer>> {
	if (!(start >= 0 && start <= end && end <= source.size))
		throw new DataError(`the file has no bytes ${start} to ${end}`);
	return bytesOf(source, start, end);
}

/** What hyparquet says of a file that is no Parquet is for its developers. */
function damage(cause: unknown, where: string): DataError {
	if (cause instanceof NestedColumns) return cause;
	const isWords = cause instanceof Error && !(cause instanceof TypeError);
	// A damaged file lacks what types promise, or has something else in its place.
	const said = isWords ? `: ${cause.message.replaceAll(noNumber, 'no number')}` : '';
	return new DataError(`Parquet file is cut off or damaged in ${where}${said}`, { cause });
}

const noNumber = /\bundefined\b|\[object Object\]/g;

class NestedColumns extends DataError {}

function expectFlat(children: readonly SchemaTree[]): void {
	const nested = children.filter(
		({ element, children: inside }) => inside.length > 0 || element.repetition_type === 'REPEATED'
	);
	if (nested.length === 0) return;
	const names = nested.map(({ element }) => element.name).join(', ');
	throw new NestedColumns(
		`columns hold lists or structures, which no table has; leave out: ${names}`
	);
}

function expectNames(columns: readonly SchemaTree[]): void {
	const at = columns.findIndex(({ element }) => typeof (element.name as unknown) !== 'string');
	if (at >= 0) throw new DataError(`column has no name: number ${at + 1}`);
}

/** Types promise what a damaged file does not hold. */
function expectRows({ num_rows, row_groups }: Partial<FileMetaData>): void {
	let rows = 0n;
	for (const { num_rows: own } of (row_groups ?? []) as Partial<RowGroup>[]) {
		if (typeof own !== 'bigint' || own < 0n)
			throw new DataError(`rows of a row group: ${String(own)}`);
		rows += own;
	}
	if (rows !== num_rows) throw new DataError(`row groups have ${rows.toString()} rows`);
}

/** Without what the columns mean, so that hyparquet hands out what is stored. */
function bareTree(metadata: FileMetaData): SchemaTree {
	const schema = metadata.schema.map((element) => {
		const bare = { ...element };
		delete bare.converted_type;
		delete bare.logical_type;
		return bare;
	});
	return parquetSchema({ ...metadata, schema });
}

function columnMetadata(
	{ columns }: RowGroup,
	{ name, type }: SchemaTree['element']
): ColumnMetaData {
	const chunk = columns.find(({ meta_data }) => meta_data?.path_in_schema.join('.') === name);
	const meta = chunk?.meta_data;
	if (!meta || meta.type !== type || chunk.file_path !== undefined)
		throw new DataError('it is not in this file, or of another type');
	return meta;
}

interface ColumnOptions {
	readonly rows: number;
	readonly group: RowGroup;
	readonly path: [root: SchemaTree, column: SchemaTree];
}

async function columnValues(
	source: ByteSource,
	{ rows, group, path }: ColumnOptions,
	limits: ReadLimits
): Promise<readonly (StoredValue | null)[]> {
	const { element } = path[1];
	try {
		const meta = columnMetadata(group, element);
		const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
		const bytes = await bytesWithin(source, start, start + Number(meta.total_compressed_size));
		expectSoundPages({ bytes, rows, meta, element, limits });
		const select = { groupStart: 0, selectStart: 0, selectEnd: rows };
		const reader = { view: new DataView(bytes.buffer), offset: 0 };
		const decoder = { ...meta, element, schemaPath: path, pathInSchema: [element.name] };
		const { data } = readColumn(reader, select as Parameters<typeof readColumn>[1], {
			...decoder,
			compressors: soundCompressors,
			utf8: false,
			parsers: parsers as Parameters<typeof readColumn>[2]['parsers']
		});
		return allValues(data, rows);
	} catch (cause) {
		throw damage(cause, `column ${element.name}`);
	}
}

/** Old moments of 96 bits are handed out as nanoseconds since 1970; nothing else has a meaning. */
const parsers = { timestampFromNanoseconds: (nanoseconds: bigint) => nanoseconds };

function allValues(
	parts: readonly ArrayLike<unknown>[],
	rows: number
): readonly (StoredValue | null)[] {
	const values = new Array<StoredValue | null>(rows);
	let at = 0;
	for (const part of parts)
		for (let i = 0; i < part.length; i++) {
			const value = part[i];
			if (!isStored(value)) throw new DataError(`value ${at + 1} is not there`);
			values[at++] = value;
		}
	if (at !== rows) throw new DataError(`${at} values of ${rows}`);
	return values;
}

function isStored(value: unknown): value is StoredValue | null {
	if (value === null || value instanceof Uint8Array) return true;
	return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
}
