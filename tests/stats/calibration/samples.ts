import fc from 'fast-check';
import type { LinearisedDesign, ReplicateDesign } from '#lib/stats/design/design.ts';
import { drawnSample } from '#lib/stats/design/drawn-sample.ts';

/** A sample of single elements, drawn with replacement. */
export const sampleWith = (weights: readonly number[]): LinearisedDesign => ({
	kind: 'linearised',
	weights: Float64Array.from(weights),
	sample: drawnSample({ size: weights.length }),
	projections: []
});

export const replicatesOf = (
	weights: readonly number[],
	...replicates: readonly (readonly number[])[]
): ReplicateDesign => ({
	kind: 'replicates',
	weights: Float64Array.from(weights),
	replicates: replicates.map((column) => Float64Array.from(column)),
	scale: 1,
	rscales: new Float64Array(replicates.length).fill(1),
	mse: false
});

/** Codes of two crossed categories, every pair of them at least once. */
export const crossed = fc
	.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 })), {
		maxLength: 30
	})
	.map((more) => {
		const pairs = [0, 1, 2].flatMap((a) => [0, 1].map((b) => [a, b] as const));
		const all = [...pairs, ...more];
		return {
			first: Int32Array.from(all, ([a]) => a),
			second: Int32Array.from(all, ([, b]) => b)
		};
	});

export const positive = fc.double({ min: 0.5, max: 50, noNaN: true });

export const sum = (values: Iterable<number>) => {
	let all = 0;
	for (const value of values) all += value;
	return all;
};

/** Sums of the weights by category. */
export const sumsBy = (weights: Float64Array, codes: Int32Array, count: number) =>
	Array.from({ length: count }, (_, code) => sum(weights.filter((_, i) => codes[i] === code)));
