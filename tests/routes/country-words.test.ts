import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EstimateRow } from '#lib/model/estimate-row.ts';
import {
	type DotLine,
	roundAbove,
	scaleOf
} from '../../src/routes/[lang]/countries/words/dot-scale.ts';
import { figureViews } from '../../src/routes/[lang]/countries/words/figure-view.ts';
import { gapViews, leadTexts } from '../../src/routes/[lang]/countries/words/gap-view.ts';
import { isOfCountry } from '../../src/routes/[lang]/countries/words/of-country.ts';
import { peersView } from '../../src/routes/[lang]/countries/words/peer-view.ts';
import { profileCsv } from '../../src/routes/[lang]/countries/words/profile-csv.ts';
import { monthsSince, valuesView } from '../../src/routes/[lang]/countries/words/value-view.ts';
import { seriesEntry, testCountryWords } from '../support/country-words.ts';
import { suppressedRow, testRow } from '../support/estimate-rows.ts';
import { askedQuestion, bankOf } from '../support/question-bank.ts';

const row = (country: string, changes: Partial<EstimateRow> = {}) =>
	testRow({ territory: country, source: `${country.toLowerCase()}-2024`, ...changes });
const names = { XBB: { en: 'Bravo' }, XCC: { en: 'Ceres' } };
const rate = (changes: object = {}) =>
	seriesEntry({
		id: 'rate',
		title: { en: 'A rate' },
		value: { kind: 'rate', unit: { en: 'per 100,000' }, decimals: 1, precision: 'not-published' },
		...changes
	});
const value = (country: string, number: number) => ({
	...{ country, series: 'rate', period: '2019', categories: {}, value: number },
	standardError: null
});
const own = (number: number) => {
	const { country, ...rest } = value('XAA', number);
	return rest;
};

describe('the gap board of a profile', () => {
	test('words what is current, old, withheld and missing, and what it would take', () => {
		const texts = (on: string, figures: EstimateRow[]) =>
			gapViews(testCountryWords({ figures, on }))[0]!.entries.map(
				({ label, text, needs }) => `${label}: ${text}${needs === undefined ? '' : ` (${needs})`}`
			);
		const gap = 'Seen: missing (It would take: a question.)';
		expect(texts('2026-06-01', [row('XAA')])).toEqual(['Sees sale: 2024, current', gap]);
		expect(texts('2027-03-01', [row('XAA')])).toEqual(['Sees sale: 2024, old', gap]);
		expect(texts('2026-06-01', [suppressedRow({ territory: 'XAA' })])).toEqual([
			'Sees sale: 2024, cannot be shown',
			gap
		]);
		expect(texts('2026-06-01', [])).toEqual(['Sees sale: missing', gap]);
	});

	test('tells what was asked and has no figure here from what nobody asked', () => {
		const { waves, ...rest } = bankOf([
			askedQuestion({ wave: 'mirna-2021', concept: 'sees_sale' }),
			askedQuestion({ wave: 'mirna-2019', concept: 'sees_sale' }),
			askedQuestion({ wave: 'ceres-2022', concept: 'sees_sale' })
		]);
		const country = (id: string) => (id.startsWith('mirna') ? 'XAA' : 'XCC');
		const bank = { waves: waves.map((one) => ({ ...one, country: country(one.id) })), ...rest };
		const words = testCountryWords({ bank });
		expect(gapViews(words)[0]!.entries).toMatchObject([
			{ text: 'asked in mirna-2021; no figure here', state: 'asked', topic: 'sees_sale' },
			{ state: 'missing', topic: undefined }
		]);
		expect(leadTexts(words)[1]).toBe(
			'1 more were asked about in a survey of the country, and this release has no figure of them.'
		);
		const measured = testCountryWords({ bank, figures: [row('XAA')] });
		expect(gapViews(measured)[0]!.entries[0]).toMatchObject({ state: 'present', topic: undefined });
	});

	test('names series apart: they fill no gap', () => {
		const words = testCountryWords({ values: [own(3)], series: [rate()] });
		expect(gapViews(words)[0]).toMatchObject({ series: 'Apart, published series: A rate' });
		expect(leadTexts(words)).toEqual([
			'Of 2 things that a baseline should say of Mirna, 0 have a current survey figure, 0 an old one and 2 none.',
			'Published series that speak of the country: 1.'
		]);
	});
});

describe('the figures of a profile', () => {
	const lineOf = (figure: EstimateRow) =>
		figureViews(testCountryWords({ figures: [figure] }))[0]!.lines[0]!;

	test('have their interval, cases, quality and age', () => {
		expect(lineOf(row('XAA'))).toMatchObject({
			...{ value: 0.2, lower: 0.16, upper: 0.24, isOpen: false },
			...{ text: '20.0%', interval: '16.0% to 24.0%' },
			cells: { n: '900', quality: 'reliable', survey: 'XAA 2024', age: '2.3 years' }
		});
	});

	test.for<[string, EstimateRow, string]>([
		['suppressed', suppressedRow({ territory: 'XAA', source: 'xaa-2024' }), 'suppressed'],
		['not reliable', row('XAA', { quality: 'unreliable' }), 'not reliable']
	])('say the word and no number where one is %s', ([, figure, word]) => {
		const line = lineOf(figure);
		expect([line.value, line.lower, line.upper]).toEqual([undefined, undefined, undefined]);
		expect([line.text, line.interval, line.cells['n']]).toEqual([word, '–', '–']);
	});

	test('leave as CSV with the word in place of every number that is not shown', () => {
		const figures = [row('XAA', { quality: 'unreliable', estimate: 0.4242, n: 4242 })];
		const csv = profileCsv(testCountryWords({ figures }), '2026-11');
		expect(csv).toContain('sees-sale,Sees sale,XAA');
		expect(csv).toContain('unreliable');
		expect(csv).not.toContain('4242');
	});
});

describe('the series of a profile', () => {
	test.for([
		['2019', '2020-12-31', 12],
		['2019', '2020-12-30', 11],
		['2019-Q2', '2019-09-30', 3],
		['2024-02', '2024-03-29', 1],
		['2030', '2024-01-01', 0],
		['undated', '2024-01-01', undefined]
	] as const)('of %s are as old on %s as months since its end: %s', ([period, on, months]) => {
		expect(monthsSince(period, on)).toBe(months);
	});

	test('say what they do not say: no interval, no date', () => {
		const values = [own(3), { ...own(4), series: 'beds', period: 'undated' }];
		const beds = seriesEntry({
			...{ id: 'beds', frequency: 'undated', lastComplete: undefined },
			value: { kind: 'share', unit: { en: '%' }, decimals: 1, precision: 'counted' }
		});
		const { rows } = valuesView(testCountryWords({ values, series: [rate(), beds] }));
		expect(rows.map(({ precision, period, age }) => [precision, period, age])).toEqual([
			['the source gives no interval', '2019', '6.4 years'],
			['counted, no sampling error', 'no date', 'not known']
		]);
	});
});

describe('the peers of a profile', () => {
	const figures = [row('XAA')];
	const peersOf = (peers: EstimateRow[], differing?: { radius: 'block' | 'neighbourhood' }) =>
		peersView(
			testCountryWords({
				...{ figures, peers: { names, figures: peers, values: [] } },
				...(differing ? { differing } : {})
			})
		);

	test('stand beside it only where the rule lets them; the others are told with the reason', () => {
		const view = peersOf([row('XBB'), row('XCC')]);
		expect(view.figures[0]!.lines.map(({ label }) => label)).toEqual(['Bravo', 'Mirna']);
		expect(view.apart).toEqual([expect.stringMatching(/^Sees sale: Ceres .* Mirna .*: .+[.]$/)]);
		const together = peersOf([row('XBB'), row('XCC')], { radius: 'neighbourhood' });
		expect(together.figures[0]!.lines.map(({ label }) => label)).toEqual([
			...['Bravo', 'Ceres', 'Mirna']
		]);
		expect(together.apart).toEqual([]);
	});

	test('say whose interval overlaps and whose does not', () => {
		const far = { estimate: 0.5, lower: 0.45, upper: 0.55 };
		const bound = { precision: 'lower-bound' };
		const notes = (changes: Partial<EstimateRow>) =>
			peersOf([row('XBB', changes)]).figures[0]!.notes;
		expect(notes({})).toEqual(['Its interval overlaps with that of: Bravo.']);
		expect(notes(far)).toEqual(['It does not overlap with that of: Bravo.']);
		expect(notes(bound)[0]).toMatch(/cannot be said of: Bravo/);
	});

	test('are by name and never numbered, however large their values', () => {
		const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
		fc.assert(
			fc.property(share, share, share, (a, b, c) => {
				const view = peersView(
					testCountryWords({
						...{ figures: [row('XAA', { estimate: a })], differing: {} },
						...{ values: [own(a)], series: [rate()] },
						peers: {
							names,
							figures: [row('XCC', { estimate: c }), row('XBB', { estimate: b })],
							values: [value('XCC', c), value('XBB', b)]
						}
					})
				);
				for (const { lines } of [...view.figures, ...view.values]) {
					expect(lines.map(({ label }) => label)).toEqual(['Bravo', 'Ceres', 'Mirna']);
					expect(lines.flatMap(({ cells }) => Object.keys(cells))).toEqual([
						...['period', 'period', 'period']
					]);
				}
			})
		);
	});

	test('of a series are points without an interval that the source does not give', () => {
		const peers = { names, figures: [], values: [value('XBB', 5)] };
		const [view] = peersView(
			testCountryWords({ peers, values: [own(3)], series: [rate()] })
		).values;
		expect(view!.lines.map(({ lower, upper }) => [lower, upper])).toEqual([
			[undefined, undefined],
			[undefined, undefined]
		]);
		expect(view!.notes[0]).toBe('The source gives no interval: points only.');
	});

	test.for([
		[{ measures: 'enforcement', caution: { en: 'activity' } }, 'measures police activity'],
		[
			{ value: { kind: 'count', unit: { en: 'x' }, decimals: 0, precision: 'counted' } },
			'grows with the size of the country'
		]
	] as const)('are not put side by side where that would shame: %j', ([changes, why]) => {
		const peers = { names, figures: [], values: [value('XBB', 5)] };
		const view = peersView(testCountryWords({ peers, values: [own(3)], series: [rate(changes)] }));
		expect(view.values).toEqual([]);
		expect(view.left).toContain(why);
	});
});

describe('an entry of a register', () => {
	const countryOf = (place: string) => ({ town: 'XAA', port: 'XBB' })[place];

	test('is of the country that it says, else of that of its places', () => {
		const isOf = (entry: Parameters<typeof isOfCountry>[0]) => isOfCountry(entry, 'XAA', countryOf);
		expect(isOf({ country: 'XAA' })).toBe(true);
		expect(isOf({ country: 'XBB', place: 'town' })).toBe(false);
		expect(isOf({ place: 'town' })).toBe(true);
		expect(isOf({ cities: ['port', 'town'] })).toBe(true);
		expect(isOf({ cities: ['port'], place: 'nowhere' })).toBe(false);
		expect(isOf({})).toBe(false);
	});
});

describe('the scale of dots', () => {
	const line = (changes: Partial<DotLine>): DotLine => ({
		...{ label: '', isOwn: false, value: undefined, lower: undefined, upper: undefined },
		...{ isOpen: false, text: '', cells: {} },
		...changes
	});

	test('holds every dot and limit, and wastes less than half', () => {
		fc.assert(
			fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (most) => {
				const max = roundAbove(most);
				expect(max).toBeGreaterThanOrEqual(most * (1 - 1e-12));
				expect(max).toBeLessThanOrEqual(most * 1.5000001);
			})
		);
		expect(scaleOf([line({ value: 0.2, upper: 0.31 })], String)?.max).toBeCloseTo(0.4);
	});

	test('is none where there is nothing to draw, or something below 0', () => {
		expect(scaleOf([line({})], String)).toBeUndefined();
		expect(scaleOf([line({ value: 1, lower: -0.1 })], String)).toBeUndefined();
	});
});
