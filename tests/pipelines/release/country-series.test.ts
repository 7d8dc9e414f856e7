import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TerritoryList } from '#lib/model/territory.ts';
import type { SeriesOutcome } from '../../../pipelines/release/build-series.ts';
import { type CountrySeries, countrySeries } from '../../../pipelines/release/country-series.ts';
import { SeriesFolder } from '../../support/series-folder.ts';
import { seriesFolder, shippedSeries, shippedTerritories } from '../../support/shipped-series.ts';

const folder = new SeriesFolder();
const territories: TerritoryList[] = [...shippedTerritories.values()];
const wanted = ['lac-drug-use-unodc', 'prison-occupancy', 'ar-drug-law-offences'];
let found: CountrySeries;

beforeAll(async () => {
	await folder.open();
	const outcomes: SeriesOutcome[] = [];
	for (const id of wanted) {
		const series = shippedSeries(id);
		const built = await folder.buildDeclared(series, {
			...{ folder: seriesFolder, territories: shippedTerritories }
		});
		const about = { status: 'built', rows: 1, checks: [], notes: [] } as const;
		outcomes.push({ series, parquet: built.path, ...about });
	}
	const absent = { status: 'source-not-present', rows: 0, checks: [], notes: [] } as const;
	outcomes.push({ series: shippedSeries('cl-cead-offences'), ...absent });
	found = await countrySeries({ territories }, outcomes);
});
afterAll(() => folder.remove());

const valuesOf = (country: string, series: string) =>
	found.values
		.filter((one) => one.country === country && one.series === series)
		.map(({ period, categories, value }) => [...Object.values(categories), period, value]);

describe('what series say of countries', () => {
	test('is the latest value of each substance, of all people, as the source has it', () => {
		expect(valuesOf('CHL', 'lac-drug-use-unodc')).toEqual([
			['cannabis', 'total', '2020', 12.05],
			['cocaine', 'total', '2020', 0.76]
		]);
	});

	test('is said of what has no date too, and of nobody who did not report it', () => {
		expect(valuesOf('ARG', 'prison-occupancy')).toEqual([['undated', 106.2]]);
		expect(valuesOf('CUB', 'prison-occupancy')).toEqual([]);
	});

	test('is no value of the country where only its parts are counted', () => {
		expect(valuesOf('ARG', 'ar-drug-law-offences')).toEqual([]);
		expect(found.parts).toEqual([
			{ country: 'ARG', series: 'ar-drug-law-offences', level: 'state', places: 24, period: '2023' }
		]);
	});
});
