import { describe, expect, test } from 'vitest';
import { syntheticLines, syntheticLinesTable } from '#lib/charts/impact/synthetic-lines.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { syntheticPicture } from '../../support/design-pictures.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { syntheticWords } from '../../support/picture-words.ts';

const options = { words: syntheticWords, formats: pictureFormats };

describe('syntheticLines', () => {
	const body = picture(syntheticLines(syntheticPicture, { ...options, width: 720 }));

	test('draws both lines, the synthetic one dashed, each with its name', () => {
		const lines = [...body.querySelectorAll('g[aria-label="line"]')];
		expect(lines.map((line) => line.getAttribute('stroke-dasharray'))).toEqual(['6,4', null]);
		expect(visibleTexts(body)).toContain(syntheticWords.treated);
	});

	test('shades the gap from the start on and no earlier', () => {
		const area = body.querySelector('g[aria-label="area"] path')?.getAttribute('d') ?? '';
		// Seven years there and back.
		expect(area.split(/[ML]/).filter(Boolean)).toHaveLength(14);
	});
});

describe('syntheticLinesTable', () => {
	test('has the gap of every period', () => {
		const { rows } = syntheticLinesTable(syntheticPicture, options);
		expect(rows.map(({ gap }) => gap)).toEqual(
			syntheticPicture.points.map((point) => pictureFormats.value(point.treated - point.synthetic))
		);
	});
});
