import { describe, expect, test } from 'vitest';
import { discontinuity, discontinuityTable } from '#lib/charts/impact/discontinuity.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { discontinuityPicture } from '../../support/design-pictures.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { discontinuityWords } from '../../support/picture-words.ts';

const options = { words: discontinuityWords, formats: pictureFormats };

describe('discontinuity', () => {
	const body = picture(discontinuity(discontinuityPicture, { ...options, width: 720 }));

	test('draws a fit on either side of the cut-off and does not join them', () => {
		expect(body.querySelectorAll('g[aria-label="line"] path')).toHaveLength(2);
		expect(visibleTexts(body)).toContain(discontinuityWords.cutoff);
	});

	test('draws every bin, the sides by different forms', () => {
		const groups = [...body.querySelectorAll('g[aria-label="dot"]')];
		const bins = groups.at(-1)?.querySelectorAll('path') ?? [];
		expect(bins).toHaveLength(32);
		const forms = [...bins].map((path) => (path.getAttribute('d') ?? '').includes('A'));
		expect(new Set(forms).size).toBe(2);
	});
});

describe('discontinuityTable', () => {
	test('has every bin with its side', () => {
		const { rows } = discontinuityTable(discontinuityPicture, options);
		expect(rows.filter(({ side }) => side === 'below')).toHaveLength(16);
		expect(rows).toHaveLength(32);
	});
});
