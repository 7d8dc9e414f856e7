import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { savRecords } from '#lib/readers/sav/sav.ts';
import { xlsxRecords } from '#lib/readers/xlsx/xlsx.ts';
import { fileSource } from '../../pipelines/read/file-source.ts';
import { buildReal, factsOf, rowKey } from '../support/real-series.ts';
import { SeriesFolder } from '../support/series-folder.ts';
import { shippedSeries, shippedTerritories } from '../support/shipped-series.ts';
import { describeWithSources, sourceFile } from '../support/sources.ts';

const folder = new SeriesFolder();
beforeAll(() => folder.open());
afterAll(() => folder.remove());

describeWithSources('tables of ENVIPE 2025', 'mx_envipe2025_tables', () => {
	const path = (kind: 'est' | 'err') =>
		sourceFile(`mx_envipe2025_tables/I_nivel_victimizacion_2025_${kind}.xlsx`);
	const states = new Map(
		['countries', 'mx-states'].flatMap((list) =>
			shippedTerritories
				.get(list)!
				.territories.filter(({ id }) => id.startsWith('mx-') || id === 'MEX')
				.map(({ id, name }) => [id === 'MEX' ? 'Estados Unidos Mexicanos' : name.es!, id] as const)
		)
	);
	for (const [name, id] of [
		['Coahuila de Zaragoza', 'mx-coa'],
		['Michoacán de Ocampo', 'mx-mic'],
		['Veracruz de Ignacio de la Llave', 'mx-ver'],
		['México', 'mx-mex']
	] as const)
		states.set(name, id);

	/** One column of a sheet, by row; tables of errors begin one row lower than those of estimates. */
	async function columnOf(kind: 'est' | 'err', sheet: string, [letter, top]: Column) {
		const first = kind === 'est' ? top : top + 1;
		const range = `${letter}${first}:${letter}${first + 500}`;
		const { batches } = await xlsxRecords(fileSource(path(kind)), { sheet, range });
		const cells = new Map<number, string>();
		for await (const batch of batches)
			for (const { place, values: row } of batch) cells.set(place, row[0] ?? '');
		return cells;
	}

	/** Value and standard error of every row of the facts, by its key. */
	async function facts(id: string) {
		const { dimensions } = shippedSeries(id);
		const rows = await (await buildReal(folder, shippedSeries(id))).rows();
		return new Map(rows.map((row) => [rowKey(row, dimensions), [row.value, row.standard_error]]));
	}

	async function expectFacts(
		id: string,
		{ sheet, labels, columns }: { sheet: string; labels: Column; columns: [string, Column][] },
		keyOf: (territory: string, label: string) => string | undefined
	) {
		const known = await facts(id);
		for (const [i, kind] of (['est', 'err'] as const).entries()) {
			const rows = await columnOf(kind, sheet, labels);
			let found = 0;
			for (const [sex, column] of columns) {
				const cells = await columnOf(kind, sheet, column);
				let territory = '';
				for (const [place, label] of rows) {
					territory = states.get(label) ?? territory;
					const at = keyOf(territory, label);
					if (at === undefined) continue;
					expect(known.get(`${at} ${sex}`)?.[i]).toBeCloseTo(Number(cells.get(place)), 4);
					found++;
				}
			}
			expect(found).toBe(known.size);
		}
	}

	test('give the people who know of drug selling near their home', async () => {
		const conducts = new Map([
			['Se vende droga', 'drug-sale'],
			['Se consume droga', 'drug-use']
		]);
		const columns: [string, Column][] = [
			['total', ['D', 9]],
			['men', ['H', 9]],
			['women', ['L', 9]]
		];
		await expectFacts(
			'mx-drug-sale-nearby',
			{ sheet: '1.31', labels: ['A', 8], columns },
			(territory, label) => {
				const conduct = conducts.get(label);
				return conduct && `${territory} 2025 ${conduct}`;
			}
		);
	}, 180_000);

	test('give the people who were victims of crime', async () => {
		const columns: [string, Column][] = [
			['total', ['B', 7]],
			['men', ['D', 8]],
			['women', ['E', 8]]
		];
		await expectFacts(
			'mx-crime-victims',
			{ sheet: '1.1', labels: ['A', 7], columns },
			(territory, label) => (states.has(label) ? `${territory} 2024` : undefined)
		);
	}, 180_000);
});

/** A letter, and the row of the heading. */
type Column = readonly [letter: string, top: number];

/** Records of a small gzipped CSV without quotes, by column. */
async function* records(path: string): AsyncGenerator<Record<string, string>> {
	const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()) });
	let names: string[] | undefined;
	for await (const line of lines) {
		const fields = line.replace('\ufeff', '').replaceAll('"', '').split(',');
		if (names) yield Object.fromEntries(names.map((name, i) => [name, fields[i] ?? '']));
		else names = fields;
	}
}

describeWithSources('microdata of ENCSPA 2019', 'co_encspa2019', () => {
	test('give the published lifetime use of seven substances', async () => {
		const facts = await factsOf(folder, 'co-substance-use-2019');
		const weights = new Map<string, number>();
		for await (const row of records(sourceFile('co_encspa2019/personas_seleccionadas.csv.gz')))
			weights.set(row['DIRECTORIO']!, Number(row['FEX_C']));
		const everybody = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
		const chapters = {
			...{ tranquillisers: 'h', inhalants: 'j', cannabis: 'k', cocaine: 'l', basuco: 'm' },
			...{ mdma: 'n', heroin: 'o' }
		};
		for (const [substance, chapter] of Object.entries(chapters)) {
			let users = 0;
			for await (const row of records(sourceFile(`co_encspa2019/${chapter}_capitulos.csv.gz`)))
				users += weights.get(row['DIRECTORIO']!) ?? 0;
			const published = facts.get(`COL 2019 ${substance}`);
			expect([substance, Math.round((1000 * users) / everybody) / 10]).toEqual([
				substance,
				published
			]);
		}
	}, 180_000);
});

describeWithSources('microdata of ENUSC 2020', 'cl_enusc', () => {
	test('give the published victimised households', async () => {
		const facts = await factsOf(folder, 'cl-victimised-households-2020');
		const sums = new Map<string, { all: number; victims: number }>();
		const territories = new Map([
			['13', 'cl-rm'],
			['8', 'cl-bi'],
			['5', 'cl-vs']
		]);
		for await (const row of records(sourceFile('cl_enusc/enusc_2020.csv.gz'))) {
			if (row['VA_DC'] !== '0' && row['VA_DC'] !== '1') continue;
			for (const territory of ['CHL', territories.get(row['enc_region']!)]) {
				if (territory === undefined) continue;
				const sum = sums.get(territory) ?? { all: 0, victims: 0 };
				const weight = Number(row['Fact_Hog']);
				sum.all += weight;
				sum.victims += Number(row['VA_DC']) * weight;
				sums.set(territory, sum);
			}
		}
		for (const [territory, { all, victims }] of sums)
			expect([territory, Math.round((1000 * victims) / all) / 10]).toEqual([
				territory,
				facts.get(`${territory} 2020`)
			]);
		expect(sums.size).toBe(facts.size);
	}, 180_000);
});

describeWithSources('microdata of YRBS 2019', 'us_yrbs2019', () => {
	test('give the published drug use of students', async () => {
		const facts = await factsOf(folder, 'us-student-drug-use-2019');
		const file = fileSource(sourceFile('us_yrbs2019/yrbs2019.sav'));
		const { variables, batches } = await savRecords(file);
		const at = (name: string) => variables.findIndex((variable) => variable.name === name);
		const shares = {
			QN45: 'cannabis lifetime',
			QN47: 'cannabis past-month',
			QN50: 'cocaine lifetime'
		};
		const sums = new Map(Object.values(shares).map((place) => [place, { all: 0, yes: 0 }]));
		for await (const batch of batches)
			for (const { values } of batch)
				for (const [name, place] of Object.entries(shares)) {
					const answer = values[at(name)];
					if (answer !== '1' && answer !== '2') continue;
					const weight = Number(values[at('weight')]);
					const sum = sums.get(place)!;
					sum.all += weight;
					if (answer === '1') sum.yes += weight;
				}
		for (const [place, { all, yes }] of sums)
			expect([place, Math.round((1000 * yes) / all) / 10]).toEqual([
				place,
				facts.get(`USA 2019 ${place}`)
			]);
	}, 180_000);
});
