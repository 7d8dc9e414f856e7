import { DataError } from '#lib/errors.ts';
import { type RejectReason, rejectReasonText, textDefects } from '#lib/model/reject-reason.ts';
import type { SourceFile } from '#lib/model/survey.ts';
import type { Bytes } from '../byte-cursor.ts';
import { BlockBuffer } from './csv-block-buffer.ts';
import { delimiterOf } from './csv-dialect.ts';
import { type CsvEncoding, EncodingCheck, csvText, isUtf8, utf8Bytes } from './csv-encoding.ts';
import { csvHeader } from './csv-header.ts';
import type { LineEnd } from './csv-record-scan.ts';
import { type NumberedBlock, RecordNumberer } from './numbered-records.ts';

/** How a delimited file is written. */
export interface CsvOptions {
	readonly encoding: CsvEncoding;
	readonly delimiter: NonNullable<SourceFile['delimiter']>;
	readonly compression: SourceFile['compression'];
}

/** The column put before all others: the line of the file where the record begins. */
export const lineColumn = 'atalaya_line';

/** A record that was set aside. */
export interface CsvReject {
	readonly line: number;
	readonly text: string;
	readonly reason: RejectReason;
}

/** What is known of a file. */
export interface CsvSummary {
	/** The header. */
	readonly names: readonly string[];
	/** Values of a numbered record: one of each name, and a blank one if all records end with it. */
	readonly fields: number;
	/** Records that were numbered. */
	readonly records: number;
	readonly rejects: readonly CsvReject[];
	/** Of each field, whether a value may begin or end with a blank. */
	readonly edged: readonly boolean[];
	/** Some value holds a line break, so that not every line end is the end of a record. */
	readonly hasBreaks: boolean;
	/** What had to be said about the file though it could be read. */
	readonly notes: readonly string[];
}

export interface NumberedCsvOptions extends Pick<CsvOptions, 'encoding' | 'delimiter'> {
	/** Tells UTF-8; defaults to a way that every platform has. */
	readonly isUtf8?: (bytes: Bytes) => boolean;
	/** Bytes that are worked on at once; defaults to 1 MiB. */
	readonly blockBytes?: number;
}

/** What DuckDB takes in its usual memory; a longer record is a quote that nobody closed. */
const longestRecord = 2_000_000 - 32;
const most = { rejects: 100_000, bytes: 1 << 26 };
const lineFeed = 10;
const carriageReturn = 13;
/** First bytes of the blanks of Unicode that are no space: in UTF-8, and the only one of the others. */
const wideBlanks = { utf8: [0xc2, 0xe1, 0xe2, 0xe3], oneByte: [0xa0] };

/**
 * A delimited text, in pieces, as UTF-8 whose records are headed by their lines, the header left
 * out. Records without the fields of the header are set aside, and what is no such text is refused,
 * by line. The rest is parsed by DuckDB, which knows neither lines nor windows-1252.
 */
export class NumberedCsv {
	readonly #options: NumberedCsvOptions;
	readonly #check: EncodingCheck;
	readonly #buffer = new BlockBuffer();
	readonly #rejects: CsvReject[] = [];
	#rejectedBytes = 0;
	#lineEnd: LineEnd = lineFeed;
	#numberer: RecordNumberer | undefined;
	#names: readonly string[] | undefined;

	constructor(options: NumberedCsvOptions) {
		this.#options = options;
		this.#check = new EncodingCheck(options.encoding, options.isUtf8 ?? isUtf8);
	}

	/** @throws DataError where the pieces are no such text, or too much of it is misshapen. */
	async *blocks(pieces: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
		const { blockBytes = 1 << 20 } = this.#options;
		let enough = blockBytes;
		for await (const piece of pieces) {
			this.#buffer.add(piece);
			if (this.#buffer.length < enough) continue;
			yield this.#block();
			enough = this.#buffer.length + blockBytes;
		}
		if (this.#buffer.length > 0) yield this.#lastBlock();
		this.#check.end();
	}

	/** Complete when the last block was taken. */
	summary(): CsvSummary {
		const numberer = this.#numberer;
		if (!numberer || !this.#names) throw new DataError('no header: the file is empty');
		const { records, fields, edged, hasBreaks } = numberer;
		const notes = [...this.#notes(numberer), ...this.#check.notes];
		return { names: this.#names, fields, records, rejects: this.#rejects, edged, hasBreaks, notes };
	}

	#lastBlock(): Bytes {
		const numberer = this.#begun();
		if (this.#buffer.bytes.at(-1) !== this.#lineEnd) this.#buffer.add(Uint8Array.of(this.#lineEnd));
		const block = this.#block();
		if (this.#buffer.length > 0)
			throw new DataError(`the quote that opens in line ${numberer.openQuote} is never closed`);
		return block;
	}

	#block(): Bytes {
		const numberer = this.#begun();
		const { bytes } = this.#buffer;
		const { line } = numberer;
		const lineEnd = this.#lineEnd;
		const zero = bytes.indexOf(0);
		if (zero >= 0) {
			const at = line + occurrences(lineEnd, bytes.subarray(0, zero));
			throw new DataError(`no text, or text in UTF-16: line ${at} holds bytes that are zero`);
		}
		const block = numberer.block(bytes);
		this.#check.expect({ bytes: bytes.subarray(0, block.used), line, lineEnd });
		this.#takeHeader(bytes, block);
		this.#setAside(bytes, block);
		this.#buffer.drop(block.used);
		if (this.#buffer.length > longestRecord) throw this.#tooLong(numberer);
		return utf8Bytes(block.numbered, this.#options.encoding);
	}

	#begun(): RecordNumberer {
		if (this.#numberer) return this.#numberer;
		const { encoding, delimiter } = this.#options;
		const [a, b, c] = this.#buffer.bytes;
		if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
			throw new DataError('text in UTF-16; save it as UTF-8');
		if (a === 0xef && b === 0xbb && c === 0xbf) this.#buffer.drop(3);
		const { bytes } = this.#buffer;
		const isOldMac = !bytes.includes(lineFeed) && bytes.includes(carriageReturn);
		this.#lineEnd = isOldMac ? carriageReturn : lineFeed;
		this.#numberer = new RecordNumberer({
			delimiter,
			lineEnd: this.#lineEnd,
			wideBlanks: encoding === 'utf-8' ? wideBlanks.utf8 : wideBlanks.oneByte
		});
		return this.#numberer;
	}

	#takeHeader(bytes: Bytes, { header }: NumberedBlock): void {
		if (!header) return;
		const { encoding, delimiter } = this.#options;
		const text = csvText(bytes.subarray(header.from, header.to), encoding);
		this.#names = csvHeader(`${text}\n`, delimiter) ?? [];
		const shown = JSON.stringify(text.slice(0, 80));
		const other = delimiterOf(text);
		if (this.#names.length === 1 && text.includes(other) && other !== delimiter)
			throw new DataError(
				`the header does not have the delimiter ${JSON.stringify(delimiter)}, ` +
					`but has ${JSON.stringify(other)}: ${shown}`
			);
		if (header.defect !== undefined)
			throw new DataError(`the header holds ${textDefects[header.defect]}: ${shown}`);
	}

	#setAside(bytes: Bytes, { misshapen }: NumberedBlock): void {
		for (const { line, from, to, reason } of misshapen) {
			const text = csvText(bytes.subarray(from, to), this.#options.encoding);
			this.#rejects.push({ line, text, reason });
			this.#rejectedBytes += to - from;
		}
		const { rejects, bytes: rejectedBytes } = most;
		if (this.#rejects.length > rejects || this.#rejectedBytes > rejectedBytes)
			throw new DataError(`too many to be set aside: ${misshapenRecords(this.#rejects)}`);
	}

	#tooLong(numberer: RecordNumberer): DataError {
		const { openQuote, line } = numberer;
		return new DataError(
			openQuote === undefined
				? `the record in line ${line} is longer than ${longestRecord} bytes`
				: `the quote that opens in line ${openQuote} is not closed within ${longestRecord} bytes`
		);
	}

	#notes({ isTrailing, blankLines }: RecordNumberer): string[] {
		return [
			...(isTrailing ? ['every record ends with a delimiter that the header does not have'] : []),
			...(blankLines > 0 ? [`blank lines left out: ${blankLines}`] : []),
			...(this.#lineEnd === carriageReturn ? ['lines end with a carriage return alone'] : [])
		];
	}
}

/** Records without the fields of the header where all of them are needed. */
export class MisshapenError extends DataError {
	/** Of the first. */
	readonly line: number;
	readonly records: number;

	constructor(rejects: readonly CsvReject[]) {
		super(misshapenRecords(rejects));
		this.line = rejects[0]?.line ?? 0;
		this.records = rejects.length;
	}
}

/** How many records were set aside, and the first of them with their lines. */
export function misshapenRecords(rejects: readonly CsvReject[]): string {
	const shown = rejects
		.slice(0, 10)
		.map(
			({ line, text, reason }) =>
				`line ${line} ${JSON.stringify(text.slice(0, 80))} (${rejectReasonText(reason)})`
		);
	const rest = rejects.length > 10 ? ', ...' : '';
	return `${rejects.length} records do not have the fields of the header: ${shown.join(', ')}${rest}`;
}

function occurrences(byte: number, bytes: Bytes): number {
	let count = 0;
	for (const one of bytes) if (one === byte) count++;
	return count;
}
