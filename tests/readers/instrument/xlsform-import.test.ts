import { describe, expect, test } from 'vitest';
import { importInstrument } from '#lib/readers/instrument/import-instrument.ts';
import { InstrumentError } from '#lib/readers/instrument/instrument-error.ts';
import { isQuestion } from '#lib/model/instrument/instrument.ts';
import { bytesSource, textSource } from '../../support/byte-sources.ts';
import { type WorkbookCell, workbook } from '../../support/workbook.ts';

type Rows = readonly (readonly WorkbookCell[])[];

const book = (sheets: Readonly<Record<string, Rows>>) =>
	workbook({
		sheets: Object.entries(sheets).map(([name, rows]) => ({
			name,
			rows: Object.fromEntries(rows.map((row, i) => [i + 1, row]))
		}))
	});

const imported = (sheets: Readonly<Record<string, Rows>>, name = 'Mi encuesta.xlsx') =>
	importInstrument(name, bytesSource(book(sheets)));

const header = ['type', 'name', 'label', 'relevant'];
const placed = ({ problems }: Awaited<ReturnType<typeof imported>>) =>
	problems.map(({ reason, sheet, row, column, what }) => [reason, sheet, row, column, what]);

describe('an XLSForm that somebody else made', () => {
	test('is named after its file where it has no settings, its texts of no language', async () => {
		const { instrument } = await imported({ survey: [header, ['text', 'a', '¿Qué?']] });
		expect(instrument).toMatchObject({
			...{ id: 'mi_encuesta', title: { und: 'Mi encuesta' } },
			languages: [{ id: 'und', name: 'und' }],
			items: [{ kind: 'question', type: 'text', name: 'a', label: { und: '¿Qué?' } }]
		});
	});

	test('loses a row of an unknown type, with its place, and nothing else', async () => {
		const read = await imported({
			survey: [header, ['text', 'a', 'A'], ['integr', 'b', 'B'], ['date', 'c', 'C']]
		});
		expect(read.instrument.items).toMatchObject([{ name: 'a' }, { name: 'c' }]);
		expect(placed(read)).toEqual([['unknown-type', 'survey', 3, 'type', 'integr']]);
	});

	test('keeps types that we do not ask, as they are written', async () => {
		const read = await imported({
			survey: [
				header,
				['geopoint', 'a', 'A'],
				['rank sn', 'b', 'B'],
				['select_one_from_file x.csv', 'c', 'C']
			],
			choices: [
				['list_name', 'name', 'label'],
				['sn', '1', 'Sí']
			]
		});
		expect(read.instrument.items).toMatchObject([
			{ type: 'other', written: 'geopoint' },
			{ type: 'other', written: 'rank', list: 'sn' },
			{ type: 'other', written: 'select_one_from_file x.csv' }
		]);
		expect(read.problems).toEqual([]);
	});

	test('has the circle of its relevance named, at every question in it', async () => {
		const read = await imported({
			survey: [
				header,
				['integer', 'a', 'A', '${c} > 1'],
				['integer', 'b', 'B', '${a} > 1'],
				['begin_group', 'g', 'G', '${b} > 1'],
				['integer', 'c', 'C'],
				['end_group'],
				['integer', 'd', 'D', '${d} > 1'],
				['integer', 'e', 'E', '${f} > 1'],
				['integer', 'f', 'F', '${nobody} = 3']
			]
		});
		expect(placed(read)).toEqual([
			['circle', 'survey', 2, 'relevant', 'a → c → b → a'],
			['circle', 'survey', 3, 'relevant', 'b → a → c → b'],
			['asks-itself', 'survey', 7, 'relevant', 'd'],
			['asks-later', 'survey', 8, 'relevant', 'f'],
			['asks-unknown', 'survey', 9, 'relevant', 'nobody'],
			['not-understood', 'survey', 9, 'relevant', '${nobody} = 3']
		]);
		expect(read.instrument.items.filter(isQuestion)).toHaveLength(6);
	});

	test('gets a name of its own for a question whose name stands before or cannot stand', async () => {
		const read = await imported({
			survey: [
				header,
				['text', 'a', 'A'],
				['text', 'a', 'B'],
				['text', '1º', 'C'],
				['text', 'A', 'D']
			]
		});
		expect(read.instrument.items).toMatchObject([
			{ name: 'a', label: { und: 'A' } },
			{ name: 'a_2', label: { und: 'B' } },
			{ name: 'q_1o', label: { und: 'C' } },
			{ name: 'A', label: { und: 'D' } }
		]);
		expect(placed(read)).toEqual([
			['form', 'survey', 3, 'name', 'a'],
			['name-changed', 'survey', 3, 'name', 'a → a_2'],
			['name-changed', 'survey', 4, 'name', '1º → q_1o'],
			['name-twice', 'survey', 5, 'name', 'A']
		]);
	});

	test('says which answer a condition asks for that nobody can give', async () => {
		const read = await imported({
			survey: [header, ['select_one sn', 'a', 'A'], ['text', 'b', 'B', "${a} = '3'"]],
			choices: [
				['list_name', 'name', 'label'],
				['sn', '1', 'Sí'],
				['sn', '1', 'No'],
				['', 'x', 'X']
			]
		});
		expect(placed(read)).toEqual([
			['code-twice', 'survey', 2, 'type', '1'],
			['code-unknown', 'survey', 3, 'relevant', 'a = 3'],
			['form', 'choices', 3, 'name', '1'],
			['form', 'choices', 4, 'list_name', 'x']
		]);
		expect(read.instrument.lists[0]?.choices).toHaveLength(2);
	});

	test('keeps what it cannot read as a range or a yes, and says so in nothing', async () => {
		const read = await imported({
			survey: [
				[
					'type',
					'name',
					'label',
					'constraint',
					'required',
					'appearance',
					'guidance_hint::Español (es)'
				],
				['integer', 'a', 'A', '. > 0 and . < ${b}', "${b} = 'x'", 'minimal', 'Lea'],
				['integer', 'b', 'B', '. >= -1 and .<=1.5', 'TRUE']
			]
		});
		expect(read.instrument.items).toMatchObject([
			{
				required: false,
				kept: {
					...{ constraint: '. > 0 and . < ${b}', required: "${b} = 'x'", appearance: 'minimal' },
					'guidance_hint::Español (es)': 'Lea'
				}
			},
			{ required: true, range: { min: -1, max: 1.5 } }
		]);
	});

	test('of 20,000 choices loads whole', async () => {
		const choices = Array.from({ length: 20_000 }, (_, i) => ['muni', `${i}`, `Municipio ${i}`]);
		const read = await imported({
			survey: [header, ['select_one muni', 'a', 'A'], ['text', 'b', 'B', "${a} = '19999'"]],
			choices: [['list_name', 'name', 'label'], ...choices]
		});
		expect(read.instrument.lists[0]?.choices).toHaveLength(20_000);
		expect(read.instrument.lists[0]?.choices.at(-1)).toEqual({
			...{ code: '19999', label: { und: 'Municipio 19999' } }
		});
		expect(read.problems).toEqual([]);
	}, 20_000);
});

describe('a file that is no questionnaire', () => {
	const fault = async (name: string, source: Parameters<typeof importInstrument>[1]) =>
		importInstrument(name, source).then(
			() => undefined,
			(error: unknown) => (error instanceof InstrumentError ? error.fault : error)
		);

	test('is told by its content, whatever it is called', async () => {
		expect(await fault('a.xlsx', textSource(''))).toBe('empty');
		expect(await fault('a.xlsx', textSource('name,label\na,b\n'))).toBe('other-format');
		expect(await fault('a.xlsx', bytesSource(book({ hoja: [['type', 'name']] })))).toBe('no-form');
		expect(await fault('a.xlsx', bytesSource(book({ survey: [['x', 'y']] })))).toBe('no-form');
		const xls = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
		expect(await fault('a.xlsx', bytesSource(xls))).toBe('old-workbook');
		expect(await fault('a.xlsx', bytesSource(book({ survey: [header] }).slice(0, 300)))).toBe(
			'damaged'
		);
	});
});
