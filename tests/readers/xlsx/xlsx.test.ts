import { describe, expect, test } from 'vitest';
import { type XlsxOptions, sheetRows, xlsxRecords, xlsxSheets } from '#lib/readers/xlsx/xlsx.ts';
import { bytesSource } from '../../support/byte-sources.ts';
import { recordList, valueRows } from '../../support/record-list.ts';
import {
	type WorkbookCell,
	type WorkbookParts,
	type WorkbookSheet,
	workbook
} from '../../support/workbook.ts';

type Rows = NonNullable<WorkbookSheet['rows']>;

const records = (of: WorkbookParts, options: XlsxOptions = {}) =>
	xlsxRecords(bytesSource(workbook(of)), options);
const sheet = (rows: Rows, rest: WorkbookSheet = {}): WorkbookParts => ({
	sheets: [{ rows, ...rest }]
});

/** The values of one column below the header `x`. */
async function column(cells: readonly WorkbookCell[], rest: Partial<WorkbookParts> = {}) {
	const below = cells.map((cell, i) => [i + 2, [cell]] as const);
	const table = await records({
		sheets: [{ rows: { 1: ['x'], ...Object.fromEntries(below) } }],
		...rest
	});
	const kind = table.variables[0]?.kind;
	return { kind, values: (await valueRows(table)).flat(), notes: table.notes };
}

describe('xlsxRecords', () => {
	test('gives variables, and records with the row where they stand', async () => {
		const rows = { 2: ['id', 'name'], 3: [1, 'Ñandú'], 6: [2.5, 'b'] };
		const table = await records(sheet(rows));
		expect(table.variables.map(({ name, kind }) => [name, kind])).toEqual([
			['id', 'number'],
			['name', 'text']
		]);
		expect([table.rows, table.counts]).toEqual([2, 'row']);
		expect(await recordList(table)).toEqual([
			{ place: 3, values: ['1', 'Ñandú'] },
			{ place: 6, values: ['2.5', 'b'] }
		]);
		expect(table.notes).toEqual(['blank rows between the records, left out: 2']);
	});

	test('gives all rows of a long sheet in order', async () => {
		const rows: Record<number, WorkbookCell[]> = { 1: ['n', 'm'] };
		for (let row = 2; row <= 9000; row++) rows[row] = [row, 'x'];
		const found = await recordList(await records(sheet(rows)));
		expect(found).toHaveLength(8999);
		expect(found.every(({ place, values }) => values[0] === String(place))).toBe(true);
	});

	test('reads shared texts, rich ones without their pronunciation', async () => {
		const shared = (index: number) => ({ attributes: 't="s"', inside: `<v>${index}</v>` });
		const strings = [
			'<t xml:space="preserve"> a  b </t>',
			'<r><rPr><b/></rPr><t>Tok</t></r><r><t>io</t></r><rPh sb="0" eb="1"><t>トウ</t></rPh>',
			'<t>1 Sí_x000D_\n2 No_x005F_</t>'
		];
		const { values } = await column([0, 1, 2].map(shared), { strings });
		expect(values).toEqual([' a  b ', 'Tokio', '1 Sí\r\n2 No_']);
	});

	test('writes numbers in their shortest form, and no digit of whole ones is lost', async () => {
		const numbers = ['1.1000000000000001', '2483545.0', '1E-3', '-0.5', '12345678901234567890'];
		const { values, kind } = await column(numbers.map((v) => ({ inside: `<v>${v}</v>` })));
		expect(values).toEqual(['1.1', '2483545', '0.001', '-0.5', '12345678901234567890']);
		expect(kind).toBe('number');
	});

	test('reads truth values, formulas by their value, and errors as their text', async () => {
		const { values, notes, kind } = await column([
			{ attributes: 't="b"', inside: '<v>1</v>' },
			{ attributes: 't="b"', inside: '<v>0</v>' },
			{ inside: '<f>A1+1</f><v>3</v>' },
			{ attributes: 't="str"', inside: '<f>"a"&amp;"b"</f><v>ab</v>' },
			{ attributes: 't="e"', inside: '<f>1/0</f><v>#DIV/0!</v>' },
			{ attributes: 't="e"', inside: '<v>#DIV/0!</v>' }
		]);
		expect(values).toEqual(['TRUE', 'FALSE', '3', 'ab', '#DIV/0!', '#DIV/0!']);
		expect(kind).toBe('text');
		expect(notes).toContain('error kept as text (#DIV/0!): 2 in all, the first in cell A6');
	});

	test.each([
		['<f>A1</f>', '', 'formula of cell A2 has no value in the file'],
		['<f>A1</f><v/>', '', 'formula of cell A2 has no value in the file'],
		['<v>abc</v>', '', 'cell A2 is no number: abc'],
		['<v>7</v>', 't="s"', 'cell A2 names a text that the workbook does not hold: 7'],
		['<v>yes</v>', 't="b"', 'cell A2 is neither true nor false: yes'],
		['<v>1</v>', 't="z"', 'cell A2 is of an unknown type: z']
	])('refuses a cell it cannot read: %s %s', async (inside, attributes, message) => {
		await expect(column([{ inside, attributes }])).rejects.toThrow(message);
	});

	test('notes columns of several kinds, hidden rows and columns, and merges', async () => {
		const table = await records(
			sheet(
				{ 1: ['a', 'b'], 2: [1, 'x'], 3: ['*', 'y'], 4: [2] },
				{
					hiddenRows: [3],
					merges: ['B3:B4'],
					before: '<cols><col min="2" max="2" hidden="1"/></cols>'
				}
			)
		);
		expect(table.notes).toEqual([
			'hidden columns, read like others: 1 in all, the first in column B',
			'hidden rows, read like others: 1 in all, the first in row 3',
			'merged cells, of which only the first holds a value: 1 in all, the first in B3:B4',
			'columns that hold values of several kinds below row 1, such as numbers and texts: a'
		]);
	});

	test('reads the first sheet that is not hidden, and says which others there are', async () => {
		const sheets: WorkbookSheet[] = [
			{ name: 'lists', state: 'veryHidden', rows: { 1: ['l'], 2: [1] } },
			{ name: 'data', rows: { 1: ['d'], 2: [2] } },
			{ name: 'more', rows: { 1: ['m'], 2: [3] } }
		];
		const table = await records({ sheets });
		expect(table.variables[0]?.name).toBe('d');
		expect(table.notes).toEqual(['sheet read, as none is declared: data; not read: lists, more']);
		const hidden = await records({ sheets }, { sheet: 'lists' });
		expect(hidden.notes).toEqual(['sheet is hidden, read like others: lists']);
		await expect(records({ sheets }, { sheet: 'Data' })).rejects.toThrow(
			'workbook has no sheet of that name, but lists, data, more: Data'
		);
	});

	test('reads a row or cell that does not say where it stands', async () => {
		const xml =
			'<worksheet><sheetData><row><c t="inlineStr"><is><t>x</t></is></c><c t="inlineStr"><is><t>y</t></is></c></row>' +
			'<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="B5"><v>3</v></c></row></sheetData></worksheet>';
		expect(await recordList(await records({ sheets: [{ xml }] }))).toEqual([
			{ place: 2, values: ['1', '2'] },
			{ place: 5, values: ['', '3'] }
		]);
	});

	test.each([
		['<row r="2"/><row r="2"/>', 'row out of order in line 1, after row 2: 2'],
		['<row r="2000000"/>', 'row out of order in line 1, after row 0: 2000000'],
		['<row r="1"><c r="B1"/><c r="A1"/></row>', 'cell out of order in row 1: A1'],
		['<row r="1"><c r="A2"/></row>', 'cell out of order in row 1: A2'],
		['<row r="1"><c r="XFE1"/></row>', 'cell outside of what a sheet can have']
	])('refuses rows and cells that stand twice or nowhere: %s', async (rows, message) => {
		const xml = `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
		await expect(records({ sheets: [{ xml }] })).rejects.toThrow(message);
	});
});

describe('header of xlsxRecords', () => {
	const titled: Rows = {
		1: ['A survey of everything'],
		4: ['Region', 'Total', 'Sex'],
		5: [undefined, undefined, 'Men', 'Women'],
		7: ['North', 10, 4, 6],
		8: ['South', 20, 9, 11],
		10: ['Source: us']
	};
	const merges = ['A1:D1', 'A4:A5', 'B4:B5', 'C4:D4'];
	const names = async (options: XlsxOptions, of = sheet(titled, { merges })) =>
		(await records(of, options)).variables.map(({ name }) => name);

	test('is filled from merged cells above it, and joined where rows are declared', async () => {
		expect(await names({ range: 'A4:D8', headerRow: 5 })).toEqual([
			'Region',
			'Total',
			'Sex / Men',
			'Sex / Women'
		]);
		expect(await names({ headerRow: 5 })).toEqual(['Region', 'Total', 'Men', 'Women']);
	});

	test('leaves out what is outside of the range', async () => {
		const table = await records(sheet(titled, { merges }), { range: 'A4:C8', headerRow: 5 });
		expect(await recordList(table)).toEqual([
			{ place: 7, values: ['North', '10', '4'] },
			{ place: 8, values: ['South', '20', '9'] }
		]);
	});

	test('says what to declare where a title takes its place', async () => {
		await expect(names({})).rejects.toThrow(
			'columns have the same name in A1 and B1; declare another headerRow'
		);
		await expect(names({}, sheet(titled))).rejects.toThrow(
			'column B has values from row 4 on, but no name; declare the row of the names (headerRow) or the cells of the table (range): cell B1'
		);
		await expect(names({ range: 'A4:D8' })).rejects.toThrow(
			'columns have the same name in C4 and D4'
		);
		await expect(names({ headerRow: 9 })).rejects.toThrow('cell A9');
		await expect(names({ headerRow: 11 })).rejects.toThrow('header row holds no names');
		await expect(names({ range: 'A4:D8', headerRow: 9 })).rejects.toThrow(
			'headerRow is outside of the range A4:D8: 9'
		);
		await expect(names({ range: 'F1:G9' })).rejects.toThrow('header row holds no names');
		await expect(names({ sheet: 'Sheet1' }, sheet({}))).rejects.toThrow('sheet holds nothing');
	});

	test('ends a merged name where nothing stands below, and tidies names', async () => {
		const of = sheet(
			{ 1: [' Rate \n of  all ', undefined, 'n'], 2: [1, undefined, 2] },
			{ merges: ['A1:B1'] }
		);
		expect(await names({}, of)).toEqual(['Rate of all', 'n']);
	});

	test('keeps a named column that holds nothing', async () => {
		expect(await names({}, sheet({ 1: ['a', 'b'], 2: [1] }))).toEqual(['a', 'b']);
	});
});

describe('dates of xlsxRecords', () => {
	const styled = (style: number, value: string | number): WorkbookCell => ({
		attributes: `s="${style}"`,
		inside: `<v>${value}</v>`
	});
	const formats = {
		164: 'dd/mm/yyyy',
		165: '[$-409]d\\-mmm\\-yy;@',
		166: 'yyyy-mm-dd hh:mm:ss',
		167: '[h]:mm',
		168: '#,##0.00 "days"',
		169: '0.00E+00',
		170: '[Red]mm:ss.0',
		171: '_-* #,##0\\ [$€-40A]_-',
		172: 'General'
	};
	const styles = [0, 14, 22, 164, 165, 166, 167, 168, 169, 170, 171, 172, 21];
	const read = (cells: readonly WorkbookCell[], rest = {}) =>
		column(cells, { formats, styles, ...rest });

	test('are ISO 8601 by the number format of their cell', async () => {
		const cells = [styled(1, 43_831), styled(3, 1), styled(4, 61), styled(3, 45_000.25)];
		const { values, kind } = await read(cells);
		expect(values).toEqual(['2020-01-01', '1900-01-01', '1900-03-01', '2023-03-15T06:00:00']);
		expect(kind).toBe('date');
	});

	test('have their time where the format has one, to the millisecond', async () => {
		const cells = [styled(2, 43_831), styled(5, '44197.503472222219'), styled(5, 0.75 + 45_000)];
		expect((await read(cells)).values).toEqual([
			'2020-01-01T00:00:00',
			'2021-01-01T12:05:00',
			'2023-03-15T18:00:00'
		]);
	});

	test('are times of the day, or durations, where the format has no date', async () => {
		const cells = [styled(12, 0.5), styled(9, '0.000011574074074'), styled(6, 1.5)];
		const { values, kind } = await read(cells);
		expect(values).toEqual(['12:00:00', '00:00:01', 'PT36H']);
		expect(kind).toBe('text');
	});

	test('are numbers where letters of the format are none of a date', async () => {
		const { values, kind } = await read([7, 8, 10, 11].map((style) => styled(style, 43_831)));
		expect(values).toEqual(['43831', '43831', '43831', '43831']);
		expect(kind).toBe('number');
	});

	test('count from 1904 where the workbook says so', async () => {
		const { values } = await read([styled(1, 0), styled(1, 42_369)], { is1904: true });
		expect(values).toEqual(['1904-01-01', '2020-01-01']);
	});

	test('stay numbers, with a note, where the calendar has no such day', async () => {
		const { values, notes } = await read([styled(1, 60), styled(1, 0), styled(1, -3)]);
		expect(values).toEqual(['60', '0', '-3']);
		expect(notes).toContain(
			'formatted as a date, but none of this calendar; kept as a number: 3 in all, the first in cell A2'
		);
	});

	test('may be written as ISO 8601 in the file', async () => {
		const { values } = await read([{ attributes: 't="d"', inside: '<v>2020-01-31</v>' }]);
		expect(values).toEqual(['2020-01-31']);
	});
});

describe('xlsxSheets', () => {
	test('names the sheets and the cells that they use', async () => {
		const source = bytesSource(
			workbook({
				sheets: [
					{ name: 'Índice', rows: { 3: [undefined, 'x'], 9: [undefined, 'y', undefined, 1] } },
					{ name: 'empty', state: 'hidden' }
				]
			})
		);
		expect(await xlsxSheets(source)).toEqual([
			{ name: 'Índice', isHidden: false, range: 'B3:D9' },
			{ name: 'empty', isHidden: true, range: undefined }
		]);
	});
});

describe('sheetRows', () => {
	const source = bytesSource(
		workbook(sheet({ 1: ['title'], 3: [undefined, 'a', 1], 4: ['b', undefined, undefined, 2] }))
	);

	test('gives rows as texts from the first column on', async () => {
		expect(await recordList({ batches: sheetRows(source) })).toEqual([
			{ place: 1, values: ['title', '', '', ''] },
			{ place: 3, values: ['', 'a', '1', ''] },
			{ place: 4, values: ['b', '', '', '2'] }
		]);
	});

	test('keeps to the range', async () => {
		expect(await recordList({ batches: sheetRows(source, { range: 'B2:C3' }) })).toEqual([
			{ place: 3, values: ['a', '1'] }
		]);
	});
});
