import { Matrix, pseudoInverse } from 'ml-matrix';

/** X'WX for columns of X and the diagonal of W. */
export function weightedProducts(columns: readonly Float64Array[], diagonal: Float64Array): Matrix {
	const products = Matrix.zeros(columns.length, columns.length);
	columns.forEach((left, j) => {
		const weighted = left.map((x, i) => x * diagonal[i]!);
		for (let k = 0; k <= j; k++) {
			const sum = dot(weighted, columns[k]!);
			products.set(j, k, sum).set(k, j, sum);
		}
	});
	return products;
}

/** X'v for columns of X. */
export const columnSums = (columns: readonly Float64Array[], values: Float64Array) =>
	Float64Array.from(columns, (column) => dot(column, values));

/** X'β, one value a row of X. */
export function linearPredictor(
	columns: readonly Float64Array[],
	coefficients: ArrayLike<number>,
	size: number
): Float64Array {
	const sums = new Float64Array(size);
	columns.forEach((column, j) => {
		const b = coefficients[j]!;
		for (let i = 0; i < size; i++) sums[i]! += b * column[i]!;
	});
	return sums;
}

/**
 * Generalised inverse of X'WX; a column that follows from the others changes no prediction. The unit
 * of a column does not matter: the matrix is inverted with a diagonal of 1.
 */
export function inverseProducts(products: Matrix): Matrix {
	const units = products.diagonal().map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0));
	const scale = Matrix.diag(units);
	const inverse = pseudoInverse(scale.mmul(products).mmul(scale), 1e-12 / units.length);
	return scale.mmul(inverse).mmul(scale);
}

/** A square matrix times a vector. */
export const matrixTimes = (matrix: Matrix, vector: Float64Array): Float64Array =>
	Float64Array.from(matrix.mmul(Matrix.columnVector(vector)).to1DArray());

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}
