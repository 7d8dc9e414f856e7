import { describe, expect, test } from 'vitest';
import { dtaNumberFormat } from '#lib/readers/dta/dta-formats.ts';
import { writtenDta, writtenDtaColumn } from '../../support/dta-readings.ts';
import { valueRows } from '../../support/record-list.ts';

const since1960 = (iso: string) => Date.parse(`${iso}Z`) - Date.UTC(1960, 0, 1);

describe('dtaNumberFormat', () => {
	test.for([
		['%td', 'date', 0, '1960-01-01'],
		['%td', 'date', 21_609.5, '2019-03-01T12:00:00'],
		['%-tdDD/NN/CCYY', 'date', -1, '1959-12-31'],
		['%d', 'date', 21_609, '2019-03-01'],
		['%dD_m_Y', 'date', 59, '1960-02-29'],
		['%tc', 'date', since1960('2019-03-01T13:01:02'), '2019-03-01T13:01:02'],
		['%tcCCYY', 'date', -1, '1959-12-31T23:59:59.999'],
		['%tw', 'date', 0, '1960-01-01'],
		['%tw', 'date', 59 * 52 + 51, '2019-12-24'],
		['%tw', 'date', -1, '1959-12-24'],
		['%tm', 'text', 0, '1960-01'],
		['%tm', 'text', 710, '2019-03'],
		['%tm', 'text', -1, '1959-12'],
		['%tq', 'text', 236, '2019-Q1'],
		['%tqCCYY!qq', 'text', -1, '1959-Q4'],
		['%th', 'text', 119, '2019-S2'],
		['%ty', 'number', 2019, '2019'],
		['%tg', 'number', 12, '12'],
		['%9.0g', 'number', -0, '0'],
		['%12.2f', 'number', 1e15, '1000000000000000'],
		['%05.1f', 'number', 0.25, '0.25']
	] as const)('writes %s as %s: %d is %s', ([display, kind, value, text]) => {
		const format = dtaNumberFormat(display);
		expect(format.kind).toBe(kind);
		expect(format.text(value)).toBe(text);
	});

	// IERS, Bulletin C: seconds inserted at the end of June 1972 and of December 2016, the 27th.
	test.for([
		[since1960('1972-06-30T23:59:59'), '1972-06-30T23:59:59'],
		[since1960('1972-07-01T00:00:00'), '1972-06-30T23:59:60'],
		[since1960('1972-07-01T00:00:00') + 500, '1972-06-30T23:59:60.5'],
		[since1960('1972-07-01T00:00:01'), '1972-07-01T00:00:00'],
		[since1960('2017-01-01T00:00:26'), '2016-12-31T23:59:60'],
		[since1960('2017-01-01T00:00:27'), '2017-01-01T00:00:00']
	] as const)('counts leap seconds in %%tC: %d', ([value, text]) => {
		expect(dtaNumberFormat('%tC').text(value)).toBe(text);
	});

	test.for([
		['%tm', 1.5],
		['%tw', 0.1],
		['%tq', 1e300],
		['%td', 1e12],
		['%tc', -1e300]
	] as const)('finds no period in what is none: %s, %d', ([display, value]) => {
		expect(dtaNumberFormat(display).text(value)).toBeUndefined();
	});
});

describe('dtaRecords, dates', () => {
	test('keeps as a number what is no date, and says so', async () => {
		const variables = [{ name: 'born', type: 'double', format: '%td' }] as const;
		const records = await writtenDta(variables, [[0], [1e9]]);
		expect(await valueRows(records)).toEqual([['1960-01-01'], ['1000000000']]);
		expect(records.notes).toEqual([
			'no date or time in variable born and kept as a number: 1 in all, the first in record 2'
		]);
	});

	test('keeps business days as numbers, and says so', async () => {
		const variables = [{ name: 'day', type: 'int', format: '%tbnyse' }] as const;
		const records = await writtenDta(variables, [[7]]);
		expect(records.variables[0]!.kind).toBe('number');
		expect(await valueRows(records)).toEqual([['7']]);
		expect(records.notes).toEqual(['business days of variable day are kept as numbers: %tbnyse']);
	});

	test('writes labelled codes of dates as the records have them', async () => {
		const born = { name: 'born', type: 'int', format: '%td', labels: 'days' } as const;
		const number = { name: 'n', type: 'int', labels: 'days' } as const;
		const labelSets = { days: [[0, 'First'] as const] };
		const { variables } = await writtenDta([born, number], [], { labelSets });
		expect([...variables[0]!.labels]).toEqual([['1960-01-01', 'First']]);
		expect([...variables[1]!.labels]).toEqual([['0', 'First']]);
	});

	test('reads the missing values of dates as those of numbers', async () => {
		expect(await writtenDtaColumn({ type: 'float', format: '%tm' }, ['.', '.k'])).toEqual([
			'',
			'.k'
		]);
	});
});
