import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '#lib/model/locales.ts';
import { Site, publicSite } from './site.ts';

// The points of a minister's board that `boards.test.ts` does not hold already, in their order.

const boards = ['region', 'valdoria', 'micro-trafficking', 'programmes', 'copolad'];
const documentOf = (path: string) =>
	parseHTML(readFileSync(join(publicSite, path, 'index.html'), 'utf8')).document;
const wordsOf = (element: Element | null) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';

const everyTile = boards.flatMap((board) =>
	locales.flatMap((locale) => {
		const document = documentOf(`${locale}/boards/${board}`);
		return [...document.querySelectorAll('article')].map((tile) => ({ board, locale, tile }));
	})
);

let site: Site;
beforeAll(async () => {
	site = await Site.open();
});
afterAll(() => site.close());

describe('point 2: a tile', () => {
	test('has name, number or word, unit, wanted way, target, status, age or none, and links', () => {
		expect(everyTile.length).toBeGreaterThan(200);
		for (const { board, locale, tile } of everyTile) {
			const at = `${locale} ${board} ${tile.getAttribute('aria-labelledby')}`;
			for (const part of ['h2', '.number strong', '.number > .soft', '.target .soft', '.status'])
				expect([at, part, wordsOf(tile.querySelector(part))]).not.toEqual([at, part, '']);
			expect([at, tile.querySelectorAll('.more a').length > 1]).toEqual([at, true]);
		}
	});
});

describe('point 3: an arrow', () => {
	test('stands only beside a change that is told, and good or bad is a word of it', () => {
		const arrows = everyTile.filter(({ tile }) => tile.querySelector('.change svg'));
		expect(arrows.length).toBeGreaterThan(20);
		for (const { tile, locale } of arrows) {
			const said = wordsOf(tile.querySelector('.change'));
			if (locale === 'en') expect(said).toMatch(/^(up|down|went)/);
		}
		for (const { tile } of everyTile)
			for (const judged of tile.querySelectorAll('.change .good, .change .bad'))
				expect(wordsOf(judged)).not.toBe('');
	});
});

describe('point 4: a status', () => {
	test('is one a tile, a word with a shape, and never two at once', () => {
		for (const { tile } of everyTile) {
			const [status, ...others] = tile.querySelectorAll('.status');
			expect([others.length, status!.querySelectorAll('strong').length]).toEqual([0, 1]);
			expect(status!.querySelectorAll('svg path').length).toBe(1);
		}
	});

	test('has its thresholds printed, on the screen and on paper', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(`${site.url}/en/boards/valdoria/`);
		for (const media of ['screen', 'print'] as const) {
			await page.emulateMedia({ media });
			expect(await page.locator('section[aria-labelledby=legend]').innerText()).toMatch(
				/95%[^]*60%/
			);
		}
	});
});

describe('point 5: a target', () => {
	test('is told with what is due today, before the final one', () => {
		const words = wordsOf(documentOf('en/boards/valdoria').querySelector('.tiles'));
		expect(words).toMatch(/Target: 9\.0% by Dec 2026; 9\.\d% due today/);
	});
});

describe('point 6: peers', () => {
	test('are dots beside a median, with the own country told apart and no rank', () => {
		const peers = everyTile.filter(({ tile }) => tile.querySelector('.peers .picture svg'));
		expect(peers.length).toBeGreaterThan(8);
		for (const { tile } of peers) {
			expect(tile.querySelectorAll('.peers svg circle').length).toBeGreaterThan(2);
			expect(wordsOf(tile.querySelector('.peers p'))).toMatch(/\d/);
			expect(wordsOf(tile)).not.toMatch(/\b(rank|puesto|posición|rang)\b/i);
		}
	});
});

describe('point 7: the sentence of a board', () => {
	test.for(boards)('has who answers for it and a date: %s', (board) => {
		for (const locale of locales) {
			const said = documentOf(`${locale}/boards/${board}`).querySelector('blockquote');
			expect(wordsOf(said!.querySelector('.said')).length).toBeGreaterThan(30);
			expect(wordsOf(said!.querySelector('footer'))).toMatch(/\d{4}/);
			expect(said!.querySelector('.said')?.getAttribute('lang')).toBe(locale);
		}
	});
});

describe('point 8: the age of the data', () => {
	test('is on every tile with a dated number, and what is overdue says so', () => {
		const overdue = everyTile.filter(
			({ tile, locale }) => locale === 'en' && tile.querySelector('.old')
		);
		expect(overdue.length).toBeGreaterThan(0);
		for (const { tile } of overdue)
			expect(wordsOf(tile.querySelector('.old'))).toMatch(/overdue|late|old/i);
	});
});

describe('point 9: anybody', () => {
	test('reads numbers in the form of the language', () => {
		const number = (locale: string) =>
			wordsOf(documentOf(`${locale}/boards/valdoria`).querySelector('.number strong'));
		expect(locales.map(number)).toEqual(['28,4 %', '28.4%', '28,4%', '28,4 %']);
	});

	test('reaches every link by the keyboard, in the order of the page', async () => {
		const page = await site.page({ javaScriptEnabled: false });
		await page.goto(`${site.url}/es/boards/copolad/`);
		const links = await page.locator('main :is(a, summary):visible').count();
		await page.locator('main').focus();
		const reached: number[] = [];
		for (let i = 0; i < links; i++) {
			await page.keyboard.press('Tab');
			reached.push(
				await page.evaluate(() => {
					const all = [...document.querySelectorAll('main :is(a, summary)')];
					return all.indexOf(document.activeElement!);
				})
			);
		}
		expect(reached).toEqual(reached.toSorted((a, b) => a - b));
		expect(new Set(reached).size).toBe(links);
	});

	test('has more contrast where more is asked for', async () => {
		const page = await site.page({ javaScriptEnabled: false, contrast: 'more' });
		await page.goto(`${site.url}/es/boards/valdoria/`);
		expect(await page.locator('html').evaluate((html) => getComputedStyle(html).color)).toBe(
			'rgb(0, 0, 0)'
		);
	});
});

describe('a board without surveys', () => {
	test('speaks of no population', () => {
		const facts = (board: string) =>
			wordsOf(documentOf(`es/boards/${board}`).querySelector('main dl'));
		expect(facts('copolad')).toContain('Filtros ninguno');
		expect(facts('copolad')).not.toContain('Población');
		expect(facts('valdoria')).toContain('Población todas las personas, sin filtros');
	});
});
