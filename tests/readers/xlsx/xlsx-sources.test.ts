import { expect, test } from 'vitest';
import { sheetRows, xlsxRecords, xlsxSheets } from '#lib/readers/xlsx/xlsx.ts';
import { fileSource } from '../../../pipelines/read/file-source.ts';
import { recordList, valueRows } from '../../support/record-list.ts';
import { describeWithSources, sourceFile } from '../../support/sources.ts';

describeWithSources('workbooks of official statistics', '.', () => {
	const source = (path: string) => fileSource(sourceFile(path));
	const envipe = (kind: 'est' | 'err') =>
		source(`mx_envipe2025_tables/I_nivel_victimizacion_2025_${kind}.xlsx`);

	test('give a published estimate and its standard error, below merged headers', async () => {
		const options = { sheet: '1.1', range: 'A7:G42', headerRow: 8 };
		const estimates = await xlsxRecords(envipe('est'), options);
		expect(estimates.variables.map(({ name }) => name)).toEqual([
			'Entidad federativa',
			'Tasa total de prevalencia',
			'Tasa de prevalencia por sexo / Hombres',
			'Tasa de prevalencia por sexo / Mujeres'
		]);
		expect(estimates.rows).toBe(33);
		const [country] = await recordList(estimates);
		// INEGI, ENVIPE 2025, Tabulados básicos, I, 1.1: victims per 100,000 adults in 2024.
		expect(country).toMatchObject({ place: 10 });
		expect(Math.round(Number(country?.values[1]))).toBe(24_135);
		const errors = await xlsxRecords(envipe('err'), {
			sheet: '1.1',
			range: 'A8:D12',
			headerRow: 9
		});
		expect(Number((await valueRows(errors))[0]?.[1])).toBeCloseTo(223.1, 1);
	});

	test('say what to declare where titles stand above the header', async () => {
		await expect(xlsxRecords(envipe('est'), { sheet: '1.1' })).rejects.toThrow(
			/has values from row \d+ on, but no name; declare the row of the names \(headerRow\)/
		);
		await expect(
			xlsxRecords(source('emcdda/Table_7_Trends_in_the_number_of_cocaine_seizures_x_1000.xlsx'))
		).rejects.toThrow('columns have the same name in A1 and B1; declare another headerRow');
	});

	test('give the same figures as readxl of R: offences of the Mexican states', async () => {
		const table = await xlsxRecords(source('mx_sesnsp/Estatal-Delitos-2015-2021_feb2021.xlsx'));
		const rows = await valueRows(table);
		expect([table.rows, rows.length]).toEqual([21_952, 21_952]);
		const dealing = rows.filter(([year, , , , kind]) => year === '2019' && kind === 'Narcomenudeo');
		const months = dealing.flatMap((values) => values.slice(7));
		expect(months.reduce((sum, value) => sum + Number(value), 0)).toBe(70_274);
		const of2021 = rows.filter(([year]) => year === '2021').flatMap((values) => values.slice(7));
		// Months not reported yet are blank: no zero stands for them.
		expect(of2021.filter((value) => value === '')).toHaveLength(31_360);
	}, 180_000);

	test('give question texts and codes of a dictionary, whose first sheet is hidden', async () => {
		const dictionary = source('co_encspa2019/diccionario.xlsx');
		expect(await xlsxSheets(dictionary)).toEqual([
			{ name: 'Hoja1', isHidden: true, range: 'A1:D635' },
			{ name: 'ENCSPA', isHidden: false, range: 'A3:J554' }
		]);
		const rows = await recordList({ batches: sheetRows(dictionary) });
		const question = rows.find(({ values }) => values[2] === 'D_12_C');
		expect(question?.place).toBe(64);
		expect(question?.values[4]).toBe('c. Expendio de sustancias psicoactivas');
		expect(question?.values[7]).toBe('1 Si\n2 No');
	});

	test('keep codes that are texts, zeros included', async () => {
		const rows = await valueRows(await xlsxRecords(source('co_encspa2019/municipios.xlsx')));
		expect(rows).toHaveLength(1118);
		expect(rows[0]?.[3]).toBe('05001');
	});
});
