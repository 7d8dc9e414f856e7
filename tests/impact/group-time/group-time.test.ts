import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregatedEffects, aggregations } from '#lib/impact/group-time/aggregated.ts';
import { groupTimeEffects } from '#lib/impact/group-time/group-time.ts';
import { judgedEffects } from '#lib/impact/group-time/inference.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import { keptRows, staggeredPanel } from '../../support/staggered-panel.ts';

const noBand = { band: { kind: 'none' } } as const;
const panel = staggeredPanel({ sizes: { 0: 20, 3: 12, 5: 9 }, periods: 6, effect: (e) => 1 + e });
const none = () => NaN;

const estimates = (effects: ReturnType<typeof groupTimeEffects>) =>
	effects.cells.map(({ result }) => (result.kind === 'effect' ? result.estimate : NaN));
const errors = (effects: ReturnType<typeof groupTimeEffects>) =>
	effects.cells.map(({ result }) => (result.kind === 'effect' ? result.standardError : NaN));

describe('group-time effects', () => {
	test('find an effect without noise exactly, whoever is compared with', () => {
		const exact = staggeredPanel({
			...{ sizes: { 0: 6, 2: 5, 4: 5 }, periods: 5, noise: 0, effect: (e: number) => 2 * e - 1 }
		});
		for (const control of ['never-treated', 'not-yet-treated'] as const)
			for (const base of ['varying', 'universal'] as const) {
				const covariates = [exact.covariate];
				const effects = groupTimeEffects(
					{ ...exact, covariates },
					{ control, base, method: 'reg', ...noBand }
				);
				for (const { event, post, result } of effects.cells)
					if (result.kind === 'effect')
						expect(result.estimate).toAgreeWith(post ? 2 * event - 1 : 0, { absolute: 1e-9 });
			}
	});

	test('do not depend on the order of rows nor on codes of units', () => {
		const order = panel.unit
			.map((_, i) => i)
			.sort((a, b) => ((a * 7919) % 251) - ((b * 7919) % 251));
		const mixed = (values: readonly number[]) => order.map((i) => values[i]!);
		const shuffled = groupTimeEffects(
			{
				unit: mixed(panel.unit).map((code) => 1e6 - 3 * code),
				period: mixed(panel.period),
				outcome: mixed(panel.outcome),
				cohort: mixed(panel.cohort)
			},
			noBand
		);
		const straight = groupTimeEffects(panel, noBand);
		expect(estimates(shuffled)).toAgreeWith(estimates(straight));
		expect(errors(shuffled)).toAgreeWith(errors(straight));
	});

	test('grow with the outcome and its unit, as do their errors', () => {
		fc.assert(
			fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (scale) => {
				const outcome = panel.outcome.map((y) => 5 * scale + scale * y);
				const scaled = groupTimeEffects({ ...panel, outcome }, noBand);
				const straight = groupTimeEffects(panel, noBand);
				const times = (values: readonly (number | undefined)[]) =>
					values.map((value) => scale * (value ?? NaN));
				expect(estimates(scaled)).toAgreeWith(times(estimates(straight)), {
					...{ relative: 1e-7, absolute: 1e-9 * scale }
				});
				expect(errors(scaled)).toAgreeWith(times(errors(straight)), { relative: 1e-7 });
			}),
			{ numRuns: 10 }
		);
	});

	test('weigh units by their weights, of any scale: a weight of 2 is the unit twice for estimates', () => {
		const weight = panel.unit.map((code) => (code % 3 === 0 ? 2 : 1));
		const again = keptRows(panel, (row) => panel.unit[row]! % 3 === 0);
		const doubled = {
			unit: [...panel.unit, ...again.unit.map((code) => code + 1000)],
			period: [...panel.period, ...again.period],
			outcome: [...panel.outcome, ...again.outcome],
			cohort: [...panel.cohort, ...again.cohort]
		};
		const weighted = groupTimeEffects({ ...panel, weight }, noBand);
		const ten = groupTimeEffects({ ...panel, weight: weight.map((w) => 10 * w) }, noBand);
		const twice = groupTimeEffects(doubled, noBand);
		expect(estimates(weighted)).toAgreeWith(estimates(twice));
		for (const aggregation of aggregations) {
			const a = aggregatedEffects(weighted, aggregation).overall;
			expect(a?.estimate).toAgreeWith(aggregatedEffects(twice, aggregation).overall?.estimate);
			const b = aggregatedEffects(ten, aggregation).overall;
			expect(a?.standardError).toAgreeWith(b?.standardError);
		}
	});

	test('are the same with a cluster for every unit, the population form of the variance', () => {
		const clustered = groupTimeEffects({ ...panel, cluster: panel.unit }, noBand);
		expect(errors(clustered)).toAgreeWith(errors(groupTimeEffects(panel, noBand)));
		expect(clustered.variance).toBe('clustered influence');
		// The mean square of changes within sides over their size: no n - 1 anywhere.
		const cell = groupTimeEffects(panel, noBand).cells.find(
			(c) => c.cohort === 3 && c.period === 3
		);
		const changes = (cohort: number) =>
			panel.unit.flatMap((_, row) =>
				panel.cohort[row] === cohort && panel.period[row] === 3
					? [panel.outcome[row]! - panel.outcome[row - 1]!]
					: []
			);
		const variance = (values: readonly number[]) => {
			const mean = values.reduce((a, b) => a + b, 0) / values.length;
			return values.reduce((sum, y) => sum + (y - mean) ** 2, 0) / values.length ** 2;
		};
		expect(cell?.result.kind === 'effect' ? cell.result.standardError : undefined).toAgreeWith(
			Math.sqrt(variance(changes(3)) + variance(changes(0)))
		);
	});

	test('compared as cross-sections of the same units have the errors of the panel', () => {
		const lost = (row: number) => panel.unit[row] === 1 && panel.period[row] === 6;
		const part = keptRows(panel, (row) => !lost(row));
		const rows = groupTimeEffects(part, { ...noBand, unbalanced: 'sections' });
		const pairs = groupTimeEffects(part, { ...noBand, unbalanced: 'pairs' });
		expect(rows.pairing).toBe('rows');
		rows.cells.forEach((cell, k) => {
			if (cell.period === 6 || cell.basePeriod === 6) return;
			const other = pairs.cells[k]!;
			expect([cell.treated, cell.controls]).toEqual([2 * other.treated, 2 * other.controls]);
			if (cell.result.kind !== 'effect' || other.result.kind !== 'effect') return;
			expect(cell.result.estimate).toAgreeWith(other.result.estimate);
			expect(cell.result.standardError).toAgreeWith(other.result.standardError);
		});
	});

	test('with weights that change have the errors that leaving out units shows', () => {
		const weight = panel.size.map((size, row) => size * (1 + panel.period[row]! / 3));
		const lost = (row: number) => panel.unit[row] === 1 && panel.period[row] === 6;
		const part = keptRows({ ...panel, size: weight }, (row) => !lost(row));
		const simple = (rows: typeof part, unbalanced: 'sections' | 'drop-units') =>
			aggregatedEffects(
				groupTimeEffects({ ...rows, weight: rows.size }, { ...noBand, unbalanced }),
				'simple'
			).overall;
		for (const unbalanced of ['sections', 'drop-units'] as const) {
			const units = [...new Set(part.unit)];
			const without = units.map(
				(unit) =>
					simple(
						keptRows(part, (row) => part.unit[row] !== unit),
						unbalanced
					)?.estimate ?? NaN
			);
			const mean = without.reduce((sum, value) => sum + value, 0) / units.length;
			const spread = without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
			const jackknife = Math.sqrt(((units.length - 1) / units.length) * spread);
			expect(simple(part, unbalanced)?.standardError).toAgreeWith(jackknife, { relative: 0.06 });
		}
	});

	test('take covariates and weights from the earlier of two periods', () => {
		const random = seededRandom(3);
		const moving = panel.unit.map(() => random());
		const method = 'reg';
		const effects = groupTimeEffects(
			{ ...panel, covariates: [moving] },
			{ ...noBand, base: 'universal', method }
		);
		for (const [period, from] of [
			[2, 2],
			[5, 4]
		] as const) {
			const fixed = moving.map((_, row) => moving[row - panel.period[row]! + from]!);
			const expected = groupTimeEffects(
				{ ...panel, covariates: [fixed] },
				{ ...noBand, base: 'universal', method }
			);
			const place = effects.cells.findIndex((cell) => cell.cohort === 5 && cell.period === period);
			expect(effects.cells[place]).toEqual(expected.cells[place]);
		}
	});

	test('average cohorts by the weights of the first period', () => {
		const weight = panel.size.map((size, row) => (panel.period[row] === 1 ? size : 1 + size ** 3));
		const { by, overall } = aggregatedEffects(
			groupTimeEffects({ ...panel, weight }, noBand),
			'group'
		);
		const share = (cohort: number) =>
			weight.reduce(
				(sum, w, row) => sum + (panel.cohort[row] === cohort && panel.period[row] === 1 ? w : 0),
				0
			);
		const [a, b] = [share(3), share(5)];
		expect(overall?.estimate).toAgreeWith((a * by[0]!.estimate + b * by[1]!.estimate) / (a + b));
	});

	test('do not compare with units that may already anticipate treatment after the window', () => {
		const cohort = panel.cohort.map((g) => (g === 5 ? 7 : g));
		const effects = groupTimeEffects({ ...panel, cohort }, { ...noBand, anticipation: 1 });
		expect(effects.neverTreated).toBe(20);
		expect(effects.cells.every(({ controls }) => controls === 20)).toBe(true);
		const soon = groupTimeEffects({ ...panel, cohort }, noBand);
		expect(soon.neverTreated).toBe(29);
	});

	test('use units wherever both periods are there, or drop them, and say so', () => {
		const part = keptRows(panel, (row) => !(panel.unit[row] === 1 && panel.period[row] === 6));
		const pairs = groupTimeEffects(part, { ...noBand, unbalanced: 'pairs' });
		expect(pairs.warnings).toEqual([]);
		const full = groupTimeEffects(panel, noBand);
		pairs.cells.forEach(({ period, controls, result }, k) => {
			const whole = full.cells[k]!;
			expect(controls).toBe(period === 6 ? whole.controls - 1 : whole.controls);
			if (period < 6) expect(result).toEqual(whole.result);
		});
		const dropped = groupTimeEffects(part, noBand);
		expect(dropped.warnings).toEqual([{ code: 'units-dropped', units: 1, kept: 40 }]);
		const without = keptRows(panel, (row) => panel.unit[row] !== 1);
		expect(estimates(dropped)).toEqual(estimates(groupTimeEffects(without, noBand)));
	});

	test('treat a missing outcome as not observed and count the row', () => {
		const outcome = panel.outcome.map((y, row) => (row === 8 ? none() : y));
		expect(groupTimeEffects({ ...panel, outcome }, noBand).warnings).toEqual([
			{ code: 'rows-missing', rows: 1 },
			{ code: 'units-dropped', units: 1, kept: 40 }
		]);
	});

	test('without never-treated units end before the last cohort, which is the control', () => {
		const treated = keptRows(panel, (row) => panel.cohort[row] !== 0);
		const effects = groupTimeEffects(treated, { ...noBand, control: 'not-yet-treated' });
		expect(effects.warnings).toEqual([{ code: 'last-cohort-is-control', cohort: 5 }]);
		expect(effects.periods).toEqual([1, 2, 3, 4]);
		expect(new Set(effects.cells.map(({ cohort }) => cohort))).toEqual(new Set([3]));
	});

	test('give the same bands for the same seed and wider ones than intervals', () => {
		for (const kind of ['gaussian', 'multiplier'] as const) {
			const band = { kind, draws: 2000, seed: 7 };
			const [one, two] = [1, 2].map(() => groupTimeEffects(panel, { band }));
			expect(one?.cells).toEqual(two?.cells);
			const result = one?.cells[0]?.result;
			if (result?.kind !== 'effect') throw new Error('no effect');
			expect(result.band?.upper).toBeGreaterThan(result.interval?.upper ?? Infinity);
		}
	});

	test('have narrower intervals at a lower level, in bands as well', () => {
		const width = (level: number) => {
			const effects = groupTimeEffects(panel, { level });
			const { overall, by } = aggregatedEffects(effects, 'dynamic');
			const [a, b] = [overall?.interval, by[0]?.band];
			return [a ? a.upper - a.lower : NaN, b ? b.upper - b.lower : NaN];
		};
		const [wide, narrow] = [width(0.95), width(0.8)];
		expect(narrow[0]).toBeLessThan(wide[0]!);
		expect(narrow[1]).toBeLessThan(wide[1]!);
	});

	test('say why a cell has none, and averages go on without it', () => {
		const covariates = [panel.unit.map((code) => (code >= 21 && code <= 32 ? 1 : (code % 7) / 10))];
		const effects = groupTimeEffects({ ...panel, covariates }, { ...noBand, method: 'ipw' });
		const cells = effects.cells.filter(({ cohort }) => cohort === 3);
		for (const { result } of cells) expect(result).toEqual({ kind: 'none', reason: 'no-overlap' });
		expect(effects.preTest).toEqual({ kind: 'none', reason: 'missing-cells' });
		const simple = aggregatedEffects(effects, 'simple');
		expect(simple.warnings).toContainEqual({ code: 'cells-missing', cells: cells.length });
	});
});

describe('simultaneous bands', () => {
	const judged = (influence: readonly Float64Array[], units: number, level = 0.95) =>
		judgedEffects([1, 2], influence, {
			...{ units, clusterOf: undefined, clusters: units, negligible: 0, level },
			band: { kind: 'multiplier', draws: 1000, seed: 1 }
		});

	test('are pointwise where the bootstrap finds them narrower, and say so', () => {
		const alone = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
		const { critical, warnings, estimates } = judged(alone, 2);
		expect(critical).toAgreeWith(1.959963984540054);
		expect(warnings).toEqual([{ code: 'band-pointwise' }]);
		expect(estimates[0]?.band).toEqual(estimates[0]?.interval);
	});

	test('are called unreliable at a critical value of 7', () => {
		const alone = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
		const codes = judged(alone, 2, 1 - 1e-12).warnings.map(({ code }) => code);
		expect(codes).toEqual(['band-pointwise', 'band-unreliable']);
	});
});

describe('pre-test', () => {
	test('names cohorts with too few units for their cells', () => {
		const { preTest } = groupTimeEffects(panel, noBand);
		if (preTest.kind === 'none') throw new Error(preTest.reason);
		expect(preTest.df).toBe(4);
		expect(preTest.unreliable).toEqual([{ cohort: 5, units: 9, cells: 3 }]);
	});

	test('is not there without cells before treatment', () => {
		const early = staggeredPanel({ sizes: { 0: 8, 2: 8 }, periods: 3 });
		const { preTest } = groupTimeEffects(early, noBand);
		expect(preTest).toEqual({ kind: 'none', reason: 'no-cells-before' });
	});
});
