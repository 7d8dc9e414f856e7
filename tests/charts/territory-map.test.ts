import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import TerritoryMap from '#lib/charts/TerritoryMap.svelte';
import { type MapRow, territoryMap } from '#lib/charts/territory-map.ts';
import { published, shapesOf } from '../support/territory-shapes.ts';

const shapes = published('xva-territories');
const ids = Object.keys(shapesOf('xva-territories').territories);
const words = { weak: 'weak', withheld: 'withheld', 'not-comparable': 'no match', absent: 'none' };
const whole = { value: 0.3, above: 'above the country', below: 'below the country' };
const options = { width: 640, unit: 'share', formatTick: String, words, whole };

const row = (territory: string, value: number, changes: Partial<MapRow> = {}): MapRow => ({
	...{ territory, label: territory, group: '', value, lower: value - 0.02, upper: value + 0.02 },
	...{ precision: 'design-based', text: `${Math.round(value * 1000) / 10} %` },
	...changes
});

const nothing = { value: undefined, lower: undefined, upper: undefined, text: 'withheld' };

const drawn = (rows: readonly MapRow[], changes = {}) =>
	territoryMap(rows, shapes, { ...options, ...changes });
const linesOf = (rows: readonly MapRow[], territory: string, changes = {}) =>
	drawn(rows, changes)
		.areas.find((area) => area.territory === territory)
		?.label?.lines.join(' ');

const anyRow = (territory: string) =>
	fc.oneof(
		fc.double({ min: 0.05, max: 0.9, noNaN: true }).map((value) => row(territory, value)),
		fc
			.double({ min: 0.05, max: 0.9, noNaN: true })
			.map((value) => row(territory, value, { word: 'weak' })),
		fc.constant(row(territory, 0, nothing))
	);

describe('territoryMap', () => {
	test('draws every territory once, each row with its text, and no number of a withheld one', () =>
		fc.assert(
			fc.property(fc.tuple(...ids.map(anyRow)), (rows) => {
				const { areas } = drawn(rows);
				expect(areas.map(({ territory }) => territory)).toEqual(ids);
				for (const { row: own, label, shade, state } of areas) {
					const text = label?.lines.join(' ') ?? '';
					expect(text).toContain(own?.text);
					if (own?.word !== undefined) expect(text).toContain(own.word);
					if (own?.value === undefined) expect(text).not.toMatch(/\d|[▲▼]/);
					expect(shade === undefined).toBe(state !== 'shown');
				}
			}),
			{ numRuns: 30 }
		));

	test('draws a territory without a row, as one that nothing was asked of', () => {
		const { areas, legend } = drawn([row('alvenora', 0.4)]);
		expect(areas).toHaveLength(ids.length);
		expect(areas.filter(({ state }) => state === 'absent')).toHaveLength(ids.length - 1);
		expect(legend.entries.map(({ text }) => text)).toContain('none');
	});

	test('marks what lies wholly above or below the whole, and nothing that may be equal to it', () => {
		const rows = [row('alvenora', 0.4), row('brelunda', 0.31), row('dorvela', 0.2)];
		expect(linesOf(rows, 'alvenora')).toBe('alvenora ▲ 40 %');
		expect(linesOf(rows, 'brelunda')).toBe('brelunda 31 %');
		expect(linesOf(rows, 'dorvela')).toBe('dorvela ▼ 20 %');
	});

	test('marks nothing where the true interval is wider than the one that is known', () => {
		const rows = [row('alvenora', 0.4, { precision: 'lower-bound' })];
		expect(linesOf(rows, 'alvenora')).toBe('alvenora 40 %');
	});

	test('gives a figure that is not good enough no part in the classes', () => {
		const { legend, areas } = drawn([
			row('alvenora', 0.9, { word: 'weak' }),
			row('brelunda', 0.21),
			row('dorvela', 0.24)
		]);
		expect(legend.ticks.at(-1)?.text).toBe('0.24');
		expect(areas.find(({ territory }) => territory === 'alvenora')?.state).toBe('weak');
	});

	test('draws as a dot what is too small to be seen', () => {
		const { areas } = territoryMap([row('co-sap', 0.2)], published('co-departments'), options);
		const dots = areas.filter(({ dot }) => dot).map(({ territory }) => territory);
		expect(dots).toEqual(['co-sap']);
		expect(areas.find(({ territory }) => territory === 'co-sap')?.label?.lines).toContain('▼ 20 %');
	});

	test.for([390, 640, 1280])('keeps its labels inside a width of %i', (width) => {
		const { areas, mapHeight } = drawn(
			ids.map((id) => row(id, 0.25)),
			{ width }
		);
		for (const { label } of areas) {
			expect(label?.x ?? 0).toBeGreaterThanOrEqual(0);
			expect(label?.x ?? 0).toBeLessThanOrEqual(width);
			expect(label?.y ?? 0).toBeLessThanOrEqual(mapHeight);
		}
	});
});

describe('TerritoryMap', () => {
	const { body } = render(TerritoryMap, {
		props: {
			...{ shapes, unit: 'share', formatTick: String, isShare: true, words, whole },
			rows: [
				row('alvenora', 0.4),
				row('brelunda', 0, nothing),
				row('dorvela', 0.2, { word: 'weak' })
			]
		}
	});
	const { document } = parseHTML(`<html><body>${body}</body></html>`);
	const fillOf = (territory: string) =>
		document.querySelector(`path[data-territory=${territory}]`)?.getAttribute('fill') ?? '';

	test('tells what is withheld and what is weak by patterns that are there', () => {
		for (const territory of ['brelunda', 'dorvela']) {
			const [, pattern = ''] = /^url\(#(.+)\)$/.exec(fillOf(territory)) ?? [];
			expect(document.getElementById(pattern)?.localName).toBe('pattern');
		}
		expect(fillOf('brelunda')).not.toBe(fillOf('dorvela'));
		expect(fillOf('alvenora')).toMatch(/^var\(--sequence-\d\)$/);
	});

	test('has its words in the legend', () => {
		const text = document.body.textContent;
		for (const word of ['weak', 'withheld', 'none', 'above the country'])
			expect(text).toContain(word);
	});

	test('leaves reading aloud to the table', () =>
		expect(document.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true'));
});
