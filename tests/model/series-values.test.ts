import { describe, expect, test } from 'vitest';
import type { FilledRow } from '#lib/model/filled-template.ts';
import { checkedValues } from '#lib/model/questionnaires/series-values.ts';
import type { Series } from '#lib/model/series.ts';

const lists = { countries: { level: 'country' as const, territories: ['COL', 'PER'] } };

const series = {
	...{ frequency: 'year', checks: { range: [0, 100] } },
	...{ value: { kind: 'count', precision: 'counted' }, geography: { lists: ['countries'] } },
	dimensions: [{ id: 'sex', categories: [{ id: 'women' }, { id: 'men' }] }]
} as unknown as Series;

const columns = ['territory', 'period', 'sex', 'value', 'standard_error', 'status'];

const rowOf = (row: number, ...texts: readonly string[]): FilledRow => ({
	row,
	cells: new Map(
		texts.flatMap((text, i) =>
			text === ''
				? []
				: [[columns[i]!, { cell: `${String.fromCharCode(65 + i)}${row}`, text }] as const]
		)
	)
});

const good = rowOf(3, 'COL', '2024', 'women', '12');

describe('the numbers of a series', () => {
	test.for([
		[['BRA', '2024', 'men', '1'], 'A4', 'unknown'],
		[['COL', '2024-Q1', 'men', '1'], 'B4', 'date'],
		[['COL', '2024', 'man', '1'], 'C4', 'unknown'],
		[['COL', '2024', '', '1'], 'row 4', 'missing'],
		[['COL', '2024', 'men', 'No'], 'D4', 'number'],
		[['COL', '2024', 'men', '1.5'], 'D4', 'whole'],
		[['COL', '2024', 'men', '101'], 'D4', 'limit'],
		[['COL', '2024', 'men', '', '', 'final'], 'F4', 'other'],
		[['COL', '2024', 'men', '1', '', 'finl'], 'F4', 'choice'],
		[['COL', '2024', 'women', '13'], 'A4', 'twice']
	] as const)('are left out with their cell: %s', ([texts, cell, reason]) => {
		const { rows, problems, left } = checkedValues(series, [good, rowOf(4, ...texts)], { lists });
		expect(problems).toMatchObject([{ sheet: 'values', cell, reason, row: 4 }]);
		expect(rows).toEqual([{ territory: 'COL', period: '2024', sex: 'women', value: 12 }]);
		expect(left.map(({ row }) => row)).toEqual([4]);
	});

	test('may be blank, which is no zero', () => {
		const { rows, problems } = checkedValues(series, [rowOf(3, 'PER', '2024', 'men')], { lists });
		expect([rows, problems]).toEqual([[{ territory: 'PER', period: '2024', sex: 'men' }], []]);
	});
});
