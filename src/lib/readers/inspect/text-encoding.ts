import { DataError } from '#lib/errors.ts';
import type { Bytes } from '../byte-cursor.ts';
import { type CsvEncoding, isUtf8 } from '../csv/csv-encoding.ts';

export interface TextEncoding {
	readonly encoding: CsvEncoding;
	/** `certain` where no other encoding could have made these bytes by chance. */
	readonly sure: 'certain' | 'likely';
	readonly why: string;
	/** Of a text in two encodings: the first line of each. */
	readonly mixed?: { readonly utf8: number; readonly other: number };
}

/** No character of windows-1252. */
const unused = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

const newline = 0x0a;

/**
 * The encoding of a text that nobody declared, and what speaks for it. Reads it to its end.
 * @throws DataError where it is no text in any encoding that is read.
 */
export async function textEncoding(pieces: AsyncIterable<Uint8Array>): Promise<TextEncoding> {
	const scan = new EncodingScan();
	for await (const piece of pieces) scan.add(piece);
	return scan.result();
}

class EncodingScan {
	#rest: Bytes = new Uint8Array();
	#line = 1;
	#isFirst = true;
	#isAscii = true;
	#hasMark = false;
	/** The first line that is not UTF-8. */
	#badLine: number | undefined;
	#unusedLine: number | undefined;
	/** The first line of UTF-8 that is no ASCII: no other text is so by chance. */
	#utf8Line: number | undefined;

	add(piece: Uint8Array): void {
		const bytes = new Uint8Array(this.#rest.length + piece.length);
		bytes.set(this.#rest);
		bytes.set(piece, this.#rest.length);
		if (this.#isFirst && bytes.length >= 3) this.#expectNoOther(bytes);
		if (bytes.includes(0)) throw new DataError('not a text file: it holds bytes that are zero');
		const end = bytes.lastIndexOf(newline) + 1;
		this.#lines(bytes.subarray(0, end));
		this.#rest = bytes.subarray(end);
	}

	result(): TextEncoding {
		this.#lines(this.#rest);
		if (this.#badLine === undefined) return this.#utf8();
		const other = this.#badLine;
		const where = `bytes that are not UTF-8, first at line ${other}`;
		const mixed = this.#utf8Line === undefined ? {} : { mixed: { utf8: this.#utf8Line, other } };
		if (this.#unusedLine === undefined)
			return { encoding: 'windows-1252', sure: 'likely', why: where, ...mixed };
		const unused = `bytes that windows-1252 does not have, first at line ${this.#unusedLine}`;
		return { encoding: 'latin1', sure: 'likely', why: `${where}, and ${unused}`, ...mixed };
	}

	#utf8(): TextEncoding {
		const why = this.#hasMark
			? 'it begins with the mark of UTF-8, and every byte fits'
			: this.#isAscii
				? 'every byte is ASCII, which is the same in all encodings'
				: 'every byte fits, as no other text does by chance';
		return { encoding: 'utf-8', sure: 'certain', why };
	}

	#expectNoOther([a, b, c]: Uint8Array): void {
		if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
			throw new DataError('text in UTF-16, which is not read: save it as UTF-8');
		this.#hasMark = a === 0xef && b === 0xbb && c === 0xbf;
		this.#isFirst = false;
	}

	/** Whole lines, or the last one. */
	#lines(bytes: Bytes): void {
		const isAscii = bytes.every((byte) => byte < 128);
		this.#isAscii &&= isAscii;
		const isNews = this.#badLine === undefined && !isUtf8(bytes);
		const isFirst = this.#utf8Line === undefined && !isAscii;
		const looksFurther = this.#badLine !== undefined && this.#unusedLine === undefined;
		if (isNews || isFirst || looksFurther) return this.#lineByLine(bytes);
		this.#line += lineCount(bytes);
	}

	#lineByLine(bytes: Bytes): void {
		for (let from = 0; from < bytes.length;) {
			const at = bytes.indexOf(newline, from);
			const to = at < 0 ? bytes.length : at;
			this.#oneLine(bytes.subarray(from, to));
			if (at >= 0) this.#line++;
			from = to + 1;
		}
	}

	#oneLine(line: Bytes): void {
		if (!isUtf8(line)) this.#badLine ??= this.#line;
		else if (this.#utf8Line === undefined && line.some((byte) => byte >= 128))
			this.#utf8Line = this.#line;
		if (this.#badLine !== undefined && line.some((byte) => unused.has(byte)))
			this.#unusedLine ??= this.#line;
	}
}

function lineCount(bytes: Uint8Array): number {
	let lines = 0;
	for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines++;
	return lines;
}
