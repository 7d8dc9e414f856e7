import type { Sample } from '../design/sample.ts';
import { type BootstrapOptions, raoWuBootstrap } from './rao-wu-bootstrap.ts';

/** By how much every primary unit counts under replicate weights: a column a replicate. */
export type UnitFactors = readonly Float64Array[];

/**
 * Rao-Wu factors of the primary units of a sample, those that `raoWuBootstrap` multiplies the weights
 * of their elements by.
 * @throws DataError naming the strata of one unit, which have none.
 */
export function raoWuFactors(
	{ stages: [first], lonely, adjustDomains }: Sample,
	options: BootstrapOptions
): UnitFactors {
	const size = first.stratum.length;
	const unit = Int32Array.from({ length: size }, (_, i) => i);
	const sample: Sample = { size, stages: [{ ...first, unit }], lonely, adjustDomains };
	const weights = new Float64Array(size).fill(1);
	return raoWuBootstrap({ kind: 'linearised', weights, sample, projections: [] }, options)
		.replicates;
}

/**
 * Totals of some units with the weights of the sample, then under each replicate: sums of factor
 * times total, for every element of a unit is multiplied by the same factor.
 */
export function replicateTotals(
	factors: UnitFactors,
	units: Int32Array,
	totals: Float64Array
): Float64Array {
	const full = totals.reduce((sum, total) => sum + total, 0);
	const under = factors.map((column) => {
		let sum = 0;
		for (let k = 0; k < units.length; k++) sum += column[units[k]!]! * totals[k]!;
		return sum;
	});
	return Float64Array.of(full, ...under);
}
