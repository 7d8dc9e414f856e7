import { describe, expect, test } from 'vitest';
import type { EvaluationInput } from '#lib/impact/evaluation/evaluation-input.ts';
import { seriesEvaluation } from '#lib/impact/evaluation/series-evaluation.ts';
import type { TextTable } from '#lib/impact/evaluation/text-table.ts';
import {
	declaredHarm,
	declaredOutcome,
	declaredProgramme,
	effectOn,
	numbersTable,
	pictureOf,
	printedEvaluation,
	rowsOf,
	withColumns
} from '../../support/evaluated-programmes.ts';

/** 60 months of a rate that falls by 5 at month 37, and by 0.25 a month from then on. */
const months = Array.from({ length: 60 }, (_, i) => i + 1);
/** Small errors that no wave and no trend has. */
const error = (t: number) => Math.sin(t * t) / 2;
const broken = months.map((t) => 40 + 0.1 * t - (t >= 37 ? 5 + 0.25 * (t - 37) : 0) + error(t));
const control = months.map((t) => 30 + 0.1 * t + error(t + 100));
const table = numbersTable('deaths', {
	month: months,
	rate: broken,
	control,
	harm: months.map((t) => 20 - 0.02 * t + error(t + 50)),
	placebo: months.map((t) => 10 + error(t + 7)),
	counts: months.map((t) => (t >= 37 ? 60 : 90) + (t % 5)),
	people: months.map((t) => 100_000 + 100 * t)
});

const design = (changes: Readonly<Record<string, unknown>> = {}) => ({
	kind: 'series' as const,
	table: { file: 'deaths', period: 'month', control: 'control' },
	time: { unit: 'month', first: '2017-01' },
	...{ interruption: 37, event: { en: 'Law' }, variance: 'newey-west', effectAt: [49, 60] },
	...changes
});
const outcomes = [
	declaredHarm('overdoses', { column: 'harm', harm: 'overdose' }),
	declaredOutcome('accidents', { role: 'placebo', column: 'placebo' }),
	declaredOutcome('deaths', { column: 'rate' })
];
const counted = {
	column: 'counts',
	scale: { kind: 'count', exposure: 'people', per: 100_000, unit: { en: 'deaths' } }
};

const input = (own: TextTable): EvaluationInput => ({ tables: new Map([['deaths', own]]) });
const evaluated = (
	changes: Readonly<Record<string, unknown>> = {},
	{ own = table, all = outcomes } = {}
) => printedEvaluation(seriesEvaluation(declaredProgramme(design(changes), all), input(own)));

/** The table until a month. */
const until = (last: number) =>
	numbersTable(
		'deaths',
		Object.fromEntries(
			[...table.columns].map(([name, texts]) => [name, texts.slice(0, last).map(Number)])
		)
	);

describe('seriesEvaluation', () => {
	test('tells the effect at the first declared period, with what is known about it', () => {
		const found = evaluated();
		const effect = effectOn(found);
		// 5 + 0.25 x 12 a year after the law.
		expect(effect.lower! < -8 && effect.upper! > -8).toBe(true);
		expect(effect.estimate).toBeCloseTo(-8, 0);
		expect(effect).toMatchObject({ estimator: 'interrupted-series', variance: 'newey-west' });
		expect(found.verdict).toBe('better');
		expect(found.settings).toMatchObject({ effectAt: 49, effectAtName: '2021-01' });
		expect(found.counts).toMatchObject({ first: '2017-01', last: '2021-12', starts: ['2020-01'] });
		const [main] = found.outcomes;
		expect(main!.without! + effect.estimate).toBeCloseTo(40 + 4.9 - 8, 0);
		expect(main!.relative!.estimate).toBeCloseTo(effect.estimate / main!.without!, 12);
		expect(main!.comparisonMean).toBeCloseTo(30 + 0.1 * 48.5, 0);
		expect(found.power!.detectable).toBeGreaterThan(2 * effect.standardError!);
		expect(found.displacement).toEqual({ kind: 'not-assessed', why: 'not-territorial' });
	});

	test('harms stand behind the main outcome, estimated alike, and placebos in the robustness panel', () => {
		const found = evaluated();
		expect(found.outcomes.map(({ role }) => role)).toEqual(['main', 'harm', 'placebo']);
		expect(effectOn(found, 'overdoses').variance).toBe('newey-west');
		expect(Math.abs(effectOn(found, 'overdoses').estimate)).toBeLessThan(1);
		expect(rowsOf(found, 'placebo-outcome')[0]).toMatchObject({
			placebo: true,
			values: { outcome: 'accidents' },
			result: { kind: 'effect' }
		});
	});

	test('the picture has the line that was expected from the interruption on only', () => {
		const picture = pictureOf(evaluated(), 'series');
		const [before, after] = [picture.points[35]!, picture.points[36]!];
		expect(before.counterfactual).toBeNull();
		expect(after.fitted - after.counterfactual!).toBeCloseTo(picture.level.estimate, 10);
		expect(picture.effects.map(({ period }) => period)).toEqual([49, 60]);
		expect(picture.level.estimate).toBeCloseTo(-5, 0);
		expect(picture.slope.estimate).toBeCloseTo(-0.25, 1);
		expect(picture.lag).toBeGreaterThanOrEqual(0);
	});

	test('changes one thing at a time: variance, season, control, a false date before', () => {
		const found = evaluated();
		expect(rowsOf(found, 'variance').map(({ values }) => values)).toEqual([{ variance: 'ar1' }]);
		expect(rowsOf(found, 'season').map(({ values }) => values)).toEqual([{ season: 12 }]);
		expect(rowsOf(evaluated({ season: 12 }), 'season')[0]!.values).toEqual({ season: 0 });
		const [controlled] = rowsOf(found, 'control-series');
		expect(controlled!.result).toMatchObject({ estimator: 'controlled-interrupted-series' });
		const [placebo] = rowsOf(found, 'placebo-date');
		expect(placebo).toMatchObject({ placebo: true, values: { period: 19, name: '2018-07' } });
		expect(placebo!.result.kind === 'effect' && Math.abs(placebo!.result.estimate)).toBeLessThan(1);
	});

	test('counts have a ratio of rates, and the rows beside it are ratios too', () => {
		const all = [declaredOutcome('deaths', counted), outcomes[0]!];
		const found = evaluated({ variance: 'quasi-poisson' }, { all });
		const effect = effectOn(found);
		expect(effect).toMatchObject({ scale: 'ratio', variance: 'quasi-poisson' });
		expect(effect.estimate).toBeGreaterThan(0.5);
		expect(effect.estimate).toBeLessThan(0.75);
		const [main] = found.outcomes;
		expect(main!.events).toBe(months.slice(36).reduce((sum, t) => sum + 60 + (t % 5), 0));
		expect(main!.relative!.estimate).toBeCloseTo(effect.estimate - 1, 12);
		// Per 100,000: about 90 without the law.
		expect(main!.without).toBeGreaterThan(80);
		expect(main!.without).toBeLessThan(100);
		expect(pictureOf(found, 'series')).toMatchObject({ scale: 'log' });
		const scales = rowsOf(found, 'variance').map(({ result }) => result);
		expect(scales).toMatchObject([{ scale: 'ratio' }, { scale: 'ratio' }]);
		expect(rowsOf(found, 'control-series')[0]!.result).toMatchObject({ scale: 'ratio' });
		// A number among counts has its own variance, and says so.
		expect(effectOn(found, 'overdoses').variance).toBe('newey-west');
		expect(found.outcomes[1]!.notes).toMatchObject([{ code: 'variance-not-for-this-scale' }]);
		expect(found.power!.detectable).toBeGreaterThan(1);
	});

	test('a control in another unit is not subtracted from a rate', () => {
		const all = [declaredOutcome('deaths', counted), outcomes[0]!];
		const [row] = rowsOf(evaluated({}, { all }), 'control-series');
		expect(row!.result).toMatchObject({ kind: 'refused', reason: 'control-in-another-unit' });
	});
});

describe('what a series evaluation refuses', () => {
	const refusal = (found: ReturnType<typeof evaluated>) => found.outcomes[0]!.effect;

	test('fewer than 8 points on either side, with what is missing', () => {
		const late = evaluated({ effectAt: [40] }, { own: until(43) });
		expect(refusal(late)).toEqual({
			...{ kind: 'refused', reason: 'too-few-points', next: 'later-data' },
			values: { before: 36, after: 7, needed: 8 }
		});
		expect(late.verdict).toBe('refused');
		expect(late.outcomes[0]!.pictures).toEqual([]);
		const early = evaluated({ interruption: 8, effectAt: [12] });
		expect(refusal(early)).toMatchObject({ reason: 'too-few-points', next: 'earlier-data' });
		expect(refusal(evaluated({ interruption: 9, effectAt: [12] })).kind).toBe('effect');
	});

	test('a question that changed inside the window, and only that outcome', () => {
		const changed = (period: number) =>
			evaluated(
				{},
				{
					all: [
						outcomes[0]!,
						declaredOutcome('deaths', { column: 'rate', changed: [{ period, how: { en: 'x' } }] })
					]
				}
			);
		const found = changed(20);
		expect(refusal(found)).toMatchObject({
			reason: 'wording-changed',
			next: 'window-without-change',
			values: { period: '20' }
		});
		expect(effectOn(found, 'overdoses')).toBeDefined();
		expect(refusal(changed(37))).toMatchObject({ next: 'control-recorded-alike' });
		expect(refusal(changed(46))).toMatchObject({ next: 'window-without-change' });
		expect(refusal(changed(33))).toMatchObject({ next: 'control-recorded-alike' });
		// From the first period on, or after the last, all was asked in the same words.
		expect(refusal(changed(1)).kind).toBe('effect');
		expect(refusal(changed(61)).kind).toBe('effect');
	});

	test('a gap where lags are counted; AR(1) keeps the distance', () => {
		const gap = withColumns(table, {
			rate: table.columns.get('rate')!.map((text, i) => (i === 19 ? '' : text))
		});
		const found = evaluated({}, { own: gap });
		expect(refusal(found)).toMatchObject({
			...{ reason: 'gap-in-series', next: 'ar1' },
			values: { period: 20 }
		});
		expect(found.outcomes[0]!.notes).toEqual([{ code: 'blank-periods', values: { periods: 1 } }]);
		expect(refusal(evaluated({ variance: 'ar1' }, { own: gap })).kind).toBe('effect');
	});

	test('a count of so few events that no normal interval holds', () => {
		const few = withColumns(table, {
			counts: months.map((t) => (t % 10 === 0 ? '1' : '0'))
		});
		const all = [declaredOutcome('deaths', counted), outcomes[0]!];
		expect(refusal(evaluated({ variance: 'quasi-poisson' }, { own: few, all }))).toMatchObject({
			reason: 'few-events',
			values: { after: 3, before: 3, needed: 10 }
		});
	});

	test('an effect beyond the series, which would be a forecast', () => {
		expect(refusal(evaluated({ effectAt: [49, 61] }))).toMatchObject({
			reason: 'data',
			values: { message: expect.stringContaining('change effectAt: 61') as string }
		});
	});

	test.for([
		['month', '3', 'deaths, line 6, column month, keep one row of a period, there are two: 3'],
		['month', '2.5', 'deaths, line 6, column month, number periods from 1 on: 2.5'],
		['month', '', 'deaths, line 6, column month, a blank, fill it or leave the row out: ""'],
		['rate', 'n/a', 'deaths, line 6, column rate, not a number: "n/a"']
	] as const)('a table that cannot be read: %s "%s"', ([column, text, message]) => {
		const own = withColumns(table, {
			[column]: table.columns.get(column)!.map((old, i) => (i === 4 ? text : old))
		});
		expect(() => evaluated({}, { own })).toThrow(message);
	});

	test.for([
		['people', '0', 'column people, a count needs an exposure above 0: 0'],
		['counts', '-1', 'column counts, a count below 0: -1']
	] as const)('counts that are none: %s "%s"', ([column, text, message]) => {
		const own = withColumns(table, {
			[column]: table.columns.get(column)!.map((old, i) => (i === 4 ? text : old))
		});
		const all = [declaredOutcome('deaths', counted), outcomes[0]!];
		expect(() => evaluated({}, { own, all })).toThrow(message);
	});

	test('a table or column of another name', () => {
		const programme = declaredProgramme(design(), outcomes);
		expect(() => seriesEvaluation(programme, { tables: new Map() })).toThrow(/no table.*: deaths/);
		const other = [declaredOutcome('deaths', { column: 'rates' }), outcomes[0]!];
		expect(() => evaluated({}, { all: other })).toThrow(/there are month, rate, .*: rates/);
	});
});
