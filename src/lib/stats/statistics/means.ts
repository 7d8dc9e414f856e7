import type { Statistic } from '../design/statistic.ts';

/** Sums of weight times value. R `svytotal`. */
export function totals(values: readonly Float64Array[]): Statistic {
	return {
		at: (weights) => Float64Array.from(values, (y) => weightedSum(weights, y)),
		influence: (weights) => values.map((y) => weights.map((w, i) => (w === 0 ? 0 : w * y[i]!)))
	};
}

/** Weighted means of columns over the same elements. R `svymean`. */
export function means(values: readonly Float64Array[]): Statistic {
	return {
		at: (weights) => {
			const size = sum(weights);
			return Float64Array.from(values, (y) => weightedSum(weights, y) / size);
		},
		influence: (weights, at) => {
			const size = sum(weights);
			return values.map((y, j) =>
				weights.map((w, i) => (w === 0 ? 0 : (w * (y[i]! - at[j]!)) / size))
			);
		}
	};
}

/** Total of one column over the total of another. R `svyratio`. */
export function ratio(numerator: Float64Array, denominator: Float64Array): Statistic {
	return {
		at: (weights) =>
			Float64Array.of(weightedSum(weights, numerator) / weightedSum(weights, denominator)),
		influence: (weights, [r = NaN]) => {
			const size = weightedSum(weights, denominator);
			return [
				weights.map((w, i) => (w === 0 ? 0 : (w * (numerator[i]! - r * denominator[i]!)) / size))
			];
		}
	};
}

/**
 * Population variance estimated with n / (n - 1), n being the elements that count: the same number
 * under every replicate. R `svyvar`.
 */
export function variance(values: Float64Array, n: number): Statistic {
	const parts = (weights: Float64Array) => {
		const size = sum(weights);
		const mean = weightedSum(weights, values) / size;
		const squares = values.map((y) => ((y - mean) ** 2 * n) / (n - 1));
		return { size, squares };
	};
	return {
		at: (weights) => {
			const { size, squares } = parts(weights);
			return Float64Array.of(weightedSum(weights, squares) / size);
		},
		influence: (weights, [v = NaN]) => {
			const { size, squares } = parts(weights);
			return [weights.map((w, i) => (w === 0 ? 0 : (w * (squares[i]! - v)) / size))];
		}
	};
}

const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);

/** Elements of weight 0 add nothing, whatever their value. */
function weightedSum(weights: Float64Array, values: Float64Array): number {
	let all = 0;
	for (let i = 0; i < weights.length; i++) if (weights[i] !== 0) all += weights[i]! * values[i]!;
	return all;
}
