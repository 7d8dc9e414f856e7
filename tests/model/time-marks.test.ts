import { describe, expect, test } from 'vitest';
import { timeMarks } from '#lib/model/registers/time-marks.ts';

const one = (date: string, until?: string) => ({
	...{ id: 'one', date },
	...(until === undefined ? {} : { until })
});
const marks = (date: string, until?: string) => timeMarks([one(date, until)], [2012, 2014.999]);

describe('timeMarks', () => {
	test('makes a span of a year and of a month, and one day of a day', () => {
		const [year] = marks('2013');
		expect(year).toMatchObject({ from: 2013, isExact: false });
		expect(year?.until).toBeCloseTo(2014, 6);
		const [month] = marks('2013-07');
		expect(month?.from).toBeCloseTo(2013 + 181 / 365, 6);
		expect(month?.until).toBeCloseTo(2013 + 212 / 365, 6);
		const [day] = marks('2013-07-01');
		expect(day).toMatchObject({ from: month!.from, isExact: true });
		expect(day?.until).toBeCloseTo(2013 + 182 / 365, 6);
	});

	test('leaves out what has no date and what lies outside, and keeps what reaches in', () => {
		expect(marks('not stated')).toEqual([]);
		expect(marks('2011')).toEqual([]);
		expect(marks('2011', '2012')).toHaveLength(1);
		expect(marks('2015-01-01')).toEqual([]);
	});

	test('stands in time', () => {
		const all = [one('2014'), { ...one('2013-01-02'), id: 'two' }, { ...one('2013'), id: 'three' }];
		const ids = timeMarks(all, [-Infinity, Infinity]).map(({ id }) => id);
		expect(ids).toEqual(['three', 'two', 'one']);
	});
});
