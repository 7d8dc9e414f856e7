import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xlsFormSheets } from '#lib/export/instrument/xlsform-sheets.ts';
import { xlsFormXlsx } from '#lib/export/tables/xlsform-xlsx.ts';
import {
	type RuledSheet,
	xlsFormFaults,
	xlsFormRules
} from '#lib/model/instrument/xlsform-rules.ts';
import { sheetGrids } from '#lib/readers/xlsx/sheet-grids.ts';
import { bytesSource } from '../../support/byte-sources.ts';
import { instruments } from '../../support/instruments.ts';
import { workedInstrument } from '../../support/worked-instrument.ts';

/** The sheets as they lie in the bytes of the workbook, without our reader of forms. */
async function sheetsIn(bytes: Uint8Array): Promise<RuledSheet[]> {
	const grids = await sheetGrids(bytesSource(Uint8Array.from(bytes)));
	return grids.map(({ name, rows }) => {
		const width = Math.max(...rows.flatMap(({ cells }) => cells.map(({ column }) => column)));
		const texts = rows.map(({ cells }) =>
			Array.from(
				{ length: width },
				(_, i) => cells.find(({ column }) => column === i + 1)?.text ?? ''
			)
		);
		return { name, header: texts[0] ?? [], rows: texts.slice(1) };
	});
}

describe('a workbook that leaves', () => {
	test('breaks none of the published rules', async () => {
		expect(xlsFormFaults(await sheetsIn(await xlsFormXlsx(workedInstrument)))).toEqual([]);
	});

	test('breaks none, whatever the questionnaire', () => {
		fc.assert(
			fc.property(instruments(), (one) => {
				const own = new Set(['self-reference']);
				const faults = xlsFormFaults(xlsFormSheets(one)).filter(({ rule }) => !own.has(rule));
				expect(faults).toEqual([]);
			})
		);
	});
});

/** The worked example with one cell changed, or a row or column gone. */
function broken(change: (sheets: Record<string, { header: string[]; rows: string[][] }>) => void) {
	const sheets = Object.fromEntries(
		xlsFormSheets(workedInstrument).map(({ name, header, rows }) => [
			name,
			{ header: [...header], rows: rows.map((row) => [...row]) }
		])
	);
	change(sheets);
	return xlsFormFaults(Object.entries(sheets).map(([name, sheet]) => ({ name, ...sheet })));
}

describe('the rules', () => {
	const cases: Record<string, [Parameters<typeof broken>[0], (string | number | undefined)[]]> = {
		columns: [(form) => (form['choices']!.header[0] = 'list'), ['choices', undefined, 'list_name']],
		'columns-once': [(form) => (form['survey']!.header[3] = 'name'), ['survey', undefined, 'name']],
		type: [(form) => (form['survey']!.rows[1]![0] = 'integr'), ['survey', 3, 'integr']],
		name: [(form) => (form['survey']!.rows[1]![1] = '2 edad'), ['survey', 3, '2 edad']],
		'name-once': [(form) => (form['survey']!.rows[4]![1] = 'Edad'), ['survey', 6, 'Edad']],
		label: [(form) => form['survey']!.rows[4]!.fill('', 2), ['survey', 6, 'venta']],
		list: [
			(form) => (form['survey']!.rows[4]![0] = 'select_one nothing'),
			['survey', 6, 'nothing']
		],
		choice: [(form) => (form['choices']!.rows[1]![1] = '1'), ['choices', 3, 'si_no 1']],
		'choice-blank': [(form) => (form['choices']!.rows[4]![1] = '0 1'), ['choices', 6, '0 1']],
		blocks: [(form) => form['survey']!.rows.splice(2, 1), ['survey', 2, 'persona']],
		reference: [
			(form) => (form['survey']!.rows[5]![form['survey']!.header.indexOf('relevant')] = '${x} = 1'),
			['survey', 7, 'x']
		],
		'self-reference': [
			(form) =>
				(form['survey']!.rows[5]![form['survey']!.header.indexOf('relevant')] = '${donde} = 1'),
			['survey', 7, 'donde']
		],
		settings: [
			(form) => (form['settings']!.rows[0]![1] = 'two words'),
			['settings', 2, 'two words']
		]
	};

	test.for(xlsFormRules.map(({ id }) => id))('find what breaks them: %s', (id) => {
		const [change, [sheet, row, what]] = cases[id]!;
		expect(broken(change)).toContainEqual({
			...{ rule: id, sheet, what },
			...(row !== undefined && { row })
		});
	});
});
