import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateTrend } from '#lib/charts/estimate-trend.ts';
import type { NumberedMark } from '#lib/charts/trend-frame.ts';
import { markLabels } from '#lib/charts/trend-marks.ts';
import { textWidth } from '#lib/charts/text-width.ts';
import type { TrendRow } from '#lib/charts/trend-points.ts';
import { estimateRow, picture, shareOptions, visibleTexts } from '../support/chart-rows.ts';

const wave = (time: number, value: number): TrendRow => ({
	...estimateRow(String(time), '', value),
	time
});
const waves = [wave(2012, 0.2), wave(2014, 0.25), wave(2016, 0.3)];

const mark = (number: number, from: number, until: number, isExact = false): NumberedMark => ({
	...{ id: `m${number}`, number, from, until, isExact }
});
const day = mark(1, 2013.5, 2013.502, true);
const year = mark(2, 2014, 2015);

const drawn = (marks: readonly NumberedMark[]) =>
	picture(estimateTrend(waves, { ...shareOptions, marks }));
const upright = (body: HTMLElement) =>
	[...body.querySelectorAll('line')].filter(
		(one) =>
			one.getAttribute('x1') === one.getAttribute('x2') &&
			Math.abs(Number(one.getAttribute('y1')) - Number(one.getAttribute('y2'))) > 100
	).length;

describe('marks of a trend', () => {
	test('are lines where the day is known, and spans where it is not', () => {
		const plain = upright(drawn([]));
		expect(upright(drawn([day])) - plain).toBe(1);
		expect(upright(drawn([year])) - plain).toBe(0);
		expect(visibleTexts(drawn([day, year]))).toEqual(expect.arrayContaining(['1', '2']));
	});

	test('that lasted are spans although their days are known', () => {
		expect(upright(drawn([mark(1, 2013, 2014.5, true)]))).toBe(upright(drawn([])));
	});

	test('take room above the values and none of theirs', () => {
		const heights = [[], [day, year]].map((marks) => {
			const { height, marginTop, marginBottom } = estimateTrend(waves, { ...shareOptions, marks });
			return height! - marginTop! - marginBottom!;
		});
		expect(heights[1]).toBe(heights[0]);
	});

	test('never stand over each other, and each number is there once', () => {
		const middles = fc.array(fc.double({ min: 40, max: 700, noNaN: true }), { maxLength: 30 });
		fc.assert(
			fc.property(middles, (all) => {
				const limits = { left: 40, right: 700 };
				const numbered = all.map((middle, i) => ({ number: i + 1, middle }));
				const labels = markLabels(numbered, limits);
				const numbers = labels.flatMap(({ text }) =>
					text.split(', ').flatMap((run) => {
						const [first, last = first] = run.split('–').map(Number) as [number, number?];
						return Array.from({ length: last - first + 1 }, (_, i) => first + i);
					})
				);
				expect(numbers.toSorted((a, b) => a - b)).toEqual(numbered.map(({ number }) => number));
				for (const [i, { x, text }] of labels.entries()) {
					const next = labels[i + 1];
					if (next) expect(x + textWidth(text) / 2).toBeLessThan(next.x - textWidth(next.text) / 2);
				}
			})
		);
	});

	test('say three numbers in a row as a span', () => {
		const numbered = [1, 2, 3, 5].map((number) => ({ number, middle: 100 + number }));
		expect(markLabels(numbered, { left: 0, right: 600 })).toEqual([
			{ x: expect.closeTo(102.75) as number, text: '1–3, 5' }
		]);
	});
});
