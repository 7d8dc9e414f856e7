import { describe, expect, test } from 'vitest';
import { acceptabilityCurve, acceptabilityTable } from '#lib/charts/impact/acceptability-curve.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { acceptabilityWords } from '../../support/picture-words.ts';

const options = { width: 720, words: acceptabilityWords, formats: pictureFormats };
const points = [
	{ willingness: 0, probability: 0.1 },
	{ willingness: 100, probability: 0.5 },
	{ willingness: 200, probability: 0.9 }
];

describe('acceptabilityCurve', () => {
	test('draws a point for each sum, on a scale from 0 to 1', () => {
		const body = picture(acceptabilityCurve(points, options));
		expect(body.querySelectorAll('g[aria-label="dot"] path')).toHaveLength(3);
		expect(visibleTexts(body)).toEqual(expect.arrayContaining(['0', '1', '200']));
	});
});

describe('acceptabilityTable', () => {
	test('has a row for each sum', () => {
		expect(acceptabilityTable(points, options).rows).toEqual([
			{ willingness: '0', probability: '0.10' },
			{ willingness: '100', probability: '0.50' },
			{ willingness: '200', probability: '0.90' }
		]);
	});
});
