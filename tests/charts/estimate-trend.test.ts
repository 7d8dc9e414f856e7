import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateTrend } from '#lib/charts/estimate-trend.ts';
import { type TrendRow, trendPoints } from '#lib/charts/trend-points.ts';
import {
	estimateRow,
	picture,
	shareOptions,
	visibleTexts,
	withheldRow
} from '../support/chart-rows.ts';
import { textWidth } from '#lib/charts/text-width.ts';

const wave = (time: number, value: number, group = ''): TrendRow => ({
	...estimateRow(String(time), group, value),
	time
});
const hidden = (time: number, group = ''): TrendRow => ({
	...withheldRow(String(time), group),
	time
});
const waves = [wave(2008, 0.2), wave(2013, 0.25), wave(2016, 0.3), wave(2019, 0.4)];
const cut = { between: [2016, 2019] as const, label: 'another question' };

const lines = (body: HTMLElement) =>
	[...body.querySelectorAll('g[aria-label="line"] path')].map(
		(path) => path.getAttribute('d') ?? ''
	);
const segments = (rows: readonly TrendRow[], breaks = [cut]) =>
	trendPoints(rows, breaks).map(({ segment }) => segment);

describe('trendPoints', () => {
	test('cuts the line at a break, whichever waves a series has', () => {
		const times = fc.uniqueArray(fc.integer({ min: 1990, max: 2030 }), { minLength: 2 });
		const limits = fc.uniqueArray(fc.integer({ min: 1990, max: 2030 }), {
			minLength: 2,
			maxLength: 2
		});
		fc.assert(
			fc.property(times, limits, (all, ends) => {
				const [from, to] = ends.toSorted((a, b) => a - b) as [number, number];
				const points = trendPoints(
					all.map((time) => wave(time, 0.2)),
					[{ between: [from, to], label: '' }]
				);
				for (const [i, point] of points.slice(1).entries()) {
					const crosses = points[i]!.time < to && point.time > from;
					expect(point.segment !== points[i]!.segment).toBe(crosses);
				}
			})
		);
	});

	test('draws no line through a wave that is withheld', () => {
		const found = segments([wave(2008, 0.2), hidden(2013), wave(2016, 0.3)], []);
		expect(new Set(found).size).toBe(3);
	});

	test('joins waves in the order of time', () => {
		const times = trendPoints([wave(2016, 0.3), wave(2008, 0.2)]).map(({ time, index }) => [
			time,
			index
		]);
		expect(times).toEqual([
			[2008, 1],
			[2016, 0]
		]);
	});

	test('refuses an eighth series and a break that runs backwards', () => {
		const eight = Array.from({ length: 8 }, (_, i) => wave(2008, 0.2, `series ${i}`));
		expect(() => trendPoints(eight)).toThrow('draw small multiples: 8');
		expect(() => trendPoints(waves, [{ between: [2019, 2016], label: '' }])).toThrow('2019, 2016');
	});
});

describe('estimateTrend', () => {
	test('cuts the line at a break and says why', () => {
		const body = picture(estimateTrend(waves, { ...shareOptions, breaks: [cut] }));
		expect(lines(body).map((path) => path.split('L').length)).toEqual([3, 1]);
		expect(visibleTexts(body)).toContain('another question');
	});

	test('has a true scale of time', () => {
		const body = picture(estimateTrend(waves, shareOptions));
		const places = [...body.querySelectorAll('circle')].map((dot) =>
			Number(dot.getAttribute('cx'))
		);
		const [first, second, third] = places;
		expect((second! - first!) / (third! - second!)).toBeCloseTo(5 / 3, 6);
	});

	test('names every series once, at the end of its line', () => {
		const rows = ['men', 'women'].flatMap((group, i) => [
			wave(2008, 0.2 + i / 10, group),
			wave(2013, 0.25 + i / 10, group)
		]);
		const texts = visibleTexts(picture(estimateTrend(rows, shareOptions)));
		for (const name of ['men', 'women'])
			expect(texts.filter((text) => text === name)).toHaveLength(1);
	});

	test('keeps long names of waves inside the picture', () => {
		const named = waves.map((row) => ({ ...row, label: `A survey with a long name ${row.time}` }));
		const body = picture(estimateTrend(named, { ...shareOptions, width: 390 }));
		const names = [...body.querySelectorAll('text')].filter(({ textContent }) =>
			textContent.startsWith('A survey')
		);
		expect(names.length).toBeGreaterThan(0);
		for (const name of names) {
			const x = Number(/translate\(([\d.]+),/.exec(name.getAttribute('transform') ?? '')?.[1]);
			const half = textWidth(name.textContent) / 2;
			expect(x - half).toBeGreaterThanOrEqual(0);
			expect(x + half).toBeLessThanOrEqual(390);
		}
	});

	test('draws a single wave as a dot with its interval in the middle', () => {
		const options = estimateTrend([wave(2019, 0.4)], { ...shareOptions, width: 600 });
		const dot = picture(options).querySelector('circle');
		const middle = (options.marginLeft! + 600 - options.marginRight!) / 2;
		expect(Number(dot?.getAttribute('cx'))).toBeCloseTo(middle, 6);
		expect(visibleTexts(picture(options))).toContain('40.0 %');
	});

	test('says of a withheld wave why, once for neighbours', () => {
		const rows = [hidden(2008, 'men'), hidden(2013, 'men'), wave(2016, 0.3, 'men')];
		const texts = visibleTexts(picture(estimateTrend(rows, shareOptions)));
		expect(texts.filter((text) => text === 'men: no cases')).toHaveLength(1);
	});
});
