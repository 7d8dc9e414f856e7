import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Build, offences, seriesInput, SeriesFolder } from '../../support/series-folder.ts';

const folder = new SeriesFolder();
beforeAll(() => folder.open());
afterAll(() => folder.remove());

type Changes = Readonly<Record<string, unknown>>;

const table = (header: string, lines: readonly string[]) => [header, ...lines, ''].join('\n');
const build = (changes: Changes, lines: readonly string[]): Promise<Build> =>
	folder.build(changes, table('territory,period,value,status,note', lines));
const buildOffences = (changes: Changes, lines: readonly string[]): Promise<Build> =>
	folder.build(
		{ ...offences, ...changes },
		table('territory,period,offence,value,status,note', lines)
	);
const north = (values: readonly (number | string)[], first = 2010) =>
	values.map((value, i) => `xa-north,${first + i},${value},,`);

describe('records', () => {
	const recipe = (file: object, records: number, part: object = {}) => {
		const lines = Array.from({ length: records }, (_, i) => `1,${1000 + i},${i}`);
		folder.write('sources/file.csv', table('state,year,n', lines));
		return folder.build({
			lastComplete: '9999',
			origin: {
				kind: 'recipe',
				files: [{ id: 'file', path: 'file.csv', format: 'csv', ...file }],
				parts: [
					{
						...{ file: 'file', territory: { column: 'state', scheme: 'number' } },
						...{ period: { year: 'year' }, values: [{ column: 'n' }] },
						...part
					}
				]
			}
		});
	};

	test('of a number at which interfaces cut are refused', async () => {
		const built = await recipe({}, 1000);
		expect(built.check('records').found).toEqual([{ place: 'file.csv', value: '1000 records' }]);
		expect(built.result.written).toBe(false);
		expect((await recipe({}, 999)).failed).toEqual([]);
	});

	test('of that number are taken where it is declared', async () => {
		expect((await recipe({ expectedRows: 1000 }, 1000)).failed).toEqual([]);
		expect((await recipe({}, 1000, { suspiciousRecords: [] })).failed).toEqual([]);
	});

	test('in another number than declared are refused', async () => {
		const built = await recipe({ expectedRows: 12 }, 11);
		expect(built.check('records')).toMatchObject({
			expected: '12 records',
			found: [{ value: '11 records' }]
		});
	});
});

describe('jumps', () => {
	const checks = { jump: { factor: 500 } };

	test('up and down are found', async () => {
		expect((await build({ checks }, north([3, 2001, 4, 5]))).check('jump').found).toEqual([
			{ place: 'xa-north 2011', value: '2001.0, neighbours 4.0' }
		]);
		expect((await build({ checks }, north([0, 1763, 5745]))).check('jump').found).toEqual([
			{ place: 'xa-north 2010', value: '0.0, neighbours 3754.0' }
		]);
	});

	test('are none where values are small, or have no neighbours', async () => {
		expect((await build({ checks }, north([0, 3, 0, 400]))).failed).toEqual([]);
		expect((await build({ checks }, north([90000]))).failed).toEqual([]);
	});

	test('are none where blanks stand between', async () => {
		expect((await build({ checks }, north([1000, '', '', 1100]))).failed).toEqual([]);
	});

	test('that somebody looked at are no finding, until they are gone', async () => {
		const known = [
			{ check: 'jump', territory: 'xa-north', period: '2010', reason: { en: 'as published' } }
		];
		expect((await build({ checks, known }, north([0, 1763, 5745]))).failed).toEqual([]);
		const revised = await build({ checks, known }, north([1500, 1763, 5745]));
		expect(revised.check('known')).toMatchObject({
			passed: false,
			found: [{ place: 'jump xa-north 2010', value: 'no such finding' }]
		});
	});
});

describe('hierarchies', () => {
	const hierarchies = [{ ...offences.hierarchies[0], from: '2020' }];

	test('have children that add up, and none before their first period', async () => {
		const lines = [
			...['xa-north,2019,all,9,,', 'xa-north,2020,all,9,,'],
			...['xa-north,2020,sale,4,,', 'xa-north,2020,possession,5,,']
		];
		expect((await buildOffences({ hierarchies }, lines)).failed).toEqual([]);
		const early = await buildOffences({ hierarchies }, [...lines, 'xa-north,2019,sale,1,,']);
		expect(early.check('hierarchy').found).toEqual([
			{ place: 'xa-north 2019 sale', value: 'before 2020' }
		]);
	});

	test('whose children do not add up are found', async () => {
		const built = await buildOffences({}, [
			...['xa-north,2020,all,9,,', 'xa-north,2020,sale,4,,', 'xa-north,2020,possession,6,,'],
			// One child is blank: nothing can be said.
			...['xa-south,2020,all,9,,', 'xa-south,2020,sale,,,', 'xa-south,2020,possession,6,,']
		]);
		expect(built.check('hierarchy').found).toEqual([
			{ place: 'xa-north 2020 all', value: '9.0, children 10.0' }
		]);
	});

	test('whose children overlap have a sum of at least the parent', async () => {
		const overlapping = [{ ...offences.hierarchies[0], sum: 'overlapping' }];
		const lines = (sale: number, possession: number) => [
			...['xa-north,2020,all,9,,', `xa-north,2020,sale,${sale},,`],
			`xa-north,2020,possession,${possession},,`
		];
		expect((await buildOffences({ hierarchies: overlapping }, lines(4, 6))).failed).toEqual([]);
		for (const [sale, possession] of [[4, 4] as const, [10, 1] as const])
			expect(
				(await buildOffences({ hierarchies: overlapping }, lines(sale, possession))).failed
			).toEqual(['hierarchy']);
	});
});

describe('totals', () => {
	const totals = [{ from: '2019', to: '2020', value: 20, tolerance: 1, source: 'yearbook' }];

	test('as published are met within their tolerance', async () => {
		expect((await build({ checks: { totals } }, north([9, 10], 2019))).failed).toEqual([]);
		const off = await build({ checks: { totals } }, north([9, 9], 2019));
		expect(off.check('total').found).toEqual([
			{
				place: 'all territories 2019 to 2020 (yearbook)',
				value: '18 with 0 missing, published 20'
			}
		]);
	});

	test('are not met by blanks', async () => {
		const built = await build({ checks: { totals } }, north([20, ''], 2019));
		expect(built.check('total').found).toMatchObject([
			{ value: '20 with 1 missing, published 20' }
		]);
	});
});

describe('corrections', () => {
	const lines = ['xa-north,2020,1.096,,', 'xa-north,2021,1100,,'];
	const cell = { territory: 'xa-north', period: '2020', before: '1.096', after: 1096 };
	const corrections = (before: string) => [
		{
			...{ reason: { en: 'point of thousands' }, signed: 'A. Person', date: '2026-01-02' },
			cells: [{ ...cell, before }]
		}
	];

	test('replace the text they were made for, and say so', async () => {
		const built = await build({ corrections: corrections('1.096') }, lines);
		expect(built.failed).toEqual([]);
		expect(await built.rows()).toMatchObject([
			{ value: 1096, note: 'corrected from 1.096 (A. Person, 2026-01-02)' },
			{ value: 1100, note: null }
		]);
	});

	test('that meet another text stop the series', async () => {
		const built = await build({ corrections: corrections('1.097') }, lines);
		expect(built.check('correction').found).toEqual([
			{ place: 'xa-north 2020', value: 'declared 1.097, found 1.096' }
		]);
		expect(built.result.written).toBe(false);
	});
});

describe('values', () => {
	test('out of their range are withheld, and rows missing are noticed', async () => {
		const built = await build({ checks: { range: [0, 100], rows: 3 } }, north([5, 101]));
		expect(built.failed).toEqual(['range', 'rows']);
		expect(await built.rows()).toMatchObject([
			{ value: 5 },
			{ value: null, note: 'in the source: 101' }
		]);
	});

	test('below zero are no count', async () => {
		expect((await build({}, north([-1]))).check('range').found).toMatchObject([{ value: '-1' }]);
	});

	test('by thousands of findings are counted, and the first thousand named', async () => {
		const lines = Array.from({ length: 1200 }, (_, i) => `xa-north,${1000 + i},0.5,,`);
		const check = (await build({ lastComplete: '2300' }, lines)).check('whole');
		expect([check.count, check.found.length]).toEqual([1200, 1000]);
	});
});

test('a series without its territories is refused', async () => {
	const geography = { ...seriesInput.geography, lists: [] };
	const built = folder.build({ geography }, 'territory,period,value,status,note\n');
	await expect(built).rejects.toThrow('open series use a list of territories');
});
