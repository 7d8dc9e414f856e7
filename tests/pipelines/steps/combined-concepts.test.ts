import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identifier, sql } from '#lib/estimate/sql.ts';
import type { UnitDesign } from '#lib/model/survey-design.ts';
import { type Combination, mapping } from '#lib/model/survey.ts';
import { type NodeEngine, openDuckDB } from '../../../pipelines/duckdb.ts';
import { addCombined } from '../../../pipelines/steps/combined-concepts.ts';
import { line } from '../../../pipelines/steps/raw-files.ts';
import { unitTableName } from '../../../pipelines/steps/unit-table.ts';

const unit = { id: 'person' } as UnitDesign;
const table = unitTableName('person');
const combines: Combination = {
	...{ category: 'yes', as: 'number' },
	sets: { money: ['poor', 'debt'], work: ['idle'] }
};
const bins = [
	{ from: 0, to: 0, category: 'none' },
	{ from: 1, to: 1, category: 'one' },
	{ from: 2, to: 3, category: 'more' }
];
const mapped = (concept: string, parts: object) =>
	mapping.parse({ concept, file: 'people', combines, ...parts });

/** Answers to poor, debt and idle. */
const people = [
	['no', 'no', 'no'],
	['yes', 'no', 'no'],
	['yes', 'yes', 'yes'],
	['no', 'no', 'not-applicable'],
	['yes', 'yes', 'dont-know'],
	['yes', 'refused', 'no'],
	['yes', 'yes', 'lost'],
	['dont-know', 'no', 'not-asked']
];

describe('addCombined', () => {
	let engine: NodeEngine;
	beforeAll(async () => {
		engine = await openDuckDB();
	});
	afterAll(() => engine.close());

	async function combined(...mappings: readonly ReturnType<typeof mapped>[]) {
		await engine.execute(sql`CREATE OR REPLACE TABLE ${table}
			(${line} INTEGER, poor VARCHAR, debt VARCHAR, idle VARCHAR)`);
		for (const [i, [poor = '', debt = '', idle = '']] of people.entries())
			await engine.execute(sql`INSERT INTO ${table} VALUES (${i + 1}, ${poor}, ${debt}, ${idle})`);
		await addCombined(engine, unit, mappings);
		const names = mappings.map(({ concept }) => concept);
		const rows = await engine.query(sql`SELECT * FROM ${table} ORDER BY ${line}`);
		return names.map((name) => rows.map((row) => row[name]));
	}

	test('counts a question that does not apply as a no, and nobody whose answer is missing', async () => {
		const [counts] = await combined(mapped('factors', { bins }));
		expect(counts).toEqual([
			...['none', 'one', 'more', 'none'],
			...['dont-know', 'dont-know', 'lost', 'lost']
		]);
	});

	test('names the sets that somebody is in, of the same people', async () => {
		const sets = { ...combines, as: 'sets' };
		const [exact, work] = await combined(
			mapped('exact', {
				combines: sets,
				codes: { '': 'none', money: 'money' },
				otherwise: 'other'
			}),
			mapped('work', { combines: { ...sets, within: ['work'] }, codes: { '': 'no', work: 'yes' } })
		);
		expect(exact).toEqual([
			...['none', 'money', 'other', 'none'],
			...['dont-know', 'dont-know', 'lost', 'lost']
		]);
		expect(work).toEqual([
			...['no', 'no', 'yes', 'no'],
			...['dont-know', 'dont-know', 'lost', 'lost']
		]);
	});

	test('refuses a number that no class holds', async () => {
		await expect(combined(mapped('factors', { bins: bins.slice(0, 2) }))).rejects.toThrow(
			'factors: a combination without a category: 3'
		);
		await engine.execute(sql`DROP TABLE ${identifier('unit_person')}`);
	});
});

describe('a mapping that combines', () => {
	const problems = (parts: object) =>
		mapping
			.safeParse({ concept: 'factors', file: 'people', combines, bins, ...parts })
			.error?.issues.map(({ message }) => message);

	test('has classes or codes, and no variable', () => {
		expect(problems({})).toBeUndefined();
		expect(problems({ variable: 'poor' })).toEqual([
			'needs a variable, or present or combines without one'
		]);
		expect(problems({ missing: { '9': 'refused' } })).toEqual([
			'the concepts that are combined say why there is no answer'
		]);
	});

	test('alone has a category for the rest', () => {
		expect(problems({ combines: undefined, variable: 'poor', otherwise: 'none' })).toEqual([
			'combines needs codes or bins, and otherwise needs combines'
		]);
	});
});
