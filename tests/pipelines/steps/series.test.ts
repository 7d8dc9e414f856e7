import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { offences, SeriesFolder } from '../../support/series-folder.ts';

const folder = new SeriesFolder();
beforeAll(() => folder.open());
afterAll(() => folder.remove());

const facts = (...lines: string[]) =>
	['territory,period,value,status,note', ...lines, ''].join('\n');
const origin = (file: object, ...parts: object[]) => ({
	tier: 'local',
	origin: {
		kind: 'recipe',
		files: [{ id: 'file', path: 'file.csv', format: 'csv', ...file }],
		parts
	}
});
const yearly = {
	file: 'file',
	territory: { column: 'state', scheme: 'number' },
	period: { year: 'year' },
	values: [{ column: 'n' }]
};

/** Builds the recipe of `part` from a CSV file of these lines. */
function recipe(part: object, lines: readonly string[], others: object = {}) {
	folder.write('sources/file.csv', `${lines.join('\n')}\n`);
	return folder.build({ ...origin({}, { ...yearly, ...part }), ...others });
}

describe('facts', () => {
	test('become rows in the order of their key, blanks without a value', async () => {
		const built = await folder.build(
			{},
			facts('xa-south,2020,0,,', 'xa-north,2021,,not-stated,see page 4', 'xa-north,2020,,,')
		);
		expect(built.failed).toEqual([]);
		const empty = { series: 'test-series', value: null, standard_error: null, note: null };
		expect(await built.rows()).toEqual([
			{ ...empty, territory: 'xa-north', period: '2020', status: 'not-reported' },
			{ ...empty, territory: 'xa-north', period: '2021', status: 'not-stated', note: 'see page 4' },
			{ ...empty, territory: 'xa-south', period: '2020', value: 0, status: 'final' }
		]);
	});

	test('give the same bytes in whatever order they are written', async () => {
		const lines = ['xa-north,2019,3,,', 'xa-south,2019,4,provisional,', 'xa-north,2020,5,,'];
		const first = await folder.build({}, facts(...lines));
		const second = await folder.build({}, facts(...lines.toReversed()));
		expect(first.result).toMatchObject({ rows: 3, written: true });
		expect(second.bytes).toEqual(first.bytes);
	});

	test('keep the standard errors of estimates, and miss them where there is none', async () => {
		const value = {
			...{ kind: 'share', per: 100, unit: { en: '%' }, decimals: 1 },
			precision: 'standard-error'
		};
		const built = await folder.build(
			{ value },
			'territory,period,value,standard_error,status,note\nxa-north,2020,12.5,0.7,,\nxa-south,2020,3,,,\n'
		);
		expect(await built.rows()).toMatchObject([{ value: 12.5, standard_error: 0.7 }, { value: 3 }]);
		expect(built.check('precision').found).toEqual([{ place: 'xa-south 2020', value: '3.0' }]);
	});

	test('with another header are refused', async () => {
		await expect(folder.build({}, 'territory,year,value,status,note\n')).rejects.toThrow(
			'test-series.csv: header is not territory,period,value,status,note: territory,year,'
		);
	});

	test.for([
		['a territory that no list has', 'xa-west,2020,1,,', 'codes', 'territory "xa-west" (1 times)'],
		['a status that there is not', 'xa-north,2020,1,sure,', 'codes', 'status "sure" (1 times)'],
		['a period that is none', 'xa-north,2020-05,1,,', 'period', '2020-05'],
		[
			'a number that was not reported',
			'xa-north,2020,1,not-reported,',
			'status',
			'"1" is not-reported'
		],
		['a blank that is final', 'xa-north,2020,,final,', 'status', '"" is final']
	] as const)('with %s are not written, and the line is named', async ([, line, check, value]) => {
		const built = await folder.build({}, facts('xa-south,2020,7,,', line));
		expect(built.failed).toEqual([check]);
		expect(built.result).toMatchObject({ written: false, rows: 0 });
		const [found] = built.check(check).found;
		expect(found?.place).toContain('test-series.csv line 3');
		expect(found?.value).toBe(value);
	});

	test('with two values of one key are not written', async () => {
		const built = await folder.build({}, facts('xa-north,2020,1,,', 'xa-north,2020,2,,'));
		expect(built.check('key')).toMatchObject({
			passed: false,
			found: [{ place: 'xa-north 2020', value: '2 values: 1, 2' }]
		});
		expect(built.result.written).toBe(false);
	});

	test('after the last complete period have to say that they are partial', async () => {
		const built = await folder.build({}, facts('xa-north,2023,9,,', 'xa-south,2023,9,partial,'));
		expect(built.check('partial').found).toEqual([{ place: 'xa-north 2023', value: 'final 9.0' }]);
	});
});

describe('recipes', () => {
	const months = ['January', 'February', 'March'].map((column, i) => ({ column, month: i + 1 }));
	const monthly = { frequency: 'month', lastComplete: '2020-02' };

	test('turn months as columns into rows; a blank month is not zero', async () => {
		const built = await recipe(
			{ values: months },
			['state,year,January,February,March', '1,2020,4,0,', '2,2020,6,,9'],
			monthly
		);
		expect(built.failed).toEqual([]);
		expect(
			(await built.rows()).map((row) => [row.territory, row.period, row.value, row.status])
		).toEqual([
			['xa-north', '2020-01', 4, 'final'],
			['xa-north', '2020-02', 0, 'final'],
			['xa-north', '2020-03', null, 'not-reported'],
			['xa-south', '2020-01', 6, 'final'],
			['xa-south', '2020-02', null, 'not-reported'],
			['xa-south', '2020-03', 9, 'partial']
		]);
	});

	test('lose no cell and invent none, whatever months are blank', async () => {
		const cell = fc.option(fc.nat(2000), { nil: undefined });
		const table = fc.uniqueArray(fc.tuple(fc.integer({ min: 1900, max: 2022 }), cell, cell, cell), {
			selector: ([year]) => year,
			minLength: 1,
			maxLength: 8
		});
		await fc.assert(
			fc.asyncProperty(table, async (years) => {
				const lines = years.map(
					([year, ...cells]) => `1,${year},${cells.map((n) => n ?? '').join()}`
				);
				const built = await recipe(
					{ values: months },
					['state,year,January,February,March', ...lines],
					{ ...monthly, lastComplete: '2022-12' }
				);
				const expected = years.flatMap(([year, ...cells]) =>
					cells.map((n, i) => [`${year}-0${i + 1}`, n ?? null] as const)
				);
				const found = (await built.rows()).map(({ period, value }) => [period, value]);
				expect(found).toEqual(expected.sort());
			}),
			{ numRuns: 12 }
		);
	});

	test('withhold a text that is no number, and a fraction of a count, and say where', async () => {
		const built = await recipe({}, ['state,year,n', '1,2020,"1,096"', '1,2021,1.096', '1,2022,7']);
		expect(built.check('number').found).toEqual([
			{ place: 'xa-north 2020 (file.csv line 2, n)', value: '1,096' }
		]);
		expect(built.check('whole').found).toEqual([
			{ place: 'xa-north 2021 (file.csv line 3, n)', value: '1.096' }
		]);
		expect(await built.rows()).toMatchObject([
			{ value: null, status: 'in-question', note: 'in the source: 1,096' },
			{ value: null, status: 'in-question', note: 'in the source: 1.096' },
			{ value: 7, status: 'final' }
		]);
	});

	test('take a number that no computer can hold for none', async () => {
		const built = await recipe({}, ['state,year,n', '1,2020,1e400', '2,2020,1e3']);
		expect(built.check('number').found).toMatchObject([{ value: '1e400' }]);
		expect(await built.rows()).toMatchObject([{ value: null }, { value: 1000 }]);
	});

	test('read a decimal comma where it is declared', async () => {
		const value = { kind: 'rate', unit: { en: 'a' }, decimals: 1, precision: 'counted' };
		const built = await recipe({ decimal: ',' }, ['state,year,n', '1,2020,"3,5"', '2,2020,3.5'], {
			value
		});
		expect(await built.rows()).toMatchObject([{ value: 3.5 }, { value: null }]);
		expect(built.check('number').count).toBe(1);
	});

	test('take the reason of a missing value from its text', async () => {
		const missing = { '': 'not-reported', 's/d': 'not-stated', NA: 'not-applicable' };
		const built = await recipe({ missing }, ['state,year,n', '1,2020,s/d', '1,2021,NA', '1,2022,']);
		expect(built.failed).toEqual([]);
		expect((await built.rows()).map(({ status }) => status)).toEqual([
			'not-stated',
			'not-applicable',
			'not-reported'
		]);
	});

	test('keep the records they name, and miss a name that no record has', async () => {
		const lines = ['state,year,n,kind', '1,2020,3,drugs', '1,2020,99,theft'];
		const keep = (...codes: string[]) => ({ keep: [{ column: 'kind', codes }] });
		const built = await recipe(keep('drugs'), lines);
		expect(built.result.notes).toEqual(['file.csv: 1 of 2 records kept']);
		expect(await built.rows()).toMatchObject([{ value: 3 }]);
		const renamed = await recipe(keep('drugs', 'retail'), lines);
		expect(renamed.check('keep').found).toEqual([{ place: 'kind', value: 'retail' }]);
		expect(renamed.result.written).toBe(false);
	});

	test('add records where they say so; a blank addend leaves no sum', async () => {
		const lines = ['state,year,n', '1,2020,3', '1,2020,4', '2,2020,5', '2,2020,'];
		const built = await recipe({ records: 'sum' }, lines);
		expect(built.failed).toEqual([]);
		expect(await built.rows()).toMatchObject([
			{ territory: 'xa-north', value: 7, status: 'final' },
			{ territory: 'xa-south', value: null, status: 'not-reported' }
		]);
	});

	test('name what they could not add', async () => {
		const lines = ['state,year,n', '1,2020,3', '1,2020,"1,096"', '1,2020,'];
		const built = await recipe({ records: 'sum' }, lines);
		expect(built.check('number').found).toEqual([
			{ place: 'xa-north 2020 (file.csv line 2, n)', value: '3 + 1,096 + ' }
		]);
		expect(await built.rows()).toMatchObject([{ value: null, status: 'in-question' }]);
	});

	test('count records', async () => {
		const built = await recipe(
			{ records: 'count', values: [{}], period: { date: 'day' } },
			['state,day', '1,2020-01-05T00:00:00.000', '1,2020-11-30', '2,2021-02-01'],
			{ lastComplete: '2021' }
		);
		expect(await built.rows()).toMatchObject([
			{ territory: 'xa-north', period: '2020', value: 2 },
			{ territory: 'xa-south', period: '2021', value: 1 }
		]);
	});

	test.for([
		['quarter', '2020-Q3'],
		['month', '2020-08'],
		['year', '2020']
	] as const)('read the %s of a date', async ([frequency, period]) => {
		const lastComplete = { quarter: '2022-Q4', month: '2022-12', year: '2022' }[frequency];
		const built = await recipe({ period: { date: 'day' } }, ['state,day,n', '1,2020-08-31,5'], {
			...{ frequency, lastComplete }
		});
		expect(await built.rows()).toMatchObject([{ period, value: 5 }]);
	});

	test('name the records whose date is none', async () => {
		const built = await recipe({ period: { date: 'day' } }, ['state,day,n', '1,31/08/2020,5']);
		expect(built.check('period').found).toEqual([
			{ place: 'file.csv line 2, n', value: '31/08/2020' }
		]);
	});

	test('read several files, each in its own way', async () => {
		folder.write('sources/file.csv', 'state,year,n\n1,2020,3\n');
		folder.write('sources/new.csv', 'estado;anio;casos\nNorte;2021;"4"\n');
		const files = [
			{ id: 'file', path: 'file.csv', format: 'csv' },
			{ id: 'new', path: 'new.csv', format: 'csv', delimiter: ';' }
		];
		const part = {
			...{ file: 'new', territory: { column: 'estado', codes: { Norte: 'xa-north' } } },
			...{ period: { year: 'anio' }, values: [{ column: 'casos' }] }
		};
		const built = await folder.build({
			origin: { kind: 'recipe', files, parts: [yearly, part] }
		});
		expect(await built.rows()).toMatchObject([
			{ territory: 'xa-north', period: '2020', value: 3 },
			{ territory: 'xa-north', period: '2021', value: 4 }
		]);
	});

	test('of another edition, or of a file that cannot be read, fail a check and leave nothing', async () => {
		folder.write('sources/file.csv', 'state,year,n\n1,2020,3\n');
		const edition = await folder.build(origin({ sha256: 'ab'.repeat(32) }, yearly));
		expect(edition.failed).toEqual(['records']);
		expect(edition.check('records').found).toMatchObject([
			{
				place: 'file.csv',
				value: expect.stringContaining('not the file that was declared') as string
			}
		]);
		const column = await folder.build(origin({}, { ...yearly, values: [{ column: 'N' }] }));
		expect(column.check('records').found[0]?.value).toContain('N');
		expect([edition.result.written, column.result.written]).toEqual([false, false]);
		expect(folder.leftovers).toEqual([]);
	});

	test('fill categories from columns, fixed codes and the names of columns', async () => {
		const built = await recipe(
			{
				values: [
					{ column: 'sold', dimensions: { offence: 'sale' } },
					{ column: 'held', dimensions: { offence: 'possession' } }
				]
			},
			['state,year,sold,held', '1,2020,3,8'],
			{ dimensions: offences.dimensions }
		);
		expect(await built.rows()).toMatchObject([
			{ offence: 'possession', value: 8 },
			{ offence: 'sale', value: 3 }
		]);
	});
});
