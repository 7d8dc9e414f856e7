import { describe, expect, test } from 'vitest';
import { overlapHistogram, overlapTable } from '#lib/charts/impact/overlap-histogram.ts';
import { picture } from '../../support/chart-rows.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { overlapWords } from '../../support/picture-words.ts';

const options = { width: 720, words: overlapWords, formats: pictureFormats };
const overlap = { treated: [0, 0.25, 0.75], comparison: [0.5, 0.5, 0] };

describe('overlapHistogram', () => {
	test('has the treated above and the comparison below, on one scale', () => {
		const body = picture(overlapHistogram(overlap, options));
		const [above, below] = [...body.querySelectorAll('g[aria-label="rect"]')].map((group) =>
			[...group.querySelectorAll('rect')].map((bar) =>
				['y', 'height'].map((name) => Number(bar.getAttribute(name)))
			)
		);
		expect([above!.length, below!.length]).toEqual([2, 2]);
		for (const [y, height] of above!) expect(y! + height!).toBeCloseTo(below![0]![0]!, 6);
		expect(above![1]![1]! / below![0]![1]!).toBeCloseTo(0.75 / 0.5, 6);
	});
});

describe('overlapTable', () => {
	test('has every class with both shares', () => {
		expect(overlapTable(overlap, options).rows[1]).toMatchObject({
			...{ treated: '0.25', comparison: '0.50' }
		});
	});
});
