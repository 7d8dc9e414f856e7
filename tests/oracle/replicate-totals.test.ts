import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import { psuTotals } from '#lib/estimate/psu-totals.ts';
import { replicateChange, replicateEstimate } from '#lib/estimate/replicate-estimate.ts';
import type { Measure } from '#lib/model/estimate-request.ts';
import type { ReplicateRow } from '#lib/model/replicate-row.ts';
import { replicateDegreesOfFreedom } from '#lib/stats/replicates/replicate-degrees-of-freedom.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import {
	type UnitFactors,
	raoWuFactors,
	replicateTotals
} from '#lib/stats/replicates/unit-factors.ts';
import { demoColumns, demoDesign, demoPeople } from '../support/demo-people.ts';
import { type SmallTables, openSmallTables } from '../support/small-tables.ts';

const number = z.number();
const answers = z.object({
	meta: z.object({ replicates: z.int(), degf: z.int() }),
	/** How often R drew each unit for every replicate: a digit a replicate. */
	units: z.array(z.tuple([z.int(), z.string()])),
	estimates: z.array(
		z.strictObject({
			...{ statistic: z.string(), group: z.string() },
			...{ estimate: number, se: number, se_mse: number, se_taylor: number },
			...{ df: z.int(), lower: number, upper: number }
		})
	),
	changes: z.array(
		z.strictObject({
			...{ id: z.string(), of: z.array(z.string()), against: z.array(z.string()) },
			...{ difference: number, difference_se: number, ratio: number, ratio_se: number },
			...{ log_ratio: number, log_ratio_se: number }
		})
	)
});
const fixture = join(import.meta.dirname, 'fixtures/replicates.json');
const { meta, units, estimates, changes } = answers.parse(
	JSON.parse(readFileSync(fixture, 'utf8'))
);

const share = (concept: string): Measure => ({
	...{ statistic: 'proportion', concept, numerator: ['yes'] }
});
const measures: Readonly<Record<string, readonly [Measure, 'exclude' | 'category']>> = {
	sale: [share('sale'), 'exclude'],
	sale_all: [share('sale'), 'category'],
	attacked: [share('attacked'), 'exclude'],
	first_age: [{ statistic: 'mean', concept: 'first_age' }, 'exclude'],
	user: [{ statistic: 'total', concept: 'user', numerator: ['yes'] }, 'exclude']
};
/** A breakdown, and the categories that are merged. */
const groups: Readonly<Record<string, readonly [string | undefined, readonly string[]]>> = {
	all: [undefined, []],
	man: ['sex', ['1']],
	woman: ['sex', ['2']],
	young: ['age_group', ['1', '2']],
	old: ['age_group', ['5']],
	alvenora: ['territory', ['1']],
	falcarra: ['territory', ['6']]
};

describe('replicate totals of the demonstration survey', () => {
	let tables: SmallTables;
	let table: EstimateTable;
	/** Those that R drew, and 500 of our own. */
	let theirs: UnitFactors;
	let ours: UnitFactors;

	beforeAll(async () => {
		tables = await openSmallTables(demoColumns, demoDesign);
		table = await tables.table(demoPeople());
		const { frame } = (await tables.read(table, { measure: share('sale') })).read;
		const { stratum, drawn } = frame.sample.stages[0];
		const numbers = frame.psuNumbers(Float64Array.from(units, ([psu]) => psu));
		theirs = Array.from({ length: meta.replicates }, (_, r) => {
			const factors = new Float64Array(stratum.length);
			units.forEach(([, times], i) => {
				const unit = numbers[i]!;
				const n = drawn[stratum[unit]!]!;
				factors[unit] = (Number(times[r]) * n) / (n - 1);
			});
			return factors;
		});
		ours = raoWuFactors(frame.sample, { replicates: 500, random: seededRandom(20_261_122) });
	}, 180_000);
	afterAll(() => tables.close());

	/** The rows of a published table, before rounding. */
	async function rowsOf(
		statistic: string,
		group: string,
		factors: UnitFactors,
		mse = false
	): Promise<ReplicateRow[]> {
		const [measure, unsure] = measures[statistic]!;
		const [concept, categories] = groups[group]!;
		const by = concept === undefined ? [] : [concept];
		const { read, request } = await tables.read(table, { measure, unsure, by });
		return psuTotals(read, request)
			.domains.filter((one) => by.length === 0 || categories.includes(one.categories[0]!))
			.map(({ categories: [category = ''], ...domain }) => ({
				...{ indicator: statistic, source: 'demo-2024', territory: '', period: '2024' },
				...{ by_1: concept ?? '', category_1: category, by_2: '', category_2: '' },
				...{ unit: 'person', weight: 'w', unsure, method: 'rao-wu-bootstrap' },
				statistic: measure.statistic as ReplicateRow['statistic'],
				numerator: [...replicateTotals(factors, domain.units, domain.numerator)],
				denominator: [...replicateTotals(factors, domain.units, domain.denominator)],
				...{ scale: 1 / (factors.length - 1), rscales: [], mse },
				df: replicateDegreesOfFreedom({ replicates: factors }),
				...{ digits: 15, precision: 'design-based', assumed_deff: null, synthetic: true }
			}));
	}

	test('have the degrees of freedom of R', () => {
		expect(replicateDegreesOfFreedom({ replicates: theirs })).toBe(meta.degf);
	});

	const named = estimates.map((one) => [one.statistic, one.group, one] as const);
	test.for(named)(
		'give the estimates of svrepdesign: %s of %s',
		async ([statistic, group, one]) => {
			const rows = await rowsOf(statistic, group, theirs);
			const found = replicateEstimate(rows.map((row) => ({ ...row, df: one.df })));
			expect(found?.estimate).toAgreeWith(one.estimate, { relative: 1e-8 });
			expect(found?.standardError).toAgreeWith(one.se, { relative: 1e-8 });
			expect([found?.lower, found?.upper]).toAgreeWith([one.lower, one.upper]);
			const around = replicateEstimate(await rowsOf(statistic, group, theirs, true));
			expect(around?.standardError).toAgreeWith(one.se_mse, { relative: 1e-8 });
		}
	);

	const pairs = changes.map((one) => [one.id, one] as const);
	test.for(pairs)('give the differences and ratios of svycontrast: %s', async ([, one]) => {
		const of = await rowsOf(one.of[0]!, one.of[1]!, theirs);
		const against = await rowsOf(one.against[0]!, one.against[1]!, theirs);
		const kinds = [
			['difference', one.difference, one.difference_se],
			['ratio', one.ratio, one.ratio_se],
			['log-ratio', one.log_ratio, one.log_ratio_se]
		] as const;
		for (const [kind, estimate, se] of kinds) {
			const found = replicateChange({ kind, of, against });
			expect(found?.estimate).toAgreeWith(estimate, { relative: 1e-8 });
			expect(found?.standardError).toAgreeWith(se, { relative: 1e-8 });
		}
	});

	/** The standard deviation of a standard error of R replicates is about its 1 / sqrt(2 R). */
	test.for(named)(
		'of our own have the errors of linearisation, by chance a little more or less: %s of %s',
		async ([statistic, group, one]) => {
			const found = replicateEstimate(await rowsOf(statistic, group, ours));
			expect(found?.estimate).toAgreeWith(one.estimate, { relative: 1e-8 });
			const deviation = ((found?.standardError ?? NaN) / one.se_taylor - 1) * Math.sqrt(2 * 500);
			expect(Math.abs(deviation)).toBeLessThan(4);
		}
	);
});
