import { DataError, DomainError } from '#lib/errors.ts';
import type { Design, Projection } from '../design/design.ts';
import { type DistanceName, calibrationDistance } from './calibration-distance.ts';
import { calibrationFactors } from './calibration-factors.ts';
import { reweighted } from './reweighted.ts';
import {
	columnSums,
	inverseProducts,
	linearPredictor,
	matrixTimes,
	weightedProducts
} from './weighted-products.ts';

export interface CalibrateOptions {
	/** Columns of the model matrix, one value an element; an intercept is a column of 1. */
	readonly terms: readonly Float64Array[];
	/** Of the population, one a term. */
	readonly totals: Float64Array;
	/** linear by default. */
	readonly distance?: DistanceName | undefined;
	/** Smallest factor of a weight; -Infinity by default, demanded by logit. */
	readonly lower?: number | undefined;
	/** Largest factor of a weight; Infinity by default, demanded by logit. */
	readonly upper?: number | undefined;
	/** Distance from a total that is allowed, as a share of the total; 1e-10. */
	readonly tolerance?: number | undefined;
	/** Most rounds of Newton's method; 50. */
	readonly rounds?: number | undefined;
}

/**
 * The design with weights that meet totals of numeric terms. Variances are those of the residuals
 * from a regression on the terms. Agrees with R `survey::calibrate`, also in this: except for linear
 * without bounds, weights that are more than 20 times too small are first multiplied to the size of
 * the population, and the bounds count from there.
 * @throws DataError for a value that is not a number, and for totals that cannot be met.
 */
export function calibrate<D extends Design>(design: D, options: CalibrateOptions): D {
	const { terms, totals, distance = 'linear', tolerance = 1e-10, rounds = 50 } = options;
	const { lower = -Infinity, upper = Infinity } = options;
	if (terms.length === 0) throw new DomainError('no terms to calibrate to');
	if (terms.length !== totals.length)
		throw new DomainError(`not one total for each of ${terms.length} terms: ${totals.length}`);
	if (!(tolerance > 0)) throw new DomainError(`tolerance not positive: ${tolerance}`);
	if (!(rounds >= 1)) throw new DomainError(`rounds not 1 or more: ${rounds}`);
	totals.forEach((total, j) => {
		if (!Number.isFinite(total)) throw new DataError(`total of term ${j} not a number: ${total}`);
	});
	const columns = terms.map((term, j) => finiteColumn(term, j, design));
	const bounded = lower > -Infinity || upper < Infinity;
	const task = {
		...{ columns, totals, tolerance, rounds },
		distance: calibrationDistance(distance, { lower, upper }),
		rescale: distance !== 'linear' || bounded
	};
	return reweighted(design, {
		weigh: (weights) => {
			const factors = calibrationFactors(weights, task);
			return weights.map((w, i) => (w === 0 ? 0 : w * factors[i]!));
		},
		projection: (before, after) => offRegression(columns, before, after)
	});
}

/** Elements without a weight may lack a value; it then counts as 0. */
function finiteColumn(term: Float64Array, j: number, design: Design): Float64Array {
	if (term.length !== design.weights.length)
		throw new DomainError(`term ${j} without one value an element: ${term.length}`);
	if (term.every((value) => Number.isFinite(value))) return term;
	const columns = design.kind === 'replicates' ? design.replicates : [];
	return term.map((value, i) => {
		if (Number.isFinite(value)) return value;
		if (design.weights[i] === 0 && columns.every((weights) => weights[i] === 0)) return 0;
		throw new DataError(`not a number in term ${j}, element ${i + 1}: ${value}`);
	});
}

/** Residuals with the weights before, times the factors; R `survey:::svyrecvar` for greg_calibration. */
function offRegression(
	columns: readonly Float64Array[],
	before: Float64Array,
	after: Float64Array
): Projection {
	const inverse = inverseProducts(weightedProducts(columns, before));
	return (influence) => {
		const uncalibrated = influence.map((z, i) =>
			after[i] === 0 ? 0 : (z * before[i]!) / after[i]!
		);
		const slopes = matrixTimes(inverse, columnSums(columns, uncalibrated));
		const fitted = linearPredictor(columns, slopes, influence.length);
		return influence.map((z, i) => z - after[i]! * fitted[i]!);
	};
}
