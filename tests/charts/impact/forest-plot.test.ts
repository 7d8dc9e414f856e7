import { describe, expect, test } from 'vitest';
import { forestPlot, forestTable } from '#lib/charts/impact/forest-plot.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { forestInput, forestRow } from '../../support/forest-rows.ts';
import { forestWords } from '../../support/picture-words.ts';

const options = { width: 720, words: forestWords, formats: pictureFormats };
const draw = (input = forestInput) => picture(forestPlot(input, options));
const effectBoxes = (body: HTMLElement) =>
	[...body.querySelectorAll('g[aria-label="rect"] rect[fill^="var(--series"]')].map((rect) =>
		Number(rect.getAttribute('width'))
	);

describe('forestPlot', () => {
	test('has a box for each effect whose area grows with its weight', () => {
		const sides = effectBoxes(draw());
		const weights = [0.28, 0.41, 0.12, 0.19];
		expect(sides).toHaveLength(4);
		const byWeight = (list: readonly number[]) => [0, 1, 2, 3].sort((a, b) => list[a]! - list[b]!);
		expect(byWeight(sides)).toEqual(byWeight(weights));
	});

	test('says of a refused programme why, hatched, and draws no box', () => {
		const body = draw();
		expect(body.querySelectorAll('path.hatching')).toHaveLength(1);
		expect(visibleTexts(body).join(' ')).toContain('one treated cluster');
	});

	test('reads every effect, under its heading, in the order given', () => {
		const texts = visibleTexts(draw());
		for (const { heading, rows } of forestInput.groups) {
			expect(texts).toContain(heading);
			for (const { text, estimate } of rows) if (estimate !== null) expect(texts).toContain(text);
		}
	});

	test('draws the pooled effect as a diamond and where a new place lies', () => {
		const body = draw();
		expect(body.querySelectorAll('g[aria-label="line"] path')).toHaveLength(1);
		expect(visibleTexts(body)).toEqual(
			expect.arrayContaining([forestWords.pooled, forestWords.prediction])
		);
		const alone = draw({ ...forestInput, pooled: null });
		expect(alone.querySelectorAll('g[aria-label="line"] path')).toHaveLength(0);
	});

	test('says what either side of no effect means', () => {
		expect(visibleTexts(draw())).toEqual(expect.arrayContaining(['← fell', 'rose →']));
	});

	test('sets halving as far from no effect as doubling', () => {
		const rows = [0.5, 1, 2].map((ratio) => ({
			...{ ...forestRow(`ratio ${ratio}`, ratio), lower: ratio, upper: ratio }
		}));
		const body = draw({ scale: 'ratio', pooled: null, groups: [{ heading: '', rows }] });
		const places = [...body.querySelectorAll('rect[fill^="var(--series"]')].map((rect) =>
			Number(rect.getAttribute('x'))
		);
		expect(places[1]! - places[0]!).toBeCloseTo(places[2]! - places[1]!, 6);
	});
});

describe('forestTable', () => {
	test('has every row of the picture, refused and pooled ones too', () => {
		const { rows } = forestTable(forestInput, options);
		expect(rows.map(({ name }) => name)).toEqual([
			...forestInput.groups.flatMap((group) => group.rows.map(({ name }) => name)),
			...[forestWords.pooled, forestWords.prediction]
		]);
		expect(rows.find(({ name }) => name === 'Early release')).toMatchObject({
			...{ estimate: 'none', text: expect.stringContaining('Refused') as string }
		});
	});
});
