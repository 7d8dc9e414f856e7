import { describe, expect, test } from 'vitest';
import {
	numberColumns,
	publishedTable,
	ringColumn,
	textColumns
} from '#lib/impact/evaluation/published-columns.ts';
import { declaredOutcome } from '../../support/evaluated-programmes.ts';
import { settableProgramme } from '../../support/settable-design.ts';

describe('the columns of a published panel', () => {
	const programme = settableProgramme();

	test('are those that the design and the outcomes name, each once', () => {
		expect(textColumns(programme)).toEqual(['place', 'start', 'town']);
		const counted = declaredOutcome('arrests', {
			...{ role: 'harm', harm: 'other', column: 'arrests' },
			scale: { kind: 'count', exposure: 'residents', per: 1000, unit: { en: 'a thousand' } }
		});
		const outcomes = [...programme.outcomes, counted, counted] as typeof programme.outcomes;
		expect(numberColumns({ ...programme, outcomes })).toEqual([
			...['year', 'poverty', 'seen', 'harmed', 'arrests', 'residents']
		]);
	});
});

describe('a published panel', () => {
	const columns = [
		{ name: 'place', values: ['a', 'a', 'b'] },
		{ name: 'year', values: Float64Array.of(2019, 2020, 2019) },
		{ name: 'seen', values: [0.1, null, 0] }
	];

	test('is the table that an evaluation reads: a blank is a blank, and 0 is not', () => {
		const { table, ring } = publishedTable('test', 'place', columns);
		expect(table).toMatchObject({ name: 'test', size: 3 });
		expect(table.columns.get('year')).toEqual(['2019', '2020', '2019']);
		expect(table.columns.get('seen')).toEqual(['0.1', '', '0']);
		expect(ring).toBeUndefined();
	});

	test('tells who lies in the ring, and since when', () => {
		const known = [...columns, { name: ringColumn, values: [null, null, 2021] }];
		expect(publishedTable('test', 'place', known).ring).toEqual(new Map([['b', 2021]]));
	});

	test('loses no digit of a number', () => {
		const values = [0.1 + 0.2, 1e-12, 123_456_789.123_456_78];
		const { table } = publishedTable('test', 'place', [
			{ name: 'place', values: [] },
			{ name: 'x', values }
		]);
		expect(table.columns.get('x')?.map(Number)).toEqual(values);
	});
});
