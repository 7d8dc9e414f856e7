import { DataError } from '#lib/errors.ts';
import type { Matrix } from 'ml-matrix';
import { type Regressors, weightedLeastSquares } from '../regression/weighted-least-squares.ts';

export interface CountFit {
	readonly coefficients: Float64Array;
	readonly means: Float64Array;
	/** (X'MX)⁻¹, before dispersion. */
	readonly bread: Matrix;
	/** Σ (y - mean)² / mean over the degrees of freedom; 1 for Poisson counts. */
	readonly dispersion: number;
}

const mostIterations = 50;

/**
 * Log-linear model of counts with an exposure. Agrees with R `glm(family = quasipoisson, offset =
 * log(exposure))`.
 * @throws DataError for a count that is none, or counts that tell nothing (all 0 on one side).
 */
export function countFit(
	regressors: Regressors,
	counts: Float64Array,
	exposure: Float64Array | undefined
): CountFit {
	const bad = counts.findIndex((count) => !(count >= 0 && count < Infinity));
	if (bad >= 0) throw new DataError(`no count, row ${bad + 1}: ${counts[bad]}`);
	const offset = counts.map((_, row) => Math.log(exposure?.[row] ?? 1));
	let means = counts.map((count) => count + 0.1);
	for (let i = 0; i < mostIterations; i++) {
		const from = means;
		const target = counts.map(
			(count, row) => Math.log(from[row]!) - offset[row]! + (count - from[row]!) / from[row]!
		);
		const { coefficients, fitted, bread } = weightedLeastSquares(regressors, target, from);
		means = fitted.map((value, row) => Math.exp(value + offset[row]!));
		const change = means.reduce(
			(most, mean, row) => Math.max(most, Math.abs(Math.log(mean / from[row]!))),
			0
		);
		if (change < 1e-10)
			return { coefficients, means, bread, dispersion: dispersionOf(counts, means, regressors) };
	}
	throw new DataError(`counts have no log-linear model, iterations: ${mostIterations}`);
}

const dispersionOf = (counts: Float64Array, means: Float64Array, { columns }: Regressors) =>
	counts.reduce((sum, count, row) => sum + (count - means[row]!) ** 2 / means[row]!, 0) /
	(counts.length - columns.length);
