import { describe, expect, test } from 'vitest';
import { type CoxOptions, coxModel } from '#lib/impact/survival/cox.ts';
import { logRankTest } from '#lib/impact/survival/log-rank.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { factorOf } from '../../support/evaluation.ts';
import { syntheticAnswered } from '../../support/followed-people.ts';

const { table, people, arms } = syntheticAnswered();
const values = table.numbers('alternative');
const columns = (...given: Float64Array[]) =>
	designMatrix(
		given.map((column, j) => ({ name: `x${j + 1}`, values: column })),
		given[0]!.length,
		{ intercept: false }
	);

describe('coxModel', () => {
	test('with untied times the score test of one arm is the log-rank test', () => {
		const time = people.time.map((at, row) => at + row / 1000);
		const untied = { ...people, time };
		const { score } = coxModel(untied, columns(values));
		expect(score.statistic).toAgreeWith(logRankTest(untied, arms).statistic);
	});

	test('a weight of 2 counts as two people of one cluster', () => {
		const twice = (column: Float64Array) => Float64Array.from([...column, ...column]);
		const event = Int32Array.from([...people.event, ...people.event]);
		const doubled = { time: twice(people.time), event };
		const clusters = factorOf([...table.texts('id'), ...table.texts('id')]);
		const ties = 'breslow';
		const both = coxModel(doubled, columns(twice(values)), { clusters, ties }).coefficients[0]!;
		const weights = people.time.map(() => 2);
		const heavy = coxModel(people, columns(values), { weights, ties }).coefficients[0]!;
		expect([heavy.estimate, heavy.standardError]).toAgreeWith([both.estimate, both.standardError], {
			relative: 1e-7
		});
	});

	test('an event that only one arm has is named as a coefficient without end', () => {
		const event = people.event.map((own, row) => (values[row] === 1 ? 0 : own));
		const { warnings } = coxModel({ ...people, event }, columns(values));
		expect(warnings).toContainEqual({ code: 'coefficient-may-be-infinite', name: 'x1' });
	});

	test.for([
		[
			{ weights: people.time.map((_, row) => (row === 4 ? -1 : 1)) },
			'weight not above 0, row 5: -1'
		],
		[
			{ clusters: factorOf(people.time.length > 0 ? table.texts('id').map(() => 'one') : []) },
			'robust errors need two clusters or more, clusters: 1'
		]
	] as const satisfies [CoxOptions, string][])('options are refused: %#', ([options, message]) => {
		expect(() => coxModel(people, columns(values), options)).toThrow(message);
	});

	test('columns that follow from others, and rows without a value, are named', () => {
		const sum = values.map((value) => 3 - 2 * value);
		expect(() => coxModel(people, columns(values, sum))).toThrow(
			'column is constant or follows from those before it: x2'
		);
		const lost = values.map((value, row) => (row === 2 ? NaN : value));
		expect(() => coxModel(people, columns(lost))).toThrow('no number in x1, row 3: NaN');
		const nobody = { ...people, event: people.event.map(() => 0) };
		expect(() => coxModel(nobody, columns(values))).toThrow('nobody has the event, events: 0');
	});
});
