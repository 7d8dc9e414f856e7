import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateBars } from '#lib/charts/estimate-bars.ts';
import { estimateRow, picture, shareOptions, someRows } from '../support/chart-rows.ts';

const bars = (body: HTMLElement) => [...body.querySelectorAll('g[aria-label="bar"] > rect')];

describe('estimateBars', () => {
	test('begins its axis at zero, and every bar there', () => {
		fc.assert(
			fc.property(someRows(['a', 'b'], ['men', 'women']), (rows) => {
				const options = estimateBars(rows, shareOptions);
				expect([...(options.x?.domain ?? [])][0]).toBe(0);
				for (const bar of bars(picture(options)))
					expect(Number(bar.getAttribute('x'))).toBe(options.marginLeft);
			}),
			{ numRuns: 10 }
		);
	});

	test('is as long as its value', () => {
		const body = picture(
			estimateBars([estimateRow('a', '', 0.2), estimateRow('b', '', 0.4)], shareOptions)
		);
		const [short, long] = bars(body).map((bar) => Number(bar.getAttribute('width')));
		expect(long! / short!).toBeCloseTo(2, 6);
	});

	test('is hollow where the figure is poor', () => {
		const rows = [estimateRow('a', '', 0.2), estimateRow('b', '', 0.4, { word: 'weak' })];
		const fills = bars(picture(estimateBars(rows, shareOptions))).map((bar) =>
			bar.getAttribute('fill')
		);
		expect(fills).toEqual(['var(--series-1)', 'var(--paper)']);
	});

	test('draws the interval over the bar, on paper', () => {
		const body = picture(estimateBars([estimateRow('a', '', 0.2)], shareOptions)).innerHTML;
		expect(body.indexOf('aria-label="bar"')).toBeLessThan(body.indexOf('stroke="var(--ink)"'));
		expect(body).toMatch(/stroke-width="4.5" stroke="var\(--paper\)"/);
	});
});
