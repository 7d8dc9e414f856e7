import { DataError } from '#lib/errors.ts';

/**
 * Rows of a panel, of an unbalanced one, or of repeated cross-sections: one value a row in each list.
 */
export interface GroupTimeData {
	/** Code of the unit; undefined for repeated cross-sections, where every row is a unit. */
	readonly unit?: ArrayLike<number> | undefined;
	readonly period: ArrayLike<number>;
	/** NaN where the outcome is not known; such a row counts as not observed. */
	readonly outcome: ArrayLike<number>;
	/** First period of treatment; 0 if never treated. */
	readonly cohort: ArrayLike<number>;
	/** Without the intercept; NaN as for the outcome. */
	readonly covariates?: readonly ArrayLike<number>[] | undefined;
	/** Code of the cluster of the unit. */
	readonly cluster?: ArrayLike<number> | undefined;
	/** Sampling weights, 0 or more; all 1 by default. */
	readonly weight?: ArrayLike<number> | undefined;
}

/** Rows in order, with their units and periods numbered from 0. */
export interface Observations {
	/** Rows that are observed, by unit and period. */
	readonly rows: Int32Array;
	/** Per place in `rows`. */
	readonly unitOf: Int32Array;
	readonly periodOf: Int32Array;
	/** Values of periods and of units, in order; of cross-sections, units are rows. */
	readonly periods: readonly number[];
	readonly units: Int32Array | Float64Array;
	/** Per unit. */
	readonly cohortOf: Float64Array;
	readonly clusterOf: Int32Array | undefined;
	readonly clusters: number;
	/** Rows left out because a value is missing. */
	readonly missing: number;
}

/**
 * Checks rows and puts them in order.
 * @throws DataError naming row, unit or period: negative weights or cohorts, a unit twice in a
 * period, a cohort or cluster that changes within a unit, nothing observed.
 */
export function observations(data: GroupTimeData): Observations {
	checkLengths(data);
	checkRows(data);
	const observed = observedRows(data);
	const missing = data.period.length - observed.length;
	if (observed.length === 0) throw new DataError(`no row has an outcome, rows: ${missing}`);
	const unitCode = (row: number) => data.unit?.[row] ?? row;
	observed.sort((a, b) => unitCode(a) - unitCode(b) || data.period[a]! - data.period[b]!);
	const periods = distinct(observed, (row) => data.period[row]!);
	const units = Float64Array.from(distinct(observed, unitCode));
	const numbers = new Map(periods.map((value, index) => [value, index]));
	const unitOf = new Int32Array(observed.length);
	const periodOf = Int32Array.from(observed, (row) => numbers.get(data.period[row]!) ?? 0);
	for (let i = 1; i < observed.length; i++)
		unitOf[i] = unitOf[i - 1]! + (unitCode(observed[i]!) === unitCode(observed[i - 1]!) ? 0 : 1);
	checkOnce(unitOf, periodOf, (i) => [units[unitOf[i]!]!, periods[periodOf[i]!]!]);
	const perUnit = (name: string, values: ArrayLike<number>) =>
		constantOf(name, { values, rows: observed, unitOf, units });
	const cohortOf = perUnit('cohort', data.cohort);
	const clusterOf = data.cluster && perUnit('cluster', data.cluster);
	const clusterCodes = clusterOf && distinct(clusterOf, (code) => code);
	const clusterNumbers = new Map(clusterCodes?.map((code, index) => [code, index]));
	return {
		...{ rows: observed, unitOf, periodOf, periods, units, cohortOf, missing },
		clusterOf: clusterOf && Int32Array.from(clusterOf, (code) => clusterNumbers.get(code) ?? 0),
		clusters: clusterCodes?.length ?? units.length
	};
}

function checkLengths({
	period,
	unit,
	outcome,
	cohort,
	covariates,
	cluster,
	weight
}: GroupTimeData) {
	const lists = { unit, outcome, cohort, cluster, weight };
	for (const [name, values] of [
		...Object.entries(lists),
		...(covariates ?? []).map((values, j) => [`covariate ${j + 1}`, values] as const)
	])
		if (values !== undefined && values.length !== period.length)
			throw new DataError(`${name} has not one value a row of ${period.length}: ${values.length}`);
}

function checkRows({ unit, period, cohort, weight, cluster }: GroupTimeData) {
	let total = 0;
	for (let row = 0; row < period.length; row++) {
		if (!Number.isFinite(period[row]!)) throw atRow('period not a number', row, period[row]!);
		if (unit && !Number.isFinite(unit[row]!)) throw atRow('unit not a number', row, unit[row]!);
		if (!(cohort[row]! >= 0))
			throw atRow('cohort neither a period nor 0 for never', row, cohort[row]!);
		if (cluster && !Number.isFinite(cluster[row]!))
			throw atRow('cluster not a number', row, cluster[row]!);
		const w = weight?.[row] ?? 1;
		if (!(w >= 0 && w < Infinity)) throw atRow('weight not 0 or more', row, w);
		total += w;
	}
	if (period.length > 0 && !(total > 0)) throw new DataError(`weights not positive, sum: ${total}`);
}

const atRow = (what: string, row: number, value: number) =>
	new DataError(`${what}, row ${row + 1}: ${value}`);

function observedRows({ period, outcome, covariates }: GroupTimeData): Int32Array {
	const rows: number[] = [];
	for (let row = 0; row < period.length; row++) {
		const known =
			Number.isFinite(outcome[row]!) &&
			(covariates ?? []).every((values) => Number.isFinite(values[row]!));
		if (known) rows.push(row);
	}
	return Int32Array.from(rows);
}

function distinct(list: Int32Array | Float64Array, value: (item: number) => number): number[] {
	const found = new Set<number>();
	for (const item of list) found.add(value(item));
	return [...found].sort((a, b) => a - b);
}

function checkOnce(unitOf: Int32Array, periodOf: Int32Array, at: (i: number) => [number, number]) {
	for (let i = 1; i < unitOf.length; i++)
		if (unitOf[i] === unitOf[i - 1] && periodOf[i] === periodOf[i - 1]) {
			const [unit, period] = at(i);
			throw new DataError(
				`two rows of one unit in one period; keep one: unit ${unit}, period ${period}`
			);
		}
}

interface ValuesOfUnits {
	readonly values: ArrayLike<number>;
	readonly rows: Int32Array;
	readonly unitOf: Int32Array;
	readonly units: Float64Array;
}

function constantOf(name: string, { values, rows, unitOf, units }: ValuesOfUnits): Float64Array {
	const constant = new Float64Array(units.length).fill(NaN);
	rows.forEach((row, i) => {
		const unit = unitOf[i]!;
		const before = constant[unit]!;
		if (Number.isNaN(before)) constant[unit] = values[row]!;
		else if (before !== values[row])
			throw new DataError(
				`${name} changes within a unit, unit ${units[unit]!}: ${before}, ${values[row]!}`
			);
	});
	return constant;
}
