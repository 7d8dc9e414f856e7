import { describe, expect, test } from 'vitest';
import { discontinuityPlot } from '#lib/impact/discontinuity/binned-means.ts';
import { discontinuity } from '#lib/impact/discontinuity/discontinuity.ts';
import {
	bandwidthSensitivity,
	covariateJumps,
	placeboCutoffs
} from '#lib/impact/discontinuity/robustness.ts';
import { heaping, sortingTest } from '#lib/impact/discontinuity/sorting.ts';
import { jumpingRows } from '../../support/running-rows.ts';

const { covariates, ...rows } = jumpingRows({ size: 1200 });
const main = discontinuity(rows);
const { h } = main.below.bandwidth;

describe('bandwidthSensitivity', () => {
	test('has the estimate itself at its own bandwidth', () => {
		const all = bandwidthSensitivity(rows, main);
		expect(all.map(({ factor }) => factor)).toEqual([0.5, 0.75, 1, 1.25, 1.5, 2]);
		const own = all[2]!.attempt;
		expect(own.kind === 'effect' && own.result.robust).toEqual(main.robust);
		const wide = all[5]!.attempt;
		expect(wide.kind === 'effect' && wide.result.below.bandwidth.h).toAgreeWith(2 * h);
	});

	test('says where a bandwidth holds too little', () => {
		const [narrow] = bandwidthSensitivity(rows, main, { factors: [1e-4] });
		expect(narrow!.attempt).toEqual({ kind: 'none', refusal: { code: 'not-estimable' } });
	});
});

describe('placeboCutoffs', () => {
	test('uses the rows of its own side alone, whatever the others hold', () => {
		const changed = rows.outcome.map((y, i) => (rows.running[i]! >= 5 ? 1000 * i : y));
		const cutoffs = [2.5];
		const own = placeboCutoffs(rows, { cutoffs });
		expect(placeboCutoffs({ ...rows, outcome: changed }, { cutoffs })).toEqual(own);
		expect(own[0]).toMatchObject({ cutoff: 2.5, side: 'below', attempt: { kind: 'effect' } });
		const { attempt } = own[0]!;
		const p = attempt.kind === 'effect' ? attempt.result.robust.p : 0;
		expect(p).toBeGreaterThan(0.01);
	});

	test('stands at three values of each side, and tells where a side is too short', () => {
		const all = placeboCutoffs(rows);
		expect(all.map(({ side }) => side)).toEqual([
			...['below', 'below', 'below'],
			...['above', 'above', 'above']
		]);
		const [edge] = placeboCutoffs(rows, { cutoffs: [0.01] });
		expect(edge!.attempt).toMatchObject({ kind: 'none', refusal: { side: 'below' } });
		expect(() => placeboCutoffs(rows, { cutoffs: [5] })).toThrow('false cut-off');
	});
});

describe('covariateJumps', () => {
	test('finds the covariate that jumps, with p values for several tests', () => {
		const [age, grade] = covariateJumps({ ...rows, covariates });
		expect(grade!.adjustedP).toBeLessThan(1e-6);
		expect(age!.adjustedP).toBeGreaterThan(0.05);
		const one = grade!.attempt;
		expect(grade!.adjustedP).toAgreeWith(one.kind === 'effect' ? 2 * one.result.robust.p : 0);
	});

	test('a constant covariate has none', () => {
		const constant = [{ name: 'country', values: rows.running.map(() => 1) }];
		const [only] = covariateJumps({ ...rows, covariates: constant });
		expect(only).toMatchObject({ attempt: { kind: 'none' }, adjustedP: undefined });
	});
});

describe('discontinuityPlot', () => {
	const { bins, fits } = discontinuityPlot(rows, main);

	test('every row is in one bin, and none lies across the cut-off', () => {
		expect(bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(1200);
		expect(bins.every(({ from, to }) => to <= 5 + 1e-9 || from >= 5 - 1e-9)).toBe(true);
		expect(bins.every(({ running, from, to }) => running >= from && running <= to)).toBe(true);
		expect(bins.map(({ running }) => running)).toEqual(
			bins.map(({ running }) => running).sort((a, b) => a - b)
		);
	});

	test('the fits end at the limits of the estimate', () => {
		const [below, above] = fits;
		expect(below.points.at(-1)!.running).toBe(5);
		expect(below.points.at(-1)!.value).toAgreeWith(main.below.limit);
		expect(above.points[0]!.value).toAgreeWith(main.above.limit);
		expect(above.points.at(-1)!.running).toBeLessThan(5 + h);
	});
});

describe('sortingTest', () => {
	test('finds nothing in rows that fall evenly, and rows moved over the cut-off', () => {
		const even = sortingTest(rows.running, 5);
		expect(even.windows).toHaveLength(10);
		expect(even.windows.every(({ p }) => p > 0.05)).toBe(true);
		const moved = rows.running.map((x) => (x < 5 && x > 4.9 ? 10 - x : x));
		const { windows } = sortingTest(moved, 5);
		expect(windows[0]!.p).toBeLessThan(0.01);
		expect(windows[0]).toMatchObject({ below: 10 });
	});

	test('has no window where a side has too few rows', () => {
		const { windows, refusal } = sortingTest([1, 2, 3, 4], 3);
		expect(windows).toEqual([]);
		expect(refusal).toMatchObject({ code: 'too-few-values' });
	});
});

describe('heaping', () => {
	test('counts the commonest values, the round ones and those at the cut-off', () => {
		const told = heaping([5, 5, 5, 10, 10, 7, 7.5, NaN, 25, 5.2], 5);
		expect(told).toMatchObject({ rows: 9, values: 6, atCutoff: 3 });
		expect(told.commonest[0]).toEqual({ value: 5, rows: 3, share: 1 / 3 });
		expect(told.round.map((one) => one.rows)).toEqual([7, 6, 2]);
	});
});
