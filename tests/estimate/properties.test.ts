import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import type { AnsweredEstimate, Estimate } from '#lib/model/estimate.ts';
import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';
import { samples, twoStages } from '../support/random-samples.ts';
import { holds, tablesOfTests, tryOnSamples } from '../support/sampled-tables.ts';
import type { Question } from '../support/small-tables.ts';
import {
	distribution,
	expectSame,
	expectSameEstimate,
	isAnswered,
	mean,
	measures,
	people,
	quantiles,
	ratio,
	total,
	variance,
	yes
} from './same-answers.ts';

tryOnSamples({ quick: 8, slow: 200 });
const tables = tablesOfTests();

/** The answers from two tables to the same question, for every measure. */
async function bothAnswers(
	[first, second]: readonly [EstimateTable, EstimateTable],
	question: Omit<Question, 'measure'>,
	among: readonly Question['measure'][] = Object.values(measures)
) {
	return Promise.all(
		among.map(async (measure) => {
			const asked = { measure, ...question };
			return [await tables.ask(first, asked), await tables.ask(second, asked)] as const;
		})
	);
}

const factor = fc.double({ min: 0.01, max: 100, noNaN: true });

describe('estimate of one sample told in two ways', () => {
	// Against a sample drawn without replacement the design effect depends on the size of the population.
	const question = { by: ['place'], deff: 'with-replacement' as const };

	test('multiplies totals by the factor of all weights and nothing else', async () => {
		await holds(fc.tuple(samples(), factor), async ([sample, by]) => {
			const scaled = sample.map((row) => ({ ...row, w: row.w * by }));
			const both = [await tables.table(sample), await tables.table(scaled)] as const;
			const shares = [yes, distribution, mean, ratio, quantiles, variance];
			for (const [ours, theirs] of await bothAnswers(both, question, shares))
				expectSame(ours, theirs, { except: ['weightedN'] });
			for (const [ours, theirs] of await bothAnswers(both, question, [total, people])) {
				const moved = [
					'weightedN',
					'estimate',
					'standardError',
					'lower',
					'upper',
					'bounds'
				] as const;
				expectSame(ours, theirs, { except: moved });
				ours.estimates.forEach((one, i) => {
					const other = theirs.estimates[i]!;
					if (!isAnswered(one) || !isAnswered(other)) return;
					for (const key of ['weightedN', 'estimate', 'standardError', 'lower', 'upper'] as const)
						expect(other[key], key).toAgreeWith(one[key]! * by, {
							relative: 1e-9,
							absolute: 1e-9 * by
						});
				});
			}
		});
	});

	test('takes a row for two of half its weight, but for numbers of cases and the design effect', async () => {
		await holds(samples(), async (sample) => {
			const halves = sample.flatMap((row) => {
				const half = { ...row, w: row.w / 2 };
				return [half, half];
			});
			const both = [await tables.table(sample), await tables.table(halves)] as const;
			const asked = { ...question, interval: 'mean' as const };
			const among = [total, people, mean, ratio, quantiles, yes, distribution];
			for (const [ours, theirs] of await bothAnswers(both, asked, among))
				ours.estimates.forEach((one, i) => {
					const other = theirs.estimates[i]!;
					const cases = ['n', 'events', 'deff', 'borrowedDeff'];
					// Where nobody or everybody has the attribute the limits are about the cases.
					const limits = isExtreme(one) ? ['lower', 'upper'] : [];
					expectSameEstimate(one, other, { except: [...cases, ...limits] });
					expect(other.n).toBe(2 * one.n);
					if (!isAnswered(one) || !isAnswered(other) || one.deff === null) return;
					// S² is over n - 1 cases.
					const more = (2 * one.n - 1) / (one.n - 1);
					expect(other.deff).toAgreeWith(one.deff * more, { relative: 1e-9 });
				});
		});
	});

	test('gives the same for rows in any order', async () => {
		const rough = samples({
			weight: fc.double({ min: 0.5, max: 50, noNaN: true }),
			amount: fc.double({ min: -100, max: 100, noNaN: true })
		});
		const shuffled = rough.chain((sample) =>
			fc.tuple(
				fc.constant(sample),
				fc.shuffledSubarray(sample, { minLength: sample.length, maxLength: sample.length })
			)
		);
		await holds(shuffled, async ([sample, other]) => {
			for (const design of [{}, twoStages, { resampling: { method: 'jackknife' } as const }]) {
				const both = [
					await tables.table(sample, design),
					await tables.table(other, design)
				] as const;
				for (const [ours, theirs] of await bothAnswers(both, question))
					expectSame(ours, theirs, { relative: 1e-12 });
			}
		});
	});

	test('takes numbers of strata and units as names', async () => {
		await holds(samples(), async (sample) => {
			const renamed = sample.map((row) => ({
				...row,
				...{ h: 7 - row.h, psu: 900_000 - 13 * row.psu, ssu: 3 * row.ssu + 5 }
			}));
			const both = [
				await tables.table(sample, twoStages),
				await tables.table(renamed, twoStages)
			] as const;
			for (const [ours, theirs] of await bothAnswers(both, question))
				expectSame(ours, theirs, { relative: 1e-12 });
		});
	});
});

const isExtreme = (one: Estimate) => isAnswered(one) && (one.events === 0 || one.events === one.n);

/** R's arcsine limits turn back into the interval where the angle leaves [0, π/2]. */
function folds({ estimate, standardError, df }: AnsweredEstimate, level: number): boolean {
	const t = tQuantile((1 + level) / 2, df ?? Infinity);
	const half = (t * standardError) / (2 * Math.sqrt(estimate * (1 - estimate)));
	const angle = Math.asin(Math.sqrt(estimate));
	return angle - half < 0 || angle + half > Math.PI / 2;
}

const exact = { relative: 1e-9, absolute: 1e-9 } as const;
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** What an estimate is when its error does not matter: 0 of nobody. */
const valueOf = (one: AnsweredEstimate | undefined) => one?.estimate ?? 0;

describe('estimate of parts and of the whole', () => {
	test('gives a filter what it gives the same domain of a breakdown', async () => {
		await holds(samples(), async (sample) => {
			const table = await tables.table(sample);
			for (const measure of Object.values(measures)) {
				const asked = { measure, unsure: 'exclude' } as const;
				const { estimates } = await tables.ask(table, { ...asked, by: ['place'] });
				for (const category of ['a', 'b', 'c']) {
					const where = [{ concept: 'place', categories: [category] }];
					const own = estimates.filter(({ domain }) => domain[0]?.category === category);
					if (own.length === 0) continue;
					const filtered = await tables.ask(table, { ...asked, where });
					filtered.estimates.forEach((one, i) =>
						expectSameEstimate(one, own[i]!, { except: ['domain'] })
					);
				}
			}
		});
	});

	test('adds up totals of a domain and of the rest, and means by their weights', async () => {
		await holds(samples({ smallest: { units: 3 } }), async (sample) => {
			const placed = sample.filter(({ place }) => ['a', 'b', 'c'].includes(place));
			fc.pre(placed.length > 0);
			const table = await tables.table(sample);
			const asked = (measure: Question['measure'], ...categories: string[]) =>
				tables.ask(table, {
					...{ measure, df: 'design', unsure: 'exclude' },
					where: [{ concept: 'place', categories }]
				});
			for (const measure of [total, people, mean, yes]) {
				const answers = [
					await asked(measure, 'a', 'b', 'c'),
					await asked(measure, 'a'),
					await asked(measure, 'b', 'c')
				].map(({ estimates }) => estimates.find(isAnswered));
				const [whole, ...parts] = answers;
				const isTotal = measure.statistic === 'total';
				const added = parts.map((part) => valueOf(part) * (isTotal ? 1 : (part?.weightedN ?? 0)));
				const size = isTotal ? 1 : (whole?.weightedN ?? 0);
				expect(sumOf(added)).toAgreeWith(valueOf(whole) * size, exact);
				expect(sumOf(parts.map((part) => part?.weightedN ?? 0))).toAgreeWith(whole?.weightedN ?? 0);
			}
		});
	});

	test('has shares of a distribution that add up to 1, with and without those unsure', async () => {
		await holds(samples(), async (sample) => {
			const table = await tables.table(sample);
			for (const unsure of ['exclude', 'category'] as const) {
				const set = await tables.ask(table, { measure: distribution, unsure, by: ['place'] });
				for (const category of ['a', 'b', 'c']) {
					const shares = set.estimates
						.filter(isAnswered)
						.filter(({ domain }) => domain[0]?.category === category);
					expect([0, unsure === 'category' ? 5 : 3]).toContain(shares.length);
					if (shares.length === 0) continue;
					expect(sumOf(shares.map(({ estimate }) => estimate))).toAgreeWith(1, exact);
				}
			}
		});
	});

	test('has bounds that hold either treatment of people who do not know', async () => {
		await holds(samples(), async (sample) => {
			const table = await tables.table(sample);
			for (const measure of [yes, people]) {
				const asked = (unsure: 'exclude' | 'category') =>
					tables.ask(table, { measure, unsure, by: ['place'], df: 'normal' });
				const [left, kept] = [await asked('exclude'), await asked('category')];
				for (const one of [...left.estimates, ...kept.estimates].filter(isAnswered)) {
					const other = [...left.estimates, ...kept.estimates].filter(
						({ domain }) => domain[0]?.category === one.domain[0]?.category
					);
					expect(one.bounds === null).toBe(one.unsureShare === 0);
					for (const { estimate } of other.filter(isAnswered)) {
						if (!one.bounds) continue;
						expect(one.bounds.lower).toBeLessThanOrEqual(estimate * (1 + 1e-12));
						expect(one.bounds.upper).toBeGreaterThanOrEqual(estimate * (1 - 1e-12));
					}
				}
			}
		});
	});
});

describe('intervals of shares', () => {
	test.for(['auto', 'logit', 'xlogit', 'asin', 'beta', 'wilson', 'likelihood', 'mean'] as const)(
		'hold the share and stay in [0, 1]: %s',
		async (interval) => {
			await holds(
				fc.tuple(samples(), fc.constantFrom(0.5, 0.95, 0.999)),
				async ([sample, level]) => {
					const table = await tables.table(sample);
					for (const measure of [yes, distribution]) {
						const set = await tables.ask(table, { measure, interval, level, by: ['place'] });
						for (const one of set.estimates.filter(isAnswered)) {
							const { estimate, lower, upper } = one;
							if (one.interval === 'arcsine-t' && folds(one, level)) continue;
							expect(lower).toBeLessThanOrEqual(estimate + 1e-12);
							expect(upper).toBeGreaterThanOrEqual(estimate - 1e-12);
							// Wald's limits are what they are: R's `method = "mean"` leaves [0, 1] as well.
							if (one.interval === 'wald-t') continue;
							expect(lower).toBeGreaterThanOrEqual(0);
							expect(upper).toBeLessThanOrEqual(1);
						}
					}
				}
			);
		}
	);
});
