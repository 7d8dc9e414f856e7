import { describe, expect, test } from 'vitest';
import { specificationList, specificationTable } from '#lib/charts/impact/specification-list.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { specifications } from '../../support/design-pictures.ts';
import { pictureFormats } from '../../support/evaluation-pictures.ts';
import { specificationWords } from '../../support/picture-words.ts';

const options = { width: 720, words: specificationWords, formats: pictureFormats };

describe('specificationList', () => {
	const body = picture(specificationList(specifications, options));
	const texts = visibleTexts(body);

	test('sets placebos apart under their heading', () => {
		const place = (text: string) => texts.indexOf(text);
		expect(place(specificationWords.placebos)).toBeGreaterThan(-1);
		const markup = [...body.querySelectorAll('g[aria-label="dot"] path')];
		expect(new Set(markup.map((dot) => dot.getAttribute('d'))).size).toBeGreaterThan(1);
	});

	test('has the interval of the main effect through all rows', () => {
		expect(body.querySelectorAll('g[fill-opacity="0.1"] rect')).toHaveLength(1);
	});

	test('is hollow without an interval, and in words where refused', () => {
		expect(body.querySelectorAll('g[aria-label="dot"] [fill="var(--paper)"]')).toHaveLength(1);
		expect(texts).toContain('refused: too few clusters');
		expect(body.querySelectorAll('path.hatching')).toHaveLength(1);
	});
});

describe('specificationTable', () => {
	test('has the main effect and every change', () => {
		const { rows } = specificationTable(specifications, options);
		expect(rows).toHaveLength(1 + specifications.rows.length);
		expect(rows[0]).toMatchObject({ change: 'Main effect', estimate: '−1.33' });
		expect(rows.filter(({ reason }) => reason !== '')).toHaveLength(1);
	});
});
