import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildReal, cellsOf, factsOf, recipeOf, values } from '../support/real-series.ts';
import { SeriesFolder } from '../support/series-folder.ts';
import { schemeCodes, shippedTerritories } from '../support/shipped-series.ts';
import { describeWithSources } from '../support/sources.ts';

const folder = new SeriesFolder();
beforeAll(() => folder.open());
afterAll(() => folder.remove());

const yearColumns = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, i) => ({ column: `${first + i}`, year: first + i }));

describeWithSources('World Prison Brief', 'wpb', () => {
	const names = schemeCodes(['countries'], 'wpb').filter(
		(name) => !['Norway', 'Turkey', 'United States of America'].includes(name)
	);
	const part = (value: string, without: string[] = []) => ({
		keep: [{ column: 'country', codes: names.filter((name) => !without.includes(name)) }],
		territory: { column: 'country', scheme: 'wpb' },
		values: [{ column: value }]
	});

	test('gives the occupancy of prisons', async () => {
		const declared = recipeOf(
			'prison-occupancy',
			{ path: 'wpb/wpb_tables.csv' },
			part('occupancy_level')
		);
		const built = await buildReal(folder, declared);
		expect(built.failed).toEqual([]);
		expect(await values(built, declared)).toEqual(await factsOf(folder, 'prison-occupancy'));
		expect((await cellsOf(built, declared)).filter(({ value }) => value === null)).toMatchObject([
			{ territory: 'CUB', status: 'not-reported' }
		]);
	});

	test.for([
		['prison-population', 'prison_population_total'],
		['prison-population-rate', 'prison_population_rate']
	] as const)('gives the facts of %s', async ([id, column]) => {
		const of = (without: string[]) =>
			recipeOf(
				id,
				{ path: 'wpb/wpb_series.csv' },
				{ ...part(column, without), period: { year: 'year' } }
			);
		const declared = of(['Dominican Republic']);
		const built = await buildReal(folder, declared);
		expect(built.failed).toEqual([]);
		expect(await values(built, declared)).toEqual(await factsOf(folder, id));
		// Its only record has neither a year nor a number.
		expect((await buildReal(folder, of([]))).failed).toEqual(['period']);
	});
});

describeWithSources('EUDA', 'emcdda', () => {
	const file = (path: string) => ({ path: `emcdda/${path}.xlsx`, format: 'xlsx', headerRow: 3 });
	const blanks = { '': 'not-reported', '\u00a0': 'not-reported' };

	test('gives the use of drugs in the past year', async () => {
		const substances = {
			...{ Cannabis: 'cannabis', Cocaine: 'cocaine', Amphetamines: 'amphetamines' },
			...{ Ecstasy: 'mdma', LSD: 'lsd' }
		};
		const declared = recipeOf(
			'eu-drug-use-past-year',
			file('Table_2_Prevalence_of_drug_use_in_Europe_trends'),
			{
				keep: [
					{ column: 'Recall period', codes: ['Last year'] },
					{ column: 'Age', codes: ['Young adults (15-34)'] }
				],
				territory: { column: 'Country code', scheme: 'euda' },
				dimensions: { substance: { column: 'Substance', codes: substances } },
				values: yearColumns(1990, 2022),
				missing: blanks
			}
		);
		const built = await buildReal(folder, declared);
		expect(built.failed).toEqual([]);
		expect(await values(built, declared)).toEqual(await factsOf(folder, 'eu-drug-use-past-year'));
	});

	test('gives the number of cocaine seizures, in thousands', async () => {
		const declared = recipeOf(
			'eu-cocaine-seizures',
			file('Table_7_Trends_in_the_number_of_cocaine_seizures_x_1000'),
			{ territory: { column: 'Scope', scheme: 'euda' }, values: yearColumns(2011, 2021) },
			{ checks: { whole: false } }
		);
		const built = await buildReal(folder, declared);
		const inThousands = await values(built, declared);
		expect(built.failed).toEqual([]);
		const rounded = new Map([...inThousands].map(([place, n]) => [place, Math.round(n * 1000)]));
		expect(rounded).toEqual(await factsOf(folder, 'eu-cocaine-seizures'));
	});

	test('gives the tonnes of cocaine seized', async () => {
		const countries = {
			...{ Belgium: 'BEL', Spain: 'ESP', Italy: 'ITA', France: 'FRA', Portugal: 'PRT' },
			Türkiye: 'TUR'
		};
		const declared = recipeOf(
			'eu-cocaine-seized',
			file(
				'Table_8_Trends_in_the_quantities_of_cocaine_seizures_and_quantity_of_illicit_drugs_seized_tonnes'
			),
			{
				keep: [{ column: 'Country', codes: Object.keys(countries) }],
				territory: { column: 'Country', codes: countries },
				values: yearColumns(2011, 2021)
			}
		);
		const built = await buildReal(folder, declared);
		expect(built.failed).toEqual([]);
		expect(await values(built, declared)).toEqual(await factsOf(folder, 'eu-cocaine-seized'));
	});
});

describeWithSources('UNODC', 'unodc', () => {
	test('gives the use of cannabis and cocaine', async () => {
		const declared = recipeOf(
			'lac-drug-use-unodc',
			{ path: 'unodc/Prevalence_NonNPS_General.json', format: 'json' },
			{
				keep: [
					{ column: 'Region', codes: ['Americas'] },
					{ column: 'Drug', codes: ['Cannabis', 'Cocaine'] },
					{ column: 'Country/Territory', codes: await reporting() }
				],
				territory: { column: 'Country/Territory', scheme: 'unodc' },
				period: { year: 'Year' },
				dimensions: {
					substance: { column: 'Drug', codes: { Cannabis: 'cannabis', Cocaine: 'cocaine' } }
				},
				values: [
					{ column: 'All', dimensions: { sex: 'total' } },
					{ column: 'Male', dimensions: { sex: 'men' } },
					{ column: 'Female', dimensions: { sex: 'women' } }
				]
			}
		);
		const built = await buildReal(folder, declared);
		expect(built.failed).toEqual([]);
		const facts = await factsOf(folder, 'lac-drug-use-unodc');
		const found = await values(built, declared);
		expect([...found.keys()]).toEqual([...facts.keys()]);
		for (const [place, value] of found) expect(value).toBeCloseTo(facts.get(place)!, 9);
	});

	/** Names of the countries that the facts hold. */
	async function reporting(): Promise<string[]> {
		const there = new Set(
			[...(await factsOf(folder, 'lac-drug-use-unodc')).keys()].map((k) => k.slice(0, 3))
		);
		const countries = shippedTerritories.get('countries')!.territories;
		return countries.filter(({ id }) => there.has(id)).map(({ codes }) => codes['unodc']!);
	}
});
