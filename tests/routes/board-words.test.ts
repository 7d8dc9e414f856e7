import { parseHTML } from 'linkedom';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import type { TileData } from '#lib/model/boards/board-page.ts';
import { catalogue } from '#lib/model/catalogue.ts';
import { type Locale, locales } from '#lib/model/locales.ts';
import Tile from '../../src/routes/[lang]/boards/[board]/Tile.svelte';
import { boardView } from '../../src/routes/[lang]/boards/words/board-view.server.ts';
import {
	counts,
	madeBoard,
	madePage,
	madeTile,
	plan,
	point,
	seriesSource,
	text,
	waves
} from '../support/made-up-board.ts';

type Made = readonly [tile: Readonly<Record<string, unknown>>, data: TileData | null];

function viewOf(
	made: readonly Made[],
	{ locale = 'en', ...changes }: { locale?: Locale; narrative?: unknown } = {}
) {
	const board = madeBoard(
		made.map(([tile], i) => madeTile(`tile-${i}`, tile)),
		changes
	);
	const page = madePage(
		board,
		made.map(([, data]) => data)
	);
	return boardView({
		...{ page, locale, series: [], on: '2026-11-22' },
		catalogue: catalogue.parse({ surveys: [], concepts: [], indicators: [] }),
		places: { countries: new Set(['XTT']), baselines: new Set() }
	});
}

/** The markup of the first tile, and its text as a reader has it. */
function shown(made: Made, locale: Locale = 'en') {
	const [tile] = viewOf([made], { locale }).tiles;
	const { body } = render(Tile as unknown as Component, {
		props: { tile, home: `/${locale}/`, locale }
	});
	const { document } = parseHTML(`<html><body>${body}</body></html>`);
	const article = document.querySelector('article')!;
	return { article, said: article.textContent.replace(/\s+/g, ' ') };
}

const police = { source: seriesSource, direction: 'none' };

describe('the markup of a tile', () => {
	test('has number, unit, period, direction, target and what was due, change and status', () => {
		const { article, said } = shown([{ target: plan() }, waves({ 2022: 0.2, 2024: 0.3 })]);
		expect(article.querySelector('h2')?.textContent).toBe('tile-0');
		for (const part of ['30.0%', 'of people', '2024', 'Wanted: less', 'Target: 10.0% by Dec 2026'])
			expect(said).toContain(part);
		expect(said).toContain('Off track');
		expect(said).toContain('up 10.0 points since Dec 2022 (+7.2 to +12.8)');
		expect(said).toContain('Due by then: 15.0%; it moved away from the target');
		expect(article.querySelector('.change .bad')?.textContent).toBe('worse');
		expect(article.querySelectorAll('.picture svg[aria-hidden]').length).toBe(1);
		expect(article.querySelectorAll('script').length).toBe(0);
	});

	test('turns the word and never the arrow', () => {
		const rise = waves({ 2022: 0.2, 2024: 0.3 });
		const path = (direction: string) =>
			shown([{ direction }, rise]).article.querySelector('.change path')?.getAttribute('d');
		const word = (direction: string) =>
			shown([{ direction }, rise]).article.querySelector('.change strong')?.textContent;
		expect(path('up')).toBe(path('down'));
		expect([word('up'), word('down')]).toEqual(['better', 'worse']);
		expect(shown([{ direction: 'none' }, rise]).article.querySelector('.change strong')).toBeNull();
	});

	test('has no arrow where nothing is beyond noise, and says what would have shown', () => {
		const { article, said } = shown([{}, waves({ 2022: 0.2, 2024: 0.205 })]);
		expect(article.querySelector('.change svg')).toBeNull();
		expect(said).toMatch(/No clear change; \d\.\d points or more would have shown/);
	});

	test('of police records says activity, without colour and without a better or worse', () => {
		const data = counts(
			[9, 10, 12, 13, 15, 16, 18, 19].map((value, i) => point(String(2010 + i), value)),
			{ measures: 'enforcement' }
		);
		const { article, said } = shown([police, data]);
		expect(said).toContain('Police activity, not results');
		expect(said).toContain('No wanted direction');
		expect(article.querySelector('.good, .bad, .warning')).toBeNull();
		expect(said).not.toMatch(/better|worse/);
	});

	test('says that it is synthetic', () => {
		expect(shown([{}, waves({ 2024: 0.2 })]).said).toContain('Synthetic');
	});
});

const long = 'Donaudampfschifffahrtsgesellschaftskapitän';
const arabic = 'المخدرات والأمن';

describe('a tile stays whole with', () => {
	test.for<readonly [string, Made, RegExp]>([
		['no data', [{}, null], /No data/],
		['one point', [{}, waves({ 2024: 0.2 })], /One value alone: no change to show/],
		[
			'a target of zero',
			[{ target: plan({ value: 0 }) }, waves({ 2022: 0.2, 2024: 0.1 })],
			/0\.0%/
		],
		['a suppressed value', [{}, waves({ 2022: 0.2, 2024: null })], /Suppressed/],
		[
			'negative values',
			[
				{ source: seriesSource, target: plan({ value: -2 }) },
				counts([point('2022', -8), point('2024', -5)])
			],
			/−5/
		],
		[
			'a year in progress',
			[
				{ source: seriesSource },
				counts([point('2024', 40), point('2025', 3)], { lastComplete: '2024' })
			],
			/2025 is in progress and does not count/
		],
		[
			'a target date past',
			[{ target: plan({ due: '2025-06-30' }) }, waves({ 2022: 0.2, 2024: 0.15 })],
			/the date of the target has passed, and no data reach it/
		],
		['a word of forty letters', [{ name: text(long) }, waves({ 2024: 0.2 })], new RegExp(long)],
		['text from right to left', [{ name: text(arabic) }, waves({ 2024: 0.2 })], new RegExp(arabic)],
		['a name in one language only', [{ name: { es: 'Solo' } }, null], /Solo \[es\]/]
	])('%s', ([, made, says]) => {
		for (const locale of locales) {
			const { article, said } = shown(made, locale);
			if (locale === 'en') expect(said).toMatch(says);
			expect(said).not.toMatch(/undefined|NaN|Infinity|null|boards_/);
			expect(article.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
			expect(article.querySelector('h2')?.getAttribute('dir')).toBe('auto');
		}
	});

	test('a suppressed value without the older number in its place, a picture or a change', () => {
		const { article } = shown([{}, waves({ 2022: 0.2, 2024: null })]);
		expect(article.querySelector('.number strong')?.textContent).toBe('Suppressed');
		expect(article.querySelector('.number')?.textContent).not.toMatch(/\d/);
		expect(article.querySelector('.change, .picture')).toBeNull();
	});

	test('more than all of what was due', () => {
		const { said } = shown([{ target: plan() }, waves({ 2022: 0.2, 2024: 0.08 })]);
		expect(said).toMatch(/2\d\d(\.\d)?% of it covered/);
	});
});

describe('the sentence of a board', () => {
	const narrative = (changes: object) => ({
		...{ text: { es: 'Una frase.' }, author: { role: text('Drug council') } },
		...{ date: '2026-01-01', ...changes }
	});
	const made: Made = [{}, waves({ 2022: 0.2, 2024: 0.3 })];

	test('has its author and day, and a mark where it is not translated', () => {
		const said = viewOf([made], { narrative: narrative({}) }).narrative;
		expect(said).toMatchObject({ text: 'Una frase.', lang: 'es', moved: undefined });
		expect(said?.by).toBe('Drug council, January 1, 2026');
		expect(said?.untranslated).toBe('Not translated: only in Spanish');
		expect(viewOf([made], { narrative: narrative({}), locale: 'es' }).narrative).toMatchObject({
			untranslated: undefined
		});
	});

	test('is marked where the data moved after it was written', () => {
		const figures = { 'tile-0': 0.25 };
		expect(viewOf([made], { narrative: narrative({ figures }) }).narrative?.moved).toBe(
			'The data moved after this sentence was written: tile-0'
		);
	});
});

describe('the statuses of a board', () => {
	test('are explained with their thresholds, each with a word of its own, in every language', () => {
		for (const locale of locales) {
			const { legend } = viewOf([[{}, null]], { locale });
			expect(new Set(legend.map(({ word }) => word)).size).toBe(7);
			expect(legend[0]?.meaning).toMatch(/95\s?%/);
			expect(legend[2]?.meaning).toMatch(/60\s?%/);
		}
	});
});
