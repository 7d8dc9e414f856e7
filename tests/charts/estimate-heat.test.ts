import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateHeat, type HeatRow } from '#lib/charts/estimate-heat.ts';
import { heatSteps, stepOf } from '#lib/charts/heat-steps.ts';
import { estimateRow, picture, shareOptions, visibleTexts } from '../support/chart-rows.ts';

const cell = (label: string, group: string, value: number, word?: string): HeatRow => ({
	...estimateRow(label, group, value, word === undefined ? {} : { word }),
	margin: `± ${value}`
});
const grid = [
	cell('a', 'x', 0.1),
	cell('a', 'y', 0.2),
	cell('b', 'x', 0.3, 'weak'),
	cell('b', 'y', 0.6)
];
const draw = (rows: readonly HeatRow[], width = 760) =>
	estimateHeat(rows, { ...shareOptions, width });

describe('heatSteps', () => {
	const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });

	test('hold every value in six equal steps', () => {
		fc.assert(
			fc.property(values, (all) => {
				const limits = heatSteps(all);
				expect(limits).toHaveLength(7);
				const slack = 1e-6 * Math.max(...all.map(Math.abs), 1e-300);
				expect(limits[0]).toBeLessThanOrEqual(Math.min(...all) + slack);
				if (new Set(all).size > 1)
					expect(limits[6]).toBeGreaterThanOrEqual(Math.max(...all) - slack);
			})
		);
	});

	test('have round limits', () => {
		expect(heatSteps([12, 56])).toEqual([8, 16, 24, 32, 40, 48, 56]);
	});

	test('give a larger value no lower step', () => {
		fc.assert(
			fc.property(values, (all) => {
				const limits = heatSteps(all);
				const steps = all.toSorted((a, b) => a - b).map((value) => stepOf(value, limits));
				expect(steps).toEqual(steps.toSorted((a, b) => a - b));
			})
		);
	});
});

describe('estimateHeat', () => {
	test('says figure and interval in every cell', () => {
		const texts = visibleTexts(picture(draw(grid)));
		for (const { text, margin } of grid)
			expect(texts).toEqual(expect.arrayContaining([text, margin]));
	});

	test('is hollow where the figure is poor, framed in its colour', () => {
		const body = picture(draw(grid));
		const papers = [...body.querySelectorAll('g[fill="var(--paper)"] > rect')];
		expect(papers).toHaveLength(1);
		expect(visibleTexts(body)).toContain('weak');
	});

	test('gives the highest cell the strongest colour and the lowest the palest', () => {
		const fills = [...picture(draw(grid)).querySelectorAll('rect[fill^="var(--shade"]')].map(
			(rect) => rect.getAttribute('fill')
		);
		expect(fills.slice(0, 4)).toEqual([1, 2, 3, 6].map((step) => `var(--shade-${step})`));
	});

	test('is wider than its page rather than too narrow for its figures', () => {
		const many = Array.from({ length: 12 }, (_, i) => cell('a', `group ${i}`, 0.1 + i / 100));
		expect(draw(many, 358).width).toBeGreaterThan(12 * 57);
		expect(draw(grid, 358).width).toBe(358);
	});
});
