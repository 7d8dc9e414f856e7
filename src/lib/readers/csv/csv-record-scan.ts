import type { TextDefect } from '#lib/model/reject-reason.ts';
import type { Bytes } from '../byte-cursor.ts';

/** A line feed, before which a carriage return is ignored; or the carriage return of old files. */
export type LineEnd = 10 | 13;

export interface RecordScanOptions {
	readonly delimiter: string;
	readonly lineEnd: LineEnd;
	/** Bytes with which a blank other than the space may begin. */
	readonly wideBlanks: readonly number[];
}

const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const quote = 34;

/** What a byte is outside quotes; one that is not named is 0. */
const kind = { delimiter: 1, space: 2, wide: 3, quote: 4, end: 5, return: 6, stray: 7 } as const;

/**
 * Copies CSV records, one a call, and counts their fields. Quotes follow RFC 4180: they open a value
 * only at its start, and a doubled one is a quote; spaces around a quoted value are left out. What
 * matters here are the same bytes in UTF-8, ISO 8859-1 and windows-1252: nothing is decoded.
 */
export class RecordScan {
	/** Of each column 1 when some value may begin or end with a blank, else 0. */
	edged = new Uint8Array(0);
	/** Some value holds a line break. */
	hasBreaks = false;
	/** Of the record copied last: where its copy ends, and the fields that it has. */
	copyEnd = 0;
	fields = 0;
	isLastEmpty = false;
	/** Line ends inside its quotes. */
	innerLines = 0;
	defect: TextDefect | undefined;
	/** Line ends of the record before its quote that the bytes do not close. */
	openQuote: number | undefined;
	readonly #lineEnd: LineEnd;
	readonly #kinds = new Uint8Array(256);
	#bytes: Bytes = new Uint8Array(0);
	#out: Bytes = new Uint8Array(0);
	#shift = 0;

	constructor({ delimiter, lineEnd, wideBlanks }: RecordScanOptions) {
		this.#lineEnd = lineEnd;
		for (const byte of wideBlanks) this.#kinds[byte] = kind.wide;
		this.#kinds[space] = kind.space;
		this.#kinds[quote] = kind.quote;
		this.#kinds[lineFeed] = kind.stray;
		this.#kinds[carriageReturn] = kind.return;
		this.#kinds[lineEnd] = kind.end;
		this.#kinds[delimiter.charCodeAt(0)] = kind.delimiter;
	}

	/**
	 * Copies the record at `from` to `out`, so many bytes further. Returns where its line end stands,
	 * or -1 where the bytes end first.
	 */
	copy(bytes: Bytes, from: number, out: Bytes, shift: number): number {
		this.#begin(bytes, out, shift);
		const kinds = this.#kinds;
		const edged = this.edged;
		let field = 0;
		/** Where a quote would open the value, and spaces before it. */
		let start = from;
		let spaces = 0;
		let spaceAt = -2;
		for (let i = from; i < bytes.length; i++) {
			let is = 0;
			// Nothing is called in here, so that the loop over most of the bytes stays quick.
			for (; i < bytes.length; i++) {
				const byte = bytes[i]!;
				out[i + shift] = byte;
				is = kinds[byte]!;
				if (is === 0) continue;
				if (is === kind.delimiter) {
					if (spaceAt === i - 1) edged[field] = 1;
					field++;
					start = i + 1;
					spaces = 0;
				} else if (is === kind.space) {
					if (i === start) {
						edged[field] = 1;
						start++;
						spaces++;
					}
					spaceAt = i;
				} else break;
			}
			if (is === kind.wide) edged[field] = 1;
			else if (is === kind.quote) {
				if (i !== start) continue;
				this.#shift -= spaces;
				i = this.#quoted(i, field);
				shift = this.#shift;
				start = -1;
			} else if (this.isLineEnd(bytes, i)) {
				if (spaceAt === i - 1) edged[field] = 1;
				this.copyEnd = i + shift;
				this.fields = field + 1;
				this.isLastEmpty = start === i;
				return i;
			} else if (i < bytes.length) this.defect = 'lone-line-end';
		}
		return -1;
	}

	isLineEnd(bytes: Bytes, at: number): boolean {
		const byte = bytes[at];
		if (byte === this.#lineEnd) return true;
		return byte === carriageReturn && this.#lineEnd === lineFeed && bytes[at + 1] === lineFeed;
	}

	/** Where what follows a line end begins. */
	afterLineEnd(bytes: Bytes, at: number): number {
		return at + (bytes[at] === this.#lineEnd ? 1 : 2);
	}

	#begin(bytes: Bytes, out: Bytes, shift: number): void {
		this.#bytes = bytes;
		this.#out = out;
		this.#shift = shift;
		this.defect = undefined;
		this.innerLines = 0;
		this.openQuote = undefined;
	}

	/** Copies a quoted value; returns where the last of the spaces after it stands. */
	#quoted(open: number, field: number): number {
		const bytes = this.#bytes;
		const end = this.#closing(open, field);
		if (end === bytes.length) return end;
		if (this.#kinds[bytes[open + 1]!] === kind.space) this.edged[field] = 1;
		if (this.#kinds[bytes[end - 1]!] === kind.space) this.edged[field] = 1;
		let at = end;
		while (bytes[at + 1] === space) at++;
		this.#shift -= at - end;
		if (at + 1 === bytes.length) return at;
		const next = this.#kinds[bytes[at + 1]!];
		if (next !== kind.delimiter && next !== kind.end && next !== kind.return)
			this.defect = 'text-after-quote';
		return at;
	}

	/** Copies from the opening quote up to the closing one, whose place is returned. */
	#closing(open: number, field: number): number {
		const bytes = this.#bytes;
		const out = this.#out;
		const shift = this.#shift;
		const lines = this.innerLines;
		out[open + shift] = quote;
		for (let i = open + 1; i < bytes.length; i++) {
			const byte = bytes[i]!;
			out[i + shift] = byte;
			if (byte === quote) {
				if (i + 1 === bytes.length) break;
				if (bytes[i + 1] !== quote) return i;
				out[++i + shift] = quote;
			} else if (byte === lineFeed || byte === carriageReturn) {
				this.hasBreaks = true;
				if (byte === this.#lineEnd) this.innerLines++;
			} else if (byte > 127 && this.#kinds[byte] === kind.wide) this.edged[field] = 1;
		}
		this.openQuote = lines;
		return bytes.length;
	}
}
