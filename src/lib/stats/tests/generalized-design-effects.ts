import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';

/**
 * How many times larger the covariance of a design is than a working one, in the directions of its
 * eigenvectors: eigenvalues of working⁻¹ design (Rao and Scott 1984), largest first, what rounding
 * leaves around 0 being 0. Undefined if the working covariance is singular.
 */
export function generalizedDesignEffects(
	design: readonly Float64Array[],
	working: readonly Float64Array[]
): Float64Array | undefined {
	const lower = choleskyFactor(working);
	if (!lower) return undefined;
	const half = solvedLower(lower, symmetric(design));
	const similar = solvedLower(lower, half.transpose());
	const { realEigenvalues } = new EigenvalueDecomposition(symmetric(similar.to2DArray()), {
		assumeSymmetric: true
	});
	const ordered = Float64Array.from(realEigenvalues).sort().reverse();
	return ordered.map((value) => (value < 1e-12 * ordered[0]! ? 0 : value));
}

/** v'M⁻¹v for a covariance matrix. Undefined if it is singular, as with more numbers than units. */
export function quadraticForm(
	vector: ArrayLike<number>,
	matrix: readonly Float64Array[]
): number | undefined {
	const lower = choleskyFactor(matrix);
	if (!lower) return undefined;
	const half = solvedLower(lower, Matrix.columnVector(vector));
	return half.to1DArray().reduce((sum, value) => sum + value ** 2, 0);
}

/** Units of measurement do not matter: a pivot is judged as a share of its variance. */
function choleskyFactor(matrix: readonly ArrayLike<number>[]): Matrix | undefined {
	const { lowerTriangularMatrix: lower } = new CholeskyDecomposition(symmetric(matrix));
	const singular = matrix.some((row, j) => !(lower.get(j, j) ** 2 > 1e-12 * row[j]!));
	return singular ? undefined : lower;
}

/** Products of sums differ in the last digit from one triangle to the other. */
function symmetric(matrix: readonly ArrayLike<number>[]): Matrix {
	const size = matrix.length;
	const whole = Matrix.zeros(size, size);
	for (let j = 0; j < size; j++)
		for (let k = 0; k < size; k++) whole.set(j, k, (matrix[j]![k]! + matrix[k]![j]!) / 2);
	return whole;
}

/** L⁻¹B for a lower triangle L. */
function solvedLower(lower: Matrix, right: Matrix): Matrix {
	const solved = right.clone();
	for (let column = 0; column < right.columns; column++)
		for (let j = 0; j < lower.rows; j++) {
			let value = solved.get(j, column);
			for (let k = 0; k < j; k++) value -= lower.get(j, k) * solved.get(k, column);
			solved.set(j, column, value / lower.get(j, j));
		}
	return solved;
}
