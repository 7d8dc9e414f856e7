import { isUtf8 } from 'node:buffer';
import { type Hash, createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CsvOptions, type CsvSummary, NumberedCsv } from '#lib/readers/csv/csv.ts';
import { decompressed } from '#lib/readers/decompressed.ts';
import type { ReadLimits } from '#lib/readers/read-limits.ts';
import { fileSource } from './file-source.ts';
import { unnamedNotes, wantedColumns } from './read-columns.ts';
import { type StagedCsv, writeBlocks, writeStaged } from './read-staged.ts';
import { type ReadOptions, type ReadRecords, expectRecords } from './read-written.ts';

type Stream = ReadableStream<Uint8Array<ArrayBuffer>>;

export interface StagedCsvOptions extends CsvOptions {
	readonly source: string;
	/** The file to be written. */
	readonly path: string;
	readonly limits?: ReadLimits | undefined;
	/** Takes all bytes of the source as they pass. */
	readonly hash?: Hash | undefined;
}

/** Writes the well-formed records of a delimited file as UTF-8, each headed by its line. */
export async function stagedCsv(options: StagedCsvOptions): Promise<StagedCsv & CsvSummary> {
	const { source, path, hash, limits, encoding, delimiter, compression } = options;
	const csv = new NumberedCsv({ encoding, delimiter, isUtf8 });
	const bytes = hashed(fileSource(source).stream(), hash);
	await writeBlocks(path, csv.blocks(decompressed(bytes, compression, limits)));
	return { ...csv.summary(), path, delimiter };
}

function hashed(stream: Stream, hash: Hash | undefined): Stream {
	if (!hash) return stream;
	return stream.pipeThrough(
		new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
			transform(bytes, controller) {
				hash.update(bytes);
				controller.enqueue(bytes);
			}
		})
	);
}

export interface ReadCsvOptions extends ReadOptions, CsvOptions, Pick<StagedCsvOptions, 'limits'> {
	/** Is told the SHA-256 of the file, before anything else is said about it. */
	readonly expectHash: ((sha256: string) => void) | undefined;
}

/** The wanted columns of a delimited file as Parquet. */
export async function readCsv(options: ReadCsvOptions): Promise<ReadRecords> {
	const { engine, work, columns, out, expectHash } = options;
	const path = join(work, 'staged.csv');
	const hash = expectHash && createHash('sha256');
	try {
		const staged = await stagedCsv({ ...options, path, hash });
		if (hash) expectHash(hash.digest('hex'));
		const { names, records: rows, rejects, notes } = staged;
		const wanted = wantedColumns(names, columns);
		expectRecords(rows, rejects);
		await writeStaged(engine, { staged, columns: wanted, out });
		return {
			rows,
			columns: wanted.map(({ name }) => name),
			rejects,
			notes: [...notes, ...unnamedNotes(names, wanted)]
		};
	} finally {
		rmSync(path, { force: true });
	}
}
