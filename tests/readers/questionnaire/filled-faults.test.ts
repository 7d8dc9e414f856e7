import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryTemplate } from '#lib/model/entry-template.ts';
import type { RegisterFile } from '#lib/model/registers/registers.ts';
import { cellName } from '#lib/readers/xlsx/xlsx-address.ts';
import { type WorkbookCell, workbook } from '../../support/workbook.ts';
import {
	declaredRegisters,
	known,
	questionnaireOf,
	readBytes
} from '../../support/questionnaires.ts';

const sheetOf = (id: string) => (questionnaireOf(id).template satisfies EntryTemplate).sheets[0]!;
const columnsOf = (id: string) => sheetOf(id).columns.map((column) => column.id);

type Filled = Readonly<Record<string, WorkbookCell>>;

const service: Filled = {
	...{ id: 'one', country: 'XVA', place: 'puerto-claro', date: '2025', name_es: 'Uno' },
	...{ source_document: 'Directorio', source_place: 'p. 1', last_checked: '2026-01-01' },
	...{ type: 'treatment', groups: 'people-who-use-drugs', longitude: 260, latitude: 180 }
};

interface Book {
	readonly id?: string;
	readonly name?: string;
	readonly columns?: readonly string[];
	readonly merges?: readonly string[];
	readonly before?: string;
	readonly hiddenRows?: readonly number[];
}

/** A workbook with two rows of headings and the rows below, by column. */
function filled(rows: readonly Filled[], book: Book = {}) {
	const { id = 'services', name = id, columns = columnsOf(id), ...layout } = book;
	const cells = rows.map((row) => columns.map((column) => row[column]));
	const all = [columns.map((column) => `Título de ${column}`), [...columns], ...cells];
	return workbook({
		sheets: [
			{
				...{ name, ...layout },
				rows: Object.fromEntries(all.map((row, i) => [i + 1, row] as const))
			}
		],
		styles: [0, 14]
	});
}

const at = (column: string, row: number, id = 'services') =>
	cellName(columnsOf(id).indexOf(column) + 1, row);

const keptIds = (value: object | undefined) =>
	((value as RegisterFile | undefined)?.entries ?? []).map(({ id }) => id);

describe('a filled questionnaire', () => {
	test.for([
		['type', 'tratamiento', 'unknown', /unknown code of service-types: tratamiento/],
		['type', 'treatmnt', 'unknown', /did you mean treatment/],
		['country', 'XVB', 'unknown', /unknown country: XVB, did you mean XVA/],
		['longitude', 'No', 'number', /expected a number, received "No"/],
		['longitude', 9000, 'place', /in the sea or outside XVA/],
		['date', '04/05/2025', 'date', /not a date such as/],
		['date', 45781, 'date', /not a date/],
		['last_checked', '2030-01-01', 'order', /a day that has not come yet/],
		['id', 'Uno Dos', 'format', /not lower-case letters/],
		['web', 'example', 'format', /example/],
		[
			'groups',
			'people-who-use-drugs; childrn',
			'unknown',
			/unknown code of population-groups: childrn/
		],
		['quoted', 'perhaps', 'choice', /true/],
		['hours_es', { attributes: 't="e"', inside: '<v>#N/A</v>' }, 'spreadsheet', /#N\/A/],
		['hours_es', { attributes: '', inside: '<f>A1</f>' }, 'spreadsheet', /formula .* has no value/]
	] as const)(
		'names the cell of %s, %s, and keeps the other rows',
		async ([column, cell, reason, said]) => {
			const rows = [
				{ ...service, id: 'before' },
				{ ...service, [column]: cell },
				{ ...service, id: 'after' }
			];
			const { problems, declared, rejected } = await readBytes(filled(rows));
			expect(problems).toEqual([
				expect.objectContaining({
					...{ sheet: 'services', cell: at(column, 4), column, reason, row: 4 },
					message: expect.stringMatching(said) as string
				})
			]);
			expect(keptIds(declared?.value)).toEqual(['before', 'after']);
			expect(rejected.map(({ row }) => row)).toEqual([4]);
			expect(rejected[0]?.cells['name_es']).toBe('Uno');
			expect(rejected[0]?.reasons).toEqual([`${at(column, 4)}: ${problems[0]!.message}`]);
		}
	);

	test('names the row where a cell is missing, and a second row of one id', async () => {
		const { type: _, ...untyped } = service;
		const rows = [service, untyped, { ...service }];
		const { problems, declared } = await readBytes(filled(rows));
		expect(problems.map(({ cell, reason }) => [cell, reason])).toEqual([
			['row 4', 'missing'],
			[at('id', 5), 'twice']
		]);
		expect(keptIds(declared?.value)).toEqual(['one']);
	});

	test('says what day a number without a format of dates may be', async () => {
		const { problems } = await readBytes(filled([{ ...service, date: 45781 }]));
		expect(problems[0]?.meant).toBe('2025-05-04');
		const dated = { attributes: 's="1"', inside: '<v>45781</v>' };
		const read = await readBytes(filled([{ ...service, date: dated }]));
		expect(read.problems).toEqual([]);
		expect((read.declared?.value as RegisterFile).entries[0]?.date).toBe('2025-05-04');
	});

	test('refuses a percentage over 100 without its numerator', async () => {
		const figure = {
			...{ id: 'one', date: '2025', wording_es: 'Cifra', value: 120, unit: 'percent' },
			...{
				theme: 'microtrafficking',
				source_document: 'D',
				source_place: 'p',
				last_checked: '2026-01-01'
			}
		};
		const theme = Object.keys(known.names['codes/themes'] ?? {})[0];
		const { problems } = await readBytes(filled([{ ...figure, theme }], { id: 'figures' }));
		expect(problems).toEqual([
			expect.objectContaining({ cell: at('value', 3, 'figures'), reason: 'percentage' })
		]);
	});

	test('is read whatever its sheet is called, its columns are ordered and others are added', async () => {
		const columns = [...columnsOf('services').toReversed(), 'comentario', 'phone_number', 'type'];
		const bytes = filled([{ ...service, comentario: 'x' }], { columns, name: 'Hoja 1' });
		const { problems, notes, declared, questionnaire } = await readBytes(bytes, 'copia.xlsx');
		expect([questionnaire, problems]).toEqual(['services', []]);
		expect(keptIds(declared?.value)).toEqual(['one']);
		expect(notes.map(({ kind, name }) => [kind, name])).toEqual([
			['unknown-column', 'comentario'],
			['unknown-column', 'phone_number'],
			['column-twice', 'type'],
			['renamed-sheet', 'services']
		]);
	});

	test('says what is merged or hidden, and reads it', async () => {
		const bytes = filled([service, { ...service, id: 'two' }], {
			...{ merges: ['A1:C1', 'B3:B4'], hiddenRows: [4] },
			before: '<cols><col min="2" max="2" hidden="1"/></cols>'
		});
		const { notes, declared } = await readBytes(bytes);
		expect(notes.map(({ kind, cell }) => [kind, cell])).toEqual([
			['merged', 'B3:B4'],
			['hidden-column', 'B2'],
			['hidden-row', 'row 4']
		]);
		expect(keptIds(declared?.value)).toEqual(['one', 'two']);
	});

	test('says which entries the register has already', async () => {
		const services = declaredRegisters.find(({ id }) => id === 'services')!;
		const id = services.entries[0]!.id;
		const { notes } = await readBytes(filled([service, { ...service, id }]));
		expect(notes).toEqual([
			{ kind: 'entry-exists', sheet: 'services', cell: at('id', 4), name: id }
		]);
	});

	test('is read to its last row, 20,000 of them, blank formatted ones passed over', async () => {
		const rows = Array.from({ length: 20_000 }, (_, i): Filled => ({ ...service, id: `s-${i}` }));
		rows[12_344] = { ...rows[12_344]!, longitude: 'No' };
		const read = await readBytes(filled(rows));
		expect(read.rows).toBe(20_000);
		expect(read.problems.map(({ cell }) => cell)).toEqual([at('longitude', 12_347)]);
		expect(keptIds(read.declared?.value)).toHaveLength(19_999);
	}, 60_000);

	test('never throws but for a file that is none, whatever stands in its cells', async () => {
		const cell = fc.oneof(
			fc.string(),
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.constantFrom(
				'',
				' ',
				'No',
				'0',
				'-',
				'TRUE',
				'2025',
				'1;2',
				'a=b',
				'__proto__',
				'constructor'
			)
		);
		const row = fc.record(Object.fromEntries(columnsOf('services').map((id) => [id, cell])));
		await fc.assert(
			fc.asyncProperty(fc.array(row, { maxLength: 4 }), async (rows) => {
				const legal = rows.map((one) =>
					Object.fromEntries(
						Object.entries(one).map(([key, value]) => [
							key,
							typeof value === 'string' ? value.replace(/[^\x20-\x7e]/g, '') : value
						])
					)
				);
				const { problems, rejected, declared, rows: found } = await readBytes(filled(legal));
				expect(keptIds(declared?.value).length + rejected.length).toBe(found);
				for (const { cell: place } of problems) expect(place).toMatch(/^([A-Z]+|row )\d+$/);
			}),
			{ numRuns: 40 }
		);
	}, 60_000);
});
