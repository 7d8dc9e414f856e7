import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { panelColumns, smallMultiples } from '#lib/charts/small-multiples.ts';
import { estimateRow, picture, shareOptions } from '../support/chart-rows.ts';

const row = (panel: string, label: string, group: string, value: number) => ({
	...estimateRow(label, group, value),
	panel
});
const rows = [
	row('urban', 'a', 'men', 0.2),
	row('urban', 'a', 'women', 0.3),
	row('rural', 'a long name', 'women', 0.8)
];

describe('smallMultiples', () => {
	test.for(['intervals', 'bars'] as const)(
		'shares scale and colours among panels of %s',
		(form) => {
			const { panels } = smallMultiples({ form, rows, ...shareOptions });
			const [urban, rural] = panels;
			expect(urban?.options.marginLeft).toBe(rural?.options.marginLeft);
			expect(urban?.options.x?.domain).toEqual(rural?.options.x?.domain);
			expect(picture(rural!.options).innerHTML).toContain('var(--series-2)');
			expect(picture(rural!.options).innerHTML).not.toContain('var(--series-1)');
		}
	);

	test('shares times among panels of trends', () => {
		const waves = [2008, 2013].map((time, i) => ({ ...rows[i * 2]!, label: String(time), time }));
		const { panels } = smallMultiples({ form: 'trend', rows: waves, ...shareOptions });
		expect(panels[0]?.options.x?.domain).toEqual(panels[1]?.options.x?.domain);
	});

	test('knows the place of every row among all', () => {
		const { panels } = smallMultiples({ form: 'bars', rows, ...shareOptions });
		expect(panels.map(({ title, indices }) => [title, indices])).toEqual([
			['urban', [0, 1]],
			['rural', [2]]
		]);
	});
});

describe('panelColumns', () => {
	test('wraps by width into rows as even as can be', () => {
		expect([1280, 760, 358].map((width) => panelColumns(width, 4))).toEqual([4, 2, 1]);
		const width = fc.integer({ min: 200, max: 2000 });
		fc.assert(
			fc.property(width, fc.integer({ min: 1, max: 30 }), (pixels, count) => {
				const columns = panelColumns(pixels, count);
				expect(columns === 1 || pixels / columns >= 240).toBe(true);
				expect(columns).toBeLessThanOrEqual(count);
			})
		);
	});
});
