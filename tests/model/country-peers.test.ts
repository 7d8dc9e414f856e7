import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Comparability, Verdict } from '#lib/model/comparability.ts';
import {
	type CountryFigure,
	intervalsOverlap,
	noPeersReason,
	peersOf,
	standsBeside
} from '#lib/model/country-peers.ts';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import { suppressedRow, testRow } from '../support/estimate-rows.ts';

const judged = (verdict: Verdict): Comparability => ({
	...{ verdict, rule: verdict === 'same' ? 'no-difference' : 'radius-differs', differences: [] }
});
const figure = (country: string, changes: Partial<EstimateRow> = {}): CountryFigure => ({
	country,
	row: testRow({ territory: country, source: `${country.toLowerCase()}-1`, ...changes })
});
const always = (verdict: Verdict) => () => judged(verdict);
const countries = ['XAA', 'XBB', 'XCC', 'XDD', 'XEE'] as const;

const someFigures = fc.array(
	fc.record({
		country: fc.constantFrom(...countries),
		wave: fc.integer({ min: 1, max: 3 }),
		estimate: fc.double({ min: 0, max: 1, noNaN: true }),
		suppressed: fc.boolean()
	}),
	{ maxLength: 12 }
);
/** A verdict of every pair of surveys, which is symmetric. */
const someVerdicts = fc.integer().map((seed) => (a: EstimateRow, b: EstimateRow): Comparability => {
	const [x, y] = [a.source, b.source].sort() as [string, string];
	const mixed = Array.from(`${x}${y}${seed}`).reduce((h, c) => (h * 31 + c.charCodeAt(0)) % 9973, 7);
	return judged((['same', 'close', 'not-comparable'] as const)[mixed % 3]!);
});
const figuresOf = (
	all: readonly { country: string; wave: number; estimate: number; suppressed: boolean }[]
) =>
	all.map(({ country, wave, estimate, suppressed }): CountryFigure => {
		const source = `${country.toLowerCase()}-${wave}`;
		const own = { territory: country, source, fieldwork_end: `202${wave}-01-01` };
		return { country, row: suppressed ? suppressedRow(own) : testRow({ ...own, estimate }) };
	});

describe('peers', () => {
	test('never stand beside anybody with whom they may not be compared, and nobody is lost', () => {
		fc.assert(
			fc.property(someFigures, someVerdicts, (all, compared) => {
				const figures = figuresOf(all);
				const peers = peersOf('XAA', figures, compared);
				if (!peers) return;
				const together = [peers.own, ...peers.beside];
				for (const a of together)
					for (const b of together)
						if (a !== b) expect(standsBeside(compared(a.row, b.row))).toBe(true);
				for (const { found } of peers.apart) expect(standsBeside(found)).toBe(false);
				const shown = figures.filter(({ row }) => row.estimate !== null);
				const others = new Set(shown.map(({ country }) => country).filter((one) => one !== 'XAA'));
				expect([...peers.beside, ...peers.apart].map(({ country }) => country).sort()).toEqual(
					[...others].sort()
				);
			})
		);
	});

	test('stand where they stand whatever their values: there is no rank', () => {
		fc.assert(
			fc.property(
				someFigures,
				someVerdicts,
				fc.func(fc.double({ min: 0, max: 1, noNaN: true })),
				(all, compared, other) => {
					const places = (figures: CountryFigure[]) => {
						const peers = peersOf('XAA', figures, compared);
						const named = ({ country, row }: CountryFigure) => [country, row.source];
						return [peers?.beside.map(named), peers?.apart.map(named)];
					};
					const changed = all.map((one) => ({ ...one, estimate: other(one.estimate) }));
					expect(places(figuresOf(changed))).toEqual(places(figuresOf(all)));
				}
			)
		);
	});

	test('are told apart where both figures would have to be computed anew first', () => {
		const close: Comparability = { ...judged('close'), recompute: { ages: { from: 15, to: 64 } } };
		const peers = peersOf('XAA', [figure('XAA'), figure('XBB')], () => close);
		expect(peers?.beside).toEqual([]);
		expect(peers?.apart.map(({ country }) => country)).toEqual(['XBB']);
	});

	test('are the latest wave that may stand there, not the latest', () => {
		const older = figure('XBB', { source: 'xbb-old', fieldwork_end: '2022-01-01' });
		const newer = figure('XBB', { source: 'xbb-new', fieldwork_end: '2024-01-01' });
		const compared = (a: EstimateRow, b: EstimateRow) =>
			judged([a, b].some(({ source }) => source === 'xbb-new') ? 'not-comparable' : 'same');
		expect(peersOf('XAA', [figure('XAA'), newer, older], compared)?.beside).toEqual([older]);
	});

	test('are none without a figure of the own country, or of any other', () => {
		const withheld = { country: 'XAA', row: suppressedRow({ territory: 'XAA' }) };
		expect(peersOf('XAA', [withheld, figure('XBB')], always('same'))).toBeUndefined();
		expect(peersOf('XAA', [figure('XAA')], always('same'))).toBeUndefined();
	});
});

describe('overlapping intervals', () => {
	const row = (lower: number | null, upper: number | null, precision = 'design-based') =>
		testRow({ lower, upper, precision });

	test('share a value, an end too', () => {
		expect(intervalsOverlap(row(0.1, 0.2), row(0.2, 0.3))).toBe(true);
		expect(intervalsOverlap(row(0.1, 0.2), row(0.21, 0.3))).toBe(false);
	});

	test('are not known where an interval is only a lower bound, or is none', () => {
		expect(intervalsOverlap(row(0.1, 0.2), row(0.5, 0.6, 'lower-bound'))).toBeUndefined();
		expect(intervalsOverlap(row(null, null), row(0.5, 0.6))).toBeUndefined();
	});

	test('are so both ways', () => {
		const limits = fc.tuple(
			fc.double({ min: 0, max: 1, noNaN: true }),
			fc.double({ min: 0, max: 1, noNaN: true })
		);
		fc.assert(
			fc.property(limits, limits, (a, b) => {
				const [one, other] = [a, b].map((pair) => row(Math.min(...pair), Math.max(...pair))) as [
					EstimateRow,
					EstimateRow
				];
				expect(intervalsOverlap(one, other)).toBe(intervalsOverlap(other, one));
				expect(intervalsOverlap(one, one)).toBe(true);
			})
		);
	});
});

describe('a series of many countries', () => {
	const value = (kind: 'count' | 'quantity' | 'rate' | 'share') =>
		({ kind, unit: { en: 'x' }, decimals: 0, precision: 'counted' }) as const;

	test.for([
		['enforcement', 'rate', 'activity'],
		['enforcement', 'quantity', 'activity'],
		['service', 'count', 'counts'],
		['population', 'quantity', 'counts'],
		['service', 'rate', undefined],
		['population', 'share', undefined]
	] as const)('of %s as a %s is kept from peers by: %s', ([measures, kind, reason]) => {
		expect(noPeersReason({ measures, value: value(kind) })).toBe(reason);
	});
});
