import { describe, expect, test } from 'vitest';
import { baconParts, baconTable } from '#lib/charts/impact/bacon-parts.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { baconPicture, pictureFormats } from '../../support/evaluation-pictures.ts';
import { baconWords } from '../../support/picture-words.ts';

const options = { words: baconWords, formats: pictureFormats, forbidden: ['treated-earlier'] };

describe('baconParts', () => {
	const body = picture(baconParts(baconPicture, { ...options, width: 720 }));

	test('marks forbidden comparisons by a hollow form and by the word', () => {
		// Two parts and the sample of the key.
		expect(body.querySelectorAll('g[aria-label="dot"] [fill="var(--paper)"]')).toHaveLength(3);
		expect(visibleTexts(body)).toContain(
			'treated earlier (forbidden: their own effect is taken off)'
		);
	});

	test('names the estimate that they are parts of', () => {
		expect(visibleTexts(body)).toContain(baconWords.estimate);
	});
});

describe('baconTable', () => {
	test('has every comparison with its weight', () => {
		const { rows } = baconTable(baconPicture, options);
		expect(rows.map(({ weight }) => weight)).toEqual(
			baconPicture.parts.map(({ weight }) => pictureFormats.share(weight))
		);
		expect(rows.filter(({ comparison }) => comparison!.includes('forbidden'))).toHaveLength(2);
	});
});
