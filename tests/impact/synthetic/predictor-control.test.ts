import { describe, expect, test } from 'vitest';
import { panel } from '#lib/impact/panel/panel.ts';
import { nearestPoint } from '#lib/impact/synthetic/nearest-point.ts';
import { predictorControl } from '#lib/impact/synthetic/predictor-control.ts';
import { meanPredictor } from '#lib/impact/synthetic/predictors.ts';
import { standardNormals } from '#lib/impact/group-time/draws.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import { factorPanel, factorRows } from '../../support/factor-panels.ts';

const size = { controls: 12, treated: 1, before: 10, after: 4 };
const whole = factorPanel({ ...size, effect: 4 });
const outcomeOf = (periods: readonly number[]) =>
	meanPredictor(whole, periods.join(), { column: 'outcome', periods });
const predictors = [outcomeOf([1, 2, 3]), outcomeOf([6]), outcomeOf([10])];

describe('nearestPoint', () => {
	test('meets the conditions of a solution, for many points in few dimensions and the reverse', () => {
		for (const [points, dimensions] of [
			[30, 4],
			[5, 20],
			[40, 40],
			[2, 1]
		] as const)
			for (let seed = 1; seed <= 20; seed++) {
				const normal = standardNormals(seededRandom(seed));
				const all = Array.from({ length: points }, () =>
					Float64Array.from({ length: dimensions }, () => normal() + (seed % 3))
				);
				const weights = nearestPoint(all);
				const mean = Float64Array.from({ length: dimensions }, (_, k) =>
					all.reduce((sum, point, i) => sum + weights[i]! * point[k]!, 0)
				);
				const product = (point: Float64Array) =>
					point.reduce((sum, value, k) => sum + value * mean[k]!, 0);
				expect(weights.reduce((sum, weight) => sum + weight, 0)).toAgreeWith(1);
				expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
				const square = product(mean);
				for (const [i, point] of all.entries()) {
					expect(product(point)).toBeGreaterThan(square - 1e-9);
					if (weights[i]! > 0) expect(product(point)).toAgreeWith(square, { absolute: 1e-9 });
				}
			}
	});

	test('is a corner, a point between two, or 0 itself, also among points that repeat', () => {
		const at = (...points: (readonly number[])[]) => [
			...nearestPoint(points.map((point) => Float64Array.from(point)))
		];
		expect(at([2, 0], [3, 1])).toEqual([1, 0]);
		expect(at([1, 1], [1, -1])).toAgreeWith([0.5, 0.5]);
		expect(at([1, 0], [-1, 0], [5, 5])).toAgreeWith([0.5, 0.5, 0]);
		expect(at([1, 1], [1, 1], [1, -3])).toAgreeWith([0.75, 0, 0.25]);
		expect(at([0, 0], [0, 0])).toEqual([1, 0]);
	});
});

describe('predictorControl', () => {
	test('searches importance that fits outcomes better than equal importance does', () => {
		const searched = predictorControl(whole, { predictors });
		const equal = predictorControl(whole, { predictors, importance: [1, 1, 1] });
		expect(searched.mspe).toBeLessThan(equal.mspe);
		expect(searched.mspe).toBeGreaterThanOrEqual(searched.lowestMspe);
		expect(searched.settings.importance).toBe('searched');
		expect(predictorControl(whole, { predictors })).toEqual(searched);
		const shares = searched.predictors.map(({ importance }) => importance);
		expect(shares.reduce((sum, share) => sum + share, 0)).toAgreeWith(1);
		const again = predictorControl(whole, { predictors, importance: shares });
		expect(again.mspe).toAgreeWith(searched.mspe);
	});

	test('sets the treated beside the synthetic and the plain mean of controls', () => {
		const result = predictorControl(whole, { predictors, importance: [1, 1, 1] });
		result.predictors.forEach(({ treated, synthetic, controls }, k) => {
			const values = Array.from(predictors[k]!.values);
			const mixed = result.unitWeights.reduce((sum, { weight }, i) => sum + weight * values[i]!, 0);
			const plain = values.slice(0, 12).reduce((sum, value) => sum + value / 12, 0);
			expect([treated, synthetic, controls]).toAgreeWith([values[12], mixed, plain]);
		});
	});

	test('does not mind the unit in which a predictor is measured', () => {
		const scaled = predictors.map(({ name, values }, k) => ({
			name,
			values: Array.from(values, (value) => value * 10 ** k)
		}));
		const importance = [1, 2, 3];
		expect(
			predictorControl(whole, { predictors: scaled, importance }).unitWeights.map(
				(one) => one.weight
			)
		).toAgreeWith(
			predictorControl(whole, { predictors, importance }).unitWeights.map((one) => one.weight),
			{ absolute: 1e-9 }
		);
	});

	test('fits the periods that it is told to, and only those before the start', () => {
		const { settings, mspe, periods } = predictorControl(whole, {
			...{ predictors, importance: [1, 0, 1], fitPeriods: [9, 10] }
		});
		expect(settings.fitPeriods).toEqual([9, 10]);
		const [a, b] = periods.slice(8, 10).map(({ gap }) => gap ** 2) as [number, number];
		expect(mspe).toAgreeWith((a + b) / 2);
		expect(() => predictorControl(whole, { predictors, fitPeriods: [11] })).toThrow(
			'fit period not before the start 11: 11'
		);
		expect(() => predictorControl(whole, { predictors, fitPeriods: [] })).toThrow('no fit period');
	});

	test('warns where other weights mix the treated as well', () => {
		const inside = { name: 'share', values: Array.from({ length: 13 }, (_, i) => i % 12) };
		inside.values[12] = 5.5;
		const { warnings } = predictorControl(whole, { predictors: [inside] });
		expect(warnings).toContainEqual({ code: 'weights-not-unique' });
		expect(predictorControl(whole, { predictors, importance: [1, 1, 1] }).warnings).toEqual([]);
	});

	test('averages a covariate over periods, and leaves it out of the outcome', () => {
		const rows = factorRows(size);
		const poverty = { name: 'poverty', values: Array.from(rows.outcome, (y) => y / 2) };
		const own = panel({ ...rows, covariates: [poverty] });
		const [halved, whole] = ['poverty', 'outcome'].map((column) =>
			meanPredictor(own, column, { column, periods: [2, 4] })
		);
		expect(halved?.values).toAgreeWith(Array.from(whole!.values, (value) => value / 2));
		expect(predictorControl(own, { predictors: [halved!] }).predictors[0]?.name).toBe('poverty');
	});

	test('tells how far its search is, and can be ended', () => {
		const told: number[] = [];
		const progress = (done: number, total: number) => told.push(done / total);
		const { settings } = predictorControl(whole, { predictors, progress });
		expect(told.length).toBe(settings.evaluations);
		expect(Math.max(...told)).toBeLessThanOrEqual(1);
		const cancel = () => {
			throw new Error('cancelled');
		};
		expect(() => predictorControl(whole, { predictors, progress: cancel })).toThrow('cancelled');
	});

	test.for([
		['no predictor', [], 'no predictor given: 0'],
		[
			'values of other units',
			[{ name: 'share', values: [1, 2] }],
			'predictor share not of 13 units: 2'
		],
		[
			'a blank',
			[{ name: 'share', values: Array.from({ length: 13 }, (_, i) => (i === 4 ? NaN : i)) }],
			'predictor share not known for unit c5, leave out one of them: NaN'
		],
		[
			'one that never differs',
			[{ name: 'share', values: Array<number>(13).fill(7) }],
			'predictor the same in all units, leave it out, share: 7'
		]
	] as const)('refuses %s', ([, bad, words]) => {
		expect(() => predictorControl(whole, { predictors: bad })).toThrow(words);
	});

	test.for([
		[[1, 1], 'importance not of 3 predictors: 2'],
		[[1, -1, 1], 'importance not 0 or more with some above: -1'],
		[[0, 0, 0], 'importance not 0 or more with some above: 0']
	] as const)('refuses importance %o', ([importance, words]) => {
		expect(() => predictorControl(whole, { predictors, importance })).toThrow(words);
	});

	test('refuses a column or a period that the panel does not have', () => {
		expect(() => meanPredictor(whole, 'x', { column: 'poverty', periods: [1] })).toThrow(
			'no such column of the panel: poverty'
		);
		expect(() => meanPredictor(whole, 'x', { column: 'outcome', periods: [99] })).toThrow(
			'no such period of the panel, predictor x: 99'
		);
	});
});
