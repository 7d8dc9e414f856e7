import { Matrix } from 'ml-matrix';
import { DataError } from '#lib/errors.ts';
import { linearPredictor } from '#lib/stats/calibration/weighted-products.ts';
import { dot, length, orthogonalColumns } from './orthogonal-columns.ts';

export interface WeightedLeastSquares {
	readonly coefficients: Float64Array;
	readonly fitted: Float64Array;
	readonly residuals: Float64Array;
	/** (X'WX)⁻¹. */
	readonly bread: Matrix;
	/** Logarithm of the determinant of X'WX. */
	readonly logDeterminant: number;
	/** Σ w e². */
	readonly squares: number;
}

export interface Regressors {
	readonly names: readonly string[];
	readonly columns: readonly Float64Array[];
}

/**
 * Least squares of rows with weights, as they are. Agrees with R `lm`.
 * @throws DataError naming a column that follows from those before it, or too few rows.
 */
export function weightedLeastSquares(
	{ names, columns }: Regressors,
	outcome: Float64Array,
	weights?: Float64Array
): WeightedLeastSquares {
	const size = outcome.length;
	const width = columns.length;
	if (size <= width)
		throw new DataError(`not more than ${width} rows for as many coefficients: ${size}`);
	const weighted = (column: Float64Array) =>
		weights ? column.map((value, row) => value * Math.sqrt(weights[row]!)) : column;
	const design = columns.map(weighted);
	const { basis, inverse, dependent } = orthogonalColumns(design, design.map(length));
	const [flat] = dependent;
	if (flat !== undefined)
		throw new DataError(
			`column is 0 throughout or follows from those before it: ${names[flat] ?? ''}`
		);
	const target = weighted(outcome);
	const shares = basis.map((column) => dot(column, target));
	const coefficients = Float64Array.from(inverse, (row) => dot(row, shares));
	const fitted = linearPredictor(columns, coefficients, size);
	const residuals = outcome.map((y, row) => y - fitted[row]!);
	const bread = new Matrix(inverse.map((row) => inverse.map((other) => dot(row, other))));
	const logDeterminant = -2 * inverse.reduce((sum, row, j) => sum + Math.log(row[j]!), 0);
	const left = weighted(residuals);
	return { coefficients, fitted, residuals, bread, logDeterminant, squares: dot(left, left) };
}
