import { DataError, DomainError } from '#lib/errors.ts';
import { basisOf, coefficientsOf } from '#lib/stats/regression/basis.ts';
import type { DesignMatrix } from '#lib/stats/regression/design-matrix.ts';
import { families } from '#lib/stats/regression/families.ts';
import { iteratedFit } from '#lib/stats/regression/iterated-fit.ts';

/** Chance of having the programme given the covariates. */
export interface Propensity {
	readonly names: readonly string[];
	readonly coefficients: Float64Array;
	readonly scores: Float64Array;
	readonly columns: readonly Float64Array[];
}

/** @throws DataError unless there are treated and untreated, and nothing else. */
export function expectArms(treated: Uint8Array) {
	const bad = treated.findIndex((value) => value > 1);
	if (bad >= 0) throw new DataError(`treatment neither 0 nor 1, row ${bad + 1}: ${treated[bad]}`);
	const count = treated.reduce((sum, value) => sum + value, 0);
	if (count === 0 || count === treated.length)
		throw new DataError(`nobody to compare with, treated of ${treated.length}: ${count}`);
}

/**
 * Logit of the treatment on covariates with an intercept. Agrees with R `glm(family = binomial)`.
 * @throws DataError if covariates tell the treatment without error: there is no overlap.
 */
export function propensity(treated: Uint8Array, design: DesignMatrix): Propensity {
	expectArms(treated);
	if (!design.intercept) throw new DomainError('a propensity model without column: (Intercept)');
	if (design.size !== treated.length)
		throw new DomainError(`covariates for another number of rows: ${design.size}`);
	design.columns.forEach((column, j) => {
		const bad = column.findIndex((value) => !Number.isFinite(value));
		if (bad >= 0)
			throw new DataError(`no number in ${design.names[j]}, row ${bad + 1}: ${column[bad]}`);
	});
	const weights = new Float64Array(treated.length).fill(1);
	const basis = basisOf(design, weights);
	const outcome = Float64Array.from(treated);
	const family = families.quasibinomial;
	const fit = iteratedFit({ basis, family, outcome, weights, tolerance: 1e-10 });
	if (!fit)
		throw new DataError(
			`covariates tell the treatment without error, no overlap: ${design.names.slice(1).join(', ')}`
		);
	return {
		names: design.names,
		coefficients: coefficientsOf(basis, fit.inner).coefficients,
		scores: fit.predictor.map(family.mean),
		columns: design.columns
	};
}

/** Whom the effect is of: all, or those who had the programme. */
export type Estimand = 'ate' | 'att';

/**
 * Weights that make the arms alike: 1 / P of the own arm for all, and for the treated the odds of the
 * untreated.
 * @throws DataError naming a score so near to 0 or 1 that it has no counterpart (R `did`: 0.999).
 */
export function propensityWeights(
	treated: Uint8Array,
	scores: Float64Array,
	estimand: Estimand
): Float64Array {
	return scores.map((score, row) => {
		const ofUntreated = treated[row] === 0;
		const worst = estimand === 'ate' && !ofUntreated ? 1 - score : score;
		if (!(worst < 0.999)) throw new DataError(`no overlap, score in row ${row + 1}: ${score}`);
		if (estimand === 'att') return ofUntreated ? score / (1 - score) : 1;
		return ofUntreated ? 1 / (1 - score) : 1 / score;
	});
}

/** So many people drawn alone tell as much as weighted ones: (Σ w)² / Σ w² (Kish). */
export function effectiveSize(weights: ArrayLike<number>): number {
	let [sum, squares] = [0, 0];
	for (let row = 0; row < weights.length; row++) {
		const weight = weights[row]!;
		if (!(weight >= 0 && weight < Infinity))
			throw new DataError(`weight below 0, row ${row + 1}: ${weight}`);
		sum += weight;
		squares += weight ** 2;
	}
	return squares > 0 ? sum ** 2 / squares : 0;
}
