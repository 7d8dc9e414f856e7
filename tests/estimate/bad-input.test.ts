import { describe, expect, test } from 'vitest';
import { DataError, DomainError } from '#lib/errors.ts';
import type { EstimateTable, TableColumn } from '#lib/estimate/estimate-table.ts';
import type { Estimate } from '#lib/model/estimate.ts';
import { clopperPearsonInterval } from '#lib/stats/intervals/clopper-pearson-interval.ts';
import { type DesignColumns, drawnSample } from '#lib/stats/design/drawn-sample.ts';
import { twoStages } from '../support/random-samples.ts';
import { tablesOfTests } from '../support/sampled-tables.ts';
import { type Question, type SmallRow, openSmallTables } from '../support/small-tables.ts';
import {
	distribution,
	mean,
	only,
	people,
	quantiles,
	ratio,
	total,
	variance,
	yes
} from './same-answers.ts';

const tables = tablesOfTests();

/** Two strata of three units of four people; everybody answered. */
const people24: readonly SmallRow[] = Array.from({ length: 24 }, (_, i) => ({
	h: Math.floor(i / 12),
	psu: Math.floor(i / 4),
	ssu: Math.floor(i / 2),
	...{ psus: 9, ssus: 5, w: 1 + (i % 3) },
	seen: i % 5 < 2 ? 'yes' : 'no',
	place: i % 3 === 0 ? 'a' : 'b',
	region: `r${Math.floor(i / 12)}`,
	amount: (i * 7) % 11,
	paid: 1 + (i % 4)
}));

type Change = (row: SmallRow, i: number) => Readonly<Record<string, number | string>>;

const table = (change: Change = () => ({}), design: Partial<EstimateTable> = {}) =>
	tables.table(
		people24.map((row, i) => ({ ...row, ...change(row, i) })),
		design
	);

const everyMeasure = { yes, people, mean, total, ratio, distribution, quantiles, variance };
const each = Object.entries(everyMeasure);
const reasonOf = (one: Estimate | undefined) => (one?.kind === 'withheld' ? one.reason : one);

/** What a question throws. */
async function thrown(question: Promise<unknown>): Promise<unknown> {
	return question.then(
		() => undefined,
		(error: unknown) => error
	);
}

async function expectRefusal(from: EstimateTable, question: Question, message: string) {
	const error = await thrown(tables.ask(from, question));
	expect(error).toBeInstanceOf(DomainError);
	expect(error).toHaveProperty('message', message);
}

describe('a domain without cases', () => {
	test.for(each)('is withheld: %s', async ([, measure]) => {
		const where = [{ concept: 'place', categories: ['c'] }];
		const set = await tables.ask(await table(), { measure, where });
		expect(new Set([...set.estimates, set.overall].map(reasonOf))).toEqual(new Set(['no-cases']));
		expect(set.overall).toMatchObject({ n: 0, weightedN: 0, unsureShare: 0 });
	});

	test.for(each)('has no breakdown, and is withheld as a whole: %s', async ([, measure]) => {
		const where = [{ concept: 'place', categories: ['c'] }];
		const set = await tables.ask(await table(), { measure, where, by: ['region'] });
		expect(set.estimates).toEqual([]);
		expect(reasonOf(set.overall)).toBe('no-cases');
	});

	test.for(each)('is what a column without any answer gives: %s', async ([, measure]) => {
		const silent = await table(() => ({ seen: 'lost', amount: 'refused', paid: 'lost' }));
		const set = await tables.ask(silent, { measure, by: ['region'], unsure: 'exclude' });
		expect(new Set(set.estimates.map(reasonOf))).toEqual(new Set(['no-cases']));
	});

	test('is what weights of 0 leave', async () => {
		const set = await tables.ask(await table(() => ({ w: 0 })), { measure: mean });
		expect(reasonOf(set.overall)).toBe('no-cases');
	});
});

describe('an outcome that is the same for everybody', () => {
	test('has limits of its own where it is a share', async () => {
		const from = await table(() => ({ seen: 'yes' }));
		const one = only(await tables.ask(from, { measure: yes }));
		expect(one).toMatchObject({ estimate: 1, standardError: 0, upper: 1, deff: null });
		expect(one.interval).toBe('clopper-pearson-effective');
		expect(one.lower).toAgreeWith(clopperPearsonInterval(1, 24).lower);
	});

	test.for([0, 7, 0.1, -1e6, 1 / 3])('has neither error nor design effect: %d', async (amount) => {
		const from = await table(() => ({ amount }));
		const one = only(await tables.ask(from, { measure: mean }));
		expect(one.estimate).toAgreeWith(amount);
		expect(one).toMatchObject({ standardError: 0, lower: one.estimate, upper: one.estimate });
		expect([null, 0]).toContain(one.deff);
		const spread = only(await tables.ask(from, { measure: variance }));
		expect(spread.estimate).toAgreeWith(0, { absolute: 1e-20 * amount ** 2 + 1e-30 });
		const set = await tables.ask(from, { measure: quantiles });
		// Everybody lies up to the only value: the share up to it has no limits to turn back, as in R.
		expect(new Set(set.estimates.map(reasonOf))).toEqual(new Set(['no-limits']));
	});
});

describe('too few units', () => {
	test.for(each)('one in all leave no variance: %s', async ([, measure]) => {
		const one = await table(() => ({ h: 0, psu: 0 }));
		const set = await tables.ask(one, { measure, df: 'normal' });
		for (const estimate of set.estimates)
			expect(estimate).toMatchObject({ kind: 'withheld', reason: 'lonely-psu', details: ['0'] });
	});

	test.for(each)('one of a stratum leaves no variance: %s', async ([, measure]) => {
		const lonely = await table((row) => (row['h'] === 1 ? { psu: 3 } : {}));
		const set = await tables.ask(lonely, { measure });
		for (const estimate of set.estimates)
			expect(estimate).toMatchObject({ kind: 'withheld', reason: 'lonely-psu', details: ['1'] });
	});

	test.for(each)(
		'leave no degrees of freedom, where its variance is 0: %s',
		async ([, measure]) => {
			const one = await table(() => ({ h: 0, psu: 0 }), { lonely: 'certainty' });
			const set = await tables.ask(one, { measure });
			const [estimate] = set.estimates;
			expect(estimate).toMatchObject({ reason: 'no-degrees-of-freedom', details: ['0'] });
		}
	);
});

describe('a category without cases', () => {
	test('has a share of 0 with exact limits', async () => {
		const measure = { ...yes, numerator: ['perhaps'] };
		const one = only(await tables.ask(await table(), { measure }));
		expect(one).toMatchObject({ estimate: 0, events: 0, lower: 0, cv: null });
		expect(one.upper).toAgreeWith(clopperPearsonInterval(0, 24).upper);
	});

	test('has its place in a distribution', async () => {
		const { estimates } = await tables.ask(await table(), { measure: distribution });
		expect(estimates.map(({ part }) => part)).toEqual([
			...[{ category: 'yes' }, { category: 'no' }, { category: 'perhaps' }]
		]);
		expect(estimates[2]).toMatchObject({ kind: 'estimate', estimate: 0 });
	});

	test('adds up to nobody', async () => {
		const measure = { ...people, numerator: ['perhaps'] };
		const one = only(await tables.ask(await table(), { measure }));
		expect(one).toMatchObject({ estimate: 0, standardError: 0, lower: 0, upper: 0, cv: null });
	});
});

describe('a question that a table cannot answer', () => {
	test('names the column that is not there', async () => {
		const from = await table();
		await expectRefusal(
			from,
			{ measure: { ...yes, concept: 'nothing' } },
			'no such column: nothing'
		);
		await expectRefusal(from, { measure: yes, by: ['colour'] }, 'no such column: colour');
		const where = [{ concept: 'age', categories: ['old'] }];
		await expectRefusal(from, { measure: yes, where }, 'no such column: age');
		await expectRefusal(from, { measure: { ...ratio, over: 'x' } }, 'no such column: x');
	});

	test('says of which kind a column is', async () => {
		const from = await table();
		const category = 'needs a category column, and this is a number column: amount';
		const number = 'needs a number column, and this is a category column: seen';
		await expectRefusal(from, { measure: { ...yes, concept: 'amount' } }, category);
		await expectRefusal(from, { measure: yes, by: ['amount'] }, category);
		await expectRefusal(from, { measure: { ...mean, concept: 'seen' } }, number);
		await expectRefusal(from, { measure: { ...quantiles, concept: 'seen' } }, number);
	});

	test('asks for more than 10,000 domains', async () => {
		const many = Array.from({ length: 101 }, (_, i) => `n${i}`);
		const columns = new Map<string, TableColumn>([
			['a', { kind: 'category', categories: many }],
			['b', { kind: 'category', categories: many }],
			['amount', { kind: 'number' }]
		]);
		const large = await openSmallTables(columns, { weight: 'w' });
		const rows = many.flatMap((a) => many.map((b) => ({ a, b, w: 1, amount: 1 })));
		const from = await large.table(rows);
		const error = await thrown(large.ask(from, { measure: mean, by: ['a', 'b'] }));
		expect(error).toBeInstanceOf(DomainError);
		expect(error).toHaveProperty('message', 'more than 10000 domains: 10201');
		const fewer = await large.table(rows.slice(0, 10_000));
		const { estimates } = await large.ask(fewer, { measure: mean, by: ['a', 'b'], df: 'design' });
		expect(estimates.length).toBe(10_000);
		large.close();
	});

	test('names a quality profile that is not there', async () => {
		const question = { measure: yes, profile: 'strict' };
		await expectRefusal(await table(), question, 'no such quality profile: strict');
	});

	test('asks for the interval of another kind of design', async () => {
		const linear = await table();
		const replicated = await table(() => ({}), { resampling: { method: 'jackknife' } });
		await expectRefusal(
			linear,
			{ measure: quantiles, interval: 'quantile' },
			'interval of quantiles that needs replicate weights: quantile'
		);
		await expectRefusal(
			replicated,
			{ measure: quantiles, interval: 'score' },
			'interval of quantiles that replicate weights do not have: score'
		);
	});
});

describe('nothing to divide by', () => {
	test('withholds a ratio', async () => {
		const from = await table(({ place }) => (place === 'a' ? { paid: 0 } : {}));
		const { estimates } = await tables.ask(from, { measure: ratio, by: ['place'] });
		expect(estimates.map(reasonOf)).toEqual([
			'zero-denominator',
			expect.objectContaining({ kind: 'estimate' })
		]);
	});

	test('withholds the comparisons that such a ratio is part of, and no others', async () => {
		const from = await table(({ place }, i) => {
			if (place === 'a') return { paid: 0 };
			return { place: i % 2 === 0 ? 'b' : 'c' };
		});
		const [a, b, c] = ['a', 'b', 'c'].map((place) => ({ at: { place } })) as [
			object,
			object,
			object
		];
		const compared = await tables.compare(from, {
			measure: ratio,
			by: ['place'],
			contrasts: [
				{ kind: 'difference', of: a, against: b },
				{ kind: 'difference', of: c, against: b }
			]
		});
		expect(compared).toMatchObject([
			{ outcome: 'withheld', reason: 'zero-denominator', details: ['a'] },
			{ outcome: 'compared' }
		]);
	});

	test('withholds a mean of people whose weights are all 0, who count where replicates do', async () => {
		const from = await table(
			({ place }, i) => ({ w: place === 'a' ? 0 : 1, one: i % 2, two: (i + 1) % 2 }),
			{
				replicates: { type: 'bootstrap', columns: ['one', 'two'], combined: true, mse: false }
			}
		);
		const { estimates } = await tables.ask(from, { measure: mean, by: ['place'], df: 'normal' });
		expect(estimates[0]).toMatchObject({ kind: 'withheld', reason: 'zero-denominator' });
	});
});

describe('one value', () => {
	const from = () => table((_, i) => (i === 0 ? { amount: 5 } : { amount: 'not-applicable' }));

	test('has neither degrees of freedom nor limits as a quantile', async () => {
		const alone = await from();
		const withheld = await tables.ask(alone, { measure: quantiles });
		expect(new Set(withheld.estimates.map(reasonOf))).toEqual(new Set(['no-degrees-of-freedom']));
		const set = await tables.ask(alone, { measure: quantiles, df: 'design' });
		expect(new Set(set.estimates.map(reasonOf))).toEqual(new Set(['no-limits']));
	});

	test('has no variance', async () => {
		const set = await tables.ask(await from(), { measure: variance, df: 'design' });
		expect(set.estimates[0]).toMatchObject({ kind: 'withheld', reason: 'one-case', n: 1 });
	});

	test('has a mean, and no design effect', async () => {
		const one = only(await tables.ask(await from(), { measure: mean, df: 'design' }));
		expect(one).toMatchObject({ n: 1, estimate: 5, deff: null });
	});
});

describe('drawnSample', () => {
	const four = { size: 4, strata: [1, 1, 2, 2], psus: [1, 2, 3, 4] };
	const faults: readonly (readonly [string, DesignColumns, string])[] = [
		[
			'a population smaller than the sample',
			{ ...four, populations: [[2, 2, 5, 1]] },
			'population differs within a stratum, first stage, row 4: 5, 1'
		],
		[
			'a population smaller than the units drawn',
			{ ...four, populations: [[2, 2, 1, 1]] },
			'population smaller than the 2 units drawn, first stage, row 3: 1'
		],
		[
			'a population of 0',
			{ ...four, populations: [[2, 0, 5, 5]] },
			'population not positive, first stage, row 2: 0'
		],
		[
			'a negative population',
			{ ...four, populations: [[-2, 2, 5, 5]] },
			'population not positive, first stage, row 1: -2'
		],
		[
			'no population',
			{ ...four, populations: [[2, 2, NaN, 5]] },
			'population not positive, first stage, row 3: NaN'
		],
		[
			'shares among sizes',
			{ ...four, populations: [[2, 2, 0.5, 0.5]] },
			'population sizes and sampling fractions are mixed, first stage, row 3: 0.5'
		],
		[
			'a second stage smaller than its sample',
			{
				...four,
				psus: [1, 1, 3, 3],
				ssus: [1, 2, 3, 4],
				populations: [
					[2, 2, 2, 2],
					[2, 2, 1, 1]
				]
			},
			'population smaller than the 2 units drawn, second stage, row 3: 1'
		],
		['no rows', { size: 0 }, 'no rows in the sample']
	];

	test.for(faults)('refuses %s, naming row and value', ([, columns, message]) => {
		let error: unknown;
		try {
			drawnSample(columns);
		} catch (caught) {
			error = caught;
		}
		expect(error).toBeInstanceOf(DataError);
		expect(error).toHaveProperty('message', message);
	});

	test('refuses a unit in two strata, naming both rows', () => {
		const twice = { ...four, psus: [1, 2, 3, 1] };
		expect(() => drawnSample(twice)).toThrow(/in two strata, in rows 1 and 4; .*: 1$/);
		expect(drawnSample({ ...twice, nested: true }).stages[0].drawn).toEqual(Float64Array.of(2, 2));
	});

	test('is asked by every estimate', async () => {
		const small = await table(() => ({ psus: 2 }), twoStages);
		const error = await thrown(tables.ask(small, { measure: yes }));
		expect(error).toBeInstanceOf(DataError);
		expect(error).toHaveProperty(
			'message',
			'population smaller than the 3 units drawn, first stage, row 1: 2'
		);
	});
});

describe('a known share after calibration', () => {
	test('is 0 off, and in its limits, however small it is', async () => {
		const totals = [
			{ categories: ['a'], total: 27 },
			{ categories: ['b'], total: 11_273 }
		];
		for (const resampling of [undefined, { method: 'jackknife' } as const]) {
			const from = await table(() => ({}), {
				resampling,
				calibration: [{ method: 'post-stratify', margin: { by: ['place'], totals } }]
			});
			const measure = { ...yes, concept: 'place', numerator: ['a'] };
			const one = only(await tables.ask(from, { measure }));
			expect(one.estimate).toAgreeWith(27 / 11_300);
			expect(one.standardError).toBe(0);
			expect([one.lower, one.upper]).toAgreeWith([one.estimate, one.estimate], { relative: 1e-14 });
		}
	});
});
