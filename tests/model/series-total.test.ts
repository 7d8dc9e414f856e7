import { describe, expect, test } from 'vitest';
import { series } from '#lib/model/series.ts';
import { type SeriesCells, type SeriesRow, seriesTotal } from '#lib/model/series-total.ts';
import { offences, seriesInput } from '../support/series-folder.ts';

const declared = series.parse({
	...seriesInput,
	...offences,
	recording: {
		rule: { en: 'none' },
		breaks: [{ period: '2021', reason: { en: 'split in two' } }]
	}
});

const row = (
	territory: string,
	period: string,
	offence: string,
	value: number | null
): SeriesRow => ({
	...{ territory, period, categories: { offence } },
	value,
	status: value === null ? 'not-reported' : 'final'
});

const rows = [
	row('xa-north', '2019', 'all', 5),
	row('xa-south', '2019', 'all', 7),
	row('xa-north', '2020', 'all', 11),
	row('xa-south', '2020', 'all', null),
	row('xa-north', '2021', 'all', 17),
	row('xa-north', '2021', 'sale', 13),
	row('xa-north', '2021', 'possession', 4),
	{ ...row('xa-north', '2022', 'all', 2), status: 'partial' as const }
];

const cells = (territories: string[], periods: string[], ...offence: string[]): SeriesCells => ({
	territories,
	periods,
	categories: { offence }
});
const total = (asked: SeriesCells, one = declared) => seriesTotal(one, rows, asked);

describe('seriesTotal', () => {
	test('adds the cells asked for, each once', () => {
		expect(total(cells(['xa-north', 'xa-south', 'xa-north'], ['2019'], 'all'))).toEqual({
			kind: 'total',
			value: 12
		});
		expect(total(cells(['xa-north'], ['2021'], 'sale', 'possession'))).toMatchObject({ value: 17 });
	});

	test.for([
		['a parent beside its child', cells(['xa-north'], ['2021'], 'all', 'sale'), 'mixed-levels'],
		['a blank', cells(['xa-north', 'xa-south'], ['2020'], 'all'), 'missing'],
		['a cell that is not there', cells(['xa-south'], ['2021'], 'all'), 'missing'],
		['a partial period', cells(['xa-north'], ['2021', '2022'], 'all'), 'partial-period'],
		['both sides of a break', cells(['xa-north'], ['2020', '2021'], 'all'), 'across-break']
	] as const)('is withheld with %s', ([, asked, reason]) => {
		expect(total(asked)).toMatchObject({ kind: 'withheld', reason });
	});

	test('names what is missing', () => {
		expect(total(cells(['xa-north', 'xa-south'], ['2020'], 'all'))).toMatchObject({
			places: ['xa-south 2020 all']
		});
	});

	test('does not add grandchildren to what holds them', () => {
		const [first] = declared.hierarchies;
		const nested = [
			{ ...first!, children: ['possession'] },
			{ ...first!, parent: 'possession', children: ['sale'] }
		];
		expect(
			total(cells(['xa-north'], ['2021'], 'all', 'sale'), { ...declared, hierarchies: nested })
		).toMatchObject({ reason: 'mixed-levels', places: ['all', 'sale'] });
	});

	test('does not add children that overlap', () => {
		const hierarchies = declared.hierarchies.map((one) => ({
			...one,
			sum: 'overlapping' as const
		}));
		expect(
			total(cells(['xa-north'], ['2021'], 'sale', 'possession'), { ...declared, hierarchies })
		).toMatchObject({ reason: 'overlapping' });
	});

	test('does not add shares', () => {
		const shares = { ...declared, value: { ...declared.value, kind: 'share' as const } };
		expect(total(cells(['xa-north'], ['2019'], 'all'), shares)).toMatchObject({
			reason: 'not-additive'
		});
	});

	test('refuses a question about no cells', () => {
		expect(() => total(cells(['xa-north'], ['2019']))).toThrow('a total of no cells');
	});
});
