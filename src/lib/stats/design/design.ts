import { type Sample, sampleOf } from './sample.ts';

/** Takes from an influence column what calibration to known totals explains; a new column. */
export type Projection = (influence: Float64Array) => Float64Array;

/** A sample whose variances follow from influence values (Taylor linearisation). */
export interface LinearisedDesign {
	readonly kind: 'linearised';
	/** One an element; 0 outside a domain of a calibrated sample, whose elements all stay. */
	readonly weights: Float64Array;
	readonly sample: Sample;
	/** In the order in which the sample was calibrated; empty: not calibrated. */
	readonly projections: readonly Projection[];
}

/** A sample whose variances follow from the spread of an estimate under other weights. */
export interface ReplicateDesign {
	readonly kind: 'replicates';
	readonly weights: Float64Array;
	/** Analysis weights: one column a replicate, one value an element. */
	readonly replicates: readonly Float64Array[];
	readonly scale: number;
	readonly rscales: Float64Array;
	/** Deviations from the estimate instead of from the mean of the replicates. */
	readonly mse: boolean;
}

export type Design = LinearisedDesign | ReplicateDesign;

/** A domain of a design, and which elements of the design its columns are about. */
export interface DomainDesign {
	readonly design: Design;
	readonly elements: Int32Array;
}

/**
 * The design of a domain, given by its elements: never a sample of its own, for the units drawn stay
 * known. A calibrated sample keeps all its elements, with weight 0 outside the domain. R `subset`.
 */
export function domainOf(design: Design, elements: Int32Array): DomainDesign {
	if (design.kind === 'replicates') {
		const replicates = design.replicates.map((column) => picked(column, elements));
		return {
			design: { ...design, weights: picked(design.weights, elements), replicates },
			elements
		};
	}
	if (design.projections.length === 0) {
		const sample = sampleOf(design.sample, elements);
		return { design: { ...design, weights: picked(design.weights, elements), sample }, elements };
	}
	const weights = new Float64Array(design.weights.length);
	for (const i of elements) weights[i] = design.weights[i]!;
	return { design: { ...design, weights }, elements: Int32Array.from(weights, (_, i) => i) };
}

/** The values of some elements, given by their numbers. */
export const picked = (values: Float64Array, elements: Int32Array) =>
	Float64Array.from(elements, (i) => values[i]!);
