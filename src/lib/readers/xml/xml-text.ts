import { DataError } from '#lib/errors.ts';
import type { Bytes } from '../byte-cursor.ts';
import type { ByteSource } from '../byte-source.ts';
import { streamPieces } from '../stream-pieces.ts';
import { type XmlEncoding, xmlEncoding } from './xml-encoding.ts';

/** Small enough for limits to be looked at often. */
const pieceLength = 1 << 16;

/**
 * An XML document as text, in pieces. Decoding is fatal, and so are bytes that are control
 * characters or nothing in the declared encoding: they mean that another one was written.
 * @throws DataError with the line, and where the document is longer than `maxBytes`.
 */
export async function* xmlText(source: ByteSource, maxBytes: number): AsyncGenerator<string> {
	const encoding = await xmlEncoding(source);
	const table = tables.get(encoding);
	const decode = table ? singleByteDecoder(encoding, table) : unicodeDecoder(encoding);
	let line = 1;
	let length = 0;
	for await (const piece of pieces(source)) {
		length += piece.length;
		if (length > maxBytes) throw new DataError(`XML document longer than ${maxBytes} bytes`);
		const text = decode(piece, line);
		line += lineBreaks(text);
		yield text;
	}
	decode(undefined, line);
}

async function* pieces(source: ByteSource): AsyncGenerator<Bytes> {
	for await (const chunk of streamPieces(source.stream()))
		for (let from = 0; from < chunk.length; from += pieceLength)
			yield chunk.subarray(from, from + pieceLength);
}

function lineBreaks(text: string): number {
	let count = 0;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
	return count;
}

/** Decodes the next piece, which begins in a line; no piece is the end of the document. */
type Decode = (piece: Bytes | undefined, line: number) => string;

function unicodeDecoder(encoding: XmlEncoding): Decode {
	const decoder = new TextDecoder(encoding, { fatal: true });
	return (piece, line) => {
		try {
			return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
		} catch (cause) {
			const at = piece === undefined ? line : line + breaksBeforeFault(piece, encoding);
			throw new DataError(`bytes of line ${at} are not ${encoding}`, { cause });
		}
	};
}

/** Lines begun before the first byte at fault; none where that cannot be told, in UTF-16. */
function breaksBeforeFault(piece: Bytes, encoding: XmlEncoding): number {
	if (encoding !== 'utf-8') return 0;
	const decoder = new TextDecoder(encoding, { fatal: true });
	let breaks = 0;
	try {
		// The piece may begin inside a character, whose last bytes are 10xxxxxx.
		for (let i = piece.findIndex((byte) => (byte & 0xc0) !== 0x80); i < piece.length; i++)
			if (decoder.decode(piece.subarray(i, i + 1), { stream: true }) === '\n') breaks++;
	} catch {
		return breaks;
	}
	return 0;
}

/** Marks a byte that stands for nothing one would write. */
const refused = 0xffff;

/** Code points of the 256 bytes. C1 controls are no text: they come from another encoding. */
function codePoints(high: string): Uint16Array {
	return Uint16Array.from({ length: 256 }, (_, byte) => {
		const code = byte < 0x80 ? byte : high.charCodeAt(byte - 0x80);
		return code >= 0x80 && code < 0xa0 ? refused : code;
	});
}

const controls = String.fromCharCode(...Array.from({ length: 32 }, (_, i) => 0x80 + i));
const latin = String.fromCharCode(...Array.from({ length: 96 }, (_, i) => 0xa0 + i));
/** What windows-1252 has in place of the C1 controls. */
const windows = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Own tables: `TextDecoder` reads ISO 8859-1 as windows-1252, and neither ever fails. */
const tables: ReadonlyMap<XmlEncoding, Uint16Array> = new Map([
	['us-ascii', codePoints(controls.repeat(4))],
	['iso-8859-1', codePoints(controls + latin)],
	['windows-1252', codePoints(windows + latin)]
]);

function singleByteDecoder(encoding: XmlEncoding, table: Uint16Array): Decode {
	return (piece = new Uint8Array(), line) => {
		const codes = Uint16Array.from(piece, (byte) => table[byte]!);
		const fault = codes.indexOf(refused);
		if (fault < 0) return textOfCodes(codes);
		const at = line + lineBreaks(textOfCodes(codes.subarray(0, fault)));
		throw new DataError(
			`byte of line ${at} is no character of ${encoding}; was another encoding meant in the declaration? 0x${piece[fault]!.toString(16)}`
		);
	};
}

function textOfCodes(codes: Uint16Array): string {
	let text = '';
	for (let i = 0; i < codes.length; i += 0x2000)
		text += String.fromCharCode(...codes.subarray(i, i + 0x2000));
	return text;
}
