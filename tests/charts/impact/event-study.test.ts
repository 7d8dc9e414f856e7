import { describe, expect, test } from 'vitest';
import { eventStudy, eventStudyTable } from '#lib/charts/impact/event-study.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { eventStudyPicture, pictureFormats } from '../../support/evaluation-pictures.ts';
import { eventWords } from '../../support/picture-words.ts';

const options = { width: 720, words: eventWords, formats: pictureFormats };
const study = eventStudyPicture();
const draw = (shown = study) => picture(eventStudy(shown, options));
const bands = (body: HTMLElement) => body.querySelectorAll('g[fill-opacity="0.22"] rect').length;
const stems = (body: HTMLElement) =>
	body.querySelectorAll('g[aria-label="link"][stroke-width="2"] > path[stroke]').length;

describe('eventStudy', () => {
	test('draws interval and band of every point but the reference', () => {
		const body = draw();
		expect(bands(body)).toBe(10);
		// Of the key and of each of ten points: the stem and two caps.
		expect(stems(body)).toBe(3 * 11);
	});

	test('has the reference hollow at no effect', () => {
		const body = draw();
		const hollow = [...body.querySelectorAll('g[aria-label="dot"] [fill="var(--paper)"]')];
		// The other one is the sample of the key.
		expect(hollow).toHaveLength(2);
		expect(visibleTexts(body)).toContain(eventWords.reference);
	});

	test('sets before apart from after by form and by word', () => {
		const body = draw();
		expect(visibleTexts(body)).toEqual(expect.arrayContaining(['before', 'after']));
		const forms = new Set(
			[...body.querySelectorAll('g[aria-label="dot"] path')].map((path) => path.getAttribute('d'))
		);
		expect(forms.size).toBeGreaterThan(1);
	});

	test('says how many units stand behind the points', () => {
		const texts = visibleTexts(draw());
		for (const { units } of study.points) expect(texts).toContain(units.toLocaleString('en'));
	});

	test('draws no band and no key of it where there is none', () => {
		const points = study.points.map((point) => ({ ...point, bandLower: null, bandUpper: null }));
		const body = draw({ ...study, points });
		expect(bands(body)).toBe(0);
		expect(visibleTexts(body)).not.toContain(eventWords.band);
	});
});

describe('eventStudyTable', () => {
	test('says of the reference that it has no limits because it is the reference', () => {
		const { rows } = eventStudyTable(study, options);
		expect(rows).toHaveLength(11);
		const reference = rows.find(({ event }) => event === '−1');
		expect(reference).toMatchObject({ estimate: '0.00', lower: eventWords.reference });
	});
});
