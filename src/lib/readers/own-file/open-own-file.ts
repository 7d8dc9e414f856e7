import type { FileFormat } from '#lib/model/survey.ts';
import type { ByteSource } from '../byte-source.ts';
import { csvRecords } from '../csv/csv-records.ts';
import { dtaRecords } from '../dta/dta.ts';
import { fileFormat, headBytes } from '../file-format.ts';
import { type Guess, sourceGuess } from '../inspect/source-guess.ts';
import { jsonRecords } from '../json/json-records.ts';
import { parquetRecords } from '../parquet/parquet-records.ts';
import { type ReadLimits, readLimits } from '../read-limits.ts';
import type { Records } from '../records.ts';
import { savRecords } from '../sav/sav.ts';
import { xlsxRecords } from '../xlsx/xlsx.ts';
import { type HeldLimits, type HeldTable, heldTable } from './held-table.ts';
import { OwnFileError } from './own-file-error.ts';

/** A file that somebody opened, all of it in memory. */
export interface OwnFile {
	readonly name: string;
	readonly size: number;
	readonly format: FileFormat;
	readonly guesses: readonly Guess[];
	readonly notes: readonly string[];
	readonly table: HeldTable;
}

export interface OpenOptions {
	readonly name: string;
	/** Bytes so far of those there are, and rows. */
	readonly report: (bytes: number, rows: number) => void;
	readonly maxBytes?: number;
	readonly limits?: HeldLimits;
}

/** More bytes than these are for `atalaya estimate`, which does not hold rows in memory. */
export const maxFileBytes = 500_000_000;

/** What a packed file may unfold to in a page. */
const limits: ReadLimits = { ...readLimits, maxBytes: 2 ** 31 };

/**
 * Reads a table of any format that is read.
 * @throws OwnFileError where it is too large, empty or no table; DataError where it is damaged.
 */
export async function openOwnFile(source: ByteSource, options: OpenOptions): Promise<OwnFile> {
	const { name, report, maxBytes = maxFileBytes } = options;
	const { size } = source;
	if (size > maxBytes) throw new OwnFileError('too-large', `more than ${maxBytes} bytes: ${size}`);
	if (size === 0) throw new OwnFileError('empty', 'the file is empty');
	await expectTable(source, name);
	const { kind, file, guesses } = await sourceGuess(source, name);
	if (kind !== 'table' || !file) throw new OwnFileError('no-table', `not one row a unit: ${kind}`);
	let rows = 0;
	const counted = countedSource(source, (bytes) => report(bytes, rows));
	const records = await recordsOf(counted, file);
	const table = await heldTable(records, {
		...(options.limits && { limits: options.limits }),
		report: (read) => (rows = read)
	});
	return { name, size, format: file, guesses, notes: records.notes, table };
}

const tables: readonly string[] = [
	...['csv', 'json', 'xlsx', 'parquet', 'sav', 'dta', 'gzip', 'bzip2'],
	...['ddi', 'iati']
];

/** What is none of these is no table; what is one and cannot be read is damaged. */
async function expectTable(source: ByteSource, name: string): Promise<void> {
	const head = await source.slice(0, Math.min(headBytes, source.size)).arrayBuffer();
	const { format, encoding } = fileFormat(new Uint8Array(head), name);
	if (encoding?.startsWith('utf-16') === true)
		throw new OwnFileError('no-table', `text in ${encoding}: save it as UTF-8`);
	if (!tables.includes(format)) throw new OwnFileError('no-table', `not read: ${format}`);
}

async function recordsOf(source: ByteSource, file: FileFormat): Promise<Records> {
	const { format, compression, encoding, delimiter, sheet, headerRow } = file;
	switch (format) {
		case 'csv':
			return csvRecords(source, {
				...{ compression, limits },
				...(encoding && { encoding }),
				...(delimiter && { delimiter })
			});
		case 'json':
			return jsonRecords(source, { compression, limits });
		case 'xlsx':
			return xlsxRecords(source, { sheet, headerRow, limits });
		case 'parquet':
			return parquetRecords(source, limits);
		case 'sav':
			return savRecords(source);
		case 'dta':
			return dtaRecords(source);
	}
}

/** Tells how far a file was read; what is read twice is not told twice. */
function countedSource(source: ByteSource, report: (bytes: number) => void): ByteSource {
	let furthest = 0;
	const reach = (end: number) => {
		if (end <= furthest) return;
		furthest = end;
		report(end);
	};
	return {
		size: source.size,
		slice: (start, end) => ({
			arrayBuffer: async () => {
				const bytes = await source.slice(start, end).arrayBuffer();
				reach(start + bytes.byteLength);
				return bytes;
			}
		}),
		stream() {
			let at = 0;
			return source.stream().pipeThrough(
				new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
					transform(piece, controller) {
						at += piece.length;
						reach(at);
						controller.enqueue(piece);
					}
				})
			);
		}
	};
}
