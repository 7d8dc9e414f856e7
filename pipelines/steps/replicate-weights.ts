import { DataError } from '#lib/errors.ts';
import type { EstimateTable } from '#lib/estimate/estimate-table.ts';
import type { Prepared } from '#lib/estimate/prepared.ts';
import type { PsuTotals } from '#lib/estimate/psu-totals.ts';
import type { MeasuredCells } from '#lib/estimate/measured-cells.ts';
import type { ReplicateDesign } from '#lib/stats/design/design.ts';
import { replicateDegreesOfFreedom } from '#lib/stats/replicates/replicate-degrees-of-freedom.ts';
import type { ReplicateScaling, ReplicateTotals } from '#lib/stats/replicates/replicate-totals.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import {
	type UnitFactors,
	raoWuFactors,
	replicateTotals
} from '#lib/stats/replicates/unit-factors.ts';

/** Replicate weights of a unit of a survey, as factors of its sampling units. */
export interface ReplicateWeighting extends ReplicateScaling {
	readonly method: 'rao-wu-bootstrap' | 'producer';
	readonly df: number;
	/** What an attacker is taken to know: by how much every sampling unit counts. */
	readonly factors: UnitFactors;
	/** The stratum of every sampling unit. */
	readonly stratum: Int32Array;
	/** The sampling unit of each unit of the frame: those of the same factors are one. */
	readonly unitOf: Int32Array;
	readonly totals: (domain: PsuTotals, measured: MeasuredCells, read: Prepared) => ReplicateTotals;
}

/** Why a unit of a survey has no replicate tables. */
export type WeightingRefusal = 'no-psu' | 'lonely-psu' | 'calibrated';

/**
 * Why this design has none: without sampling units their errors would be those of a simple sample,
 * too small to compare by; strata of one unit have no bootstrap; drawn weights would not be
 * calibrated. With replicate weights of the producer's none of it matters.
 */
export function weightingRefusal({ table, frame }: Prepared): WeightingRefusal | undefined {
	if (table.replicates) return undefined;
	if (table.psu === undefined && table.completeness !== 'full') return 'no-psu';
	if ((table.calibration ?? []).length > 0) return 'calibrated';
	return frame.sample.stages[0].drawn.includes(1) ? 'lonely-psu' : undefined;
}

/** The table of a unit without replicates of its own to be drawn: they are drawn here. */
export const undrawnTable = (table: EstimateTable): EstimateTable => ({
	...table,
	resampling: undefined
});

export interface DrawOptions {
	readonly replicates: number;
	/** What starts the draws; only who has the rows may know it. */
	readonly seed: Uint32Array;
}

/** The producer's replicate weights, or a Rao-Wu bootstrap of the sampling units. */
export function replicateWeighting(read: Prepared, options: DrawOptions): ReplicateWeighting {
	const { design } = read;
	return design.kind === 'replicates' ? given(read, design) : drawn(read, options);
}

function drawn({ frame }: Prepared, { replicates, seed }: DrawOptions): ReplicateWeighting {
	const { stratum } = frame.sample.stages[0];
	if (replicates + 1 >= stratum.length)
		throw new DataError(
			`as many replicates as sampling units tell what every one of them adds: ${replicates} of ${stratum.length}`
		);
	const factors = raoWuFactors(frame.sample, { replicates, random: seededRandom(seed) });
	return {
		method: 'rao-wu-bootstrap',
		...{ scale: 1 / (replicates - 1), rscales: new Float64Array(replicates).fill(1), mse: false },
		df: replicateDegreesOfFreedom({ replicates: factors }),
		...{ factors, stratum, unitOf: stratum.map((_, unit) => unit) },
		totals: ({ units, numerator, denominator }) => ({
			numerator: replicateTotals(factors, units, numerator),
			denominator: replicateTotals(factors, units, denominator)
		})
	};
}

/** Replicate weights of rows: units that they treat alike are one sampling unit, as the attacker sees it. */
function given({ cells, frame }: Prepared, design: ReplicateDesign): ReplicateWeighting {
	const { scale, rscales, mse } = design;
	const { stratum } = frame.sample.stages[0];
	const ofUnits = (column: Float64Array) => {
		const sums = new Float64Array(stratum.length);
		column.forEach((weight, i) => (sums[cells.psu[i]!]! += weight));
		return sums;
	};
	const full = ofUnits(design.weights);
	const all = design.replicates.map((column) => ofUnits(column).map((sum, u) => sum / full[u]!));
	const { unitOf, first } = alike(all);
	return {
		method: 'producer',
		...{ scale, rscales, mse },
		df: replicateDegreesOfFreedom(design),
		factors: all.map((column) => Float64Array.from(first, (u) => column[u]!)),
		...{ unitOf, stratum: Int32Array.from(first, (u) => stratum[u]!) },
		totals: ({ counted }, { valueAt }, read) => rowTotals(counted, valueAt, read)
	};
}

/** Units whose factors agree to six digits, numbered anew; and the first of each. */
function alike(factors: readonly Float64Array[]) {
	const numbers = new Map<string, number>();
	const first: number[] = [];
	const unitOf = Int32Array.from(factors[0]!, (_, unit) => {
		const key = factors.map((column) => column[unit]!.toPrecision(6)).join(' ');
		const known = numbers.get(key) ?? numbers.size;
		if (known === numbers.size) first.push(unit);
		numbers.set(key, known);
		return known;
	});
	return { unitOf, first };
}

function rowTotals(
	counted: Int32Array,
	valueAt: (cell: number) => number,
	{ design }: Prepared
): ReplicateTotals {
	if (design.kind !== 'replicates') throw new DataError(`no replicate weights: ${design.kind}`);
	const columns = [design.weights, ...design.replicates];
	const sum = (column: Float64Array, value: (i: number) => number) =>
		counted.reduce((all, i) => all + column[i]! * value(i), 0);
	return {
		numerator: Float64Array.from(columns, (column) => sum(column, valueAt)),
		denominator: Float64Array.from(columns, (column) => sum(column, () => 1))
	};
}
