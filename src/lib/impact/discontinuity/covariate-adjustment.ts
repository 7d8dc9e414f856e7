import { weightedLeastSquares } from '../regression/weighted-least-squares.ts';
import type { LocalFit } from './local-fit.ts';
import type { Side } from './running-rows.ts';

/**
 * Coefficients of the covariates, the same on the sides given, beside a local polynomial on each
 * (Calonico, Cattaneo, Farrell and Titiunik 2019). None without covariates.
 * @throws DataError naming a covariate that follows from the others and the running variable.
 */
export function covariateCoefficients(
	parts: readonly { readonly side: Side; readonly fit: LocalFit }[]
): Float64Array {
	const { covariates } = parts[0]!.side;
	if (covariates.length === 0) return new Float64Array(0);
	const stacked = (column: (side: Side) => Float64Array) =>
		Float64Array.from(parts.flatMap(({ side, fit }) => [...fit.remainder(column(side))]));
	return weightedLeastSquares(
		{
			names: covariates.map(({ name }) => name),
			columns: covariates.map((_, j) => stacked((side) => side.covariates[j]!.values))
		},
		stacked(({ outcome }) => outcome)
	).coefficients;
}
