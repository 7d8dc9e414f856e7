import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { biasReducedTest } from '#lib/impact/regression/bias-reduced-test.ts';
import { type Regression, leastSquares } from '#lib/impact/regression/least-squares.ts';
import { variance } from '#lib/impact/regression/variance.ts';
import { wildClusterTest } from '#lib/impact/regression/wild-cluster-test.ts';

const list = z.array(z.number());
const few = z.object({ estimate: list, se: list, df: list, p: list });
const wild = z.array(z.object({ null: z.number(), p: z.number() }));
const answers = z
	.object({
		rows: z.record(z.string(), list),
		effects: few.extend({ cr0: z.number() }),
		byUnit: few,
		alone: few,
		periodsOnly: few,
		pooled: few.extend({ cr1: z.number() }),
		weighted: few.extend({ cr0: z.number() }),
		wild,
		wildWeighted: wild
	})
	.parse(
		JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/few-clusters.json'), 'utf8'))
	);

const column = (name: string) => Float64Array.from(answers.rows[name]!);
const factor = (name: string) => {
	const levels = [...new Set(answers.rows[name])];
	return {
		codes: Int32Array.from(answers.rows[name]!, (value) => levels.indexOf(value)),
		levels: levels.map(String)
	};
};

const [unit, period, cluster] = [factor('unit'), factor('period'), factor('cluster')];
const full: Regression = {
	outcome: column('y'),
	regressors: ['dose', 'other'].map((name) => ({ name, values: column(name) })),
	effects: [unit, period]
};
const byWeight: Regression = { ...full, weights: column('weight') };

describe('few clusters of an unbalanced panel', () => {
	test.for([
		['unit and period effects', full, answers.effects, [1, 0], [0, 1]],
		[
			'period effects, none nested',
			{ ...full, effects: [period] },
			answers.periodsOnly,
			[1, 0],
			[0, 1]
		],
		['no effects', { ...full, effects: [] }, answers.pooled, [0, 1, 0], [0, 0, 1]],
		['weights', byWeight, answers.weighted, [1, 0], [0, 1]]
	] as const)(
		'CR2 and its degrees of freedom agree with clubSandwich: %s',
		([, regression, expected, ...contrasts]) => {
			contrasts.forEach((contrast, j) => {
				const own = biasReducedTest(regression, contrast, cluster)!;
				expect(own.estimate).toAgreeWith(expected.estimate[j]);
				expect(own.standardError).toAgreeWith(expected.se[j]);
				expect(own.df).toAgreeWith(expected.df[j]);
				expect(own.p).toAgreeWith(expected.p[j]);
			});
		}
	);

	test('CR2 agrees with clubSandwich where clusters have fewer rows than there are columns', () => {
		const own = biasReducedTest(full, [1, 0], unit)!;
		expect(own.standardError).toAgreeWith(answers.byUnit.se[0]);
		expect(own.df).toAgreeWith(answers.byUnit.df[0]);
	});

	test('CR2 agrees with clubSandwich where a column lies in one cluster alone', () => {
		const values = Float64Array.from(cluster.codes, (code) => +(cluster.levels[code] === '8'));
		const regressors = [...full.regressors, { name: 'alone', values }];
		const own = biasReducedTest({ ...full, regressors, effects: [] }, [0, 1, 0, 0], cluster)!;
		expect(own.standardError).toAgreeWith(answers.alone.se[0]);
		expect(own.df).toAgreeWith(answers.alone.df[0]);
	});

	test('CR0 and CR1 agree with sandwich, weighted or not', () => {
		const clusters = [cluster] as const;
		const error = (regression: Regression, kind: 'CR0' | 'CR1', j: number) =>
			Math.sqrt(variance(leastSquares(regression), { kind, clusters }).matrix[j]![j]!);
		expect(error(full, 'CR0', 0)).toAgreeWith(answers.effects.cr0);
		expect(error(byWeight, 'CR0', 0)).toAgreeWith(answers.weighted.cr0);
		expect(error({ ...full, effects: [] }, 'CR1', 1)).toAgreeWith(answers.pooled.cr1);
	});

	test('p of the wild bootstrap is that of refitting all 256 draws, under any null', () => {
		for (const { null: nullValue, p } of answers.wild)
			expect(wildClusterTest(full, [1, 0], cluster, { nullValue })?.p).toBe(p);
		for (const { null: nullValue, p } of answers.wildWeighted)
			expect(wildClusterTest(byWeight, [1, 0], cluster, { nullValue })?.p).toBe(p);
	});
});
