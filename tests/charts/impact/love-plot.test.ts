import { describe, expect, test } from 'vitest';
import { lovePlot, lovePlotTable } from '#lib/charts/impact/love-plot.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { balancePicture } from '../../support/design-pictures.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { loveWords } from '../../support/picture-words.ts';

const options = { width: 720, words: loveWords, formats: pictureFormats };
const order = ['previous offences', 'employed before', 'age', 'lives with a partner', 'schooling'];

describe('lovePlot', () => {
	test('has the most unlike covariate first, whatever its sign', () => {
		const texts = visibleTexts(picture(lovePlot(balancePicture, options)));
		expect(texts.filter((text) => order.includes(text))).toEqual(order);
	});

	test('is hollow before and full after', () => {
		const dots = [
			...picture(lovePlot(balancePicture, options)).querySelectorAll('g[aria-label="dot"] path')
		];
		const hollow = dots.filter((dot) => dot.getAttribute('fill') === 'var(--paper)');
		// Five covariates and a sample each.
		expect([hollow.length, dots.length]).toEqual([6, 12]);
	});

	test('has nothing after where groups were not made alike', () => {
		const rows = balancePicture.rows.map((row) => ({ ...row, after: null }));
		const texts = visibleTexts(picture(lovePlot({ ...balancePicture, by: null, rows }, options)));
		expect(texts).not.toContain(loveWords.after);
		expect(texts).toContain('0.82');
	});

	test('draws the limits of what is called alike', () => {
		const limits = picture(lovePlot(balancePicture, options)).querySelectorAll(
			'g[stroke-dasharray="4,3"] path'
		);
		// Two, and the sample of their key.
		expect(limits).toHaveLength(4);
	});
});

describe('lovePlotTable', () => {
	test('has the order of the picture', () => {
		const { rows } = lovePlotTable(balancePicture, options);
		expect(rows.map(({ covariate }) => covariate)).toEqual([...order, 'month of entry']);
	});
});
