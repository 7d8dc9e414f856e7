import { describe, expect, test } from 'vitest';
import { catalogue } from '#lib/model/catalogue.ts';
import { type Locale, locales } from '#lib/model/locales.ts';
import { rasteriser } from '../../src/routes/rasteriser.server.ts';
import { boardCard } from '../../src/routes/[lang]/boards/words/board-card.server.ts';
import { boardView } from '../../src/routes/[lang]/boards/words/board-view.server.ts';
import { cardWords } from '../../src/routes/[lang]/boards/words/card-words.ts';
import { madeBoard, madePage, madeTile, text, waves } from '../support/made-up-board.ts';

function worded(title: string, locale: Locale = 'en') {
	const board = madeBoard([madeTile('one'), madeTile('two')], { title: text(title) });
	const view = boardView({
		...{ page: madePage(board, [waves({ 2022: 0.2, 2024: 0.3 }), null]), locale, series: [] },
		...{
			on: '2026-11-22',
			catalogue: catalogue.parse({ surveys: [], concepts: [], indicators: [] })
		},
		places: { countries: new Set<string>(), baselines: new Set<string>() }
	});
	const about = { asOf: '22 November 2026', release: '2026-11', next: undefined };
	return { locale, view, ...about, isCorrected: false };
}

/** Where texts stand, and the markup of the picture. */
async function drawn(title: string) {
	const pen = await rasteriser();
	const svg = boardCard(worded(title), pen);
	const texts = [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(
		([, rest = '', said = '']) => ({
			said,
			y: Number(/\by="([\d.]+)"/.exec(rest)?.[1]),
			size: Number(/font-size="([\d.]+)"/.exec(rest)?.[1])
		})
	);
	return { pen, svg, texts };
}

describe('the picture of a board', () => {
	test('says title, place, period, day, how many tiles have each status, and what is synthetic', async () => {
		const { texts } = await drawn('Drugs and safety');
		expect(texts.map(({ said }) => said)).toEqual([
			...['Atalaya · Boards', 'Demonstration (synthetic)', 'Drugs and safety'],
			...['Testland · 2022–2026', 'No data: 1', 'Not stated: 1'],
			'As of 22 November 2026 · 2 indicators'
		]);
	});

	test('has no figure that could travel without its error', async () => {
		const { svg } = await drawn('Drugs');
		expect(svg).not.toMatch(/30\.0|0\.3\b|%/);
		for (const locale of locales)
			expect(cardWords(worded('Drugs', locale)).alternative).not.toMatch(/%|30[.,]0/);
	});

	test('breaks a long title into lines that fit, and is the same whenever it is drawn', async () => {
		const title = 'COPOLAD III, composante 3 : prévu et déclaré, avec tout ce qui manque encore';
		const { pen, svg, texts } = await drawn(title);
		const lines = texts.filter(({ size }) => size > 40);
		expect(lines.length).toBeGreaterThan(1);
		expect(lines.map(({ said }) => said).join(' ')).toBe(title);
		expect(pen.widthOf(svg)).toBeLessThanOrEqual(1200);
		expect(Math.max(...texts.map(({ y }) => y))).toBeLessThan(630);
		const [one, other] = [pen.png(svg), pen.png(svg)];
		expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
	});

	test('writes a title as text, never as markup', async () => {
		const { svg } = await drawn('A <b> & "c"');
		expect(svg).toContain('A &lt;b&gt; &amp; ');
		expect(svg).not.toContain('<b>');
	});
});
