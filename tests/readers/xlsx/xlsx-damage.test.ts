import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type ReadLimits, readLimits } from '#lib/readers/read-limits.ts';
import { xlsxRecords } from '#lib/readers/xlsx/xlsx.ts';
import { type Bytes, bytesSource, utf8 } from '../../support/byte-sources.ts';
import { answered, mutants } from '../../support/mutants.ts';
import { valueRows } from '../../support/record-list.ts';
import {
	type WorkbookParts,
	sheetPart,
	workbook,
	workbookParts,
	zipped
} from '../../support/workbook.ts';

const small: WorkbookParts = {
	sheets: [
		{
			rows: {
				1: [{ attributes: 't="s"', inside: '<v>0</v>' }, 'b'],
				2: [{ attributes: 's="1"', inside: '<v>43831</v>' }, 2.5],
				3: ['x', 1]
			},
			merges: ['C1:D1']
		}
	],
	strings: ['<r><t>ñ</t></r><rPh sb="0" eb="1"><t>x</t></rPh>'],
	styles: [0, 164],
	formats: { 164: 'dd/mm/yyyy' }
};

const read = async (bytes: Bytes, limits: ReadLimits = readLimits) =>
	valueRows(await xlsxRecords(bytesSource(bytes), { limits }));

/** The file with one of its numbers changed, at so many bytes behind a signature. */
function changed(bytes: Bytes, signature: number, offset: number, value: number): Bytes {
	const copy = bytes.slice();
	const view = new DataView(copy.buffer);
	for (let at = copy.length - 4; at >= 0; at--)
		if (view.getUint32(at, true) === signature) {
			view.setUint32(at + offset, value, true);
			return copy;
		}
	throw new Error('no such signature');
}

const directoryEntry = 0x02014b50;
const fileHeader = 0x04034b50;
const directoryEnd = 0x06054b50;

/** Nothing in it is compressed. */
const zipOf = (parts: Readonly<Record<string, string | Bytes>>): Bytes => {
	const files = Object.entries(parts).map(
		([name, part]) => [name, typeof part === 'string' ? utf8(part) : part] as const
	);
	return Uint8Array.from(zipSync(Object.fromEntries(files), { level: 0 }));
};

describe('damaged workbooks', () => {
	test('are refused wherever they are cut', async () => {
		const whole = workbook(small);
		for (let length = 4; length < whole.length; length += 11)
			await expect(read(whole.slice(0, length))).rejects.toThrow('zip is cut off');
	});

	test('are refused by their checksum, whatever the XML says', async () => {
		const whole = zipOf(workbookParts(small));
		const at = Buffer.from(whole).indexOf('<v>2.5</v>') + 3;
		whole[at] = 0x39;
		await expect(read(whole)).rejects.toThrow(
			'xl/worksheets/sheet1.xml: damaged: size or checksum'
		);
	});

	test.each([
		['a size that is not the real one', directoryEntry, 24, 5, 'unfolds to more than the zip'],
		['a header elsewhere', directoryEntry, 42, 3, 'zip is cut off or damaged'],
		['a header beyond the end', directoryEntry, 42, 1 << 30, 'zip is cut off or damaged'],
		['more bytes than there are', directoryEntry, 20, 1 << 30, 'more bytes inside than it has'],
		['an unknown compression', directoryEntry, 10, 14, 'compressed in a way that is not read'],
		['a directory elsewhere', directoryEnd, 16, 0, 'zip directory is damaged'],
		['a directory beyond the end', directoryEnd, 16, 1 << 30, 'its directory goes beyond it'],
		['zip64', directoryEnd, 16, 0xffffffff, 'zip64'],
		['a header that is none', fileHeader, 0, 7, 'zip is cut off or damaged']
	] as const)('are refused for %s', async (...[, signature, offset, value, message]) => {
		// The last entry is the sheet; offset 10 holds the method in its lower half.
		await expect(read(changed(workbook(small), signature, offset, value))).rejects.toThrow(message);
	});

	test('are refused where a part has a password', async () => {
		const locked = changed(workbook(small), directoryEntry, 6, 0x0001_0014);
		await expect(read(locked)).rejects.toThrow('has a password');
	});

	test('end with a DataError or with records, whatever happened to their bytes', async () => {
		const files = [...mutants(workbook(small), { count: 300, seed: 2 })];
		const readings = files.map((bytes) => () => read(bytes));
		expect(await answered(readings)).toBeLessThan(150);
	});

	test.each(Object.keys(workbookParts(small)))(
		'end with a DataError or with records, whatever happened in %s',
		async (part) => {
			const parts = workbookParts(small);
			const texts = [...mutants(utf8(parts[part]!), { count: 120, seed: 3 })];
			const readings = texts.map((bytes) => () => read(zipOf({ ...parts, [part]: bytes })));
			expect(await answered(readings)).toBeLessThan(120);
		}
	);
});

describe('dangerous workbooks', () => {
	const zeros = (count: number) => ({
		...small,
		parts: { [sheetPart(1)]: `<worksheet>${' '.repeat(count)}</worksheet>` }
	});

	test('are refused by what they declare, before they are unpacked', async () => {
		const limits = { ...readLimits, maxDocumentBytes: 100_000 };
		await expect(read(workbook(zeros(200_000)), limits)).rejects.toThrow(
			/xl.worksheets.sheet1.xml: larger than the limit maxDocumentBytes, 100000; .* maxUnfoldedBytes.*: 200023 bytes$/
		);
	});

	test('are refused by how they unfold', async () => {
		const limits = { ...readLimits, ratioFrom: 100_000, maxRatio: 20 };
		await expect(read(workbook(zeros(500_000)), limits)).rejects.toThrow('zip bomb');
	});

	test('are refused for too many files inside', async () => {
		const limits = { ...readLimits, maxEntries: 5 };
		await expect(read(workbook(small), limits)).rejects.toThrow(
			'more files than maxEntries allows'
		);
	});

	test.each([
		'xl/workbook.xml',
		'xl/sharedStrings.xml',
		'xl/styles.xml',
		sheetPart(1),
		'_rels/.rels'
	])('are refused for a document type in %s', async (part) => {
		const parts = workbookParts(small);
		const bomb = `<!DOCTYPE x [<!ENTITY a "b">]>${parts[part] ?? ''}`;
		await expect(read(zipped({ ...parts, [part]: bomb }))).rejects.toThrow(
			`${part}: document type declaration refused`
		);
	});

	test('are refused for an entity', async () => {
		const parts = { [sheetPart(1)]: '<worksheet>&a;</worksheet>' };
		await expect(read(workbook({ ...small, parts }))).rejects.toThrow('XML not well-formed');
	});
});

describe('files that are no .xlsx workbook', () => {
	const compound = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
	const binary = workbookParts(small)['_rels/.rels']!.replace('workbook.xml', 'workbook.bin');

	test.each([
		['an old one or one with a password', compound, 'save it as .xlsx without a password'],
		['a text', utf8('id,x\n'), 'not an .xlsx workbook, which begins with the bytes 50 4b: 69 64'],
		['nothing', utf8(''), 'not an .xlsx workbook'],
		['another zip', zipped({ 'a.csv': 'id,x\n' }), 'a zip that holds no workbook'],
		[
			'OpenDocument',
			zipped({ mimetype: 'application/x' }),
			'an OpenDocument file; save it as .xlsx'
		],
		['a binary workbook', zipped({ '_rels/.rels': binary }), 'a binary workbook (.xlsb)'],
		['a workbook of charts', workbook({ sheets: [] }), 'workbook has no sheet of cells']
	])('are refused with what to do: %s', async (_, bytes, message) => {
		await expect(read(bytes)).rejects.toThrow(message);
	});

	test('say which part is missing', async () => {
		const parts = Object.fromEntries(
			Object.entries(workbookParts(small)).filter(([name]) => name !== 'xl/sharedStrings.xml')
		);
		await expect(read(zipped(parts))).rejects.toThrow(
			'workbook lacks a part that it names: xl/sharedStrings.xml'
		);
	});
});
