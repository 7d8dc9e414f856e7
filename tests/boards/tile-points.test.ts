import { describe, expect, test } from 'vitest';
import { median } from '#lib/boards/median.ts';
import { seriesPoints, steadyCountries, wavePoints } from '#lib/boards/tile-points.ts';
import { counts, point, waves } from '../support/made-up-board.ts';

describe('median', () => {
	test('is the middle, or the mean of the two in the middle', () => {
		expect(median([3, 1, 2])).toBe(2);
		expect(median([4, 1, 2, 3])).toBe(2.5);
		expect(median([])).toBeNaN();
	});
});

describe('wavePoints', () => {
	test('leave out what only has a word, and keep the break that it stood at', () => {
		const { figures } = waves({ 2020: 0.2, 2022: null, 2024: 0.3 });
		const broken = figures.map((one) =>
			one.period === '2022' ? { ...one, break: 'not-comparable: verb-differs' } : one
		);
		expect(wavePoints(broken).map(({ period, isBreak }) => [period, isBreak])).toEqual([
			['2020', false],
			['2024', true]
		]);
	});
});

describe('seriesPoints', () => {
	test('mark what is in progress, and a break between two values', () => {
		const data = counts([point('2021', 4), point('2023', 6), point('2024', 1)], {
			...{ lastComplete: '2023', breaks: ['2022'] }
		});
		expect(
			seriesPoints(data).map(({ period, isBreak, isPartial }) => [period, isBreak, isPartial])
		).toEqual([
			['2021', false, false],
			['2023', true, false],
			['2024', false, true]
		]);
	});

	test('keep zero, and leave out what is not reported', () => {
		const data = counts([point('2021', 0), point('2022', null, { status: 'not-reported' })]);
		expect(seriesPoints(data).map(({ value }) => value)).toEqual([0]);
	});

	const of = (territory: string, values: Readonly<Record<string, number>>) =>
		Object.entries(values).map(([period, value]) => point(period, value, { territory }));

	test('of a bloc are medians of the same countries in every year', () => {
		const data = counts([
			...of('XAA', { 2000: 1, 2010: 4 }),
			...of('XBB', { 2000: 2, 2010: 5 }),
			...of('XCC', { 2000: 3, 2010: 9 }),
			...of('XDD', { 2010: 1000 })
		]);
		expect(steadyCountries(data)?.territories).toEqual(['XAA', 'XBB', 'XCC']);
		expect(seriesPoints(data).map(({ period, value, of }) => [period, value, of])).toEqual([
			['2000', 2, '3'],
			['2010', 5, '3']
		]);
	});

	test('of a bloc whose countries have years of their own are one median of the latest', () => {
		const data = counts([
			...of('XAA', { 2010: 1, 2016: 7 }),
			...of('XBB', { 2012: 2 }),
			...of('XCC', { 2014: 3 })
		]);
		expect(seriesPoints(data).map(({ period, value, on }) => [period, value, on])).toEqual([
			['2012–2016', 3, '2014-12-31']
		]);
	});

	test('of a bloc are none where the middle would be somebody', () => {
		expect(seriesPoints(counts([...of('XAA', { 2010: 1 }), ...of('XBB', { 2010: 2 })]))).toEqual(
			[]
		);
	});
});
