import type { LinearisedDesign, ReplicateDesign } from '#lib/stats/design/design.ts';
import { type DesignColumns, drawnSample } from '#lib/stats/design/drawn-sample.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';

/** Elements drawn one by one with these weights, or in the units given. */
export function drawn(
	weights: readonly number[],
	columns: Omit<DesignColumns, 'size'> = {}
): LinearisedDesign {
	const sample = drawnSample({ size: weights.length, ...columns });
	return { kind: 'linearised', weights: Float64Array.from(weights), sample, projections: [] };
}

/** The jackknife that leaves out one element after the other. */
export function leftOut(weights: readonly number[]): ReplicateDesign {
	const n = weights.length;
	const replicates = weights.map((_, r) =>
		Float64Array.from(weights, (w, i) => (i === r ? 0 : (w * n) / (n - 1)))
	);
	return {
		kind: 'replicates',
		weights: Float64Array.from(weights),
		replicates,
		scale: (n - 1) / n,
		rscales: new Float64Array(n).fill(1),
		mse: false
	};
}

/** A factor with a letter for every element, levels in the order of the alphabet. */
export function factor(letters: string): Factor {
	const values = Array.from(letters);
	const levels = [...new Set(values)].sort();
	return { codes: Int32Array.from(values, (value) => levels.indexOf(value)), levels };
}
