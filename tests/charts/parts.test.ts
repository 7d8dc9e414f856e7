import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { chosenRow } from '#lib/charts/choosable.ts';
import { hatching } from '#lib/charts/hatched.ts';

describe('hatching', () => {
	test('stays inside its rectangle', () => {
		const length = fc.integer({ min: 1, max: 200 });
		fc.assert(
			fc.property(length, length, (width, height) => {
				const places = [...hatching(10, 20, width, height).matchAll(/[ML]([\d.]+),([\d.]+)/g)];
				for (const [, x, y] of places) {
					expect(Number(x)).toBeGreaterThanOrEqual(10);
					expect(Number(x)).toBeLessThanOrEqual(10 + width);
					expect(Number(y)).toBeGreaterThanOrEqual(20);
					expect(Number(y)).toBeLessThanOrEqual(20 + height);
				}
			})
		);
	});
});

describe('chosenRow', () => {
	test('is the row of the mark that was hit, and none beside it', () => {
		const { document } = parseHTML('<svg><g data-row="3"><rect /></g><text>a</text></svg>');
		expect(chosenRow(document.querySelector('rect'))).toBe(3);
		expect(chosenRow(document.querySelector('text'))).toBeUndefined();
		expect(chosenRow(null)).toBeUndefined();
	});
});
