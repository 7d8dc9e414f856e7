import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { columnHow, columnLabel } from '#lib/export/tables/questionnaire-words.ts';
import { questionnaireXlsx } from '#lib/export/tables/questionnaire-xlsx.ts';
import { locales } from '#lib/model/locales.ts';
import { questionnaires } from '#lib/model/questionnaires/questionnaire.ts';
import { sheetGrids } from '#lib/readers/xlsx/sheet-grids.ts';
import { cellRange } from '#lib/readers/xlsx/xlsx-address.ts';
import { bytesSource } from '../../support/byte-sources.ts';
import { known, questionnaireOf } from '../../support/questionnaires.ts';

const blank = (id: string, locale: (typeof locales)[number] = 'es') =>
	questionnaireXlsx(questionnaireOf(id), { locale, names: known.names });

const gridsOf = async (bytes: Uint8Array) =>
	new Map((await sheetGrids(bytesSource(Uint8Array.from(bytes)))).map((one) => [one.name, one]));

describe('a blank questionnaire', () => {
	test('has the codes of every list that its columns name, in a list to choose from', async () => {
		const bytes = await blank('services');
		const grids = await gridsOf(bytes);
		const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!);
		const found = [...sheet.matchAll(/sqref="([^"]+)"><formula1>lists!([^<]+)</g)];
		const columns = questionnaireOf('services').template.sheets[0]!.columns;
		const named = columns.filter(({ names, choices }) => names !== undefined || choices);
		expect(found).toHaveLength(named.length);
		for (const [i, [, cells = '', from = '']] of found.entries()) {
			expect(columns[cellRange(cells).left - 1]).toBe(named[i]);
			const range = cellRange(from.replaceAll('$', ''));
			const codes = grids
				.get('lists')!
				.rows.filter(({ row }) => row >= range.top && row <= range.bottom)
				.map(({ cells: all }) => all.find(({ column }) => column === range.left)?.text);
			expect(codes).toEqual(Object.keys(known.names[named[i]!.names!]!).sort());
		}
	});

	test('says its headings in the language of the reader, and its columns in one that stays', async () => {
		const heads = async (locale: 'es' | 'fr') => {
			const [first, second] = (await gridsOf(await blank('alternatives', locale))).get(
				'alternatives'
			)!.rows;
			return [first, second].map((row) => row!.cells.map(({ text }) => text));
		};
		const [spanish, french] = [await heads('es'), await heads('fr')];
		expect(spanish[0]).toContain('País *');
		expect(french[0]).toContain('Pays *');
		expect(spanish[1]).toEqual(french[1]);
	});

	test.for(locales)('names and explains every column: %s', (locale) => {
		for (const one of questionnaires)
			for (const { columns } of one.template.sheets)
				for (const column of columns) {
					const label = columnLabel(one, column, locale);
					expect([column.id, label]).not.toEqual([column.id, column.path.join('_')]);
					expect([column.id, label]).not.toEqual([column.id, '']);
					expect(columnHow(column, locale)).not.toBe('');
				}
	});
});
