import { type Bytes, Fields } from '../byte-cursor.ts';
import { withoutPadding } from '../fixed-text.ts';
import { extension, type SavDictionary } from './sav-dictionary.ts';

/** Code pages that the Encoding Standard knows by another name than `windows-N`. */
const codePages = new Map([
	[819, 'iso-8859-1'],
	[874, 'windows-874'],
	[932, 'shift_jis'],
	[936, 'gbk'],
	[949, 'euc-kr'],
	[950, 'big5'],
	[9066, 'windows-874'],
	[20127, 'us-ascii'],
	[20866, 'koi8-r'],
	[28591, 'iso-8859-1'],
	[28592, 'iso-8859-2'],
	[28605, 'iso-8859-15'],
	[51932, 'euc-jp'],
	[51949, 'euc-kr'],
	[54936, 'gb18030'],
	[65001, 'utf-8']
]);

/** Names of SPSS and iconv that the Encoding Standard does not have. */
const names = new Map([
	['cp28591', 'iso-8859-1'],
	['cp28605', 'iso-8859-15'],
	['cp65001', 'utf-8'],
	['cp874', 'windows-874'],
	['cp932', 'shift_jis'],
	['cp936', 'gbk'],
	['cp949', 'euc-kr'],
	['cp950', 'big5'],
	['ansi_x3.4-1968', 'us-ascii']
]);

const longestName = 64;

/** 0, 2 and 3 stand for no code page: old versions wrote them whatever the encoding was. */
const unsaid = [0, 2, 3];

/**
 * The encoding that the file says it has: by name in newer ones, else by code page. Undefined if it
 * says none. A code page without a name here is left for the decoder to refuse as `cpN`.
 */
export function savEncoding({ extensions }: SavDictionary, littleEndian: boolean) {
	const [name] = extensions.get(extension.encoding) ?? [];
	if (name !== undefined)
		return encodingName(asciiOf(withoutPadding(name.subarray(0, longestName))));
	const [integers] = extensions.get(extension.integers) ?? [];
	if (integers === undefined || integers.length < 32) return undefined;
	return codePage(new Fields(integers.slice(28), littleEndian, 'the code page').int32());
}

function encodingName(name: string): string {
	const label = name.trim().toLowerCase();
	return names.get(label) ?? label;
}

function codePage(code: number): string | undefined {
	if (unsaid.includes(code)) return undefined;
	if (code >= 1250 && code <= 1258) return `windows-${code}`;
	return codePages.get(code) ?? `cp${code}`;
}

const asciiOf = (bytes: Bytes) => String.fromCharCode(...bytes);
