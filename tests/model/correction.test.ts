import { describe, expect, test } from 'vitest';
import { corrections } from '#lib/model/correction.ts';
import { correctionsOf } from '#lib/model/corrections-of.ts';

type Fields = Readonly<Record<string, unknown>>;

const notice = (fields: Fields) => ({
	...{ date: '2026-12-03', release: '2026-11', what: { en: 'a weight was wrong' } },
	...fields
});
const faultsIn = (all: unknown) =>
	corrections
		.safeParse(all)
		.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
const figure = { indicator: 'sees-sale', of: { en: 'all, 2024' }, before: 0.4, after: 0.41 };

describe('corrections', () => {
	test('are dated notices with what they touch, the latest first', () => {
		const later = notice({ date: '2026-12-04', figures: [figure, { ...figure, after: null }] });
		expect(faultsIn([later, notice({ artefacts: ['estimates.parquet'] })])).toEqual([]);
		expect(faultsIn([notice({ figures: [figure] }), later])).toEqual([
			'1.date: later than the notice before it, 2026-12-03: 2026-12-04'
		]);
	});

	test('name something, and something that changed', () => {
		expect(faultsIn([notice({})])).toEqual([
			'0: names nothing that it corrects: artefacts, indicators, series, programmes or figures'
		]);
		expect(faultsIn([notice({ figures: [{ ...figure, after: 0.4 }] })])).toEqual([
			'0.figures.0.after: the same before and after'
		]);
	});

	test('say of whatever they name how much it was and is', () => {
		expect(faultsIn([notice({ indicators: ['sees-sale', 'offered'], figures: [figure] })])).toEqual(
			['0.indicators.1: no figure of it before and after: offered']
		);
		expect(faultsIn([notice({ figures: [{ ...figure, series: 'a' }] })])).toEqual([
			'0.figures.0: the figure of one thing: an indicator, a series or a programme'
		]);
	});
});

describe('correctionsOf', () => {
	const all = corrections.parse([
		notice({
			date: '2026-12-05',
			series: ['prisons'],
			figures: [{ series: 'prisons', period: '2020', of: { en: 'Chile' }, before: 1, after: 2 }]
		}),
		notice({ figures: [{ ...figure, survey: 's-2024', territory: 'XVA' }] })
	]);
	const numbers = (place: Parameters<typeof correctionsOf>[1]) =>
		correctionsOf(all, place).map(({ number, figures }) => [number, figures.length]);

	test('finds the figure that a notice names, and no other', () => {
		expect(numbers({ indicator: 'sees-sale', survey: 's-2024', territory: 'XVA' })).toEqual([
			[1, 1]
		]);
		expect(numbers({ indicator: 'sees-sale', survey: 's-2022', territory: 'XVA' })).toEqual([]);
		expect(numbers({ indicator: 'sees-sale', survey: 's-2024', territory: 'north' })).toEqual([]);
		expect(numbers({ indicator: 'offered', survey: 's-2024', territory: 'XVA' })).toEqual([]);
	});

	test('counts what a page does not know as the same', () => {
		expect(numbers({ indicator: 'sees-sale', survey: 's-2024' })).toEqual([[1, 1]]);
		expect(numbers({ indicator: 'sees-sale' })).toEqual([[1, 1]]);
	});

	test('finds every figure of what was wrong as a whole', () => {
		expect(numbers({ series: 'prisons', period: '2020' })).toEqual([[2, 1]]);
		expect(numbers({ series: 'prisons', period: '2019' })).toEqual([[2, 0]]);
		expect(numbers({ series: 'seizures', period: '2020' })).toEqual([]);
		expect(numbers({ programme: 'prisons' })).toEqual([]);
	});
});
