import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { psuTotals } from '#lib/estimate/psu-totals.ts';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import { unitSecrecy } from '../../../pipelines/steps/protect/totals/unit-secrecy.ts';
import {
	replicateWeighting,
	undrawnTable,
	weightingRefusal
} from '../../../pipelines/steps/replicate-weights.ts';
import { type SmallRow, type SmallTables, openSmallTables } from '../../support/small-tables.ts';

const columns: EstimateTable['columns'] = new Map([
	['sees', { kind: 'category' as const, categories: ['yes', 'no'] }]
]);
const question = {
	measure: { statistic: 'proportion' as const, concept: 'sees', numerator: ['yes'] }
};
const draws = { replicates: 10, seed: Uint32Array.of(1, 2, 3) };

/** Thirty people in fifteen units of three strata; jackknife weights leave out a unit each. */
const rows: readonly SmallRow[] = Array.from({ length: 30 }, (_, i) => {
	const unit = Math.floor(i / 2);
	const left = Object.fromEntries(
		Array.from({ length: 15 }, (_, r) => [`r${r}`, r === unit ? 0 : ((10 + i) * 15) / 14])
	);
	const sees = i % 3 === 0 ? 'yes' : 'no';
	return { w: 10 + i, h: Math.floor(unit / 5), psu: unit, sees, ...left };
});
const jackknife = {
	...{ type: 'JK1' as const, combined: true },
	columns: Array.from({ length: 15 }, (_, r) => `r${r}`)
};

describe('replicateWeighting', () => {
	let tables: SmallTables;
	beforeAll(async () => {
		tables = await openSmallTables(columns, { weight: 'w', stratum: 'h', psu: 'psu' });
	});
	afterAll(() => tables.close());

	const readOf = async (some: readonly SmallRow[], design: Partial<EstimateTable> = {}) =>
		tables.read(undrawnTable(await tables.table(some, design)), question);

	test('draws the same for the same secret, and other units for another', async () => {
		const { read } = await readOf(rows);
		const { factors, df, method } = replicateWeighting(read, draws);
		expect(replicateWeighting(read, draws).factors).toEqual(factors);
		expect(
			replicateWeighting(read, { ...draws, seed: Uint32Array.of(1, 2, 4) }).factors
		).not.toEqual(factors);
		expect({ df, method }).toEqual({ df: 9, method: 'rao-wu-bootstrap' });
	});

	test('draws also where estimates of the survey come from other draws', async () => {
		const resampling = { method: 'rao-wu-bootstrap' as const, replicates: 5, seed: 1 };
		const { read } = await readOf(rows, { resampling });
		expect(replicateWeighting(read, draws).factors).toHaveLength(10);
	});

	test("takes the producer's weights, whose totals are sums over rows", async () => {
		const { read, request } = await readOf(rows, { psu: undefined, replicates: jackknife });
		const weighting = replicateWeighting(read, draws);
		const set = psuTotals(read, request);
		const { numerator, denominator } = weighting.totals(set.domains[0]!, set.measured, read);
		const sum = (column: string, some: readonly SmallRow[]) =>
			some.reduce((all, row) => all + Number(row[column]), 0);
		const names = ['w', ...jackknife.columns];
		const seeing = rows.filter(({ sees }) => sees === 'yes');
		expect([...denominator]).toAgreeWith(names.map((name) => sum(name, rows)));
		expect([...numerator]).toAgreeWith(names.map((name) => sum(name, seeing)));
		expect(weighting).toMatchObject({ method: 'producer', scale: 14 / 15, mse: false });
	});

	test('sees the units of a jackknife, which nobody declared, and that it tells them all', async () => {
		const { read } = await readOf(rows, { psu: undefined, replicates: jackknife });
		const weighting = replicateWeighting(read, draws);
		expect(weighting.stratum).toHaveLength(15);
		expect(weighting.unitOf).toHaveLength(30);
		const { isOpen } = unitSecrecy({ ...weighting, width: 0.2 });
		expect(isOpen(Int32Array.from({ length: 15 }, (_, unit) => unit))).toBe(false);
	});

	test('is refused without units, for strata of one and for calibrated weights, unless the producer made some', async () => {
		const alone = [...rows, { ...rows[0]!, h: 9, psu: 99 }];
		expect(weightingRefusal((await readOf(alone, { lonely: 'adjust' })).read)).toBe('lonely-psu');
		expect(weightingRefusal((await readOf(rows)).read)).toBeUndefined();
		const people = { psu: undefined, stratum: undefined, completeness: 'weights-only' as const };
		expect(weightingRefusal((await readOf(rows, people)).read)).toBe('no-psu');
		const calibration = [{ method: 'trim' as const, upper: 30, strict: false }];
		expect(weightingRefusal((await readOf(rows, { calibration })).read)).toBe('calibrated');
		const given = await readOf(alone, { replicates: jackknife });
		expect(weightingRefusal(given.read)).toBeUndefined();
	});
});
