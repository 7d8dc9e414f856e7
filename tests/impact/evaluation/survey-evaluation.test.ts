import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SurveyFigure } from '#lib/impact/evaluation/evaluation-input.ts';
import { surveyEvaluation } from '#lib/impact/evaluation/survey-evaluation.ts';
import {
	declaredHarm,
	declaredOutcome,
	declaredProgramme,
	effectOn,
	pictureOf,
	printedEvaluation,
	rowsOf
} from '../../support/evaluated-programmes.ts';

type Changes = Readonly<Record<string, unknown>>;

const design = (changes: Changes = {}) => ({
	kind: 'survey' as const,
	...{ before: ['wave-1', 'wave-2'], after: ['wave-3'] },
	...{ treated: ['north', 'south'], comparison: ['east', 'west'] },
	...changes
});
const share = { kind: 'share' };
const outcomes = [
	declaredOutcome('trust', { indicator: 'trust', scale: share, direction: 'up' }),
	declaredHarm('violence', { indicator: 'violence', scale: share, harm: 'police-violence' })
];

const figure = (
	territory: string,
	wave: number,
	[estimate, standardError]: readonly [number, number],
	{ indicator = 'trust', df = 40 } = {}
): SurveyFigure => ({
	...{ indicator, territory, survey: `wave-${wave}`, estimate, standardError, df, n: 500 }
});

/** Trust rises by 0.1 everywhere and by 0.08 more where it was treated; violence stays. */
const figures: SurveyFigure[] = ['north', 'south', 'east', 'west'].flatMap((territory, t) =>
	[1, 2, 3].flatMap((wave) => [
		figure(territory, wave, [
			0.4 + 0.03 * t + (wave === 3 ? 0.1 + (t < 2 ? 0.08 : 0) : 0),
			0.01 + 0.002 * t
		]),
		figure(territory, wave, [0.1 + 0.01 * t, 0.01], { indicator: 'violence' })
	])
);

const evaluated = (
	changes: Changes = {},
	{ own = figures, all = outcomes }: { own?: SurveyFigure[]; all?: readonly Changes[] } = {}
) =>
	printedEvaluation(
		surveyEvaluation(
			declaredProgramme(design(changes), all, { origin: { kind: 'surveys', synthetic: true } }),
			{ tables: new Map(), figures: own }
		)
	);

describe('surveyEvaluation', () => {
	test('tells how much more the treated changed, in plain numbers', () => {
		const found = evaluated();
		const effect = effectOn(found);
		expect(effect.estimate).toBeCloseTo(0.08, 12);
		expect(effect).toMatchObject({ estimator: 'two-by-two', variance: 'sampling' });
		expect(found.verdict).toBe('better');
		const [main] = found.outcomes;
		expect(main!.comparisonMean).toBeCloseTo(0.475 + 0.1, 12);
		expect(main!.without).toBeCloseTo(0.415 + 0.1, 12);
		expect(main!.n).toBe(6000);
		expect(found.notes.map(({ code }) => code)).toEqual(['sampling-error-only']);
		expect(found.counts).toMatchObject({ units: 4, periods: 3, last: 'wave-3' });
		expect(found.displacement).toMatchObject({ why: 'no-geography' });
	});

	test('equals a hand computation, whatever the figures are', () => {
		const cell = fc.record({
			estimate: fc.double({ min: 0, max: 1, noNaN: true }),
			standardError: fc.double({ min: 0.001, max: 0.2, noNaN: true }),
			df: fc.integer({ min: 2, max: 200 })
		});
		fc.assert(
			fc.property(fc.array(cell, { minLength: 4, maxLength: 4 }), (cells) => {
				const places = [
					['north', 1],
					['north', 2],
					['east', 1],
					['east', 2]
				] as const;
				const own = ['trust', 'violence'].flatMap((indicator) =>
					cells.map(({ estimate, standardError, df }, i) => {
						const [territory, wave] = places[i]!;
						return figure(territory, wave, [estimate, standardError], { indicator, df });
					})
				);
				const plan = {
					...{ before: ['wave-1'], after: ['wave-2'], treated: ['north'], comparison: ['east'] }
				};
				const effect = effectOn(evaluated(plan, { own }));
				const [a, b, c, d] = cells as [Cell, Cell, Cell, Cell];
				expect(effect.estimate).toBeCloseTo(
					b.estimate - a.estimate - (d.estimate - c.estimate),
					10
				);
				const squares = cells.map((one) => one.standardError ** 2);
				const variance = squares.reduce((sum, one) => sum + one, 0);
				expect(effect.standardError).toBeCloseTo(Math.sqrt(variance), 12);
				const spread = squares.reduce((sum, one, i) => sum + one ** 2 / cells[i]!.df, 0);
				expect(effect.df! / (variance ** 2 / spread)).toBeCloseTo(1, 10);
			}),
			{ numRuns: 30 }
		);
	});

	test('the picture has every wave against the last before, and leads are tested together', () => {
		const found = evaluated();
		const study = pictureOf(found, 'event-study');
		expect(study.points.map(({ event, reference }) => [event, reference])).toEqual([
			[-2, false],
			[-1, true],
			[0, false]
		]);
		expect(study.points[2]!.estimate).toBeCloseTo(0.08, 12);
		const lead = study.points[0]!;
		expect(study.preTest).toMatchObject({ kind: 'test', df: 1 });
		// One lead alone: chi-square is its z squared.
		expect(study.preTest.kind === 'test' && study.preTest.statistic).toBeCloseTo(
			(lead.estimate / lead.standardError!) ** 2,
			10
		);
		const { lines } = pictureOf(found, 'trends');
		expect(lines[0]!.points.map(({ mean }) => mean)).toEqual(
			[0.415, 0.415, 0.595].map((mean) => expect.closeTo(mean, 10) as number)
		);
	});

	test('trends that went apart before are no effect', () => {
		const apart = figures.map((one) =>
			one.survey === 'wave-1' && ['north', 'south'].includes(one.territory)
				? { ...one, estimate: one.estimate - 0.2 }
				: one
		);
		expect(evaluated({}, { own: apart }).verdict).toBe('trends-differ');
	});

	test('one wave before leaves parallel trends untested, and says so', () => {
		const found = evaluated({ before: ['wave-2'] });
		expect(found.notes.map(({ code }) => code)).toContain('parallel-trends-untested');
		expect(pictureOf(found, 'event-study').preTest).toEqual({
			...{ kind: 'none', reason: 'one-period-before' }
		});
		expect(rowsOf(found, 'placebo-date')).toEqual([]);
	});

	test('leaves out one territory at a time, takes the nearest waves, and a false start', () => {
		const found = evaluated();
		expect(rowsOf(found, 'without-group').map(({ values }) => values['group'])).toEqual([
			...['north', 'south', 'east', 'west']
		]);
		const [nearest] = rowsOf(found, 'nearest-waves');
		expect(nearest!.result).toMatchObject({ estimate: expect.closeTo(0.08, 10) as number });
		const [placebo] = rowsOf(found, 'placebo-date');
		expect(placebo).toMatchObject({
			placebo: true,
			result: { estimate: expect.closeTo(0, 10) as number }
		});
	});
});

interface Cell {
	readonly estimate: number;
	readonly standardError: number;
	readonly df: number;
}

describe('what an evaluation by surveys refuses', () => {
	const main = (found: ReturnType<typeof evaluated>) => found.outcomes[0]!.effect;

	test('a figure that is not published, naming territory and survey', () => {
		const own = figures.filter(
			(one) => !(one.indicator === 'trust' && one.territory === 'west' && one.survey === 'wave-2')
		);
		const found = evaluated({}, { own });
		expect(main(found)).toEqual({
			...{ kind: 'refused', reason: 'missing-figure', next: 'without-territory' },
			values: { territory: 'west', survey: 'wave-2', indicator: 'trust' }
		});
		expect(found.verdict).toBe('refused');
		expect(effectOn(found, 'violence')).toBeDefined();
		// Without it the others can carry it.
		const rows = rowsOf(found, 'without-group').filter(({ result }) => result.kind === 'effect');
		expect(rows.map(({ values }) => values['group'])).toEqual(['west']);
		const alone = evaluated({ comparison: ['west'] }, { own });
		expect(main(alone)).toMatchObject({ next: 'another-survey' });
	});

	test('a figure without an error', () => {
		const own = figures.map((one) => ({ ...one, standardError: 0 }));
		expect(main(evaluated({}, { own }))).toMatchObject({ reason: 'figure-without-error' });
	});

	test('a question put otherwise in the middle', () => {
		const changed = (period: number) =>
			evaluated(
				{},
				{
					all: [
						declaredOutcome('trust', {
							...{ indicator: 'trust', scale: share, direction: 'up' },
							changed: [{ period, how: { en: 'x' } }]
						}),
						outcomes[1]!
					]
				}
			);
		expect(main(changed(2))).toMatchObject({
			...{ reason: 'wording-changed', next: 'window-without-change', values: { period: '2' } }
		});
		expect(main(changed(3))).toMatchObject({ next: null });
		expect(main(changed(1)).kind).toBe('effect');
		// The nearest waves are in the same words.
		expect(rowsOf(changed(2), 'nearest-waves')[0]!.result.kind).toBe('effect');
	});

	test('a territory on both sides, a survey twice, a figure twice', () => {
		expect(() => evaluated({ comparison: ['north'] })).toThrow(/on one side: north$/);
		expect(() => evaluated({ after: ['wave-2'] })).toThrow(/on one side: wave-2$/);
		const own = [...figures, figures[0]!];
		expect(() => evaluated({}, { own })).toThrow(/of trust there twice, .*: north, wave-1$/);
	});
});
