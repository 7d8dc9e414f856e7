import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import CountryTiles from '#lib/charts/CountryTiles.svelte';
import { type CountryRow, countryTiles } from '#lib/charts/country-tiles.ts';
import { countryCells } from '#lib/model/country-cells.ts';

const words = { weak: 'weak', withheld: 'kept', 'not-comparable': 'no match', absent: 'none' };
const blocks = { celac: 'Latin America and the Caribbean', eu: 'European Union' };
const options = { unit: 'share', formatTick: String, words, blocks };

const row = (code: string, value: number, changes: Partial<CountryRow> = {}): CountryRow => ({
	...{ code, label: code, value, lower: value - 0.01, upper: value + 0.01 },
	...{ text: `${Math.round(value * 1000) / 10} %`, margin: '± 1' },
	...changes
});

const nothing = { value: undefined, lower: undefined, upper: undefined };
const countries = countryCells.map(({ country }) => country);
const anyRows = fc.subarray(countries).chain((codes) =>
	fc.tuple(
		...codes.map((code) =>
			fc.oneof(
				fc.double({ min: 0.001, max: 0.9, noNaN: true }).map((value) => row(code, value)),
				fc.constant(row(code, 0, { ...nothing, text: 'kept' })),
				fc.constant(row(code, 0, { ...nothing, text: 'no match', why: 'not-comparable' as const }))
			)
		)
	)
);

describe('countryTiles', () => {
	test('puts tiles side by side, with the text of every row and no number of one withheld', () =>
		fc.assert(
			fc.property(anyRows, fc.constantFrom(358, 720, 1216), (rows, width) => {
				const { tiles, side } = countryTiles(rows, { ...options, width });
				const places = new Set(tiles.map(({ x, y }) => `${x} ${y}`));
				expect(places.size).toBe(tiles.length);
				for (const { x, row: own, lines, country } of tiles) {
					expect(x + side).toBeLessThanOrEqual(width);
					const text = lines.map((line) => line.text).join(' ');
					if (own?.value === undefined) expect(text).not.toMatch(/\d/);
					else expect(text).toContain(own.text);
					expect(own?.code ?? country).toBe(country);
				}
				const shown = tiles.filter((tile) => tile.row);
				expect(shown).toHaveLength(rows.length);
			}),
			{ numRuns: 40 }
		));

	test('shows every member without a row, and a guest only with one', () => {
		const codesOf = (rows: readonly CountryRow[]) =>
			countryTiles(rows, { ...options, width: 1216 }).tiles.map(({ country }) => country);
		expect(codesOf([])).toHaveLength(60);
		expect(codesOf([])).toContain('KNA');
		expect(codesOf([row('NOR', 0.1)])).toContain('NOR');
	});

	test('says why a country is not compared, in another pattern than what is withheld', () => {
		const rows = [
			row('CHL', 0, { ...nothing, text: 'no match', why: 'not-comparable' }),
			row('PER', 0, { ...nothing, text: 'kept' }),
			row('COL', 0.1)
		];
		const { body } = render(CountryTiles, { props: { ...options, rows } });
		const { document } = parseHTML(`<html><body>${body}</body></html>`);
		const tile = (code: string) => document.querySelector(`[data-country=${code}]`);
		const fill = (code: string) => tile(code)?.querySelector('rect')?.getAttribute('fill') ?? '';
		expect(tile('CHL')?.textContent).toContain('no match');
		expect(fill('CHL')).toMatch(/^url\(/);
		expect(new Set(['CHL', 'PER', 'COL', 'ARG'].map(fill)).size).toBe(4);
	});
});
