import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';

export type XmlEncoding =
	'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-1' | 'windows-1252' | 'us-ascii';

/** Names as declarations write them, in lower case. UTF-16 has two orders; the first bytes tell. */
const declaredNames: Readonly<Record<string, XmlEncoding | 'utf-16'>> = {
	'utf-8': 'utf-8',
	utf8: 'utf-8',
	'utf-16': 'utf-16',
	'utf-16le': 'utf-16le',
	'utf-16be': 'utf-16be',
	'iso-8859-1': 'iso-8859-1',
	'iso_8859-1': 'iso-8859-1',
	latin1: 'iso-8859-1',
	'latin-1': 'iso-8859-1',
	'windows-1252': 'windows-1252',
	cp1252: 'windows-1252',
	'us-ascii': 'us-ascii',
	ascii: 'us-ascii'
};

/** First bytes that tell the encoding: a byte order mark, or how `<` is written. */
const signatures: readonly (readonly [XmlEncoding | 'utf-32', readonly number[]])[] = [
	['utf-32', [0xff, 0xfe, 0, 0]],
	['utf-32', [0, 0, 0xfe, 0xff]],
	['utf-32', [0x3c, 0, 0, 0]],
	['utf-32', [0, 0, 0, 0x3c]],
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]],
	['utf-16le', [0x3c, 0]],
	['utf-16be', [0, 0x3c]]
];

const declaration = /^(?:ï»¿|ÿþ|þÿ)?<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"']*)["']/;

/**
 * The encoding of an XML document, from its first bytes and its declaration (XML 1.0, appendix F);
 * UTF-8 where neither says anything.
 * @throws DataError where the two contradict each other, or the encoding is none of those read.
 */
export async function xmlEncoding(source: ByteSource): Promise<XmlEncoding> {
	const head = new Uint8Array(await source.slice(0, Math.min(source.size, 1024)).arrayBuffer());
	if (head.length === 0) throw new DataError('no XML document: the file is empty');
	const signature = signatures.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte));
	const seen = signature?.[0];
	if (seen === 'utf-32') throw unread('utf-32');
	const written = declaration.exec(String.fromCharCode(...head).replaceAll('\0', ''))?.[1];
	if (written === undefined) return seen ?? 'utf-8';
	const declared = declaredNames[written.toLowerCase()];
	if (declared === undefined) throw unread(written);
	return agreed(declared, seen);
}

function agreed(declared: XmlEncoding | 'utf-16', seen: XmlEncoding | undefined): XmlEncoding {
	const wide = seen === 'utf-16le' || seen === 'utf-16be';
	if (declared === seen || (declared === 'utf-16' && wide)) return seen;
	if (seen === undefined && !declared.startsWith('utf-16')) return declared as XmlEncoding;
	throw new DataError(
		`declared as ${declared}, but its first bytes are ${seen ?? 'not'}; correct the declaration or save the file anew: encoding="${declared}"`
	);
}

const unread = (encoding: string) =>
	new DataError(
		`encoding not read, only UTF-8, UTF-16, ISO-8859-1, windows-1252 and US-ASCII are: ${encoding}`
	);
