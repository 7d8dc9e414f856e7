import { DataError, DomainError } from '#lib/errors.ts';
import type { ReplicateDesign } from '../design/design.ts';
import { type ScaleOptions, replicateScales } from './replicate-scales.ts';

/** Replicate weights as a producer publishes them. */
export interface GivenReplicates extends ScaleOptions {
	/** Of the sample, one an element. */
	readonly weights: Float64Array;
	/** One column a replicate, one value an element. */
	readonly replicates: readonly Float64Array[];
	/** Columns are weights (default); false: factors of the weights of the sample. */
	readonly combined?: boolean | undefined;
	/** Deviations from the estimate; false by default, but for ACS, which is published so. */
	readonly mse?: boolean | undefined;
	/** Calibrated or rescaled replicates may be negative, which is else taken for a missing code. */
	readonly allowNegative?: boolean | undefined;
}

/**
 * A design from replicate weights that come with the data. Agrees with R `survey::svrepdesign`, which
 * also takes a single replicate and negative weights without being told.
 * @throws DomainError for what the type does not allow, DataError for the first value at fault.
 */
export function replicateDesign(given: GivenReplicates): ReplicateDesign {
	const { weights, replicates, combined = true, type } = given;
	if (replicates.length < 2) throw new DomainError(`fewer than 2 replicates: ${replicates.length}`);
	expectNumbers(weights, 'weight', false);
	replicates.forEach((column, r) => {
		if (column.length !== weights.length)
			throw new DomainError(`replicate ${r + 1} without one value an element: ${column.length}`);
		expectNumbers(column, `replicate ${r + 1}`, given.allowNegative === true);
	});
	const factors = combined ? undefined : replicates;
	return {
		kind: 'replicates',
		weights,
		replicates: combined
			? replicates
			: replicates.map((column) => column.map((factor, i) => factor * weights[i]!)),
		...replicateScales(given, replicates.length, factors),
		mse: given.mse ?? type === 'ACS'
	};
}

function expectNumbers(values: Float64Array, name: string, allowNegative: boolean) {
	values.forEach((value, i) => {
		if (!Number.isFinite(value))
			throw new DataError(`${name} missing for element ${i + 1}: ${value}`);
		if (value < 0 && !allowNegative)
			throw new DataError(`${name} negative for element ${i + 1}: ${value}`);
	});
}

/**
 * Whether columns look like weights (true) or like factors of the weights (false), by their means;
 * undefined when either is possible. R `svrepdesign` warns by the same rule.
 */
export function looksCombined({
	weights,
	replicates
}: Pick<GivenReplicates, 'weights' | 'replicates'>): boolean | undefined {
	const mean = (values: Float64Array) => values.reduce((sum, w) => sum + w, 0) / values.length;
	const ofReplicates = mean(Float64Array.from(replicates, mean));
	const ratio = mean(weights) / ofReplicates;
	if (ofReplicates > 5 && ratio < 5) return true;
	return ofReplicates < 5 && ratio > 5 ? false : undefined;
}
