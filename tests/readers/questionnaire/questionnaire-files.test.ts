import { describe, expect, test } from 'vitest';
import type { QuestionnaireFault } from '#lib/readers/questionnaire/questionnaire-error.ts';
import { workbookParts, zipped, workbook } from '../../support/workbook.ts';
import { type Bytes, utf8 } from '../../support/byte-sources.ts';
import { readBytes } from '../../support/questionnaires.ts';
import { isSlow } from '../../support/slow.ts';

const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const wide = (text: string) => Array.from(text, (letter) => [letter.charCodeAt(0), 0]).flat();
const bytes = (...all: readonly number[]): Bytes => Uint8Array.from(all);

const files: readonly (readonly [string, Bytes, QuestionnaireFault])[] = [
	['empty.xlsx', bytes(), 'empty'],
	['old.xls', bytes(...compound, 0, 0), 'old-workbook'],
	['locked.xlsx', bytes(...compound, ...wide('EncryptedPackage')), 'encrypted'],
	[
		'a.ods',
		zipped({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
		'open-document'
	],
	['a.numbers', zipped({ 'Index/Document.iwa': 'x' }), 'numbers'],
	['a.zip', zipped({ 'services.csv': 'id;name' }), 'zip'],
	['a.csv', utf8('id;name\none;two\n'), 'csv'],
	['a.xml', utf8('<iati-activities/>'), 'xml'],
	['a.pdf', utf8('%PDF-1.7\n'), 'other-format'],
	[
		'a.xlsx',
		workbook({ sheets: [{ name: 'Ventas', rows: { 1: ['mes', 'total'], 2: ['enero', 3] } }] }),
		'no-template'
	],
	['a.yaml', utf8('a: 1\n'), 'no-template'],
	['blank.xlsx', workbook({ sheets: [{ name: 'services', rows: {} }] }), 'no-template']
];

describe('a file that is no questionnaire', () => {
	test.for(files)('is told as what it is: %s', async ([name, content, fault]) => {
		await expect(readBytes(content, name)).rejects.toMatchObject({ fault });
	});

	test('with entities in its XML is refused, and the part of it named', async () => {
		const parts = workbookParts({ sheets: [{ name: 'services', rows: { 1: ['id'] } }] });
		const sheet = 'xl/worksheets/sheet1.xml';
		const entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>';
		const bad = zipped({ ...parts, [sheet]: `${entity}${parts[sheet]!}` });
		await expect(readBytes(bad)).rejects.toThrow(/sheet1\.xml: .*document type declaration/);
	});

	test('and YAML that cannot be read is told by line', async () => {
		const { problems, declared } = await readBytes(utf8('id: services\nentries: [\n'), 'a.yaml');
		expect(declared).toBeUndefined();
		expect(problems[0]).toMatchObject({ sheet: 'a.yaml', row: 3 });
	});
});

/** As many as a sheet has, or a quarter. */
const blankRows = isSlow ? 1_048_573 : 262_141;

describe('a sheet of formatted rows to its end', () => {
	test('is read for the few that hold anything', async () => {
		const blank = Array.from(
			{ length: blankRows },
			(_, i) => `<row r="${i + 4}"><c r="A${i + 4}" s="0"/></row>`
		);
		const cell = (name: string, text: string) =>
			`<c r="${name}" t="inlineStr"><is><t>${text}</t></is></c>`;
		const columns = [
			'id',
			'list',
			'label_es',
			'date',
			'source_document',
			'source_place',
			'last_checked'
		];
		const entry = ['one', 'stages', 'Uno', '2025', 'D', 'p', '2026-01-01'];
		const row = (number: number, texts: readonly string[]) =>
			`<row r="${number}">${texts.map((text, i) => cell(`${String.fromCharCode(65 + i)}${number}`, text)).join('')}</row>`;
		const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
		const xml = `<worksheet xmlns="${main}"><sheetData>${row(2, columns)}${row(3, entry)}${blank.join('')}</sheetData></worksheet>`;
		const { rows, problems } = await readBytes(workbook({ sheets: [{ name: 'codes', xml }] }));
		expect([rows, problems]).toEqual([1, []]);
	}, 120_000);
});
