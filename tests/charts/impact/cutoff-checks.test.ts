import { describe, expect, test } from 'vitest';
import {
	bandwidthSensitivity,
	bandwidthSensitivityTable,
	placeboCutoffs,
	placeboCutoffsTable
} from '#lib/charts/impact/cutoff-checks.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { discontinuityPicture } from '../../support/design-pictures.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { bandwidthWords, cutoffWords } from '../../support/picture-words.ts';

const formats = pictureFormats;

describe('bandwidthSensitivity', () => {
	test('names the bandwidth that is used and gives it a form of its own', () => {
		const options = { width: 720, formats, words: bandwidthWords };
		const body = picture(bandwidthSensitivity(discontinuityPicture, options));
		expect(visibleTexts(body)).toContain(bandwidthWords.main);
		const dots = [...body.querySelectorAll('g[aria-label="dot"] path')];
		expect(dots).toHaveLength(7);
		const own = dots.filter((dot) => dot.getAttribute('fill') === 'var(--series-1)');
		expect(own).toHaveLength(1);
	});

	test('has every bandwidth in its table', () => {
		const options = { formats, words: bandwidthWords };
		expect(bandwidthSensitivityTable(discontinuityPicture, options).rows).toHaveLength(7);
	});
});

describe('placeboCutoffs', () => {
	test('says where too few are near a cut-off, hatched', () => {
		const options = { width: 720, formats, words: cutoffWords };
		const body = picture(placeboCutoffs(discontinuityPicture, options));
		expect(body.querySelectorAll('path.hatching')).toHaveLength(1);
		expect(visibleTexts(body)).toContain('too few');
		expect(placeboCutoffsTable(discontinuityPicture, options).rows[5]).toMatchObject({
			...{ cutoff: '80', estimate: 'too few' }
		});
	});
});
