import { describe, expect, test } from 'vitest';
import {
	sensitivityIntervals,
	sensitivityTable
} from '#lib/charts/impact/sensitivity-intervals.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { sensitivityPicture } from '../../support/design-pictures.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { sensitivityWords } from '../../support/picture-words.ts';

const options = { width: 720, words: sensitivityWords, formats: pictureFormats };

describe('sensitivityIntervals', () => {
	const body = picture(sensitivityIntervals(sensitivityPicture, options));

	test('draws an interval that reaches the edge of the search open, with the word', () => {
		const dashed = body.querySelectorAll('g[stroke-dasharray="2,3"] path');
		expect(dashed).toHaveLength(2);
		expect(visibleTexts(body).join(' ')).toContain(sensitivityWords.gridEdge);
		// Six closed ones: a stem and two caps each.
		const closed = body.querySelectorAll('g[stroke-width="2"] path');
		expect(closed).toHaveLength(6 * 3);
	});

	test('hatches where no effect agrees with the restriction', () => {
		expect(body.querySelectorAll('path.hatching')).toHaveLength(1);
		expect(visibleTexts(body)).toContain(sensitivityWords.none);
	});

	test('heads each restriction once', () => {
		const texts = visibleTexts(body);
		for (const heading of Object.values(sensitivityWords.restriction))
			expect(texts.filter((text) => text === heading)).toHaveLength(1);
	});
});

describe('sensitivityTable', () => {
	test('says which interval goes on', () => {
		const { rows } = sensitivityTable(sensitivityPicture, options);
		expect(rows.filter(({ edge }) => edge !== '')).toHaveLength(1);
		expect(rows).toHaveLength(sensitivityPicture.rows.length);
	});
});
