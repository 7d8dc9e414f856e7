import { compressionOf } from './decompressed.ts';

export interface RecognisedFile {
	readonly format: RecognisedFormat;
	/** Of a text, where its first bytes are a mark that tells. */
	readonly encoding?: 'utf-8' | 'utf-16le' | 'utf-16be';
}

/** `xls` is any file of the kind that Excel wrote before 2007; a zip that is no workbook is `zip`. */
export type RecognisedFormat =
	| ('csv' | 'json' | 'xlsx' | 'parquet' | 'sav' | 'dta')
	| ('ddi' | 'iati' | 'xml' | 'html')
	| ('xls' | 'zip' | 'gzip' | 'bzip2' | 'unknown');

/** How much of a file is looked at; less will do where there is less. */
export const headBytes = 1 << 16;

/** First bytes of binary formats. */
const marks: readonly (readonly [RecognisedFormat, readonly number[]])[] = [
	['parquet', [...latin('PAR1')]],
	['parquet', [...latin('PARE')]],
	['sav', [...latin('$FL2')]],
	['sav', [...latin('$FL3')]],
	['dta', [...latin('<stata_dta>')]],
	['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]]
];

/**
 * What a file is, by its first bytes; its name only decides where they leave it open. A compressed
 * file is no more than that: unpack its head and ask again.
 */
export function fileFormat(head: Uint8Array, name = ''): RecognisedFile {
	const compression = compressionOf(head);
	if (compression !== 'none') return { format: compression };
	const mark = marks.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte));
	if (mark) return { format: mark[0] };
	if (isOldStata(head)) return { format: 'dta' };
	if (head[0] === 0x50 && head[1] === 0x4b) return { format: zipFormat(head, name) };
	const { text, encoding } = textOf(head);
	return { format: textFormat(text, name), ...(encoding && { encoding }) };
}

function latin(text: string): number[] {
	return Array.from(text, (character) => character.charCodeAt(0));
}

/** Releases 113 to 115: the release, the order of bytes, 1, and an unused zero. */
const isOldStata = ([release = 0, order, type, unused]: Uint8Array) =>
	release >= 113 && release <= 115 && (order === 1 || order === 2) && type === 1 && unused === 0;

/** Names of the files inside stand in a zip as they are. */
function zipFormat(head: Uint8Array, name: string): 'xlsx' | 'zip' {
	const isNamedSo = /\.(xlsx|xlsm|xltx)$/i.test(name);
	return isNamedSo || latin1(head).includes('xl/') ? 'xlsx' : 'zip';
}

function textOf(head: Uint8Array): { text: string; encoding?: RecognisedFile['encoding'] } {
	const [a, b, c] = head;
	if (a === 0xef && b === 0xbb && c === 0xbf)
		return { text: latin1(head.subarray(3)), encoding: 'utf-8' };
	const encoding =
		a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
	if (encoding) return { text: new TextDecoder(encoding).decode(head), encoding };
	return { text: latin1(head) };
}

/** Signs that tell a format are the same in all encodings that hold ASCII. */
function latin1(bytes: Uint8Array): string {
	let text = '';
	for (let i = 0; i < bytes.length; i += 0x2000)
		text += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
	return text;
}

function textFormat(text: string, name: string): RecognisedFormat {
	const start = text.trimStart();
	if (start.startsWith('<')) return xmlFormat(start);
	if (/^(\[\s*[[{\]"\d]|\{\s*["}])/.test(start)) return 'json';
	if (start === '' || isBinary(text)) return 'unknown';
	const [first = ''] = start.split(/\r\n|\r|\n/, 1);
	return /[,;\t|]/.test(first) || /\.(csv|tsv|txt)$/i.test(name) ? 'csv' : 'unknown';
}

/** Control characters but those that texts have. */
// eslint-disable-next-line no-control-regex -- they are what tells a binary file
const isBinary = (text: string) => /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text);

/** By its first element, behind a declaration, comments and a document type. */
function xmlFormat(text: string): RecognisedFormat {
	const prolog = /^(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>|\s+)*/i;
	const doctype = /^<!DOCTYPE\s+html/i;
	const afterProlog = text.replace(prolog, '');
	const [, root = ''] = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(afterProlog) ?? [];
	if (root.toLowerCase() === 'html' || doctype.test(text)) return 'html';
	if (root === 'codeBook') return 'ddi';
	if (root === 'iati-activities') return 'iati';
	return 'xml';
}
