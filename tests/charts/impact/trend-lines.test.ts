import { describe, expect, test } from 'vitest';
import {
	trendLines,
	type TrendLinesOptions,
	trendLinesTable
} from '#lib/charts/impact/trend-lines.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { pictureFormats, trendsPicture } from '../../support/evaluation-pictures.ts';
import { trendWords } from '../../support/picture-words.ts';

const options = { width: 720, words: trendWords, formats: pictureFormats };
const draw = (trends: PictureOf<'trends'>, changes: Partial<TrendLinesOptions> = {}) =>
	picture(trendLines(trends, { ...options, ...changes }));

/** The comparison without a mean in 2014. */
function withGap(): PictureOf<'trends'> {
	const trends = trendsPicture();
	const [treated, comparison] = trends.lines;
	const points = comparison!.points.map((point) =>
		point.period === 2014 ? { ...point, mean: null, lower: null, upper: null } : point
	);
	return { ...trends, lines: [treated!, { ...comparison!, points }] };
}

const segments = (body: HTMLElement) =>
	[...body.querySelectorAll('g[aria-label="line"] path')].flatMap((path) =>
		(path.getAttribute('d') ?? '').split('M').filter(Boolean)
	);

describe('trendLines', () => {
	test('names each group once, with its form', () => {
		const body = draw(trendsPicture());
		const texts = visibleTexts(body);
		for (const name of ['treated from 2017 on', 'comparison areas'])
			expect(texts.filter((text) => text === name)).toHaveLength(1);
	});

	test('draws a line where each cohort starts, between the last period before and the first of it', () => {
		const body = draw(trendsPicture({ starts: [2015, 2018] }));
		expect(visibleTexts(body)).toEqual(
			expect.arrayContaining(['programme starts in 2015', 'programme starts in 2018'])
		);
		expect(body.querySelectorAll('g[stroke-dasharray="6,3"] path')).toHaveLength(2);
	});

	test('has an interval at every mean: two caps and a stem, or a ribbon where there is no room', () => {
		const stems = draw(trendsPicture()).querySelectorAll(
			'g[aria-label="link"][stroke-width="1.5"] > path[stroke]'
		);
		expect(stems).toHaveLength(2 * 10 * 3);
		const months = Array.from({ length: 72 }, (_, i) => i + 1);
		const dense = draw(trendsPicture({ periods: months, starts: [41] }));
		expect(dense.querySelectorAll('g[aria-label="area"] path')).toHaveLength(2);
	});

	test('cuts the line at a period without a mean, hatched with the word', () => {
		expect(segments(draw(trendsPicture()))).toHaveLength(2);
		const body = draw(withGap());
		expect(segments(body)).toHaveLength(3);
		expect(body.querySelectorAll('path.hatching')).toHaveLength(1);
		expect(visibleTexts(body)).toContain('no data');
	});

	test('is 100 as an index, and 0 as a difference, in the last period before the start', () => {
		const rows = (form: 'index' | 'difference') =>
			trendLinesTable(trendsPicture(), { ...options, form }).rows.filter(
				({ period }) => period === '2016'
			);
		expect(rows('index').map(({ mean }) => mean)).toEqual(['100.00', '100.00']);
		expect(rows('difference').map(({ mean }) => mean)).toEqual(['0.00', '0.00']);
	});
});

describe('trendLinesTable', () => {
	test('has a row for each mean, and the word where there is none', () => {
		const { rows } = trendLinesTable(withGap(), options);
		expect(rows).toHaveLength(20);
		expect(Object.keys(rows[0]!)).toEqual(expect.arrayContaining(Object.keys(trendWords.table)));
		expect(rows.filter(({ mean }) => mean === 'no data')).toHaveLength(1);
	});
});
