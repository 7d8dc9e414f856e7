import { describe, expect, test } from 'vitest';
import { weightBars, weightBarsTable } from '#lib/charts/impact/weight-bars.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { syntheticPicture } from '../../support/design-pictures.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { weightWords } from '../../support/picture-words.ts';

const options = { words: weightWords, formats: pictureFormats, of: 'units' } as const;

describe('weightBars', () => {
	test('draws the largest weight first and puts very small ones together', () => {
		const texts = visibleTexts(picture(weightBars(syntheticPicture, { ...options, width: 720 })));
		const names = texts.filter((text) => /^(Region|\d+ others)/.test(text));
		expect(names).toEqual([
			...['A', 'B', 'C', 'D', 'E', 'F'].map((x) => `Region ${x}`),
			'8 others together'
		]);
	});

	test('keeps periods in their order', () => {
		const body = picture(weightBars(syntheticPicture, { ...options, of: 'periods', width: 720 }));
		const names = visibleTexts(body).filter((text) => /^20\d\d$/.test(text));
		expect(names).toEqual(syntheticPicture.periodWeights.map(({ period }) => String(period)));
	});
});

describe('weightBarsTable', () => {
	test('has every weight, however small', () => {
		expect(weightBarsTable(syntheticPicture, options).rows).toHaveLength(14);
	});
});
