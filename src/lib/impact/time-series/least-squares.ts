import { DataError } from '#lib/errors.ts';
import { Matrix, QrDecomposition, inverse } from 'ml-matrix';

export interface LeastSquares {
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

/** A column of which less than this share is its own follows from those before it. */
const leastOwnShare = 1e-9;

/**
 * Weighted least squares by QR. Agrees with R `lm`.
 * @throws DataError naming a column that follows from those before it, or too few rows.
 */
export function leastSquares(
	{ names, columns }: Regressors,
	outcome: Float64Array,
	weights?: Float64Array
): LeastSquares {
	const size = outcome.length;
	const width = columns.length;
	if (size <= width)
		throw new DataError(`not more than ${width} rows for as many coefficients: ${size}`);
	const root = (row: number) => Math.sqrt(weights?.[row] ?? 1);
	const scales = columns.map((x) => Math.sqrt(x.reduce((sum, value) => sum + value ** 2, 0)));
	const zero = scales.findIndex((scale) => !(scale > 0));
	if (zero >= 0) throw dependent(names[zero] ?? '');
	const design = Matrix.zeros(size, width);
	columns.forEach((x, j) => {
		for (let row = 0; row < size; row++) design.set(row, j, (x[row]! / scales[j]!) * root(row));
	});
	const qr = new QrDecomposition(design);
	const triangle = qr.upperTriangularMatrix;
	const flat = scales.findIndex((_, j) => !(Math.abs(triangle.get(j, j)) > ownShare(design, j)));
	if (flat >= 0) throw dependent(names[flat] ?? '');
	const target = Matrix.columnVector(outcome.map((y, row) => y * root(row)));
	const inner = qr.solve(target).to1DArray();
	const coefficients = Float64Array.from(inner, (b, j) => b / scales[j]!);
	const fitted = predicted(columns, coefficients, size);
	const residuals = outcome.map((y, row) => y - fitted[row]!);
	const upper = inverse(triangle);
	const bread = upper.mmul(upper.transpose());
	let logDeterminant = 0;
	for (let j = 0; j < width; j++) {
		logDeterminant += 2 * Math.log(Math.abs(triangle.get(j, j)) * scales[j]!);
		for (let k = 0; k < width; k++) bread.set(j, k, bread.get(j, k) / (scales[j]! * scales[k]!));
	}
	const squares = residuals.reduce((sum, e, row) => sum + (weights?.[row] ?? 1) * e ** 2, 0);
	return { coefficients, fitted, residuals, bread, logDeterminant, squares };
}

const dependent = (name: string) =>
	new DataError(`column is 0 throughout or follows from those before it: ${name}`);

const ownShare = (design: Matrix, j: number) => leastOwnShare * design.getColumnVector(j).norm();

/** Xb. */
export function predicted(
	columns: readonly Float64Array[],
	coefficients: Float64Array,
	size: number
): Float64Array {
	const sums = new Float64Array(size);
	columns.forEach((x, j) => {
		for (let row = 0; row < size; row++) sums[row]! += x[row]! * coefficients[j]!;
	});
	return sums;
}
