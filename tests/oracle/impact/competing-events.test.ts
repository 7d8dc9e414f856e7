import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { cumulativeIncidence, incidenceAt } from '#lib/impact/survival/cumulative-incidence.ts';
import { type Followed, followedWhere } from '#lib/impact/survival/followed.ts';
import { grayTest } from '#lib/impact/survival/gray-test.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { evaluationAnswers, evaluationTable } from '../../support/evaluation.ts';
import { syntheticAnswered } from '../../support/followed-people.ts';
import { describeWithOracle } from '../../support/sources.ts';

const numbers = z.array(z.number());
const answers = z.object({
	cumulative_incidence: z.object({
		rows: z.array(z.object({ stratum: z.string(), t: z.number(), p: numbers, se: numbers })),
		gray_test: z.object({ stat: numbers, p: numbers, df: numbers })
	})
});

const curves = (followed: Followed, by: Factor) =>
	by.levels.map((_, level) =>
		cumulativeIncidence(
			followedWhere(followed, (row) => by.codes[row] === level),
			2
		)
	);

describeWithOracle('progression while death competes, judged by R', () => {
	const told = evaluationAnswers('survival', answers).cumulative_incidence;
	const table = evaluationTable('mgus2');
	const [progressed, died] = [table.numbers('pstat'), table.numbers('death')];
	const [until, end] = [table.numbers('ptime'), table.numbers('futime')];
	const sex = table.factor('sex');
	const followed = {
		time: until.map((time, row) => (progressed[row] === 0 ? end[row]! : time)),
		event: Int32Array.from(progressed, (is, row) => (is === 0 ? 2 * died[row]! : 1))
	};

	test('incidence and its error, of both causes in both groups', () => {
		const given = curves(followed, sex);
		const each = told.rows.length / 2;
		told.rows.forEach((row, i) => {
			const curve = given[Math.floor(i / each)]!;
			const readings = [0, 1].map((cause) => incidenceAt(curve, cause, [row.t])[0]!);
			expect(readings.map(({ incidence }) => incidence)).toAgreeWith(row.p);
			expect(readings.map(({ standardError }) => standardError)).toAgreeWith(row.se);
		});
	});

	test("Gray's test of either cause agrees with cmprsk", () => {
		const tests = [1, 2].map((cause) => grayTest(followed, sex, cause));
		expect(tests.map(({ statistic }) => statistic)).toAgreeWith(told.gray_test.stat);
		expect(tests.map(({ p }) => p)).toAgreeWith(told.gray_test.p);
		expect(tests.map(({ df }) => df)).toEqual(told.gray_test.df);
	});
});

describe('re-arrest while death competes, people made by simulation, judged by R', () => {
	const { competing, arms, answers: synthetic } = syntheticAnswered();

	test('incidence of re-arrest with its error, and of death', () => {
		const { cif, counts } = synthetic.recidivism;
		const given = curves(competing, arms);
		const each = cif.length / 2;
		cif.forEach((row, i) => {
			const curve = given[Math.floor(i / each)]!;
			const [rearrest, death] = [0, 1].map((cause) => incidenceAt(curve, cause, [row.t])[0]!);
			expect([rearrest?.incidence, death?.incidence]).toAgreeWith([row.rearrest, row.death]);
			expect(rearrest?.standardError).toAgreeWith(row.se_rearrest);
		});
		const sums = given.map(({ table: { censored, events } }) =>
			[censored, ...events].map((series) => series.reduce((sum, count) => sum + count, 0))
		);
		expect(sums).toEqual(counts);
	});
});
