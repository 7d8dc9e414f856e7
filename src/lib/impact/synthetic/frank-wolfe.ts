/** Least squares with a ridge over the simplex, |Ax - b|² + ridge |x|², known by its products. */
export interface SimplexProblem {
	/** The column of A behind every weight; columns may repeat. */
	readonly columns: Int32Array;
	/** Products of a column of A with every column. */
	readonly products: (column: number) => Float64Array;
	/** Products of the column behind every weight with b. */
	readonly target: Float64Array;
	readonly ridge: number;
}

export interface Descent {
	readonly weights: Float64Array;
	readonly iterations: number;
	/** Whether it came to rest before its limit. */
	readonly converged: boolean;
}

interface DescentOptions {
	/** Ends after a step that lowers the objective by no more. */
	readonly leastDecrease: number;
	readonly iterations: number;
}

/**
 * Frank and Wolfe's (1956) steps with exact line search from given weights: each moves towards the
 * corner of steepest descent. R synthdid `sc.weight.fw`, step for step, but with products of columns
 * in place of the columns, so that a step costs as many operations as there are weights.
 */
export function frankWolfe(
	problem: SimplexProblem,
	from: Float64Array,
	{ leastDecrease, iterations }: DescentOptions
): Descent {
	const weights = from.slice();
	const fitted = fittedProducts(problem, weights);
	for (let count = 1; count <= iterations; count++) {
		const { corner, step, decrease } = steepestStep(problem, weights, fitted);
		const column = problem.products(problem.columns[corner]!);
		if (step > 0) {
			for (let j = 0; j < weights.length; j++) {
				fitted[j]! += step * (column[problem.columns[j]!]! - fitted[j]!);
				weights[j]! *= 1 - step;
			}
			weights[corner]! += step;
		}
		if (count >= 2 && !(decrease > leastDecrease))
			return { weights, iterations: count, converged: true };
	}
	return { weights, iterations, converged: false };
}

/** Products of the column behind every weight with Ax. */
function fittedProducts({ columns, products }: SimplexProblem, weights: Float64Array) {
	const fitted = new Float64Array(weights.length);
	weights.forEach((weight, i) => {
		if (weight === 0) return;
		const column = products(columns[i]!);
		for (let j = 0; j < fitted.length; j++) fitted[j]! += weight * column[columns[j]!]!;
	});
	return fitted;
}

/** The corner with the smallest derivative, how far to go there, and by how much that lowers. */
function steepestStep(problem: SimplexProblem, weights: Float64Array, fitted: Float64Array) {
	const { target, ridge, columns, products } = problem;
	let [corner, least, slope, size, own] = [0, Infinity, 0, 0, 0];
	for (let j = 0; j < weights.length; j++) {
		const weight = weights[j]!;
		const derivative = fitted[j]! - target[j]! + ridge * weight;
		if (derivative < least) {
			least = derivative;
			corner = j;
		}
		slope += derivative * weight;
		size += fitted[j]! * weight;
		own += weight * weight;
	}
	const along = least - slope;
	const at = columns[corner]!;
	const curve =
		Math.max(0, products(at)[at]! - 2 * fitted[corner]! + size) +
		ridge * (1 - 2 * weights[corner]! + own);
	const step = along < 0 ? Math.min(1, -along / curve) : 0;
	return { corner, step, decrease: -step * (2 * along + step * curve) };
}
