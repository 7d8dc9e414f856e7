import type { GroupTimeDesign, PlannedCell } from './design.ts';
import type { GroupTimeData, Observations } from './observations.ts';
import { type EffectMethod, type TwoPeriodEffect, changeEffect } from './two-periods.ts';
import { sectionEffect } from './two-sections.ts';

/** Observations that take part, with the unit each belongs to and where to find it. */
export interface Sample {
	readonly data: GroupTimeData;
	readonly design: GroupTimeDesign;
	/** How two periods are compared: within units, or between all rows. */
	readonly pairing: 'units' | 'rows';
	/** Units that take part; an influence function has one value each. */
	readonly units: number;
	/** Place among the units that take part, or -1, of every unit of the data. */
	readonly placeOf: Int32Array;
	readonly observed: Observations;
	/** Row of the data for a unit (of the data) and a period; -1 if not observed. */
	readonly rowAt: (unit: number, period: number) => number;
}

export interface CellEffect {
	readonly found: TwoPeriodEffect;
	/** Units, or rows, of both sides. */
	readonly treated: number;
	readonly controls: number;
	/** One value a unit of the sample, 0 for those not compared. */
	readonly influence: Float64Array | undefined;
}

/** The effect of one comparison, its influence spread over all units of the sample. */
export function cellEffect(
	sample: Sample,
	cell: PlannedCell,
	{
		method,
		isControl
	}: { readonly method: EffectMethod; readonly isControl: (g: number) => boolean }
): CellEffect {
	const chosen = (sample.pairing === 'units' ? pairs : sections)(sample, cell, isControl);
	const weights = scaled(chosen.weightRows.map((row) => sample.data.weight?.[row] ?? 1));
	const values = (rows: readonly number[], list: ArrayLike<number>) =>
		Float64Array.from(rows, (row) => list[row]!);
	const common = {
		treated: Float64Array.from(chosen.treated),
		weights,
		columns: [
			new Float64Array(weights.length).fill(1),
			...(sample.data.covariates ?? []).map((list) => values(chosen.weightRows, list))
		]
	};
	const outcome = values(chosen.rows, sample.data.outcome);
	const found =
		chosen.baseRows === undefined
			? sectionEffect({ ...common, outcome, after: Float64Array.from(chosen.after) }, method)
			: changeEffect(
					{ ...common, change: gap(outcome, values(chosen.baseRows, sample.data.outcome)) },
					method
				);
	const treated = chosen.treated.reduce((sum, d) => sum + d, 0);
	return {
		...{ found, treated, controls: chosen.treated.length - treated },
		influence: found.kind === 'effect' ? spread(found.influence, chosen.places, sample) : undefined
	};
}

interface Chosen {
	/** Per observation: place of its unit, whether treated, row of its outcome. */
	readonly places: number[];
	readonly treated: number[];
	readonly rows: number[];
	/** Row of its covariates and weight. */
	readonly weightRows: number[];
	/** Row of the outcome in the base period; undefined if rows are compared. */
	readonly baseRows: number[] | undefined;
	/** 1 if of the period compared, where rows are. */
	readonly after: number[];
}

/** Units seen in both periods; covariates and weights of the earlier one, as R. */
function pairs(
	{ placeOf, design, rowAt }: Sample,
	{ cohort, at, base }: PlannedCell,
	isControl: (g: number) => boolean
): Chosen {
	const baseRows: number[] = [];
	const chosen = { ...nothing(), baseRows };
	for (let unit = 0; unit < placeOf.length; unit++) {
		const g = design.cohortOf[unit]!;
		if (placeOf[unit]! < 0 || !(g === cohort || isControl(g))) continue;
		const row = rowAt(unit, at);
		const baseRow = rowAt(unit, base);
		if (row < 0 || baseRow < 0) continue;
		chosen.places.push(placeOf[unit]!);
		chosen.treated.push(g === cohort ? 1 : 0);
		chosen.rows.push(row);
		baseRows.push(baseRow);
		chosen.weightRows.push(at < base ? row : baseRow);
	}
	return chosen;
}

function sections(
	{ observed, placeOf, design }: Sample,
	{ cohort, at, base }: PlannedCell,
	isControl: (g: number) => boolean
): Chosen {
	const chosen = { ...nothing(), baseRows: undefined };
	for (let i = 0; i < observed.rows.length; i++) {
		const period = observed.periodOf[i];
		if (period !== at && period !== base) continue;
		const unit = observed.unitOf[i]!;
		const g = design.cohortOf[unit]!;
		if (placeOf[unit]! < 0 || !(g === cohort || isControl(g))) continue;
		chosen.places.push(placeOf[unit]!);
		chosen.treated.push(g === cohort ? 1 : 0);
		chosen.rows.push(observed.rows[i]!);
		chosen.weightRows.push(observed.rows[i]!);
		chosen.after.push(period === at ? 1 : 0);
	}
	return chosen;
}

const nothing = (): Omit<Chosen, 'baseRows'> => ({
	...{ places: [], treated: [], rows: [], weightRows: [], after: [] }
});

/** Weights of mean 1. */
function scaled(weights: readonly number[]): Float64Array {
	const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
	return Float64Array.from(weights, (w) => (mean > 0 ? w / mean : 0));
}

/** A cell is part of the sample: its mean over the cell is a mean over all with n / n_cell. */
function spread(influence: Float64Array, places: readonly number[], { units }: Sample) {
	const all = new Float64Array(units);
	const factor = units / influence.length;
	influence.forEach((value, i) => (all[places[i]!]! += factor * value));
	return all;
}

const gap = (left: Float64Array, right: Float64Array) => left.map((value, i) => value - right[i]!);
