import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collapsedRegression } from '#lib/impact/did/collapsed.ts';
import { eventStudy } from '#lib/impact/did/event-study.ts';
import { twoByTwo } from '#lib/impact/did/two-by-two.ts';
import { panel, panelPart } from '#lib/impact/panel/panel.ts';
import { leastSquares } from '#lib/impact/regression/least-squares.ts';
import { smallPanel, smallRows } from '../../support/small-panels.ts';

const groups = [
	[4, 5],
	[Infinity, 7]
] as const;
const seeds = fc.integer({ min: 1, max: 1e6 });

describe('twoByTwo', () => {
	test('is equal by four means, pooled regression, unit effects and changes of units', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const whole = smallPanel({ groups, seed });
				const { difference, pooled, effect } = twoByTwo(whole);
				const collapsed = leastSquares(collapsedRegression(whole));
				expect([pooled.estimate, effect.estimate, collapsed.estimates[1]]).toAgreeWith(
					Array<unknown>(3).fill(difference)
				);
			}),
			{ numRuns: 15, seed: 3 }
		);
	});

	test('with rows missing equals the four means by pooled regression only, and says so', () => {
		const result = twoByTwo(smallPanel({ groups, kept: 0.8, seed: 6 }));
		expect(result.pooled.estimate).toAgreeWith(result.difference);
		expect(Math.abs(result.effect.estimate - result.difference)).toBeGreaterThan(0.01);
		expect(result.warnings.map(({ code }) => code)).toContain('unbalanced');
	});

	test('weighs the means as the regressions', () => {
		const rows = smallRows({ groups });
		const weight = rows.unit.map((unit) => 1 + (Number(String(unit).slice(1)) % 4));
		const { difference, pooled, effect } = twoByTwo(panel({ ...rows, weight }));
		expect([pooled.estimate, effect.estimate]).toAgreeWith([difference, difference]);
	});

	test('finds an effect without chance exactly, with no error and so no test', () => {
		const { effect, difference, pooled } = twoByTwo(smallPanel({ groups, noise: 0 }));
		expect([effect.estimate, difference]).toAgreeWith([1, 1]);
		expect(effect.test).toBeUndefined();
		expect(effect.fewClusters).toEqual({ biasReduced: undefined, wild: undefined });
		expect(pooled.test).toBeDefined();
	});

	test('has the tests for few clusters below 40, and where one side has few', () => {
		const few = twoByTwo(smallPanel({ groups }));
		expect(few.effect.fewClusters?.wild).toMatchObject({ enumerated: true, draws: 4096 });
		expect(few.effect.fewClusters?.biasReduced?.df).toBeLessThan(few.variance.df);
		expect(few.warnings).toContainEqual({
			...{ code: 'few-clusters', clusters: 12, treated: 5, control: 7 }
		});
		const sides = [
			[4, 12],
			[Infinity, 20]
		] as const;
		const asked = { wild: { draws: 99 } };
		expect(twoByTwo(smallPanel({ groups: sides }), asked).effect.fewClusters).toBeDefined();
		const enough = twoByTwo(
			smallPanel({
				groups: [
					[4, 20],
					[Infinity, 20]
				]
			})
		);
		expect(enough.effect.fewClusters).toBeUndefined();
		const lopsided = {
			groups: [
				[4, 4],
				[Infinity, 50]
			] as const
		};
		const wild = { draws: 99, seed: 5 };
		const oneSide = twoByTwo(smallPanel(lopsided), { wild }).effect.fewClusters?.wild;
		expect(oneSide).toMatchObject({ draws: 100, seed: 5, clusters: 54 });
	});

	test('uses the level in every interval, and refuses one in percent', () => {
		const whole = smallPanel({ groups });
		const [wide, narrow] = [0.99, 0.9].map((level) => twoByTwo(whole, { level }));
		for (const of of [
			(r: typeof wide) => r!.effect.test,
			(r: typeof wide) => r!.pooled.test,
			(r: typeof wide) => r!.effect.fewClusters!.biasReduced,
			(r: typeof wide) => r!.effect.fewClusters!.wild
		]) {
			expect(of(wide)!.interval.lower).toBeLessThan(of(narrow)!.interval.lower);
			expect(of(wide)!.interval.upper).toBeGreaterThan(of(narrow)!.interval.upper);
		}
		expect(narrow!.variance.level).toBe(0.9);
		expect(() => twoByTwo(whole, { level: 95 })).toThrow('level not in (0, 1): 95');
	});

	test('takes a covariate of any name, and refuses one that never changes', () => {
		const rows = smallRows({ groups });
		const column = (values: number[]) => [{ name: 'treated', values }];
		const moving = rows.unit.map((_, i) => Math.cos(3 * i));
		const { covariates, difference, effect } = twoByTwo(
			panel({ ...rows, covariates: column(moving) })
		);
		expect(covariates).toEqual(['treated']);
		expect(effect.estimate).not.toBeCloseTo(difference, 6);
		const constant = rows.unit.map((unit) => Number(String(unit).slice(1)));
		expect(() => twoByTwo(panel({ ...rows, covariates: column(constant) }))).toThrow(
			'explained by the other columns and the fixed effects, leave it out: covariate treated'
		);
	});

	test('leaves units treated all along out and names units treated after the panel', () => {
		const whole = smallPanel({
			groups: [
				[1, 3],
				[4, 5],
				[9, 2],
				[Infinity, 6]
			]
		});
		const result = twoByTwo(panelPart(whole, () => true));
		expect(result.counts).toMatchObject({ treatedUnits: 5, controlUnits: 8, units: 13 });
		expect(result.warnings).toContainEqual({ code: 'always-treated-left-out', units: 3 });
		expect(result.warnings).toContainEqual({ code: 'treated-later', units: 2 });
		expect(result.warnings.map(({ code }) => code)).not.toContain('unbalanced');
	});

	test('says how many rows a blank took, and that one period before tests no trend', () => {
		const rows = smallRows({
			groups: [
				[2, 5],
				[Infinity, 5]
			]
		});
		const outcome = Array.from(rows.outcome, (value, i) => (i === 3 ? NaN : value));
		const { warnings, counts } = twoByTwo(panel({ ...rows, outcome }));
		expect(warnings).toContainEqual({ code: 'rows-left-out', reason: 'blank-outcome', rows: 1 });
		expect(warnings).toContainEqual({ code: 'parallel-trends-untested', prePeriods: 1 });
		expect(counts.rows).toBe(59);
	});

	test('says how many units were seen once', () => {
		const whole = smallPanel({ groups });
		const part = panelPart(whole, (i) => whole.unit.codes[i] !== 0 || whole.period.codes[i] === 2);
		expect(twoByTwo(part).warnings).toContainEqual({ code: 'single-row-units', units: 1 });
		const codes = twoByTwo(whole).warnings.map(({ code }) => code);
		expect(codes).not.toContain('single-row-units');
	});

	test('refuses several starts, one treated cluster, and groups without rows on one side', () => {
		expect(() =>
			twoByTwo(
				smallPanel({
					groups: [
						[3, 4],
						[5, 4],
						[Infinity, 4]
					]
				})
			)
		).toThrow('treatment starts in several periods');
		expect(() =>
			twoByTwo(
				smallPanel({
					groups: [
						[3, 1],
						[Infinity, 4]
					]
				})
			)
		).toThrow('one treated cluster has no standard error');
		const whole = smallPanel({ groups });
		const isTreated = (i: number) => whole.start[whole.unit.codes[i]!] === 4;
		const after = panelPart(whole, (i) => !isTreated(i) || whole.period.codes[i]! >= 3);
		expect(() => twoByTwo(after)).toThrow('no row before the start 4, treated units: 0');
	});
});

describe('eventStudy', () => {
	const rising = { groups, periods: 7, effect: (since: number) => 1 + since };

	test('finds effects without chance exactly, 0 before the start', () => {
		const { terms, average, start } = eventStudy(smallPanel({ ...rising, noise: 0 }));
		expect(start).toBe(4);
		expect(terms.map(({ at }) => at)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
		expect(terms.map(({ estimate }) => estimate)).toAgreeWith([0, 0, 0, 1, 2, 3, 4]);
		expect(terms.map(({ units }) => units)).toEqual(Array(7).fill(5));
		expect(average.estimate).toAgreeWith(2.5);
		const { estimate, fewClusters } = eventStudy(smallPanel(rising)).average;
		expect(fewClusters?.biasReduced?.estimate).toAgreeWith(estimate);
		expect(fewClusters?.wild?.estimate).toAgreeWith(estimate);
	});

	test('measured from another period all terms shift by the same amount', () => {
		const whole = smallPanel(rising);
		const [from1, from3] = [-1, -3].map((reference) => eventStudy(whole, { reference }));
		const shift = from1!.terms[0]!.estimate;
		from1!.terms.forEach(({ estimate }, j) =>
			expect(from3!.terms[j]!.estimate).toAgreeWith(estimate - shift, { absolute: 1e-10 })
		);
		expect(from3!.terms[0]).toMatchObject({ isReference: true, estimate: 0, test: undefined });
		expect(from3!.leads?.statistic).toAgreeWith(from1!.leads?.statistic);
		expect(from1!.leads?.df).toEqual([2, 11]);
	});

	test('counts periods, not years, in a survey every second year', () => {
		const rows = smallRows(rising);
		const period = Array.from(rows.period, (value) => 2000 + 2 * value);
		const start = (rows.treatment as { start: number[] }).start.map((value) => 2000 + 2 * value);
		const biennial = eventStudy(panel({ ...rows, period, treatment: { start } }));
		const yearly = eventStudy(panel(rows));
		expect(biennial.terms).toEqual(yearly.terms);
		expect([biennial.spacing, yearly.spacing]).toEqual([2, 1]);
		const uneven = period.map((year) => (year === 2014 ? 2015 : year));
		expect(() => eventStudy(panel({ ...rows, period: uneven, treatment: { start } }))).toThrow(
			'periods not at multiples of their smallest step 2: 2012 to 2015'
		);
	});

	test('refuses several starts, one period before treatment and a reference after it', () => {
		expect(() =>
			eventStudy(
				smallPanel({
					groups: [
						[3, 4],
						[5, 4],
						[Infinity, 4]
					]
				})
			)
		).toThrow('estimate by cohort (Sun-Abraham): 3, 5');
		expect(() =>
			eventStudy(
				smallPanel({
					groups: [
						[2, 4],
						[Infinity, 4]
					]
				})
			)
		).toThrow('periods before treatment fewer than 2, start 2: 1');
		expect(() => eventStudy(smallPanel(rising), { reference: 1 })).toThrow(
			'reference not a period before treatment: 1'
		);
	});
});
