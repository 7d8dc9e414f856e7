import { describe, expect, test } from 'vitest';
import {
	interruptedSeries,
	interruptedSeriesTable
} from '#lib/charts/impact/interrupted-series.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { seriesPicture } from '../../support/design-pictures.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { seriesWords } from '../../support/picture-words.ts';

const options = { words: seriesWords, formats: pictureFormats };
const draw = (shown = seriesPicture) =>
	picture(interruptedSeries(shown, { ...options, width: 720 }));

describe('interruptedSeries', () => {
	test('draws a dot for each observation and none where there is none', () => {
		const dots = draw().querySelectorAll('g[aria-label="dot"] path');
		// The sample of the key too; one month has no observation.
		expect(dots).toHaveLength(1 + 95);
	});

	test('cuts the fitted line at the interruption', () => {
		const fitted = draw().querySelectorAll('g[aria-label="line"][stroke-width="2.5"] path');
		expect(fitted).toHaveLength(2);
	});

	test('dashes what would have been, with its band, from the interruption on', () => {
		const body = draw();
		const band = body.querySelector('g[aria-label="area"] path')?.getAttribute('d') ?? '';
		expect(band.split(/[ML]/).filter(Boolean)).toHaveLength(2 * 36);
		expect(visibleTexts(body)).toContain(seriesWords.counterfactual);
	});

	test('names the law beside its line', () => {
		expect(visibleTexts(draw()).join(' ')).toContain(seriesWords.interruption);
	});

	test('has a key for the control only with a control', () => {
		expect(visibleTexts(draw())).toContain(seriesWords.control);
		const points = seriesPicture.points.map((point) => ({ ...point, control: null }));
		expect(visibleTexts(draw({ ...seriesPicture, points }))).not.toContain(seriesWords.control);
	});
});

describe('interruptedSeriesTable', () => {
	test('tells what was not observed from nought', () => {
		const { rows } = interruptedSeriesTable(seriesPicture, options);
		expect(rows).toHaveLength(96);
		expect(rows[29]).toMatchObject({ period: '30', observed: 'none', counterfactual: 'none' });
	});
});
