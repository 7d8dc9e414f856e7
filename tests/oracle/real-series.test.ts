import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#lib/estimate/sql.ts';
import { series } from '#lib/model/series.ts';
import { type SeriesRow, seriesTotal } from '#lib/model/series-total.ts';
import { buildReal, cellsOf, factsOf, recipeOf, values } from '../support/real-series.ts';
import { SeriesFolder } from '../support/series-folder.ts';
import { schemeCodes, shippedSeries, shippedTerritories } from '../support/shipped-series.ts';
import { describeWithSources } from '../support/sources.ts';

const folder = new SeriesFolder();
beforeAll(() => folder.open());
afterAll(() => folder.remove());

const months = (year: string, count = 12) =>
	Array.from({ length: count }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);
describeWithSources('CEAD of Chile', 'cl_cead', () => {
	test('has 108 cells with a fraction of a case, which are found and withheld', async () => {
		const declared = shippedSeries('cl-cead-offences');
		const built = await buildReal(folder, declared);
		const found = built.check('whole').found;
		expect(found).toHaveLength(108);
		expect(built.failed).toEqual(['whole']);
		expect(built.result.rows).toBe(1_987_200);
		expect(found.every(({ value }) => /^[12]\.\d{1,3}$/.test(value))).toBe(true);
		const rows = await folder.engine.query(sql`SELECT count(*)::DOUBLE AS n,
				count(value)::DOUBLE AS present, count(DISTINCT territory)::DOUBLE AS communes
			FROM read_parquet(${built.path}) WHERE status = 'in-question'`);
		expect(rows).toEqual([{ n: 108, present: 0, communes: 5 }]);
	}, 180_000);
});

describeWithSources('SESNSP of Mexico', 'mx_sesnsp', () => {
	const monthly = shippedSeries('mx-retail-drug-dealing-monthly');
	let rows: SeriesRow[];
	beforeAll(async () => {
		const built = await buildReal(folder, monthly);
		expect(built.failed).toEqual([]);
		rows = await cellsOf(built, monthly);
	});

	test('has nine months of 2026 that are not reported, and none of them is zero', () => {
		const blank = rows.filter(({ value }) => value === null);
		expect(blank).toHaveLength(32 * 2 * 9);
		expect(
			blank.every(({ period, status }) => period > '2026-03' && status === 'not-reported')
		).toBe(true);
		expect(rows.filter(({ period }) => period > '2026-03')).toHaveLength(blank.length);
	});

	test('has no total of a month that is not reported, nor across the split of 2026', () => {
		const cells = { territories: ['mx-agu'], categories: { offence: ['dealing'] } };
		const total = (periods: string[]) => seriesTotal(monthly, rows, { ...cells, periods });
		expect(total(months('2026', 3))).toEqual({ kind: 'total', value: 0 });
		expect(total(months('2026', 4))).toMatchObject({ reason: 'missing' });
		expect(
			seriesTotal(monthly, rows, {
				...{ territories: ['mx-agu'], periods: ['2021-12', '2026-01'] },
				categories: { offence: ['all'] }
			})
		).toMatchObject({ reason: 'across-break' });
	});

	test('left ten months of 2021 blank in its edition of February 2021', async () => {
		const [first] = monthly.origin.kind === 'recipe' ? monthly.origin.parts : [];
		const edition = series.parse({
			...monthly,
			...{ lastComplete: '2021-01', checks: {} },
			origin: {
				kind: 'recipe',
				files: [
					{
						id: 'edition',
						path: 'mx_sesnsp/Estatal-Delitos-2015-2021_feb2021.xlsx',
						format: 'xlsx'
					}
				],
				parts: [{ ...first, file: 'edition' }]
			}
		});
		const built = await buildReal(folder, edition);
		expect(built.failed).toEqual([]);
		const early = await cellsOf(built, edition);
		expect(early.filter(({ value }) => value === null)).toHaveLength(32 * 10);
		expect(early.filter(({ status }) => status === 'partial')).toHaveLength(32);
	}, 180_000);

	test('gives by month the yearly facts, but for three cells that were revised', async () => {
		const facts = await factsOf(folder, 'mx-retail-drug-dealing');
		const differing = [...facts].flatMap(([place, value]) => {
			const [territory = '', year = ''] = place.split(' ');
			if (year > '2021') return [];
			const categories = { offence: ['all'] };
			const cells = { territories: [territory], periods: months(year), categories };
			const total = seriesTotal(monthly, rows, cells);
			return total.kind === 'total' && total.value === value ? [] : [[place, total]];
		});
		expect(differing).toEqual([
			['mx-col 2016', { kind: 'total', value: 520 }],
			['mx-mic 2021', { kind: 'total', value: 2510 }],
			['mx-zac 2021', { kind: 'total', value: 313 }]
		]);
	});

	test('gives the yearly facts in its yearly file, whose last year is partial', async () => {
		const declared = recipeOf(
			'mx-retail-drug-dealing',
			{ path: 'mx_sesnsp/db_incidencia_ent_nac_year.csv.bz2', compression: 'bzip2' },
			{
				keep: [
					{ column: 'tipo_de_delito', codes: ['Narcomenudeo'] },
					{ column: 'cve_ent', codes: schemeCodes(['mx-states'], 'inegi') }
				],
				territory: { column: 'cve_ent', scheme: 'inegi' },
				period: { year: 'n_year' },
				values: [{ column: 'n_delitos' }]
			}
		);
		const built = await buildReal(folder, declared);
		const all = await cellsOf(built, declared);
		expect(built.failed).toEqual([]);
		expect(
			new Set(all.filter(({ status }) => status === 'partial').map((row) => row.period))
		).toEqual(new Set(['2025']));
		const complete = all.filter(({ status }) => status === 'final');
		expect(new Map(complete.map((row) => [`${row.territory} ${row.period}`, row.value]))).toEqual(
			await factsOf(folder, 'mx-retail-drug-dealing')
		);
	});
});

describeWithSources('SNIC of Argentina', 'ar_snic', () => {
	const declared = shippedSeries('ar-snic-offences');

	test('gives the facts, and refuses to add a code to what holds it', async () => {
		const built = await buildReal(folder, declared);
		expect(built.failed).toEqual([]);
		expect(await values(built, declared)).toEqual(await factsOf(folder, 'ar-drug-law-offences'));
		const rows = await cellsOf(built, declared);
		const territories = schemeCodes(['ar-provinces'], 'indec').map(
			(_, i) => shippedTerritories.get('ar-provinces')!.territories[i]!.id
		);
		const [hierarchy] = declared.hierarchies;
		const total = (...offence: string[]) =>
			seriesTotal(declared, rows, { territories, periods: ['2019'], categories: { offence } });
		expect(total('28')).toEqual({ kind: 'total', value: 99_777 });
		expect(total(...hierarchy!.children)).toEqual({ kind: 'total', value: 99_777 });
		expect(total('28', ...hierarchy!.children)).toMatchObject({
			kind: 'withheld',
			reason: 'mixed-levels'
		});
	});

	test('has no child before 2017: declared as complete from 2016, nothing changes', async () => {
		const from = (year: string) =>
			buildReal(folder, {
				...declared,
				hierarchies: [{ ...declared.hierarchies[0]!, from: year }]
			});
		expect((await from('2018')).check('hierarchy').count).toBe(24 * 10);
		expect((await from('2016')).failed).toEqual([]);
	});
});

describeWithSources('ISP of Rio de Janeiro', 'br_isp_rj', () => {
	test('gives the facts of the state, and the totals that the press has of it', async () => {
		const declared = shippedSeries('br-rj-drug-records-municipal');
		const built = await buildReal(folder, declared);
		expect(built.failed).toEqual([]);
		const rows = await cellsOf(built, declared);
		const territories = [...new Set(rows.map(({ territory }) => territory))];
		expect(territories).toHaveLength(92);
		const total = (year: string, ...record: string[]) =>
			seriesTotal(declared, rows, { territories, periods: months(year), categories: { record } });
		for (const [place, value] of await factsOf(folder, 'br-rj-drug-records')) {
			const [, year = '', record = ''] = place.split(' ');
			expect([place, total(year, record)]).toEqual([place, { kind: 'total', value }]);
		}
		expect(total('2023', 'possession', 'trafficking')).toMatchObject({ reason: 'overlapping' });
		expect(total('2024', 'possession')).toMatchObject({ reason: 'missing' });
	}, 180_000);

	test('has 456 months of pacified areas more than once in 2020', async () => {
		const declared = recipeOf(
			'br-rj-drug-records',
			{
				...{ path: 'br_isp_rj/UppEvolucaoMensalDeTitulos.csv.gz', encoding: 'latin1' },
				...{ delimiter: ';', compression: 'gzip' }
			},
			{
				territory: { column: 'cod_upp', asWritten: true },
				period: { year: 'ano', month: 'mes' },
				values: [{ column: 'apreensao_drogas', dimensions: { record: 'all-records' } }]
			},
			{
				...{ frequency: 'month', lastComplete: '2021-12' },
				geography: { level: 'area', lists: [] }
			}
		);
		const built = await buildReal(folder, declared);
		expect(built.failed).toEqual(['key']);
		expect(built.check('key').count).toBe(456);
		expect(
			built.check('key').found.every(({ place }) => place.split(' ')[1]!.startsWith('2020'))
		).toBe(true);
		expect(built.result.written).toBe(false);
	});
});

describeWithSources('MPFN of Peru', 'pe_mpfn_lambayeque', () => {
	test('has five years of micro-commercialisation', async () => {
		const declared = shippedSeries('pe-lambayeque-microcommercialisation');
		const built = await buildReal(folder, declared);
		expect(built.failed).toEqual([]);
		expect([...(await values(built, declared)).values()]).toEqual([306, 225, 194, 201, 222]);
	});
});

describeWithSources('seizures of Colombia', 'co_incautaciones_2018', () => {
	test('are cut at 1,000 records, which is noticed', async () => {
		const declared = shippedSeries('co-seizures-2018');
		const built = await buildReal(folder, declared);
		expect(built.failed).toEqual(['records']);
		expect(built.check('records').found[0]?.value).toBe('1000 records');
		expect(built.result.written).toBe(false);
	});

	test('are not those of a declared number either', async () => {
		const { origin, ...rest } = shippedSeries('co-seizures-2018');
		if (origin.kind === 'facts') throw new Error('no recipe');
		const files = origin.files.map((file) => ({ ...file, expectedRows: 24_000 }));
		const built = await buildReal(folder, { ...rest, origin: { ...origin, files } });
		expect(built.check('records')).toMatchObject({
			expected: '24000 records',
			found: [{ value: '1000 records' }]
		});
	});
});
