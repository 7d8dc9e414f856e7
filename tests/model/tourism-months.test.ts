import { describe, expect, test } from 'vitest';
import { sharedMonths } from '#lib/model/registers/tourism-register.ts';

const month = (period: string, value: number | null) => ({ period, value });

describe('sharedMonths', () => {
	test('keeps the months that both series have, each beside the same month a year before', () => {
		const found = sharedMonths(
			[month('2020-01', 10), month('2020-02', 11), month('2021-01', 20)],
			[month('2021-01', 3), month('2020-01', 2), month('2019-01', 1)]
		);
		expect(found.arrivals).toEqual([
			{ period: '2020-01', value: 10, before: null },
			{ period: '2021-01', value: 20, before: 10 }
		]);
		expect(found.local.map(({ before }) => before)).toEqual([1, 2]);
	});

	test('leaves a blank blank: it is no zero, and no month before', () => {
		const { arrivals } = sharedMonths(
			[month('2020-01', null), month('2021-01', 0)],
			[month('2020-01', 1), month('2021-01', 1)]
		);
		expect(arrivals.map(({ value, before }) => [value, before])).toEqual([
			[null, null],
			[0, null]
		]);
	});
});
