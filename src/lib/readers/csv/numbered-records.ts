import type { RejectReason, TextDefect } from '#lib/model/reject-reason.ts';
import type { Bytes } from '../byte-cursor.ts';
import { RecordScan, type RecordScanOptions } from './csv-record-scan.ts';

/** A part of a block of bytes, from `from` up to, but without, `to`. */
export interface Part {
	readonly from: number;
	readonly to: number;
}

export interface Header extends Part {
	/** What is wrong with its quotes or its line ends. */
	readonly defect: TextDefect | undefined;
}

export interface MisshapenRecord extends Part {
	readonly line: number;
	readonly reason: RejectReason;
}

/** What became of a block of a CSV file. */
export interface NumberedBlock {
	/** Length of the whole records at its start; the rest belongs before the next block. */
	readonly used: number;
	/** Records with the fields of the header, each headed by its line and ended by a line feed. */
	readonly numbered: Bytes;
	readonly misshapen: readonly MisshapenRecord[];
	/** The first record of the file, in the block that holds it. */
	readonly header: Header | undefined;
}

const lineFeed = 10;
const zero = 48;
/** The digits of a line, and the delimiter after them. */
const prefixBytes = 17;

/**
 * Puts the line where it begins before every record of a CSV file that comes in blocks of bytes, so
 * that a defect found later can be named by its place. Sets aside records that do not have the
 * fields of the first one, the header, which itself is left out; so are blank lines.
 */
export class RecordNumberer {
	records = 0;
	/** All records end with a delimiter that the header does not have. */
	isTrailing = false;
	/** Blank lines before the last record. */
	blankLines = 0;
	readonly #scan: RecordScan;
	readonly #delimiter: number;
	#line = 1;
	/** Lines since the last record. */
	#blank = 0;
	/** Of a record; 0 before the header. */
	#fields = 0;
	/** No record whose quotes are in order was seen behind the header. */
	#isFirst = true;
	#out: Bytes = new Uint8Array(0);
	#length = 0;

	constructor(options: RecordScanOptions) {
		this.#scan = new RecordScan(options);
		this.#delimiter = options.delimiter.charCodeAt(0);
	}

	/** The line where the next record begins. */
	get line(): number {
		return this.#line;
	}

	/** The line of the quote that the last block does not close. */
	get openQuote(): number | undefined {
		const { openQuote } = this.#scan;
		return openQuote === undefined ? undefined : this.#line + openQuote;
	}

	/** Fields of a record, the empty one after a trailing delimiter counted. */
	get fields(): number {
		return this.#fields;
	}

	/** Some value holds a line break. */
	get hasBreaks(): boolean {
		return this.#scan.hasBreaks;
	}

	/** Of each field, whether a value may begin or end with a blank. */
	get edged(): readonly boolean[] {
		return Array.from(this.#scan.edged.subarray(0, this.#fields), (flag) => flag === 1);
	}

	block(bytes: Bytes): NumberedBlock {
		this.#out = new Uint8Array(bytes.length + (bytes.length >> 2) + prefixBytes);
		this.#length = 0;
		const misshapen: MisshapenRecord[] = [];
		let header: Header | undefined;
		let from = this.#afterBlankLines(bytes, 0);
		for (;;) {
			const start = this.#numberedStart(bytes.length - from);
			const to = this.#scan.copy(bytes, from, this.#out, start - from);
			if (to < 0) break;
			if (this.#fields === 0) header = this.#header({ from, to });
			else {
				const reason = this.#reason();
				if (reason === undefined) this.#keep();
				else misshapen.push({ from, to, line: this.#line, reason });
			}
			this.#line += this.#scan.innerLines + 1;
			this.blankLines += this.#blank;
			this.#blank = 0;
			from = this.#afterBlankLines(bytes, this.#scan.afterLineEnd(bytes, to));
		}
		return { used: from, numbered: this.#out.subarray(0, this.#length), misshapen, header };
	}

	#afterBlankLines(bytes: Bytes, from: number): number {
		let at = from;
		while (this.#scan.isLineEnd(bytes, at)) {
			at = this.#scan.afterLineEnd(bytes, at);
			this.#line++;
			this.#blank++;
		}
		return at;
	}

	/** Writes the line, without counting it in yet; returns where a record of `length` may begin. */
	#numberedStart(length: number): number {
		const needed = this.#length + prefixBytes + length + 1;
		if (needed > this.#out.length) {
			const grown = new Uint8Array(2 * needed);
			grown.set(this.#out);
			this.#out = grown;
		}
		let digits = 1;
		for (let above = 10; above <= this.#line; above *= 10) digits++;
		const start = this.#length + digits;
		for (let i = start - 1, rest = this.#line; i >= this.#length; i--) {
			const tens = Math.floor(rest / 10);
			this.#out[i] = zero + rest - 10 * tens;
			rest = tens;
		}
		this.#out[start] = this.#delimiter;
		return start + 1;
	}

	#header(part: Part): Header {
		const { fields, defect } = this.#scan;
		this.#fields = fields;
		this.#scan.edged = new Uint8Array(fields + 1);
		this.#scan.hasBreaks = false;
		return { ...part, defect };
	}

	/** What is wrong with the record copied last. */
	#reason(): RejectReason | undefined {
		const { fields, isLastEmpty, defect } = this.#scan;
		if (defect !== undefined) return { code: defect };
		if (this.#isFirst && isLastEmpty && fields === this.#fields + 1) {
			this.isTrailing = true;
			this.#fields++;
		}
		this.#isFirst = false;
		if (fields === this.#fields && (isLastEmpty || !this.isTrailing)) return undefined;
		const columns = this.isTrailing ? this.#fields - 1 : this.#fields;
		return { code: 'other-fields', fields, columns };
	}

	#keep(): void {
		const { copyEnd } = this.#scan;
		this.#out[copyEnd] = lineFeed;
		this.#length = copyEnd + 1;
		this.records++;
	}
}
