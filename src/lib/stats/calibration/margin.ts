import { DataError, DomainError } from '#lib/errors.ts';

/** A category of every element, and the population of every category. */
export interface Margin {
	/** 0, 1, ...; an element of weight 0 may have any number. */
	readonly codes: Int32Array;
	/** One a code; 0 for a category that no element with a weight has. */
	readonly totals: Float64Array;
}

/**
 * For every category the factor that takes its weights to its total; 1 for one without elements and
 * total.
 * @throws DataError for a category without total, a total without elements, and a total that is
 * negative or not finite.
 */
export function factorsToTotals(weights: Float64Array, margin: Margin): Float64Array {
	const { sums, counts } = weightsByCategory(weights, margin);
	return margin.totals.map((total, code) => {
		if (!(total >= 0 && total < Infinity))
			throw new DataError(`total of category ${code} not a number of 0 or more: ${total}`);
		if (counts[code] === 0 && total > 0)
			throw new DataError(`no element with a weight in category ${code}, of total: ${total}`);
		if (counts[code] === 0) return 1;
		if (total === 0)
			throw new DataError(`total of 0 for category ${code}, of elements: ${counts[code]}`);
		if (!(sums[code]! > 0))
			throw new DataError(`weights of category ${code} not positive in sum: ${sums[code]}`);
		return total / sums[code]!;
	});
}

/** Sums of the weights by category, and how many elements have one. */
export function weightsByCategory(weights: Float64Array, { codes, totals }: Margin) {
	if (codes.length !== weights.length)
		throw new DomainError(`categories of ${weights.length} elements wanted: ${codes.length}`);
	const sums = new Float64Array(totals.length);
	const counts = new Float64Array(totals.length);
	for (let i = 0; i < weights.length; i++) {
		if (weights[i] === 0) continue;
		const code = codes[i];
		if (code === undefined || !(code >= 0 && code < totals.length))
			throw new DataError(`no total for the category of element ${i + 1}: ${code}`);
		sums[code]! += weights[i]!;
		counts[code]!++;
	}
	return { sums, counts };
}
