import { DataError } from '#lib/errors.ts';
import type { Bytes } from './byte-cursor.ts';
import type { ValueRemarks } from './value-remarks.ts';

/** Labels that TextDecoder reads as windows-1252; ISO 8859-1 is the code points themselves. */
const latin1 = ['latin1', 'iso-8859-1', 'iso8859-1', 'iso_8859-1', 'l1', 'cp819', 'ibm819'];

const singleByte = /^(?:windows-(?:125|874)|iso-8859|koi8|ibm866|macintosh)/;

const zero = 0;
const escape = 0x1b;
const blank = 0x20;

/** Where it stands is said when the bytes are not of the encoding: a part of the file, or a record. */
export type TextOf = (bytes: Bytes, what: string, place?: number) => string;

export interface TextFieldsOptions {
	/** A field without what fills it up. */
	readonly trimmed: (field: Bytes) => Bytes;
	readonly remarks: ValueRemarks;
}

export interface TextFields {
	/** Of a field of fixed width. */
	readonly textOf: TextOf;
	/** Of all bytes, which nothing fills up. */
	readonly wholeTextOf: TextOf;
}

/**
 * Reads the texts of binary files in one encoding: a label of the Encoding Standard
 * (https://encoding.spec.whatwg.org), where latin1 is ISO 8859-1 indeed. Bytes that are not of the
 * encoding are an error; a character that the width of its field cut off is remarked, and so is
 * what would be UTF-8, which no text of one byte a character is by chance.
 * @throws DataError for an encoding that is unknown, or has no single byte for a blank.
 */
export function textFields(encoding: string, options: TextFieldsOptions): TextFields {
	const { trimmed, remarks } = options;
	const { name, decoded } = decodingOf(encoding.trim().toLowerCase());
	const isSingleByte = singleByte.test(name);
	const textOf = (bytes: Bytes, isFull: boolean, where: () => string): string => {
		const ascii = shortAscii(bytes);
		if (ascii !== undefined) return ascii;
		const found = decoded(bytes);
		if (found === undefined || (found.isCut && !isFull))
			throw new DataError(
				`${where()} is not in ${name}; set the option encoding to another: ${hex(bytes)}`
			);
		if (found.isCut) remarks.add('last character is cut off by the width of its field', where());
		if (isSingleByte && isOtherUtf8(bytes))
			remarks.add(`read as ${name}, though it would be UTF-8 (see option encoding)`, where());
		return found.text;
	};
	return {
		textOf(field, what, place) {
			const bytes = trimmed(field);
			// Some writers keep a last byte for a zero even where they had to cut the text.
			return textOf(bytes, bytes.length >= field.length - 1, () => whereIs(what, place));
		},
		wholeTextOf: (bytes, what, place) => textOf(bytes, true, () => whereIs(what, place))
	};
}

function whereIs(what: string, place: number | undefined): string {
	return place === undefined ? what : `${what} in record ${place}`;
}

interface DecodedText {
	readonly text: string;
	/** It ends inside a character. */
	readonly isCut: boolean;
}

function decodingOf(label: string) {
	if (latin1.includes(label)) return { name: 'iso-8859-1', decoded: latin1Text };
	const decoder = decoderOf(label);
	return { name: decoder.encoding, decoded: (bytes: Bytes) => decodedBy(decoder, bytes) };
}

function decoderOf(label: string): TextDecoder {
	let decoder: TextDecoder;
	try {
		decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
	} catch (cause) {
		throw new DataError(
			`encoding is unknown; set the option encoding to one such as utf-8: ${label}`,
			{ cause }
		);
	}
	if (decoder.encoding.startsWith('utf-16'))
		throw new DataError(`texts of this format cannot be in ${label}`);
	return decoder;
}

/** A longer text is faster decoded than put together. */
const shortBytes = 24;

/** Every encoding read here writes ASCII as itself, but for what follows an escape. */
function shortAscii(bytes: Bytes): string | undefined {
	if (bytes.length > shortBytes) return undefined;
	let text = '';
	for (const byte of bytes) {
		if (byte >= 0x80 || byte === escape) return undefined;
		text += String.fromCharCode(byte);
	}
	return text;
}

function decodedBy(decoder: TextDecoder, bytes: Bytes): DecodedText | undefined {
	let text: string;
	try {
		text = decoder.decode(bytes, { stream: true });
	} catch {
		return undefined;
	}
	// All that can be wrong now is a last character that is incomplete.
	try {
		return { text: text + decoder.decode(), isCut: false };
	} catch {
		return { text, isCut: true };
	}
}

function latin1Text(bytes: Bytes): DecodedText {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return { text, isCut: false };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function isOtherUtf8(bytes: Bytes): boolean {
	if (bytes.every((byte) => byte < 0x80)) return false;
	try {
		utf8.decode(bytes);
		return true;
	} catch {
		return false;
	}
}

const shownBytes = 16;

function hex(bytes: Bytes): string {
	const start = [...bytes.subarray(0, shownBytes)];
	return start.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Without the blanks and zero bytes that fill a field up. */
export function withoutPadding(field: Bytes): Bytes {
	let end = field.length;
	while (end > 0 && (field[end - 1] === blank || field[end - 1] === zero)) end--;
	return field.subarray(0, end);
}

/** Up to the first zero byte, which ends a text in C. */
export function beforeZero(field: Bytes): Bytes {
	const end = field.indexOf(zero);
	return end < 0 ? field : field.subarray(0, end);
}
