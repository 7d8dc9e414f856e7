import { DataError } from '#lib/errors.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { type LeftOutRows, completeRows } from './complete-rows.ts';
import type { NamedValues, PanelColumn, PanelRows } from './panel-rows.ts';
import { treatmentStarts } from './treatment-starts.ts';

/** A panel whose rows are complete and whose units begin treatment at most once. */
export interface Panel {
	readonly size: number;
	readonly unit: Factor;
	/** Codes of periods; their levels are written out, their values are `periods`. */
	readonly period: Factor;
	/** The periods that have rows, ascending. */
	readonly periods: Float64Array;
	/** The first of them, and the last. */
	readonly first: number;
	readonly last: number;
	readonly outcome: Float64Array;
	/** First treated period of every unit; Infinity: never. */
	readonly start: Float64Array;
	readonly covariates: readonly PanelColumn[];
	readonly cluster: Factor;
	readonly clusteredBy: 'unit' | 'cluster';
	readonly weights: Float64Array | undefined;
	/** Every unit has a row in every period. */
	readonly balanced: boolean;
	readonly leftOut: readonly LeftOutRows[];
}

/**
 * The panel of rows, in their order, without those that have a blank or no weight; how many they were
 * is told. @throws DataError naming unit, period and row of the first that no panel can have: a
 * unit twice in a period, a treatment that begins before the panel or is switched off, a weight below 0.
 */
export function panel(rows: PanelRows): Panel {
	expectSameLength(rows);
	const unit = factorOf(rows.unit, 'unit');
	const periods = ascending(rows.period);
	const period = codesOf(rows.period, periods);
	expectOneRowEach(unit, period, periods);
	const start = treatmentStarts(rows.treatment, { unit, period, periods });
	const cluster = rows.cluster ? factorOf(rows.cluster, 'cluster') : unit;
	const { kept, leftOut } = completeRows(rows);
	const { outcome, covariates = [], weight } = rows;
	const all = { unit, period, periods, start, cluster, outcome, covariates, weight };
	return { ...keptPanel(all, kept), clusteredBy: rows.cluster ? 'cluster' : 'unit', leftOut };
}

/** Rows with numbers for names. */
interface CodedRows {
	readonly unit: Factor;
	readonly period: Int32Array;
	readonly periods: Float64Array;
	readonly start: Float64Array;
	readonly cluster: Factor;
	readonly outcome: ArrayLike<number>;
	readonly covariates: readonly NamedValues[];
	readonly weight: ArrayLike<number> | undefined;
}

function keptPanel(all: CodedRows, kept: Int32Array) {
	const values = (from: ArrayLike<number>) => Float64Array.from(kept, (i) => from[i]!);
	const [unit, unitNumbers] = keptFactor(all.unit, kept);
	const named = { codes: all.period, levels: Array.from(all.periods, String) };
	const [period, periodNumbers] = keptFactor(named, kept);
	const [cluster] = keptFactor(all.cluster, kept);
	const periods = Float64Array.from(periodNumbers, (code) => all.periods[code]!);
	return {
		size: kept.length,
		unit,
		period,
		periods,
		first: periods[0]!,
		last: periods[periods.length - 1]!,
		outcome: values(all.outcome),
		start: Float64Array.from(unitNumbers, (code) => all.start[code]!),
		covariates: all.covariates.map(({ name, values: own }) => ({ name, values: values(own) })),
		cluster,
		weights: all.weight ? values(all.weight) : undefined,
		balanced: kept.length === unit.levels.length * period.levels.length
	};
}

/** The rows of a panel for which something holds, as a panel. */
export function panelPart(whole: Panel, holds: (row: number) => boolean): Panel {
	const kept = Int32Array.from(Array.from({ length: whole.size }, (_, i) => i).filter(holds));
	if (kept.length === 0) throw new DataError(`panel without rows: ${kept.length}`);
	const coded = { ...whole, period: whole.period.codes, weight: whole.weights };
	return { ...whole, ...keptPanel(coded, kept) };
}

/** The factor of some rows, its levels in their order without those that no row has, and their old numbers. */
function keptFactor({ codes, levels }: Factor, kept: Int32Array): [Factor, number[]] {
	const present = new Uint8Array(levels.length);
	for (const i of kept) present[codes[i]!] = 1;
	const numbers = Array.from(levels.keys()).filter((code) => present[code]);
	const next = new Int32Array(levels.length);
	numbers.forEach((code, j) => (next[code] = j));
	const own = { codes: Int32Array.from(kept, (i) => next[codes[i]!]!) };
	return [{ ...own, levels: numbers.map((code) => levels[code]!) }, numbers];
}

function expectSameLength({ unit, period, outcome, treatment, ...others }: PanelRows) {
	const columns = [
		{ name: 'period', values: period },
		{ name: 'outcome', values: outcome },
		{ name: 'treatment', values: 'start' in treatment ? treatment.start : treatment.treated },
		{ name: 'cluster', values: others.cluster },
		{ name: 'weight', values: others.weight },
		...(others.covariates ?? [])
	];
	if (unit.length === 0) throw new DataError(`panel without rows: ${unit.length}`);
	const bad = columns.find(({ values }) => values && values.length !== unit.length);
	if (bad)
		throw new DataError(
			`column ${bad.name} not of ${unit.length} rows: ${bad.values?.length ?? 0}`
		);
}

/** Levels in the order of their first row. */
function factorOf(names: readonly (string | number)[], what: string): Factor {
	const numbers = new Map<string, number>();
	const codes = Int32Array.from(names, (value, i) => {
		const name = String(value);
		if (name === '' || name === 'NaN')
			throw new DataError(`blank ${what}, row ${i + 1}: "${name}"`);
		const known = numbers.get(name) ?? numbers.size;
		numbers.set(name, known);
		return known;
	});
	return { codes, levels: [...numbers.keys()] };
}

function ascending(values: ArrayLike<number>): Float64Array {
	for (let i = 0; i < values.length; i++)
		if (!Number.isFinite(values[i]))
			throw new DataError(`period not a number, row ${i + 1}: ${values[i]}`);
	return Float64Array.from(new Set(Array.from(values))).sort();
}

function codesOf(values: ArrayLike<number>, levels: Float64Array): Int32Array {
	const numbers = new Map(Array.from(levels, (value, code) => [value, code]));
	return Int32Array.from(values, (value) => numbers.get(value) ?? -1);
}

function expectOneRowEach({ codes, levels }: Factor, period: Int32Array, periods: Float64Array) {
	const rows = new Map<number, number>();
	for (let i = 0; i < codes.length; i++) {
		const key = codes[i]! * periods.length + period[i]!;
		const first = rows.get(key);
		if (first !== undefined)
			throw new DataError(
				`unit twice in a period, rows ${first + 1} and ${i + 1}; keep one or add them up: ` +
					`unit ${levels[codes[i]!]}, period ${periods[period[i]!]}`
			);
		rows.set(key, i);
	}
}
