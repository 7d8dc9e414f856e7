import { DataError } from '#lib/errors.ts';
import type { ProgrammeOutcome } from '#lib/model/programme-outcome.ts';
import { type Panel, panel } from '../panel/panel.ts';
import type { EvaluationInput, ProgrammeWith } from './evaluation-input.ts';
import { inputTable } from './input-table.ts';
import { type TextTable, numberColumn, place, textColumn } from './text-table.ts';

/** The table of a panel with what is read from it once. */
export interface PanelData {
	readonly programme: ProgrammeWith<'panel'>;
	readonly table: TextTable;
	/** The numbers of a column, read once. */
	readonly numbers: (column: string) => Float64Array;
	readonly units: readonly string[];
	readonly periods: Float64Array;
	/** First treated period of every row's unit, Infinity for never; undefined where rows say treated. */
	readonly starts: Float64Array | undefined;
	/** Units that are treated in some period, and when they begin. */
	readonly treated: ReadonlyMap<string, number>;
	/** Untreated neighbours of treated units, and when the first of these began; empty without geography. */
	readonly ring: ReadonlyMap<string, number>;
}

/** Who is treated and who is compared: the ring apart from both, or in one of them, or in both arms. */
export type Comparison = 'ring-apart' | 'ring-alone' | 'ring-treated' | 'ring-compared';

export interface PanelChoice {
	readonly comparison?: Comparison;
	readonly covariates?: boolean;
	/** By unit, whatever the cluster that is declared. */
	readonly clusteredBy?: 'declared' | 'unit';
	/** Rows that take part. */
	readonly keeps?: (row: number) => boolean;
	/** Instead of the declared starts. */
	readonly starts?: Float64Array;
	readonly weighted?: boolean;
}

/** @throws DataError naming file, line and column of what cannot be read. */
export function panelData(programme: ProgrammeWith<'panel'>, input: EvaluationInput): PanelData {
	const { table: named } = programme.design;
	const table = inputTable(input, named.file);
	const units = textColumn(table, named.unit);
	const numbers = numbersOnce(table);
	const periods = numbers(named.period);
	const starts = startsOf(programme, table);
	const ring = new Map<string, number>();
	const read = { programme, table, numbers, units, periods, starts };
	const without = { ...read, treated: everTreated(read), ring };
	const { ring: known } = input;
	if (known) return { ...without, ring: programme.design.geography.kind === 'none' ? ring : known };
	return { ...without, ring: ringOf(without, input) };
}

function numbersOnce(table: TextTable): PanelData['numbers'] {
	const read = new Map<string, Float64Array>();
	return (column) => {
		const values = read.get(column) ?? numberColumn(table, column);
		read.set(column, values);
		return values;
	};
}

function startsOf({ design }: ProgrammeWith<'panel'>, table: TextTable): Float64Array | undefined {
	const { start, treated, never } = design.table;
	if (start !== undefined) {
		const texts = textColumn(table, start);
		return Float64Array.from(texts, (text, row) => {
			if (never.includes(text)) return Infinity;
			const value = text.trim() === '' ? NaN : Number(text);
			if (!Number.isFinite(value))
				throw new DataError(
					`${place(table, row)}, column ${start}, neither a period nor one of ${never.join(', ')}: "${text}"`
				);
			return value;
		});
	}
	if (treated === undefined) throw new DataError(`${table.name}: neither start nor treated`);
	return undefined;
}

/** The outcome of every row in the unit that it is printed in; NaN for a blank. */
export function outcomeValues(
	{ table, numbers }: PanelData,
	{ column = '', scale }: ProgrammeOutcome
): Float64Array {
	const values = numbers(column);
	if (scale.kind !== 'count' || scale.exposure === undefined) return values;
	const exposures = numbers(scale.exposure);
	return values.map((count, row) => {
		const exposure = exposures[row]!;
		if (exposure < 0)
			throw new DataError(
				`${place(table, row)}, column ${scale.exposure}, exposure below 0: ${exposure}`
			);
		return exposure > 0 ? (scale.per * count) / exposure : NaN;
	});
}

/**
 * The panel of an outcome. @throws DataError naming file and row of what no panel can have: a unit twice
 * in a period, a treatment that is switched off, a start before the panel.
 */
export function panelFor(
	data: PanelData,
	outcome: ProgrammeOutcome,
	choice: PanelChoice = {}
): Panel {
	const { comparison = 'ring-apart', keeps = () => true } = choice;
	const kept = Array.from(data.units.keys()).filter(
		(row) => keeps(row) && takesPart(data, data.units[row]!, comparison)
	);
	return panelOfRows(data, { outcome, choice, kept });
}

interface Kept {
	readonly outcome: ProgrammeOutcome;
	readonly choice: PanelChoice;
	readonly kept: readonly number[];
}

function panelOfRows(data: PanelData, { outcome, choice, kept }: Kept): Panel {
	const { table: named } = data.programme.design;
	const values = outcomeValues(data, outcome);
	const inKept = (all: Float64Array) => Float64Array.from(kept, (row) => all[row]!);
	const cluster = choice.clusteredBy === 'unit' ? undefined : named.cluster;
	const weight = choice.weighted === false ? undefined : named.weight;
	const covariates = choice.covariates === false ? [] : named.covariates;
	const clusters = cluster === undefined ? [] : textColumn(data.table, cluster);
	try {
		return panel({
			unit: kept.map((row) => data.units[row]!),
			period: inKept(data.periods),
			outcome: inKept(values),
			treatment: treatmentOf(data, choice, kept),
			covariates: covariates.map(({ column }) => ({
				name: column,
				values: inKept(data.numbers(column))
			})),
			...(cluster !== undefined && { cluster: kept.map((row) => clusters[row]!) }),
			...(weight !== undefined && { weight: inKept(data.numbers(weight)) })
		});
	} catch (error) {
		if (!(error instanceof DataError)) throw error;
		throw new DataError(`${data.table.name}: ${error.message}`, { cause: error });
	}
}

function treatmentOf(
	data: PanelData,
	{ comparison, starts }: PanelChoice,
	kept: readonly number[]
) {
	const declared = starts ?? data.starts;
	const ringStart = (row: number) =>
		comparison === 'ring-alone' || comparison === 'ring-treated'
			? data.ring.get(data.units[row]!)
			: undefined;
	if (declared)
		return { start: Float64Array.from(kept, (row) => ringStart(row) ?? declared[row]!) };
	const treated = data.numbers(data.programme.design.table.treated ?? '');
	return {
		treated: Float64Array.from(kept, (row) => {
			const begun = ringStart(row);
			return begun === undefined ? treated[row]! : +(data.periods[row]! >= begun);
		})
	};
}

function takesPart({ ring, treated }: PanelData, unit: string, comparison: Comparison): boolean {
	if (comparison === 'ring-apart') return !ring.has(unit);
	return comparison !== 'ring-alone' || !treated.has(unit);
}

function everTreated({
	programme,
	numbers,
	units,
	periods,
	starts
}: Omit<PanelData, 'treated' | 'ring'>): ReadonlyMap<string, number> {
	const found = new Map<string, number>();
	const last = periods.reduce((most, period) => Math.max(most, period), -Infinity);
	const treated = starts ? undefined : numbers(programme.design.table.treated ?? '');
	units.forEach((unit, row) => {
		const start = starts?.[row] ?? (treated?.[row] === 1 ? periods[row]! : Infinity);
		if (start <= last) found.set(unit, Math.min(start, found.get(unit) ?? Infinity));
	});
	return found;
}

function ringOf(data: PanelData, input: EvaluationInput): Map<string, number> {
	const { treated } = data;
	const ring = new Map<string, number>();
	const add = (unit: string, start: number) => {
		if (!treated.has(unit)) ring.set(unit, Math.min(start, ring.get(unit) ?? Infinity));
	};
	for (const [unit, near] of neighboursOf(data, input)) {
		const start = treated.get(near);
		if (start !== undefined) add(unit, start);
	}
	const present = new Set(data.units);
	return new Map([...ring].filter(([unit]) => present.has(unit)));
}

/** Pairs of a unit and one that lies beside it. */
function* neighboursOf(data: PanelData, input: EvaluationInput): Generator<[string, string]> {
	const { geography } = data.programme.design;
	if (geography.kind === 'none') return;
	if (geography.kind === 'neighbours') {
		const table = inputTable(input, geography.file);
		const units = textColumn(table, geography.unit);
		const others = textColumn(table, geography.neighbour);
		for (let row = 0; row < table.size; row++) {
			yield [units[row]!, others[row]!];
			yield [others[row]!, units[row]!];
		}
		return;
	}
	const x = data.numbers(geography.x);
	const y = data.numbers(geography.y);
	const rows = new Map(data.units.map((unit, row) => [unit, row]));
	for (const near of data.treated.keys())
		for (const [unit, row] of rows) {
			const other = rows.get(near) ?? row;
			if (Math.hypot(x[row]! - x[other]!, y[row]! - y[other]!) <= geography.reach)
				yield [unit, near];
		}
}
