import type { OwnReading } from '#lib/model/own-file.ts';
import type { FileFormat } from '#lib/model/survey.ts';
import type { ByteSource } from '../byte-source.ts';
import { csvRecords } from '../csv/csv-records.ts';
import { dtaRecords } from '../dta/dta.ts';
import { fileFormat, headBytes } from '../file-format.ts';
import { headerGuess } from '../inspect/sheet-guess.ts';
import { type Guess, type SourceGuess, sourceGuess } from '../inspect/source-guess.ts';
import { jsonRecords } from '../json/json-records.ts';
import { parquetRecords } from '../parquet/parquet-records.ts';
import { type ReadLimits, readLimits } from '../read-limits.ts';
import type { Records } from '../records.ts';
import { savRecords } from '../sav/sav.ts';
import { xlsxRecords } from '../xlsx/xlsx.ts';
import { type HeldLimits, type HeldTable, heldTable } from './held-table.ts';
import { maxFileBytes } from './own-file-limits.ts';
import { OwnFileError, detailOf, faultOf } from './own-file-error.ts';
import { withSheetLabels } from './sheet-labels.ts';

/** A file that somebody opened, all of it in memory. */
export interface OwnFile {
	readonly name: string;
	readonly size: number;
	readonly format: FileFormat;
	/** Of a workbook, the sheets that hold anything. */
	readonly sheets: NonNullable<SourceGuess['sheets']>;
	/** Of a text in two encodings, the first line of each. */
	readonly mixed?: SourceGuess['mixed'];
	readonly guesses: readonly Guess[];
	readonly notes: readonly string[];
	readonly table: HeldTable;
}

export interface OpenOptions {
	readonly name: string;
	/** Bytes so far of those there are, and rows. */
	readonly report: (bytes: number, rows: number) => void;
	/** What a person says of how it is to be read. */
	readonly reading?: OwnReading;
	/** Instead of that of the format. */
	readonly maxBytes?: number;
	readonly limits?: HeldLimits;
}

/** What a packed file may unfold to in a page. */
const limits: ReadLimits = { ...readLimits, maxBytes: 2 ** 32 };

/**
 * Reads a table of any format that is read.
 * @throws OwnFileError where it is too large, empty, no table or damaged; its detail says how it was
 * read, so that a person may say how else.
 */
export async function openOwnFile(source: ByteSource, options: OpenOptions): Promise<OwnFile> {
	const { name, reading = {} } = options;
	let told = 0;
	let rows = 0;
	const report = (bytes: number) => options.report((told = Math.max(told, bytes)), rows);
	const { size } = source;
	if (size === 0) throw new OwnFileError('empty', 'the file is empty');
	await expectTable(source, options);
	// A text is gone through for its encoding before it is read: half of the way.
	const first = countedSource(source, (bytes) => report(bytes / 2));
	const { kind, file: guessed, guesses, sheets = [], mixed } = await sourceGuess(first, name);
	if (kind !== 'table' || !guessed)
		throw new OwnFileError('no-table', `not one row a unit: ${kind}`);
	const file = await readAs(source, guessed, reading);
	const isText = file.format === 'csv';
	const counted = countedSource(source, (bytes) => report(isText ? (size + bytes) / 2 : bytes));
	try {
		const records = await labelledRecords(counted, { file, name, sheets });
		const table = await heldTable(records, {
			...(options.limits && { limits: options.limits }),
			report: (read) => (rows = read)
		});
		const found = { name, size, format: file, sheets, guesses, notes: records.notes, table };
		return mixed ? { ...found, mixed } : found;
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const known = { format: file.format, reading: readingOf(file), sheets: [...sheets] };
		const detail = { ...known, ...detailOf(error) };
		throw new OwnFileError(faultOf(error), message, { cause: error, detail });
	}
}

/** How a file is read, in the fields that a person may change. */
export const readingOf = ({ format, sheet, headerRow, encoding, delimiter }: FileFormat) => ({
	...(format === 'xlsx' && sheet !== undefined && { sheet }),
	...(format === 'xlsx' && headerRow !== undefined && { headerRow }),
	...(format === 'csv' && encoding && { encoding }),
	...(format === 'csv' && delimiter && { delimiter })
});

/** Another sheet has a header of its own. */
async function readAs(
	source: ByteSource,
	guessed: FileFormat,
	reading: OwnReading
): Promise<FileFormat> {
	const { sheet, headerRow, encoding, delimiter } = reading;
	if (guessed.format === 'csv')
		return { ...guessed, ...(encoding && { encoding }), ...(delimiter && { delimiter }) };
	if (guessed.format !== 'xlsx') return guessed;
	const { headerRow: ownRow, ...rest } = guessed;
	const asked = sheet ?? guessed.sheet;
	const isOther = asked !== guessed.sheet && asked !== undefined;
	const row = headerRow ?? (isOther ? await headerGuess(source, { sheet: asked, limits }) : ownRow);
	return { ...rest, ...(asked && { sheet: asked }), ...(row !== undefined && { headerRow: row }) };
}

const tables: readonly string[] = [
	...['csv', 'json', 'xlsx', 'parquet', 'sav', 'dta', 'gzip', 'bzip2'],
	...['ddi', 'iati']
];

/** What is none of these is no table; what is one and cannot be read is damaged. */
async function expectTable(source: ByteSource, { name, maxBytes }: OpenOptions): Promise<void> {
	const { size } = source;
	const head = await source.slice(0, Math.min(headBytes, size)).arrayBuffer();
	const { format, encoding } = fileFormat(new Uint8Array(head), name);
	const limit = maxBytes ?? maxFileBytes(format);
	if (size > limit)
		throw new OwnFileError('too-large', `more than ${limit} bytes: ${size}`, {
			detail: { format, limit }
		});
	if (encoding?.startsWith('utf-16') === true)
		throw new OwnFileError('utf-16', `text in ${encoding}: save it as UTF-8`);
	if (!tables.includes(format)) throw new OwnFileError('no-table', `not read: ${format}`);
}

interface LabelledOptions extends Pick<OwnFile, 'name' | 'sheets'> {
	readonly file: FileFormat;
}

/** The records of a file; those of a workbook with what its other sheets say of their columns. */
async function labelledRecords(
	source: ByteSource,
	{ file, name, sheets }: LabelledOptions
): Promise<Records> {
	const records = await recordsOf(source, file);
	const others = sheets.filter((one) => one.name !== file.sheet);
	if (file.format !== 'xlsx' || others.length === 0) return records;
	return withSheetLabels(records, { source, name, limits, sheets: others.map((one) => one.name) });
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
