import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baconDecomposition } from '#lib/impact/did/bacon.ts';
import { eventStudy } from '#lib/impact/did/event-study.ts';
import { sunAbraham } from '#lib/impact/did/sun-abraham.ts';
import { twoWayEffect } from '#lib/impact/did/two-way-effect.ts';
import { panel, panelPart } from '#lib/impact/panel/panel.ts';
import { leastSquares } from '#lib/impact/regression/least-squares.ts';
import { variance } from '#lib/impact/regression/variance.ts';
import { smallPanel, smallRows } from '../../support/small-panels.ts';

const groups = [
	[3, 4],
	[5, 5],
	[Infinity, 6]
] as const;
/** Grows with time, and more so in the first cohort. */
const effect = (since: number, start: number) => (start === 3 ? 2 + since : 1);
const growing = { groups, effect, periods: 7 };

/** Of treated rows of the panel above: 4 units in periods 3 to 7, 5 units in periods 5 to 7. */
const truth = (4 * (2 + 3 + 4 + 5 + 6) + 5 * 3) / (4 * 5 + 5 * 3);

describe('sunAbraham', () => {
	test('finds effects that differ by cohort exactly, where two-way effects do not', () => {
		const whole = smallPanel({ ...growing, noise: 0 });
		const { average, byCohort, cells, terms } = sunAbraham(whole);
		expect(average.estimate).toAgreeWith(truth);
		expect(byCohort.map(({ start, estimate }) => [start, estimate])).toAgreeWith([
			[3, 4],
			[5, 1]
		]);
		for (const { start, at, estimate } of cells)
			expect(estimate).toAgreeWith(at < 0 ? 0 : effect(at, start), { absolute: 1e-9 });
		expect(terms.find(({ at }) => at === 0)?.estimate).toAgreeWith((4 * 2 + 5) / 9);
		expect(terms.find(({ at }) => at === 0)?.units).toBe(9);
		expect(terms.find(({ at }) => at === 4)).toMatchObject({ units: 4, isReference: false });
		expect(Math.abs(twoWayEffect(whole).effect.estimate - truth)).toBeGreaterThan(0.4);
	});

	test('with one cohort is the event study', () => {
		const whole = smallPanel({
			...growing,
			groups: [
				[4, 6],
				[Infinity, 6]
			]
		});
		const [one, other] = [sunAbraham(whole), eventStudy(whole)];
		expect(one.terms.map(({ estimate }) => estimate)).toAgreeWith(
			other.terms.map(({ estimate }) => estimate),
			{ absolute: 1e-10 }
		);
		expect(one.covariance.map((row) => [...row])).toAgreeWith(
			other.covariance.map((row) => [...row])
		);
		expect(one.leads?.p).toAgreeWith(other.leads?.p);
		expect(one.average.test?.standardError).toAgreeWith(other.average.test?.standardError);
	});

	test('taken apart by cohort is the regression with all columns', () => {
		const gaps = { kept: fc.constantFrom(1, 0.95), perCluster: fc.constantFrom(1, 3) };
		const seeds = { seed: fc.integer({ min: 1, max: 999 }), weighted: fc.boolean() };
		fc.assert(
			fc.property(fc.record({ ...gaps, ...seeds }), ({ weighted, ...options }) => {
				const rows = smallRows({ ...growing, groups: [...groups, [6, 4]], ...options });
				const weight = rows.unit.map((_, i) => 1 + (i % 3));
				const whole = panel(weighted ? { ...rows, weight } : rows);
				const apart = sunAbraham(whole);
				const columns = apart.cells.map(({ start, at }) => ({
					name: `${start}, ${at}`,
					values: Float64Array.from(
						whole.unit.codes,
						(u, i) =>
							+(whole.start[u] === start && whole.periods[whole.period.codes[i]!] === start + at)
					)
				}));
				const { unit, period, outcome, weights, cluster } = whole;
				const fit = leastSquares({
					...{ outcome, weights, regressors: columns },
					effects: [unit, period]
				});
				const { matrix, df, parameters } = variance(fit, { kind: 'CR1', clusters: [cluster] });
				const close = { relative: 1e-8, absolute: 1e-9 };
				expect(apart.cells.map(({ estimate }) => estimate)).toAgreeWith(fit.estimates, close);
				expect(apart.cells.map(({ test: own }) => own?.standardError)).toAgreeWith(
					matrix.map((row, j) => Math.sqrt(row[j]!)),
					close
				);
				expect(apart.variance).toMatchObject({ df, parameters });
			}),
			{ numRuns: 8 }
		);
	});

	test('weighs cohorts by the weight of their rows', () => {
		const rows = smallRows({ ...growing, noise: 0 });
		const weight = rows.unit.map((unit) => (Number(String(unit).slice(1)) < 4 ? 3 : 1));
		const at0 = sunAbraham(panel({ ...rows, weight })).terms.find(({ at }) => at === 0);
		expect(at0?.estimate).toAgreeWith((3 * 4 * 2 + 5) / (3 * 4 + 5));
	});

	test('leaves units treated all along out, and takes later ones for controls', () => {
		const whole = smallPanel({ ...growing, noise: 0, groups: [[1, 3], ...groups, [20, 2]] });
		const result = sunAbraham(whole);
		expect(result.average.estimate).toAgreeWith(truth);
		expect(result.warnings).toContainEqual({ code: 'always-treated-left-out', units: 3 });
		expect(result.warnings).toContainEqual({ code: 'treated-later', units: 2 });
		expect(result.warnings).toContainEqual({ code: 'small-cohort', start: 3, units: 4 });
	});

	test('without units never treated asks for a panel that ends before the last start', () => {
		const whole = smallPanel({
			...growing,
			noise: 0,
			groups: [
				[3, 4],
				[5, 5]
			]
		});
		expect(() => sunAbraham(whole)).toThrow('end the panel before the last start: 1 to 7');
		const before = panelPart(whole, (i) => whole.period.codes[i]! < 4);
		expect(sunAbraham(before).average.estimate).toAgreeWith(2.5);
	});

	test('refuses a cohort that nobody saw in the period before its start', () => {
		const whole = smallPanel(growing);
		const seen = panelPart(
			whole,
			(i) => whole.start[whole.unit.codes[i]!] !== 3 || whole.period.codes[i] !== 1
		);
		expect(() => sunAbraham(seen)).toThrow('cohort without rows in the period before its start: 3');
	});

	test('says that nothing tests trends where no cohort has a second period before its start', () => {
		const result = sunAbraham(
			smallPanel({
				groups: [
					[2, 4],
					[Infinity, 5]
				]
			})
		);
		expect(result.leads).toBeUndefined();
		expect(result.warnings).toContainEqual({ code: 'parallel-trends-untested', prePeriods: 1 });
	});
});

describe('twoWayEffect', () => {
	test('under staggered timing has its comparisons and a warning beside it', () => {
		const result = twoWayEffect(smallPanel(growing));
		expect(result.timing).toBe('staggered');
		if (result.timing !== 'staggered') return;
		const { decomposition, warnings } = result;
		expect(decomposition.estimate).toAgreeWith(result.effect.estimate);
		const { forbiddenWeight } = decomposition;
		expect(forbiddenWeight).toBeGreaterThan(0.05);
		expect(warnings).toContainEqual({ code: 'staggered-timing', starts: [3, 5], forbiddenWeight });
	});

	test('counts units treated all along as staggered timing: they are forbidden controls', () => {
		const result = twoWayEffect(
			smallPanel({
				groups: [
					[1, 4],
					[4, 5],
					[Infinity, 3]
				]
			})
		);
		expect(result.timing === 'staggered' && result.decomposition.forbiddenWeight).toBeGreaterThan(
			0
		);
	});

	test('with one start stands alone', () => {
		const result = twoWayEffect(
			smallPanel({
				groups: [
					[4, 4],
					[Infinity, 5]
				]
			})
		);
		expect(result.timing).toBe('one-start');
		expect(result.warnings.map(({ code }) => code)).not.toContain('staggered-timing');
		expect(result).not.toHaveProperty('decomposition');
	});

	test('is refused where it cannot be taken apart: unbalanced, weighted, with covariates', () => {
		const rows = smallRows(growing);
		const ask = 'a two-way estimate cannot be taken apart, use sunAbraham';
		const asked = (more: object) => () => twoWayEffect(panel({ ...rows, ...more }));
		const outcome = Array.from(rows.outcome, (value, i) => (i === 0 ? NaN : value));
		expect(asked({ outcome })).toThrow(`${ask}; rows of 15 units in 7 periods: 104`);
		expect(asked({ weight: rows.unit.map(() => 2) })).toThrow(`${ask}; weights: 105`);
		const values = rows.unit.map((_, i) => Math.sin(i));
		expect(asked({ covariates: [{ name: 'x', values }] })).toThrow(`${ask}; covariates: 1`);
		expect(asked({ treatment: { start: rows.unit.map(() => Infinity) } })).toThrow(
			'no unit begins treatment in the panel, choose another window: 1 to 7'
		);
	});
});

describe('baconDecomposition', () => {
	test('adds up to the regression, with weights that are a share', () => {
		const start = fc.constantFrom(1, 2, 3, 4, 6, Infinity);
		const drawn = fc.array(fc.tuple(start, fc.integer({ min: 2, max: 4 })), {
			minLength: 2,
			maxLength: 5
		});
		fc.assert(
			fc.property(drawn, fc.integer({ min: 1, max: 1e6 }), (own, seed) => {
				const later = new Set(own.map(([value]) => value).filter((value) => value > 1));
				fc.pre(later.size > 1);
				const whole = smallPanel({ groups: own, seed });
				const { estimate, comparisons, byKind } = baconDecomposition(whole);
				expect(estimate).toAgreeWith(twoWayEffect(whole, { wild: { draws: 9 } }).effect.estimate, {
					absolute: 1e-10
				});
				expect(comparisons.every(({ weight }) => weight >= 0)).toBe(true);
				for (const all of [comparisons, byKind])
					expect(all.reduce<number>((sum, { weight }) => sum + weight, 0)).toAgreeWith(1);
			}),
			{ numRuns: 25, seed: 9 }
		);
	});

	test('tells forbidden comparisons from others', () => {
		const { comparisons, forbiddenWeight } = baconDecomposition(
			smallPanel({
				groups: [
					[1, 2],
					[3, 2],
					[5, 2],
					[Infinity, 2]
				]
			})
		);
		const named = comparisons.map(({ kind, treated, control }) => `${kind} ${treated} ${control}`);
		expect(named.sort()).toEqual([
			'always-treated 3 undefined',
			'always-treated 5 undefined',
			'treated-earlier 5 3',
			'treated-later 3 5',
			'untreated 3 undefined',
			'untreated 5 undefined'
		]);
		const forbidden = comparisons.filter(
			({ kind }) => kind === 'always-treated' || kind === 'treated-earlier'
		);
		expect(forbidden.reduce((sum, { weight }) => sum + weight, 0)).toAgreeWith(forbiddenWeight);
	});
});
