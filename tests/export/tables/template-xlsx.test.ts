import { beforeAll, describe, expect, test } from 'vitest';
import { templateXlsx } from '#lib/export/tables/template-xlsx.ts';
import { framework } from '#lib/model/framework.ts';
import { frameworkTemplate } from '#lib/model/framework-template.ts';
import { type FilledRow, filledTemplate } from '#lib/model/filled-template.ts';
import { filledSheet } from '#lib/readers/questionnaire/filled-sheet.ts';
import { recognisedForm } from '#lib/readers/questionnaire/template-sheets.ts';
import { sheetGrids } from '#lib/readers/xlsx/sheet-grids.ts';
import { questionnaires } from '#lib/model/questionnaires/questionnaire.ts';
import { columnReading } from '#lib/export/tables/template-readings.ts';
import { bytesSource } from '../../support/byte-sources.ts';
import { declaredFramework } from '../../support/declared-frameworks.ts';

async function sheetsOf(bytes: Uint8Array) {
	const grids = await sheetGrids(bytesSource(Uint8Array.from(bytes)));
	const form = recognisedForm(grids, questionnaires);
	return new Map(form?.sheets.map((one) => [one.sheet.id, filledSheet(one).rows]));
}

/** The rows with another text in a cell; '' empties it. */
function changed(
	sheets: ReadonlyMap<string, readonly FilledRow[]>,
	[sheet, row, column, text]: readonly [string, number, string, string]
) {
	const rows = (sheets.get(sheet) ?? []).map((one) => {
		if (one.row !== row) return one;
		const cells = new Map(one.cells);
		const before = cells.get(column);
		if (text === '') cells.delete(column);
		else cells.set(column, { cell: before?.cell ?? '?', text });
		return { ...one, cells };
	});
	return new Map(sheets).set(sheet, rows);
}

describe('templateXlsx', () => {
	test.for(['copolad-iii', 'demo-alianza'])('of %s is read back as it was', async (id) => {
		const declared = declaredFramework(id);
		const sheets = await sheetsOf(await templateXlsx(frameworkTemplate, declared));
		const { value, problems } = filledTemplate(frameworkTemplate, sheets, { schema: framework });
		expect(problems).toEqual([]);
		expect(value).toEqual(declared);
	});

	test('is the same bytes each time', async () => {
		const declared = declaredFramework('demo-alianza');
		const once = await templateXlsx(frameworkTemplate, declared);
		expect(await templateXlsx(frameworkTemplate, declared)).toEqual(once);
	});

	test('says how every column is filled in', () => {
		const all = frameworkTemplate.sheets.flatMap(({ columns }) => columns);
		expect(all.filter(({ path }) => columnReading(path, 'fr') === '')).toEqual([]);
	});
});

describe('filledTemplate', () => {
	const declared = declaredFramework('demo-alianza');
	let sheets: Awaited<ReturnType<typeof sheetsOf>>;
	beforeAll(async () => {
		sheets = await sheetsOf(await templateXlsx(frameworkTemplate, declared));
	});

	test.for([
		[['reported', 3, 'value', 'No'], 'reported', /^[A-Z]+3$/, 'expected a number, received "No"'],
		[
			['milestones', 2, 'value', ''],
			'milestones',
			/^row 2$/,
			'one of value, or numerator and denominator'
		],
		[
			['reported', 4, 'indicator', 'a.1-cours'],
			'reported',
			/^A4$/,
			'nothing of that name in sheet indicators: a.1-cours'
		],
		[['indicators', 3, 'unit', 'persons'], 'indicators', /^H3$/, /^unknown unit/],
		[
			['indicators', 2, 'direction', 'more'],
			'indicators',
			/^I2$/,
			/^expected one of up, down, none/
		],
		[
			['lines', 3, 'code', 'A.1'],
			'lines',
			/^A3$/,
			/^a second line with this code, with other content/
		]
	] as const)('names the cell of %s and keeps the other rows', ([edit, sheet, cell, said]) => {
		const edited = changed(sheets, edit);
		const { value, problems, leftOut } = filledTemplate(frameworkTemplate, edited, {
			schema: framework
		});
		const message = typeof said === 'string' ? said : (expect.stringMatching(said) as string);
		expect(problems).toContainEqual(
			expect.objectContaining({ sheet, cell: expect.stringMatching(cell) as string, message })
		);
		expect(leftOut).toBeGreaterThan(0);
		expect(value?.lines.length).toBeGreaterThanOrEqual(declared.lines.length - 1);
	});

	test('of a blank form asks for what a framework cannot lack', async () => {
		const sheets = await sheetsOf(await templateXlsx(frameworkTemplate));
		const { value, problems } = filledTemplate(frameworkTemplate, sheets, { schema: framework });
		expect(value).toBeUndefined();
		expect(problems.map(({ sheet }) => sheet)).toContain('lines');
	});
});
