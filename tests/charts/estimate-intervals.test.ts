import { describe, expect, test } from 'vitest';
import { estimateIntervals } from '#lib/charts/estimate-intervals.ts';
import type { EstimateRow } from '#lib/charts/estimate-rows.ts';
import { intervalLines } from '#lib/charts/interval-lines.ts';
import { estimateRow as row, picture, shareOptions, withheldRow } from '../support/chart-rows.ts';
import { textWidth } from '#lib/charts/text-width.ts';

const svg = (rows: readonly EstimateRow[], changes = {}) =>
	picture(estimateIntervals(rows, { ...shareOptions, ...changes }));

describe('intervalLines', () => {
	test('heads the lines of a second breakdown with their first category', () => {
		const lines = intervalLines([
			row('north', 'men', 0.1),
			row('north', 'women', 0.2),
			row('south', 'men', 0.3)
		]);
		expect(lines.map(({ name }) => name)).toEqual(['north', 'men', 'women', 'south', 'men']);
		expect(lines.map(({ series }) => series)).toEqual([0, 0, 1, 0, 0]);
	});
});

describe('estimateIntervals', () => {
	test('writes a long name in lines that stay beside the intervals', () => {
		const name = 'Use of tranquillisers without a prescription in the last twelve months';
		const options = estimateIntervals([row(name, '', 0.006)], { ...shareOptions, width: 880 });
		const lines = [...picture(options).querySelectorAll('tspan')].map((one) => one.textContent);
		expect(lines.join(' ')).toContain(name);
		const widest = Math.max(...lines.slice(0, 2).map((line) => textWidth(line)));
		expect(widest).toBeLessThan(options.marginLeft!);
	});

	test('draws a dot and a value for every estimate, and the word for one that is withheld', () => {
		const picture = svg([row('a', '', 0.2), row('b', '', 0.4), withheldRow('c', '')]);
		expect(picture.querySelectorAll('circle')).toHaveLength(2);
		expect(picture.textContent).toContain('no cases');
		expect(picture.textContent).toContain('40.0 %');
	});

	test('draws an estimate of poor quality hollow, with the word beside it', () => {
		const picture = svg([row('a', '', 0.2), row('b', '', 0.4, { word: 'not reliable' })]);
		const fills = [...picture.querySelectorAll('circle')].map((dot) => dot.getAttribute('fill'));
		expect(fills).toEqual(['var(--series-1)', 'var(--paper)']);
		expect(picture.textContent).toContain('not reliable');
	});

	test('draws the interval of an incomplete design open-ended', () => {
		const dashed = (rows: EstimateRow[]) =>
			svg(rows).innerHTML.match(/stroke-dasharray="1.5,3"/g)?.length ?? 0;
		expect(dashed([row('a', '', 0.2)])).toBe(0);
		expect(dashed([row('a', '', 0.2, { precision: 'lower-bound' })])).toBe(1);
	});

	test('starts at zero and never ends beyond all', () => {
		const { x } = estimateIntervals([row('a', '', 0.99, { upper: 0.999 })], shareOptions);
		expect(x?.domain).toEqual([0, 1]);
	});

	test('names the whole domain at its line', () => {
		const picture = svg([row('a', '', 0.2)], { reference: { value: 0.3, label: 'all: 30 %' } });
		expect(picture.textContent).toContain('all: 30 %');
	});

	test('escapes what a category is called', () => {
		const picture = svg([row('<img src=x onerror=alert(1)>', '', 0.2)]);
		expect(picture.querySelector('img')).toBeNull();
	});

	test('puts a word where it does not run into the figures', () => {
		const placed = (value: number) =>
			[
				...svg([
					row('a', '', value, { word: 'not reliable' }),
					row('b', '', 0.95)
				]).querySelectorAll('text')
			]
				.find(({ textContent }) => textContent === 'not reliable')
				?.closest('[text-anchor]')
				?.getAttribute('text-anchor');
		expect([placed(0.2), placed(0.96)]).toEqual(['start', 'end']);
	});

	test('keeps a figure without limits, hollow and without an interval', () => {
		const body = svg([row('a', '', 0.2, { lower: undefined, upper: undefined })]);
		expect(body.querySelector('circle')?.getAttribute('fill')).toBe('var(--paper)');
		expect(body.textContent).toContain('20.0 %');
	});

	test('shows values below zero', () => {
		const { x } = estimateIntervals([row('a', '', -3, { lower: -4, upper: -2 })], {
			...shareOptions,
			isShare: false
		});
		const [first, last] = [...(x?.domain ?? [])] as number[];
		expect(first).toBeLessThanOrEqual(-4);
		expect(last).toBe(0);
	});
});
