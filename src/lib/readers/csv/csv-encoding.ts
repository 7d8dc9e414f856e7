import { DataError } from '#lib/errors.ts';
import type { Bytes } from '../byte-cursor.ts';

export type CsvEncoding = 'utf-8' | 'latin1' | 'windows-1252';

/** Whole lines of a file. */
export interface Lines {
	readonly bytes: Bytes;
	/** Where the first of them stands in the file. */
	readonly line: number;
	readonly lineEnd: number;
}

/** A set of bytes, as a table: 1 for those that are in it. */
const bytesWhere = (isIn: (byte: number) => boolean) =>
	Uint8Array.from({ length: 256 }, (_, byte) => (isIn(byte) ? 1 : 0));

const upper = bytesWhere((byte) => byte > 127);
/** Control characters of ISO 8859-1, which nobody writes; printed ones of windows-1252. */
const controls = bytesWhere((byte) => byte > 127 && byte < 0xa0);
/** No character of windows-1252. */
const unused = bytesWhere((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte));

const windows1252 = new TextDecoder('windows-1252');

/** Code points of the bytes from 0x80 on. TextDecoder takes the label "latin1" for windows-1252. */
const upperHalf = {
	latin1: Uint16Array.from({ length: 128 }, (_, i) => 128 + i),
	'windows-1252': Uint16Array.from({ length: 128 }, (_, i) =>
		// Without `stream`, Node 20 decodes ISO 8859-1 here.
		windows1252.decode(Uint8Array.of(128 + i), { stream: true }).charCodeAt(0)
	)
};

/** Bytes of a checked encoding in UTF-8. */
export function utf8Bytes(bytes: Bytes, encoding: CsvEncoding): Bytes {
	if (encoding === 'utf-8') return bytes;
	let more = 0;
	for (let i = 0; i < bytes.length; i++) more += bytes[i]! >> 7;
	if (more === 0) return bytes;
	const codes = upperHalf[encoding];
	const out = new Uint8Array(bytes.length + 2 * more);
	let length = 0;
	for (let i = 0; i < bytes.length; i++) {
		const code = bytes[i]! < 128 ? bytes[i]! : codes[bytes[i]! - 128]!;
		if (code < 0x80) out[length++] = code;
		else {
			if (code < 0x800) out[length++] = 0xc0 | (code >> 6);
			else {
				out[length++] = 0xe0 | (code >> 12);
				out[length++] = 0x80 | ((code >> 6) & 0x3f);
			}
			out[length++] = 0x80 | (code & 0x3f);
		}
	}
	return out.subarray(0, length);
}

/** The text of bytes of a checked encoding. */
export const csvText = (bytes: Bytes, encoding: CsvEncoding): string =>
	new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(utf8Bytes(bytes, encoding));

/** Whether bytes are UTF-8. Node has a quicker one. */
export function isUtf8(bytes: Bytes): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/**
 * Compares a file, some whole lines a time, with the encoding that was declared for it. Any byte is
 * a character of ISO 8859-1 and most are of windows-1252; but no text in them is UTF-8 by chance, so
 * that a file which is UTF-8 to its end is refused when it is declared one of them.
 */
export class EncodingCheck {
	readonly notes: string[] = [];
	readonly #encoding: CsvEncoding;
	readonly #isUtf8: (bytes: Bytes) => boolean;
	/** The first line beyond ASCII, as declared. */
	#upper: string | undefined;
	#mayBeUtf8 = true;

	constructor(encoding: CsvEncoding, isUtf8Text: (bytes: Bytes) => boolean) {
		this.#encoding = encoding;
		this.#isUtf8 = isUtf8Text;
	}

	/** @throws DataError where a line is not of the encoding. */
	expect(lines: Lines): void {
		if (this.#encoding === 'utf-8') {
			if (!this.#isUtf8(lines.bytes)) throw this.#notUtf8(lines);
			return;
		}
		const first = firstOf(upper, lines.bytes);
		if (first < 0) return;
		this.#upper ??= shownLine(lines, first, this.#encoding);
		this.#mayBeUtf8 &&= this.#isUtf8(lines.bytes);
		if (this.#encoding === 'latin1') this.#noteControls(lines);
		else this.#expectUsed(lines);
	}

	/** @throws DataError where everything is UTF-8, though it was declared otherwise. */
	end(): void {
		if (this.#upper === undefined || !this.#mayBeUtf8) return;
		throw new DataError(
			`declared ${this.#encoding}, but all of it is utf-8, as no other text is by chance; ` +
				`declare encoding: utf-8, or see what ${this.#encoding} makes of ${this.#upper}`
		);
	}

	#notUtf8(lines: Lines): DataError {
		const { bytes, lineEnd } = lines;
		let from = 0;
		let to = bytes.indexOf(lineEnd);
		while (to >= 0 && this.#isUtf8(bytes.subarray(from, to))) {
			from = to + 1;
			to = bytes.indexOf(lineEnd, from);
		}
		const rest = bytes.subarray(from);
		const at = from + firstNotUtf8(rest);
		if (firstOf(unused, rest) >= 0)
			return new DataError(`not utf-8, nor windows-1252: ${shownLine(lines, at, 'latin1')}`);
		return new DataError(
			`not utf-8, but windows-1252 fits; look whether it reads well, then declare it: ` +
				shownLine(lines, at, 'windows-1252')
		);
	}

	#noteControls(lines: Lines): void {
		if (this.notes.length > 0) return;
		const at = firstOf(controls, lines.bytes);
		if (at >= 0)
			this.notes.push(
				`control characters, as latin1 has them; windows-1252 would read ` +
					shownLine(lines, at, 'windows-1252')
			);
	}

	#expectUsed(lines: Lines): void {
		const at = firstOf(unused, lines.bytes);
		if (at < 0) return;
		const byte = `0x${lines.bytes[at]!.toString(16)}`;
		const instead = this.#mayBeUtf8 ? 'utf-8 fits so far; ' : '';
		throw new DataError(
			`not windows-1252, which has no byte ${byte}; ${instead}${shownLine(lines, at, 'latin1')}`
		);
	}
}

function firstOf(set: Uint8Array, bytes: Bytes): number {
	for (let i = 0; i < bytes.length; i++) if (set[bytes[i]!] === 1) return i;
	return -1;
}

function firstNotUtf8(bytes: Bytes): number {
	const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
	return new TextEncoder().encode(text.slice(0, text.indexOf('\ufffd'))).length;
}

/** The line of the byte at a place, with what stands there. */
function shownLine({ bytes, line, lineEnd }: Lines, at: number, encoding: CsvEncoding): string {
	const from = bytes.lastIndexOf(lineEnd, at) + 1;
	const next = bytes.indexOf(lineEnd, at);
	const shown = bytes.subarray(
		Math.max(from, at - 30),
		Math.min(next < 0 ? bytes.length : next, at + 30)
	);
	let own = line;
	for (let i = 0; i < from; i++) if (bytes[i] === lineEnd) own++;
	return `line ${own} ${JSON.stringify(csvText(shown, encoding).trim())}`;
}
