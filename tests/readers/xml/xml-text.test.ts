import { describe, expect, test } from 'vitest';
import { xmlText } from '#lib/readers/xml/xml-text.ts';
import { type Bytes, bytesSource, utf8 } from '../../support/byte-sources.ts';

const all = 2 ** 30;

async function textOf(
	bytes: Bytes,
	{ piece = bytes.length, maxBytes = all } = {}
): Promise<string> {
	let text = '';
	for await (const part of xmlText(bytesSource(bytes, piece), maxBytes)) text += part;
	return text;
}

const declared = (encoding: string, text = 'ñ€😀') =>
	`<?xml version="1.0" encoding="${encoding}"?>\n<a>${text}</a>`;
const latin1 = (text: string): Bytes => Uint8Array.from(Buffer.from(text, 'latin1'));
const utf16le = (text: string): Bytes => Uint8Array.from(Buffer.from(text, 'utf16le'));
const utf16be = (text: string): Bytes => Uint8Array.from(Buffer.from(text, 'utf16le').swap16());
const marked = (mark: readonly number[], bytes: Bytes): Bytes =>
	Uint8Array.from([...mark, ...bytes]);

const files: readonly (readonly [string, Bytes, string])[] = [
	['UTF-8', utf8(declared('UTF-8')), declared('UTF-8')],
	['UTF-8 that nobody declares', utf8('<a>ñ€😀</a>'), '<a>ñ€😀</a>'],
	['UTF-8 with its mark', marked([0xef, 0xbb, 0xbf], utf8('<a>ñ</a>')), '<a>ñ</a>'],
	[
		'UTF-16, little end first',
		marked([0xff, 0xfe], utf16le(declared('utf-16'))),
		declared('utf-16')
	],
	['UTF-16, big end first', marked([0xfe, 0xff], utf16be(declared('UTF-16'))), declared('UTF-16')],
	['UTF-16 without mark', utf16le(declared('UTF-16LE')), declared('UTF-16LE')],
	['UTF-16 without mark, big end first', utf16be('<a>ñ€😀</a>'), '<a>ñ€😀</a>'],
	['ISO-8859-1', latin1(declared('ISO-8859-1', 'ñ¿ÿ\xa0')), declared('ISO-8859-1', 'ñ¿ÿ\xa0')],
	[
		'windows-1252',
		latin1(declared('windows-1252', '\x80\x93ñ\x94')),
		declared('windows-1252', '€“ñ”')
	],
	['US-ASCII', latin1(declared('us-ascii', 'n')), declared('us-ascii', 'n')]
];

describe('xmlText', () => {
	test.each(files)('reads %s', async (_, bytes, text) => {
		expect(await textOf(bytes)).toBe(text);
	});

	test.each(files)('reads %s in pieces that cut characters', async (_, bytes, text) => {
		for (const piece of [1, 2, 3, 5]) expect(await textOf(bytes, { piece })).toBe(text);
	});

	test.each(['Big5', 'UTF-7', 'ISO-8859-15', 'x'])('refuses %s by its name', async (encoding) => {
		await expect(textOf(utf8(declared(encoding)))).rejects.toThrow(`are: ${encoding}`);
	});

	test('refuses UTF-32', async () => {
		const bytes = Uint8Array.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]);
		await expect(textOf(bytes)).rejects.toThrow('encoding not read');
	});

	test('refuses a declaration that its own bytes contradict', async () => {
		const dotNet = utf8(declared('utf-16', 'x'));
		await expect(textOf(dotNet)).rejects.toThrow('declared as utf-16');
		const bytes = marked([0xff, 0xfe], utf16le(declared('utf-8')));
		await expect(textOf(bytes)).rejects.toThrow('declared as utf-8');
		await expect(textOf(marked([0xef, 0xbb, 0xbf], utf8(declared('latin1', 'x'))))).rejects.toThrow(
			'its first bytes are utf-8'
		);
	});

	test.each([1, 7, 100])(
		'names the line of bytes that are no UTF-8: pieces of %i',
		async (piece) => {
			const bytes = latin1(`${declared('UTF-8', 'n')}\n\n<!-- a\xf1o -->`);
			await expect(textOf(bytes, { piece })).rejects.toThrow('bytes of line 4 are not utf-8');
		}
	);

	test('names the line of the bytes where a piece begins inside a character', async () => {
		const bytes = marked([...utf8('<a>😀😀😀\n\n')], latin1('\xff</a>'));
		for (let piece = 2; piece < bytes.length; piece++)
			await expect(textOf(bytes, { piece })).rejects.toThrow('bytes of line 3 are not utf-8');
	});

	test('names the line of a character that a cut left half', async () => {
		await expect(textOf(utf8('<a>\nñ').slice(0, -1))).rejects.toThrow('bytes of line 2');
	});

	test('refuses bytes of windows-1252 that are declared as ISO-8859-1', async () => {
		const bytes = latin1(declared('ISO-8859-1', '\n\x93cited\x94'));
		await expect(textOf(bytes)).rejects.toThrow(/line 3 is no character of iso-8859-1.*0x93$/);
		await expect(textOf(latin1(declared('cp1252', '\x81')))).rejects.toThrow('0x81');
		await expect(textOf(latin1(declared('ascii', '\xf1')))).rejects.toThrow('0xf1');
	});

	test('refuses more bytes than the limit, and none at all', async () => {
		await expect(textOf(utf8('<a></a>'), { maxBytes: 6 })).rejects.toThrow('longer than 6 bytes');
		expect(await textOf(utf8('<a></a>'), { maxBytes: 7 })).toBe('<a></a>');
		await expect(textOf(utf8(''))).rejects.toThrow('the file is empty');
	});

	test('leaves no stream open when its reader stops', async () => {
		let isCancelled = false;
		const stream = new ReadableStream<Bytes>({
			pull: (controller) => controller.enqueue(utf8('<a>')),
			cancel: () => void (isCancelled = true)
		});
		const source = { ...bytesSource(utf8('<a>')), stream: () => stream };
		const reading = xmlText(source, all);
		await reading.next();
		await reading.return(undefined);
		expect(isCancelled).toBe(true);
	});
});
