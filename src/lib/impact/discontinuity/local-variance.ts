import { DataError } from '#lib/errors.ts';
import type { LocalFit } from './local-fit.ts';
import type { Side } from './running-rows.ts';

/**
 * How the errors of rows are taken to vary: by what rows differ from their nearest neighbours, by
 * residuals with n / (n - k), or by residuals summed in clusters.
 */
export type LocalVariance =
	| { readonly name: 'nearest-neighbour'; readonly matches: number }
	| { readonly name: 'HC1' }
	| { readonly name: 'CR1' };

/** Distances that differ by less, as a share of the larger, are the same (R `rdrobust` 3). */
const sameDistance = Math.sqrt(Number.EPSILON);

interface ErrorsOptions {
	readonly variance: LocalVariance;
	/** The polynomial whose residuals are taken; neighbours need none. */
	readonly fit: LocalFit;
	/** First rows of the side that have a part. */
	readonly rows: number;
}

/** What every row is off, by the variance asked for. */
export function localErrors(
	side: Side,
	outcome: Float64Array,
	{ variance, fit, rows }: ErrorsOptions
): Float64Array {
	return variance.name === 'nearest-neighbour'
		? neighbourErrors(side, outcome, { matches: variance.matches, rows })
		: fit.residuals(outcome, rows);
}

/**
 * Variance of a sum of outcomes with weights: Σ (a e)², over clusters Σ (Σ a e)² where there are
 * clusters, with the correction of the kind. @throws DataError for one cluster on a side.
 */
export function sumVariance(
	side: Side,
	weights: Float64Array,
	errors: Float64Array,
	{ name, parameters }: { readonly name: LocalVariance['name']; readonly parameters: number }
): number {
	const rows = errors.length;
	const own = weights.map((weight, i) => weight * errors[i]!);
	if (name !== 'CR1') {
		const squares = own.reduce((sum, value) => sum + value ** 2, 0);
		return name === 'HC1' ? (squares * rows) / (rows - parameters) : squares;
	}
	const clusters = new Map<number, number>();
	const codes = side.cluster ?? Int32Array.from(errors.keys());
	for (let i = 0; i < rows; i++) {
		const code = codes[i]!;
		clusters.set(code, (clusters.get(code) ?? 0) + (own[i] ?? 0));
	}
	const count = clusters.size;
	if (count < 2)
		throw new DataError(
			`clusters ${side.name} the cut-off within the bandwidth, needed 2: ${count}`
		);
	let squares = 0;
	for (const sum of clusters.values()) squares += sum ** 2;
	return squares * ((rows - 1) / (rows - parameters)) * (count / (count - 1));
}

/**
 * Every outcome less the mean of its nearest neighbours, at least so many, values as a whole, times
 * sqrt(J / (J + 1)) (Abadie and Imbens 2006, as R `rdrobust`).
 */
export function neighbourErrors(
	{ distance, starts }: Side,
	outcome: Float64Array,
	{ matches, rows }: { readonly matches: number; readonly rows: number }
): Float64Array {
	const errors = new Float64Array(rows);
	const values = starts.findIndex((start) => start >= rows);
	const at = (value: number) => distance[starts[value]!]!;
	const needed = Math.min(matches, rows - 1);
	for (let value = 0; value < values; value++) {
		let [first, last] = [value, value];
		while (starts[last + 1]! - starts[first]! - 1 < needed) {
			const before = first > 0 ? Math.abs(at(value) - at(first - 1)) : Infinity;
			const after = last + 1 < values ? Math.abs(at(last + 1) - at(value)) : Infinity;
			const larger = Math.max(before, after);
			const isSame = larger < Infinity && Math.abs(before - after) <= sameDistance * larger;
			if (isSame || before < after) first--;
			if (isSame || after < before) last++;
		}
		let sum = 0;
		for (let i = starts[first]!; i < starts[last + 1]!; i++) sum += outcome[i]!;
		const others = starts[last + 1]! - starts[first]! - 1;
		for (let i = starts[value]!; i < starts[value + 1]!; i++) {
			const mean = (sum - outcome[i]!) / others;
			errors[i] = Math.sqrt(others / (others + 1)) * (outcome[i]! - mean);
		}
	}
	return errors;
}
