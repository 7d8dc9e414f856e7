import { describe, expect, test } from 'vitest';
import { groupTimeCells, groupTimeTable } from '#lib/charts/impact/group-time-cells.ts';
import { picture, visibleTexts } from '../../support/chart-rows.ts';
import { groupTimePicture, pictureFormats } from '../../support/evaluation-pictures.ts';
import { groupTimeWords } from '../../support/picture-words.ts';

const options = { words: groupTimeWords, formats: pictureFormats };
const draw = (width = 720) => picture(groupTimeCells(groupTimePicture(), { ...options, width }));

describe('groupTimeCells', () => {
	test('hatches a cell without an effect and says why, once for neighbours', () => {
		const texts = visibleTexts(draw());
		expect(texts.filter((text) => text === 'overlap problem')).toHaveLength(1);
	});

	test('gives a reason without room a number and a key', () => {
		const body = draw(358);
		const texts = visibleTexts(body);
		expect(texts).toEqual(
			expect.arrayContaining(['1', '2', 'singular problem', 'overlap problem'])
		);
		// Three cells and the samples of two keys.
		expect(body.querySelectorAll('path.hatching')).toHaveLength(5);
	});

	test('has the reference of each cohort hollow, and a band for every other effect', () => {
		const body = draw();
		const hollow = body.querySelectorAll('g[aria-label="dot"] [fill="var(--paper)"]');
		// One a cohort and the sample of the key.
		expect(hollow).toHaveLength(4);
		expect(body.querySelectorAll('g[fill-opacity="0.22"] rect')).toHaveLength(30 - 3 - 3);
	});

	test('heads each cohort with its mean effect', () => {
		const texts = visibleTexts(draw());
		expect(texts).toContain('Started in 2015: 12 municipalities');
		expect(texts.filter((text) => text.startsWith('mean effect'))).toHaveLength(3);
	});
});

describe('groupTimeTable', () => {
	test('says in every cell without an effect why', () => {
		const { rows } = groupTimeTable(groupTimePicture(), options);
		expect(rows).toHaveLength(30);
		expect(rows.filter(({ estimate }) => estimate === 'overlap problem')).toHaveLength(2);
		expect(rows.filter(({ lower }) => lower === 'reference problem')).toHaveLength(3);
	});
});
