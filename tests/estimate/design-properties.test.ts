import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import type { AnsweredEstimate } from '#lib/model/estimate.ts';
import { type Person, clustered, samples, twoStages } from '../support/random-samples.ts';
import { holds, tablesOfTests, tryOnSamples } from '../support/sampled-tables.ts';
import type { Question } from '../support/small-tables.ts';
import { expectSame, isAnswered, mean, measures, only, people, total } from './same-answers.ts';

tryOnSamples({ quick: 8, slow: 200 });
const tables = tablesOfTests();

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
const place = { by: ['place'] };

async function expectSameFrom(
	first: EstimateTable,
	second: EstimateTable,
	question: Partial<Question>
) {
	for (const measure of Object.values(measures)) {
		const asked = { measure, ...question };
		expectSame(await tables.ask(first, asked), await tables.ask(second, asked));
	}
}

describe('two strata told as one', () => {
	// One row a unit: a stratum's units, of weight 1, are its rows.
	const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 6 });
	const rows = (strata: readonly (readonly number[])[]) =>
		strata.flatMap((units, h) =>
			units.map((amount, u) => ({ h, psu: 10 * h + u, w: 1, region: `r${h}`, amount }))
		);
	const merged = (sample: ReturnType<typeof rows>) => sample.map((row) => ({ ...row, h: 0 }));

	/** Units, total and variance of the total of each stratum, as the program gives them. */
	async function strataOf(table: EstimateTable) {
		const { estimates } = await tables.ask(table, { measure: total, by: ['region'] });
		return estimates.filter(isAnswered).map(({ n, estimate, standardError }) => ({
			n,
			total: estimate,
			variance: standardError ** 2
		}));
	}

	test('have n/(n-1) times the squares within them and between their means', async () => {
		await holds(fc.tuple(values, values), async (strata) => {
			const sample = rows(strata);
			const own = await strataOf(await tables.table(sample));
			const whole = only(await tables.ask(await tables.table(merged(sample)), { measure: total }));
			const n = sumOf(own.map((one) => one.n));
			const centre = sumOf(own.map((one) => one.total)) / n;
			// n/(n-1) Σ (n_h-1)/n_h V_h: the squares within; Σ n_h (mean_h - mean)²: those between.
			const within = sumOf(own.map((one) => ((one.n - 1) / one.n) * one.variance));
			const between = sumOf(own.map((one) => one.n * (one.total / one.n - centre) ** 2));
			expect(whole.standardError ** 2).toAgreeWith((n / (n - 1)) * (within + between), {
				relative: 1e-9,
				absolute: 1e-9
			});
			expect(whole.df).toBe(n - 1);
		});
	});

	test('of m units each with equal means have 2(m-1)/(2m-1) of the variance and one more df', async () => {
		await holds(values, async (units) => {
			const m = units.length;
			const twice = sumOf(units) * 2;
			// Turned around their mean: other values, the same mean.
			const sample = rows([units, units.map((amount) => twice / m - amount)]);
			const [apart, together] = [await tables.table(sample), await tables.table(merged(sample))];
			for (const measure of [total, mean]) {
				const [one, other] = [
					only(await tables.ask(apart, { measure })),
					only(await tables.ask(together, { measure }))
				];
				expect(other.estimate).toBe(one.estimate);
				expect(other.standardError ** 2).toAgreeWith(
					((2 * (m - 1)) / (2 * m - 1)) * one.standardError ** 2,
					{ relative: 1e-9 }
				);
				expect([one.df, other.df]).toEqual([2 * m - 2, 2 * m - 1]);
			}
		});
	});
});

/** Says of every unit that all there is was drawn. */
function allDrawn(sample: readonly Person[], stages: readonly ('psus' | 'ssus')[]): Person[] {
	const different = (key: 'psu' | 'ssu', of: readonly Person[]) =>
		new Set(of.map((row) => row[key]));
	return sample.map((row) => {
		const stratum = sample.filter(({ h }) => h === row.h);
		const unit = stratum.filter(({ psu }) => psu === row.psu);
		return {
			...row,
			psus: stages.includes('psus') ? different('psu', stratum).size : row.psus,
			ssus: stages.includes('ssus') ? different('ssu', unit).size : row.ssus
		};
	});
}

describe('a finite population', () => {
	test('of which the second stage was drawn completely is one stage', async () => {
		await holds(samples(), async (sample) => {
			const full = allDrawn(sample, ['ssus']);
			const oneStage = { ...clustered, fpc: ['psus'] };
			await expectSameFrom(
				await tables.table(full, twoStages),
				await tables.table(full, oneStage),
				place
			);
			await expectSameFrom(
				await tables.table(sample, { ...twoStages, firstStageOnly: true }),
				await tables.table(sample, oneStage),
				place
			);
		});
	});

	test('of which every unit was drawn has no sampling error', async () => {
		await holds(samples(), async (sample) => {
			const table = await tables.table(allDrawn(sample, ['psus', 'ssus']), twoStages);
			for (const measure of Object.values(measures)) {
				if (measure.statistic === 'quantile') continue;
				const { estimates } = await tables.ask(table, { measure, ...place, interval: 'logit' });
				for (const one of estimates.filter(isAnswered)) {
					expect(one.standardError).toBe(0);
					if (one.interval === 'clopper-pearson-effective') continue;
					expect([one.lower, one.upper]).toAgreeWith([one.estimate, one.estimate]);
				}
			}
		});
	});

	test('of which a share f of the units was drawn has (1 - f) of the variance', async () => {
		const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
		await holds(fc.tuple(samples(), share), async ([drawn, f]) => {
			const sample = drawn.map((row) => ({ ...row, f }));
			const finite = await tables.table(sample, { ...clustered, fpc: ['f'] });
			const endless = await tables.table(sample);
			for (const measure of [total, mean, people]) {
				const [one, other] = [
					(await tables.ask(finite, { measure, ...place })).estimates,
					(await tables.ask(endless, { measure, ...place })).estimates
				];
				const errors = (all: typeof one) => all.filter(isAnswered).map((e) => e.standardError);
				expect(errors(one)).toAgreeWith(
					errors(other).map((error) => error * Math.sqrt(1 - f)),
					{ relative: 1e-9 }
				);
			}
		});
	});
});

describe('replicate weights', () => {
	test('of the jackknife give totals and their domains the error of linearisation', async () => {
		await holds(samples(), async (sample) => {
			const linear = await tables.table(sample);
			const replicated = await tables.table(sample, { resampling: { method: 'jackknife' } });
			for (const measure of [total, people]) {
				const [one, other] = [
					await tables.ask(linear, { measure, ...place, df: 'normal' }),
					await tables.ask(replicated, { measure, ...place, df: 'normal' })
				];
				expectSame(other, one);
			}
		});
	});
});

describe('post-stratification', () => {
	const everybody = { ...people, concept: 'place', numerator: ['a', 'b', 'c'] };

	/** The known number of people of every place that the sample has. */
	function knownTotals(sample: readonly Person[]) {
		const places = ['a', 'b', 'c'].filter((one) => sample.some((row) => row.place === one));
		const totals = places.map((one, i) => ({ categories: [one], total: (1000 * (i + 1)) / 3 }));
		return { method: 'post-stratify' as const, margin: { by: ['place'], totals } };
	}

	const anywhere = samples({ complete: true });
	// A replicate that loses a category cannot be post-stratified: everybody lives in every place.
	const everywhere = anywhere.map((sample) =>
		sample.flatMap((row) => ['a', 'b', 'c'].map((one) => ({ ...row, place: one })))
	);

	test.for([
		['linearised', anywhere, {}],
		['replicated', everywhere, { resampling: { method: 'jackknife' } }]
	] as const)('leaves known totals and shares without error: %s', async ([, from, design]) => {
		await holds(from, async (sample) => {
			const calibration = knownTotals(sample);
			const same = sample.map((row) => ({ ...row, amount: 7 }));
			const table = await tables.table(same, { ...design, calibration: [calibration] });
			const population = sumOf(calibration.margin.totals.map((one) => one.total));
			const asked = async (measure: Question['measure'], by: string[] = []) =>
				(await tables.ask(table, { measure, by, df: 'normal' })).estimates.filter(isAnswered);
			const known = (one: AnsweredEstimate | undefined, value: number) => {
				expect(one?.estimate).toAgreeWith(value, { relative: 1e-12 });
				expect(one?.standardError).toBe(0);
			};
			known((await asked(everybody))[0], population);
			known((await asked(total))[0], 7 * population);
			const groups = await asked(everybody, ['place']);
			const shares = await asked({ statistic: 'distribution', concept: 'place' });
			calibration.margin.totals.forEach((one, i) => {
				known(groups[i], one.total);
				known(shares[i], one.total / population);
			});
		});
	});
});
