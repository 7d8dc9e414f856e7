import { afterAll, expect, test } from 'vitest';
import { describeWithSources, sourceFile } from '../../support/sources.ts';
import { InspectedFiles, columnOf } from '../../support/inspected-files.ts';

const files = new InspectedFiles('all');
afterAll(() => files.remove());

const patient = { timeout: 120_000 };

describeWithSources('inspect, ENCSPA 2019', 'co_encspa2019', () => {
	test(
		'fills in questions and codes from the dictionary, the questions of items whole',
		patient,
		async () => {
			const data = await files.data(sourceFile('co_encspa2019/d_capitulos.csv.gz'), {
				dictionaries: [sourceFile('co_encspa2019/diccionario.xlsx')]
			});
			const column = columnOf(data, 'D_12_C');
			expect(column.question).toBe(
				'12. ¿A usted le parece que en su barrio o sector se presentan los siguientes problemas? c. Expendio de sustancias psicoactivas'
			);
			expect(column.codes?.map(({ label }) => label)).toEqual(['Si', 'No']);
			expect(data).toMatchObject({ rows: 49_756, rejected: 0 });
		}
	);

	test('finds the weight, and no stratum', patient, async () => {
		const data = await files.data(sourceFile('co_encspa2019/personas_seleccionadas.csv.gz'));
		expect(columnOf(data, 'FEX_C').role).toMatchObject({ role: 'weight' });
		expect(data.drafts.survey).toContain('completeness: weights-only');
	});
});

describeWithSources('inspect, YRBS 2019', 'us_yrbs2019', () => {
	test('takes labels from the file itself, and finds its design', patient, async () => {
		const data = await files.data(sourceFile('us_yrbs2019/yrbs2019.sav'));
		expect(columnOf(data, 'Q2').codes?.map(({ label }) => label)).toEqual(['Female', 'Male']);
		expect(['weight', 'stratum', 'psu'].map((name) => columnOf(data, name).role?.role)).toEqual([
			...['weight', 'stratum', 'psu']
		]);
		expect(data.drafts.survey).toContain('completeness: full');
	});
});

describeWithSources('inspect, ENUSC', 'cl_enusc', () => {
	test('takes labels from a file beside, and suspects its missing codes', patient, async () => {
		const data = await files.data(sourceFile('cl_enusc/enusc_2019_short.csv.gz'), {
			dictionaries: [sourceFile('cl_enusc/enusc_2019_short_labels.json')]
		});
		expect(columnOf(data, 'enc_region').codes).toContainEqual(
			expect.objectContaining({ code: '13', label: 'Región Metropolitana de Santiago' })
		);
		const missing = new Set(data.columns.flatMap((one) => one.missing.map(({ code }) => code)));
		expect([...missing]).toEqual(expect.arrayContaining(['88', '99']));
		expect(data.columns.some(({ role }) => role?.role === 'stratum')).toBe(true);
	});
});

describeWithSources('inspect, ENVIPE 2021', 'mx_envipe2021', () => {
	test('keeps the zeros of codes', patient, async () => {
		const data = await files.data(sourceFile('mx_envipe2021/TVivienda.csv.gz'));
		const zeros = data.columns.filter(({ leadingZeros }) => leadingZeros > 0);
		expect(zeros.length).toBeGreaterThan(0);
		expect(columnOf(data, 'EST_DIS').role).toMatchObject({ role: 'stratum' });
		expect(columnOf(data, 'UPM_DIS').role).toMatchObject({ role: 'psu' });
	});
});

describeWithSources('inspect, CEAD', 'cl_cead', () => {
	test('suspects the 108 counts whose thousands point was read as a decimal', patient, async () => {
		const data = await files.data(sourceFile('cl_cead/cead_delincuencia_chile.parquet'));
		const suspects = data.columns.filter(({ thousandsPoints }) => thousandsPoints > 0);
		expect(suspects.map(({ thousandsPoints }) => thousandsPoints)).toEqual([108]);
	});
});

describeWithSources('inspect, documents', 'iati', () => {
	test('counts the results of the World Bank in El Salvador', patient, async () => {
		const text = await files.text(sourceFile('iati/worldbank-sv.xml'));
		expect(text).toContain('activities: 13\n  activities with results: 7\n');
	});
});
