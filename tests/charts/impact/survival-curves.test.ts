import { describe, expect, test } from 'vitest';
import {
	incidenceCurves,
	incidenceTable,
	survivalCurves,
	survivalTable
} from '#lib/charts/impact/survival-curves.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { survivalPicture } from '../../support/design-pictures.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { textBoxes } from '../../support/picture-boxes.ts';
import { survivalWords } from '../../support/picture-words.ts';

const options = { width: 720, words: survivalWords, formats: pictureFormats };

describe('survivalCurves', () => {
	const body = picture(survivalCurves(survivalPicture, options));

	test('is level between the times of the grid and steps at them', () => {
		const path = body.querySelector('g[aria-label="line"] path')?.getAttribute('d') ?? '';
		const spots = path
			.split(/[ML]/)
			.filter(Boolean)
			.map((spot) => spot.split(',').map(Number));
		for (const [i, [x, y]] of spots.slice(1).entries())
			expect(x === spots[i]![0] || y === spots[i]![1]).toBe(true);
		expect(new Set(spots.map(([x]) => x)).size).toBe(9);
	});

	test('has the numbers at risk under their times', () => {
		const boxes = textBoxes(picture(survivalCurves(survivalPicture, options)));
		const time = boxes.find(({ text }) => text === '24');
		const last = survivalPicture.steps.curves[0]!.points[8]!;
		const risk = boxes.find(
			({ text, x }) => text === String(last.atRisk) && Math.abs(x - time!.x) < 1
		);
		expect(risk).toBeDefined();
		expect(risk!.y).toBeGreaterThan(time!.y);
	});

	test('says of a withheld arm why, and draws no curve of it or of the total', () => {
		expect(visibleTexts(body)).toContain('waiting: not shown, too few people');
		expect(body.querySelectorAll('g[aria-label="line"] path')).toHaveLength(2);
	});

	test('draws the total where no arm can be shown', () => {
		const steps = { ...survivalPicture.steps, curves: [] };
		const alone = picture(survivalCurves({ ...survivalPicture, steps }, options));
		expect(visibleTexts(alone)).toContain(survivalWords.total);
	});
});

describe('incidenceCurves', () => {
	const body = picture(incidenceCurves(survivalPicture, options));

	test('draws each cause of each arm, causes by their dashes', () => {
		const dashes = [...body.querySelectorAll('g[aria-label="line"]')].map((line) =>
			line.getAttribute('stroke-dasharray')
		);
		expect(dashes.filter((one) => one === '6,4')).toHaveLength(2);
		expect(visibleTexts(body)).toContain('Without: death');
	});

	test('is cut and hatched where so few are not told from nobody', () => {
		// One in each arm, the sample of the key, and the withheld arm.
		expect(body.querySelectorAll('path.hatching')).toHaveLength(4);
		expect(visibleTexts(body)).toContain(survivalWords.none);
	});
});

describe('the tables of survival', () => {
	test('have every time of every curve', () => {
		expect(survivalTable(survivalPicture, options).rows).toHaveLength(18);
		const { rows } = incidenceTable(survivalPicture, options);
		expect(rows).toHaveLength(36);
		expect(rows.filter(({ share }) => share === 'too few')).toHaveLength(2);
	});
});
