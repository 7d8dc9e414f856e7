import { DomainError } from '#lib/errors.ts';

/** The values of a sample that have a weight, ascending. */
export interface Distribution {
	readonly values: Float64Array;
	readonly weights: Float64Array;
	/** Sums of the weights up to each value. */
	readonly cumulative: Float64Array;
	/** The weight of all. */
	readonly total: number;
}

/**
 * The weighted distribution of a column, given the order of its elements. Elements of weight 0 do not
 * count. The sums are compensated (Neumaier 1974), as R's are in extended precision: equal weights
 * then reach half of their total where half of the elements are.
 */
export function distributionOf(
	values: Float64Array,
	weights: Float64Array,
	order: Int32Array
): Distribution {
	const counting = order.filter((i) => weights[i] !== 0);
	const sorted = new Float64Array(counting.length).map((_, k) => values[counting[k]!]!);
	const last = sorted.at(-1);
	if (Number.isNaN(last)) throw new DomainError(`value of an element that has a weight: ${last}`);
	return weighed(
		sorted,
		sorted.map((_, k) => weights[counting[k]!]!)
	);
}

/** The last place of each value. */
export const lastPlaces = ({ values }: Distribution): Int32Array =>
	new Int32Array(values.length).map((_, i) => i).filter((i) => values[i] !== values[i + 1]);

/** The same distribution with one element a value. */
export function distinctValues(distribution: Distribution): Distribution {
	const places = lastPlaces(distribution);
	let from = 0;
	const sums = new Float64Array(places.length).map((_, k) => {
		const to = places[k]! + 1;
		const { total } = cumulated(distribution.weights.subarray(from, to));
		from = to;
		return total;
	});
	return weighed(
		sums.map((_, k) => distribution.values[places[k]!]!),
		sums
	);
}

const weighed = (values: Float64Array, weights: Float64Array): Distribution => ({
	values,
	weights,
	...cumulated(weights)
});

function cumulated(weights: Float64Array): { cumulative: Float64Array; total: number } {
	let [sum, lost] = [0, 0];
	const cumulative = weights.map((w) => {
		const next = sum + w;
		lost += Math.abs(sum) >= Math.abs(w) ? sum - next + w : w - next + sum;
		sum = next;
		return sum + lost;
	});
	return { cumulative, total: sum + lost };
}
