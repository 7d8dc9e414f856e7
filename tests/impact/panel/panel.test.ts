import { describe, expect, test } from 'vitest';
import { cohorts, panelCounts, treatedRows } from '#lib/impact/panel/cohorts.ts';
import { panel, panelPart } from '#lib/impact/panel/panel.ts';
import type { PanelRows } from '#lib/impact/panel/panel-rows.ts';

/** Two units in three years; a is treated from 2021 on. */
const rows: PanelRows = {
	unit: ['a', 'a', 'a', 'b', 'b', 'b'],
	period: [2020, 2021, 2022, 2020, 2021, 2022],
	outcome: [1, 2, 3, 4, 5, 6],
	treatment: { treated: [0, 1, 1, 0, 0, 0] }
};

const started = (start: readonly number[]): PanelRows => ({ ...rows, treatment: { start } });
const treated = (values: readonly number[]): PanelRows => ({
	...rows,
	treatment: { treated: values }
});
const never = [Infinity, Infinity, Infinity];

describe('panel', () => {
	test('knows the start of treatment, as declared or from the rows under it', () => {
		const observed = panel(rows);
		expect([...observed.start]).toEqual([2021, Infinity]);
		expect([...treatedRows(observed)]).toEqual([0, 1, 1, 0, 0, 0]);
		const declared = panel(started([2021, 2021, 2021, ...never]));
		expect(declared).toEqual(observed);
		expect([observed.first, observed.last, observed.balanced]).toEqual([2020, 2022, true]);
		expect(observed.clusteredBy).toBe('unit');
	});

	test('reads rows in any order', () => {
		const order = [5, 0, 3, 2, 4, 1];
		const shuffled = panel({
			unit: order.map((i) => rows.unit[i]!),
			period: order.map((i) => rows.period[i]!),
			outcome: order.map((i) => rows.outcome[i]!),
			treatment: { treated: order.map((i) => [0, 1, 1, 0, 0, 0][i]!) }
		});
		expect([...shuffled.start]).toEqual([Infinity, 2021]);
		expect([...shuffled.periods]).toEqual([2020, 2021, 2022]);
	});

	test('leaves out blanks and rows without weight, and says how many', () => {
		const { size, leftOut, balanced, outcome } = panel({
			...rows,
			outcome: [NaN, 2, 3, 4, 0, 6],
			covariates: [{ name: 'poverty', values: [1, 2, NaN, 4, 5, 6] }],
			weight: [1, 1, 1, 0, 1, 1]
		});
		expect([...outcome]).toEqual([2, 0, 6]);
		expect([size, balanced]).toEqual([3, false]);
		expect(leftOut).toEqual([
			{ reason: 'blank-outcome', rows: 1 },
			{ reason: 'blank-covariate', rows: 1 },
			{ reason: 'no-weight', rows: 1 }
		]);
	});

	test('keeps a start that a blank outcome would hide', () => {
		const hidden = panel({ ...rows, outcome: [1, NaN, 3, 4, 5, 6] });
		expect([...hidden.start]).toEqual([2021, Infinity]);
	});

	test.for([
		[
			'a unit twice in a period',
			{ ...rows, period: [2020, 2021, 2021, 2020, 2021, 2022] },
			'unit twice in a period, rows 2 and 3; keep one or add them up: unit a, period 2021'
		],
		[
			'treatment that is switched off',
			treated([0, 1, 0, 0, 0, 0]),
			'treatment switched off, unit a, period 2022, row 3; it began in: 2021'
		],
		[
			'treatment that is neither 0 nor 1',
			treated([0, 0.5, 1, 0, 0, 0]),
			'treated not 0 or 1, unit a, period 2021, row 2: 0.5'
		],
		[
			'a start before the first period',
			started([2019, 2019, 2019, ...never]),
			'treatment starts before the first period 2020, unit a, row 1; leave the unit out, or give Infinity if it was never treated: 2019'
		],
		[
			'0 for never',
			started([2021, 2021, 2021, 0, 0, 0]),
			'treatment starts before the first period 2020, unit b, row 4; leave the unit out, or give Infinity if it was never treated: 0'
		],
		[
			'a negative start',
			started([-1, -1, -1, ...never]),
			'treatment starts before the first period 2020, unit a, row 1; leave the unit out, or give Infinity if it was never treated: -1'
		],
		[
			'a start between periods',
			started([2020.5, 2020.5, 2020.5, ...never]),
			'treatment starts between periods, unit a, row 1; give the first treated period: 2020.5'
		],
		[
			'two starts of a unit',
			started([2021, 2022, 2021, ...never]),
			'treatment of a unit starts twice, unit a, row 2: 2021 and 2022'
		],
		[
			'a blank start',
			started([NaN, NaN, NaN, ...never]),
			'no treatment start, unit a, row 1; Infinity is never: NaN'
		],
		[
			'a negative weight',
			{ ...rows, weight: [1, 1, -2, 1, 1, 1] },
			'weight not 0 or more, unit a, period 2022, row 3: -2'
		],
		[
			'weights that add to nothing',
			{ ...rows, weight: [0, 0, 0, 0, 0, 0] },
			'rows with outcome, covariates and weight: 0'
		],
		[
			'an infinite outcome',
			{ ...rows, outcome: [1, 2, Infinity, 4, 5, 6] },
			'outcome not finite, unit a, period 2022, row 3: Infinity'
		],
		['a blank unit', { ...rows, unit: ['a', '', 'a', 'b', 'b', 'b'] }, 'blank unit, row 2: ""'],
		[
			'a period that is no number',
			{ ...rows, period: [2020, NaN, 2022, 2020, 2021, 2022] },
			'period not a number, row 2: NaN'
		],
		['columns of other lengths', { ...rows, outcome: [1] }, 'column outcome not of 6 rows: 1'],
		['no rows', { ...rows, unit: [] }, 'panel without rows: 0']
	] as const)('refuses %s', ([, bad, message]) => {
		expect(() => panel(bad)).toThrow(message);
	});

	test('refuses a unit that enters under treatment, whose start nobody has seen', () => {
		const entered: PanelRows = {
			unit: ['a', 'b', 'b'],
			period: [2021, 2020, 2021],
			outcome: [1, 2, 3],
			treatment: { treated: [1, 0, 0] }
		};
		expect(() => panel(entered)).toThrow(
			'unit enters under treatment, unit a, period 2021, row 1; give the start of its treatment: 1'
		);
		const known = panel({ ...entered, treatment: { start: [2021, Infinity, Infinity] } });
		expect([...known.start]).toEqual([2021, Infinity]);
	});
});

describe('panelPart', () => {
	test('keeps units, periods and clusters that have rows, with their starts', () => {
		const whole = panel({ ...rows, cluster: ['x', 'x', 'x', 'y', 'y', 'y'] });
		const part = panelPart(whole, (i) => whole.unit.codes[i] === 1 && whole.period.codes[i]! > 0);
		expect(part.unit.levels).toEqual(['b']);
		expect(part.cluster).toEqual({ codes: Int32Array.of(0, 0), levels: ['y'] });
		expect([...part.periods]).toEqual([2021, 2022]);
		expect([part.first, part.last, part.balanced]).toEqual([2021, 2022, true]);
		expect([...part.start]).toEqual([Infinity]);
		expect(() => panelPart(whole, () => false)).toThrow('panel without rows: 0');
	});
});

describe('panelCounts', () => {
	test('tells treated, always treated, later treated and never treated units apart', () => {
		const whole = panel({
			unit: ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'],
			period: [1, 2, 1, 2, 1, 2, 1, 2],
			outcome: [1, 2, 3, 4, 5, 6, 7, 8],
			treatment: { start: [1, 1, 2, 2, 3, 3, Infinity, Infinity] },
			cluster: ['x', 'x', 'x', 'x', 'x', 'x', 'y', 'y']
		});
		expect(panelCounts(whole)).toMatchObject({
			...{ treatedUnits: 1, alwaysTreatedUnits: 1, controlUnits: 2, treatedLater: 1 },
			...{ clusters: 2, treatedClusters: 1, controlClusters: 2 }
		});
		expect(cohorts(whole)).toEqual([{ start: 2, units: 1, prePeriods: 1 }]);
	});
});
