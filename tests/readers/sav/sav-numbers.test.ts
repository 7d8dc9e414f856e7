import { describe, expect, test } from 'vitest';
import { savNumberFormat } from '#lib/readers/sav/sav-numbers.ts';
import { valueRows } from '../../support/record-list.ts';
import { writtenSav, writtenSavColumn } from '../../support/sav-readings.ts';
import { savSeconds } from '../../support/sav-survey.ts';

/** By the numbers of PSPP's developers' guide, "System File Output Formats". */
const formats = {
	...{ F: 5, DATE: 20, TIME: 21, DATETIME: 22, ADATE: 23, JDATE: 24, DTIME: 25, WKDAY: 26 },
	...{ MONTH: 27, MOYR: 28, QYR: 29, WKYR: 30, EDATE: 38, SDATE: 39, MTIME: 40, YMDHMS: 41 }
};

const day = savSeconds('2024-02-29T00:00:00');

describe('savNumberFormat', () => {
	test.for([
		...['DATE', 'ADATE', 'EDATE', 'SDATE', 'JDATE', 'MOYR', 'QYR', 'WKYR'].map((name) => [
			...[name, 'date', day, '2024-02-29']
		]),
		['DATE', 'date', day + 3600, '2024-02-29T01:00:00'],
		['DATETIME', 'date', day, '2024-02-29T00:00:00'],
		['DATETIME', 'date', day + 86_399.25, '2024-02-29T23:59:59.25'],
		['DATETIME', 'date', day + 86_399.999_999_5, '2024-03-01T00:00:00'],
		['YMDHMS', 'date', day + 1, '2024-02-29T00:00:01'],
		['TIME', 'text', 3725, '01:02:05'],
		['TIME', 'text', 0.1, '00:00:00.1'],
		['TIME', 'text', 93_600, 'PT26H'],
		['TIME', 'text', -90, '-PT1M30S'],
		['DTIME', 'text', 93_605.5, 'PT26H5.5S'],
		['DTIME', 'text', 0, 'PT0S'],
		['MTIME', 'text', 90, 'PT1M30S'],
		['WKDAY', 'number', 2, '2'],
		['MONTH', 'number', 12, '12'],
		['F', 'number', -0, '0'],
		['F', 'number', 1e15, '1000000000000000'],
		['F', 'number', 0.1 + 0.2, '0.30000000000000004']
	] as [keyof typeof formats, string, number, string][])(
		'writes %s as %s: %d is %s',
		([name, kind, value, text]) => {
			const format = savNumberFormat(formats[name]);
			expect(format.kind).toBe(kind);
			expect(format.text(value)).toBe(text);
		}
	);

	test.for([
		['1582-10-15T00:00:00', '1582-10-15'],
		['1900-02-28T00:00:00', '1900-02-28'],
		['1969-12-31T23:59:59', '1969-12-31T23:59:59'],
		['1970-01-01T00:00:00', '1970-01-01'],
		['9999-12-31T00:00:00', '9999-12-31']
	] as const)('knows every date of the Gregorian calendar: %s', ([moment, text]) => {
		expect(savNumberFormat(formats.DATE).text(savSeconds(moment))).toBe(text);
	});

	test('finds no date in a code, a negative number or a year of five digits', () => {
		for (const value of [0, 99, -1, 86_399, savSeconds('9999-12-31T00:00:00') + 86_400, 1e300])
			expect(savNumberFormat(formats.DATE).text(value)).toBeUndefined();
	});

	test('finds no duration in what is longer than history', () => {
		for (const name of ['TIME', 'DTIME', 'MTIME'] as const)
			expect(savNumberFormat(formats[name]).text(1e300)).toBeUndefined();
	});

	test('writes tenths of a second as they are, though a double holds them roughly', () => {
		for (let tenth = 1; tenth < 10; tenth++)
			for (const date of ['1583-01-01', '1700-03-01', '2024-02-29', '2999-12-31'])
				expect(
					savNumberFormat(formats.DATETIME).text(savSeconds(`${date}T00:00:00`) + tenth / 10)
				).toBe(`${date}T00:00:00.${tenth}`);
	});
});

describe('savRecords, dates', () => {
	test('keeps as a number what is no date, and says so', async () => {
		const records = await writtenSav([{ name: 'born', format: 20 }], [[day], [99], [998]]);
		expect(await valueRows(records)).toEqual([['2024-02-29'], ['99'], ['998']]);
		expect(records.notes).toEqual([
			'no date or time in variable born and kept as a number: 2 in all, the first in record 2'
		]);
	});

	test('writes codes of dates as the records have them', async () => {
		const [variable] = (
			await writtenSav(
				[{ name: 'born', format: 20, missing: [99, day], labels: [[day, 'Leap day']] }],
				[]
			)
		).variables;
		expect([...variable!.labels]).toEqual([['2024-02-29', 'Leap day']]);
		expect(variable!.missing).toEqual([{ code: '99' }, { code: '2024-02-29', label: 'Leap day' }]);
	});

	test('lists a range of missing dates only where it is one of codes', async () => {
		const codes = await writtenSav([{ name: 'born', format: 20, missingRange: [97, 99] }], []);
		expect(codes.variables[0]!.missing).toEqual([{ from: 97, to: 99 }]);
		const dates = await writtenSav(
			[{ name: 'born', format: 20, missingRange: [day, Infinity] }],
			[]
		);
		expect(dates.variables[0]!.missing).toEqual([]);
		expect(dates.notes).toEqual([
			'missing values of variable born are a range of dates or times, which is not listed: ' +
				`${day} to Infinity seconds`
		]);
	});

	test('reads system-missing as blank in every format', async () => {
		for (const format of Object.values(formats))
			expect(await writtenSavColumn({ format }, [undefined])).toEqual(['']);
	});
});
