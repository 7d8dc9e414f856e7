import { describe, expect, test } from 'vitest';
import { boardFacts } from '#lib/boards/board-facts.ts';
import { isGood } from '#lib/boards/tile-change.ts';
import type { TileDataOf } from '#lib/model/boards/board-page.ts';
import {
	counts,
	madeBoard,
	madePage,
	madeTile,
	point,
	seriesSource,
	waves
} from '../support/made-up-board.ts';

const today = '2026-11-22';

const changeOf = (data: TileDataOf<'series' | 'indicator'>, direction = 'down') => {
	const source = data.kind === 'series' ? { source: seriesSource } : {};
	const page = madePage(madeBoard([madeTile('one', { direction, ...source })]), [data]);
	return boardFacts(page, today)[0]!.change;
};

const years = (values: readonly number[], changes: Partial<TileDataOf<'series'>> = {}) =>
	counts(
		values.map((value, i) => point(String(2010 + i), value)),
		changes
	);

describe('the arrow', () => {
	test('follows the sign, and the word the wanted way', () => {
		const up = waves({ 2022: 0.2, 2024: 0.3 });
		expect(changeOf(up, 'down')).toMatchObject({ kind: 'clear', direction: 'up', isGood: false });
		expect(changeOf(up, 'up')).toMatchObject({ kind: 'clear', direction: 'up', isGood: true });
		expect(isGood('up', 'none')).toBeUndefined();
	});

	test('stands for no change within noise, which tells what could have been seen', () => {
		const found = changeOf(waves({ 2022: 0.2, 2024: 0.21 }));
		expect(found).toMatchObject({ kind: 'no-clear-change', rule: 'survey' });
		// 2.8 standard errors of the difference, about.
		expect(found.kind === 'no-clear-change' && found.smallest).toBeCloseTo(0.0397, 3);
	});

	test('is not bought by more tiles: p values are corrected for the whole board', () => {
		const weak = waves({ 2022: 0.2, 2024: 0.23 });
		weak.change!.pValue = 0.03;
		const still = waves({ 2022: 0.2, 2024: 0.2001 });
		const kinds = (others: number) =>
			boardFacts(
				madePage(
					madeBoard([
						madeTile('weak'),
						...Array.from({ length: others }, (_, i) => madeTile(`s${i}`))
					]),
					[weak, ...Array.from({ length: others }, () => still)]
				),
				today
			)[0]!.change.kind;
		expect([kinds(0), kinds(5)]).toEqual(['clear', 'no-clear-change']);
	});

	test('needs two waves that may be compared', () => {
		expect(changeOf(waves({ 2024: 0.2 }))).toEqual({ kind: 'not-tested', reason: 'one-point' });
		const broken = waves({ 2022: 0.2, 2024: 0.3 });
		broken.change = {
			...{ ...broken.change!, verdict: 'not-comparable', rule: 'verb-differs' },
			...{ difference: null, pValue: null }
		};
		expect(changeOf(broken)).toEqual({ kind: 'not-comparable', rule: 'verb-differs' });
		expect(changeOf(waves({ 2022: 0.2, 2024: 0.3 }, { change: null }))).toEqual({
			...{ kind: 'not-tested', reason: 'not-declared' }
		});
	});
});

describe('the change of a series', () => {
	test('is too short to say below eight values', () => {
		expect(changeOf(years([5, 6, 7]))).toEqual({ kind: 'too-short', points: 3, needed: 8 });
	});

	test('is the trend from the first value to the last', () => {
		const found = changeOf(years([9, 10, 12, 13, 15, 16, 18, 19, 21, 22]), 'up');
		expect(found).toMatchObject({ kind: 'clear', direction: 'up', isGood: true });
		expect(found.kind === 'clear' && found.difference?.value).toBeCloseTo(13.5, 0);
	});

	test('begins anew after a break, and leaves out the year in progress', () => {
		const rising = [1, 2, 3, 4, 5, 6, 7, 8, 9];
		expect(changeOf(years(rising, { breaks: ['2015'] }))).toMatchObject({
			...{ kind: 'too-short', points: 4 }
		});
		expect(changeOf(years(rising.slice(0, 8), { lastComplete: '2016' }))).toMatchObject({
			...{ kind: 'too-short', points: 7 }
		});
	});

	test('of police records is neither good nor bad', () => {
		const found = changeOf(
			years([9, 10, 12, 13, 15, 16, 18, 19], { measures: 'enforcement' }),
			'none'
		);
		expect(found.kind).toBe('clear');
		expect(found.kind === 'clear' && found.isGood).toBeUndefined();
	});

	test('of surveys without an error is not told', () => {
		const { value } = counts([]);
		const found = changeOf(
			years([1, 2, 3, 4, 5, 6, 7, 8], { value: { ...value, precision: 'not-published' } })
		);
		expect(found).toEqual({ kind: 'not-tested', reason: 'no-error' });
	});
});
