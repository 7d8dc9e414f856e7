import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CellCache } from '#lib/estimate/cell-cache.ts';
import { estimate } from '#lib/estimate/estimate.ts';
import type { EstimateTable, TableColumn } from '#lib/estimate/estimate-table.ts';
import { type Statement, identifier, inlined, joined, sql } from '#lib/estimate/sql.ts';
import {
	type EstimateRequestInput,
	type Measure,
	estimateRequest
} from '#lib/model/estimate-request.ts';
import type { AnsweredEstimate, EstimateSet } from '#lib/model/estimate.ts';
import { missingReasons } from '#lib/model/missing.ts';
import { clopperPearsonInterval } from '#lib/stats/intervals/clopper-pearson-interval.ts';
import { type NodeEngine, openDuckDB } from '../../pipelines/duckdb.ts';

const category = (...categories: string[]) => ({ kind: 'category', categories }) as const;

const table: EstimateTable = {
	name: 'people',
	weight: 'w',
	stratum: 'stratum',
	psu: 'psu',
	completeness: 'full',
	columns: new Map<string, TableColumn>([
		['sees', category('yes', 'no')],
		['place', category('a', 'b', 'nowhere')],
		['kind', category('x', 'y')],
		['corner', category('in', 'out')],
		['times', { kind: 'number' }]
	])
};

/** A column as an enumeration of its categories and of the reasons for having none. */
function typed(column: string): Statement {
	const own = table.columns.get(column);
	const categories = own?.kind === 'category' ? own.categories : [];
	const values = [...categories, ...missingReasons].map((value) => sql`${value}`);
	return inlined(sql`${identifier(column)}::ENUM(${joined(values, ', ')})`);
}

const enumOfReasons = inlined(
	sql`ENUM(${joined(
		missingReasons.map((reason) => sql`${reason}`),
		', '
	)})`
);
const missingTimes = sql`times__missing::${enumOfReasons}`;

let engine: NodeEngine;
let cache: CellCache;

beforeAll(async () => {
	engine = await openDuckDB();
	cache = new CellCache(engine, { size: 4 });
	// Two strata of three PSUs and 30 people each; the attribute "sees" depends on the PSU alone.
	await engine.execute(sql`CREATE TABLE people AS SELECT * REPLACE (${typed('sees')} AS sees,
			${typed('place')} AS place, ${typed('kind')} AS kind, ${missingTimes} AS times__missing)
		FROM (SELECT (i // 90)::INTEGER AS stratum, (i // 30)::INTEGER AS psu, (1 + (i % 3))::DOUBLE AS w,
		CASE WHEN i % 10 = 0 THEN 'dont-know' WHEN i % 10 = 1 THEN 'not-asked'
			WHEN (i // 30) % 3 = 0 THEN 'yes' ELSE 'no' END AS sees,
		CASE WHEN i // 30 = 2 THEN 'b' ELSE 'a' END AS place,
		CASE WHEN i % 2 = 0 THEN 'x' WHEN i % 17 = 1 THEN 'refused' ELSE 'y' END AS kind,
		CASE WHEN i < 150 THEN (i % 7)::DOUBLE END AS times,
		CASE WHEN i >= 150 THEN 'not-applicable' END AS times__missing
		FROM range(180) t(i))`);
	await engine.execute(sql`CREATE TABLE lonely AS
		SELECT * FROM people WHERE psu < 4 UNION ALL BY NAME SELECT * FROM people WHERE stratum = 0`);
});
afterAll(() => engine.close());

const sees = { statistic: 'proportion', concept: 'sees', numerator: ['yes'] } as const;

const ask = (
	input: Partial<EstimateRequestInput>,
	from: EstimateTable = table
): Promise<EstimateSet> =>
	estimate(estimateRequest.parse({ survey: 'test', measure: sees, ...input }), {
		cache,
		table: from
	});

const first = ({ estimates: [one] }: EstimateSet): AnsweredEstimate => {
	if (one?.kind !== 'estimate') throw new Error(JSON.stringify(one));
	return one;
};

describe('estimate', () => {
	test('counts PSUs without members of a domain as zero instead of dropping them', async () => {
		// People of three PSUs; the other three of the sample have nobody in the domain.
		const where = [{ concept: 'corner', categories: ['in'] }];
		await engine.execute(sql`CREATE TABLE cornered AS
			SELECT * REPLACE (${typed('corner')} AS corner) FROM (
				SELECT *, CASE WHEN psu IN (0, 1, 3) THEN 'in' ELSE 'out' END AS corner FROM people)`);
		const total: Measure = { statistic: 'total', concept: 'sees', numerator: ['yes'] };
		const domain = first(await ask({ measure: total, where }, { ...table, name: 'cornered' }));
		const z = await engine.query(sql`SELECT stratum::DOUBLE AS h,
			(coalesce(sum(w) FILTER (corner = 'in' AND sees = 'yes'), 0))::DOUBLE AS z
			FROM cornered GROUP BY stratum, psu ORDER BY ALL`);
		const variance = [0, 1].reduce((sum, h) => {
			const psus = z.filter((row) => row['h'] === h).map((row) => Number(row['z']));
			const mean = psus.reduce((a, b) => a + b, 0) / psus.length;
			const squares = psus.reduce((a, b) => a + (b - mean) ** 2, 0);
			return sum + (psus.length / (psus.length - 1)) * squares;
		}, 0);
		expect(domain.standardError).toAgreeWith(Math.sqrt(variance));
	});

	test('keeps "don\'t know" in the denominator when it is above 5 %, and says so', async () => {
		const auto = await ask({});
		const excluded = await ask({ unsure: 'exclude' });
		expect(auto.unsure).toBe('category');
		expect(first(auto).unsureShare).toBeGreaterThan(0.05);
		expect(first(auto).estimate).toAgreeWith(
			first(excluded).estimate * (1 - first(auto).unsureShare),
			{ relative: 1e-12 }
		);
	});

	test('tells why people have no answer, reason by reason', async () => {
		const { missing } = await ask({});
		expect(missing).toEqual({ 'not-asked': 18, 'dont-know': 18 });
	});

	test('counts who has no category of the breakdown instead of losing them', async () => {
		const { estimates, withoutBreakdown } = await ask({ by: ['kind'], unsure: 'exclude' });
		expect(estimates.map(({ domain }) => domain[0]?.category)).toEqual(['x', 'y']);
		const [{ n } = { n: 0 }] = (await engine.query(
			sql`SELECT count(*)::DOUBLE AS n FROM people WHERE kind = 'refused' AND sees IN ('yes', 'no')`
		)) as { n: number }[];
		expect(withoutBreakdown).toBe(n);
		expect(n).toBeGreaterThan(0);
	});

	test('refuses a stratum with one PSU and names it', async () => {
		const { estimates } = await ask({}, { ...table, name: 'lonely' });
		expect(estimates[0]).toMatchObject({ kind: 'withheld', reason: 'lonely-psu', details: ['1'] });
	});

	test('answers about a domain that the lonely stratum has no part in', async () => {
		const where = [{ concept: 'place', categories: ['b'] }];
		const { estimates } = await ask({ where }, { ...table, name: 'lonely' });
		expect(estimates[0]).not.toMatchObject({ reason: 'lonely-psu' });
	});

	test('withholds a domain without cases and one without degrees of freedom', async () => {
		const nobody = await ask({ where: [{ concept: 'place', categories: ['nowhere'] }] });
		expect(nobody.estimates[0]).toMatchObject({ kind: 'withheld', reason: 'no-cases', n: 0 });
		const onePsu = await ask({ where: [{ concept: 'place', categories: ['b'] }] });
		expect(onePsu.estimates[0]).toMatchObject({
			kind: 'withheld',
			reason: 'no-degrees-of-freedom'
		});
	});

	test('gives limits where nobody has the attribute, with the deff of the parent domain', async () => {
		const by = ['place'];
		const set = await ask({ by, unsure: 'exclude', df: 'design' });
		const nobody = set.estimates.find(
			({ domain }) => domain[0]?.category === 'b'
		) as AnsweredEstimate;
		const parent = set.overall as AnsweredEstimate;
		expect(nobody).toMatchObject({ events: 0, estimate: 0, interval: 'clopper-pearson-effective' });
		expect(nobody.borrowedDeff).toAgreeWith(parent.deff!);
		expect(parent.deff).toBeGreaterThan(1);
		const limits = clopperPearsonInterval(0, nobody.n / parent.deff!);
		expect(nobody.upper).toAgreeWith(limits.upper);
		expect(nobody.lower).toBe(0);
	});

	test('calls the precision of an incomplete design a lower bound', async () => {
		const { name, weight, columns } = table;
		const only = first(await ask({}, { name, weight, columns, completeness: 'weights-only' }));
		expect(only.precision).toBe('lower-bound');
		expect(only.standardError).toBeLessThan(first(await ask({})).standardError);
	});

	test('sums and averages a number over those it applies to', async () => {
		const mean = first(await ask({ measure: { statistic: 'mean', concept: 'times' } }));
		const total = first(await ask({ measure: { statistic: 'total', concept: 'times' } }));
		const [row] = await engine.query(
			sql`SELECT sum(w * times)::DOUBLE AS total, (sum(w) FILTER (times IS NOT NULL))::DOUBLE AS w FROM people`
		);
		expect(total.estimate).toAgreeWith(Number(row!['total']));
		expect(mean.estimate).toAgreeWith(Number(row!['total']) / Number(row!['w']));
		expect(mean.interval).toBe('t');
	});

	test('never counts people who did not say a number as zero', async () => {
		await engine.execute(sql`CREATE TABLE unsure AS SELECT * REPLACE (
			CASE WHEN psu < 2 THEN NULL ELSE times END AS times,
			CASE WHEN psu < 2 THEN 'dont-know'::${enumOfReasons} ELSE times__missing END AS times__missing) FROM people`);
		const measure = { statistic: 'mean', concept: 'times' } as const;
		const from = { ...table, name: 'unsure' };
		const [auto, asked] = [
			await ask({ measure }, from),
			await ask({ measure, unsure: 'category' }, from)
		];
		const [row] = await engine.query(
			sql`SELECT sum(w * times) / sum(w) AS mean FROM unsure WHERE times IS NOT NULL`
		);
		expect(first(auto).unsureShare).toBeGreaterThan(0.05);
		expect(first(auto).estimate).toAgreeWith(row!['mean']);
		expect(first(asked).estimate).toAgreeWith(row!['mean']);
		expect(auto.unsure).toBe('exclude');
	});

	test('answers a repeated question from its cells, and the same after they were dropped', async () => {
		const before = await ask({ by: ['kind'] });
		for (const categories of [['a'], ['b'], ['a', 'b']])
			await ask({ where: [{ concept: 'place', categories }] });
		const after = await ask({ by: ['kind'] });
		expect(after.estimates).toEqual(before.estimates);
	});

	test('does not start when the question was withdrawn', async () => {
		const signal = AbortSignal.abort();
		const request = estimateRequest.parse({ survey: 'test', measure: sees });
		await expect(estimate(request, { cache, table, signal })).rejects.toThrow('aborted');
	});
});
