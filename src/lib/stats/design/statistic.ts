import type { Design } from './design.ts';
import { type LinearCovariance, linearCovariance } from './linear-covariance.ts';
import { replicateCovariance } from './replicate-covariance.ts';

/** Estimates as a function of the weights: all that either kind of design needs to know. */
export interface Statistic {
	readonly at: (weights: Float64Array) => Float64Array;
	/**
	 * Influence of every element on every estimate, the weight included: one column an estimate, 0
	 * where the weight is 0.
	 */
	readonly influence: (weights: Float64Array, estimates: Float64Array) => readonly Float64Array[];
}

export interface Estimated extends LinearCovariance {
	readonly estimates: Float64Array;
}

/** The estimates of a statistic and their covariance under the design. */
export function estimated(statistic: Statistic, design: Design): Estimated {
	const estimates = statistic.at(design.weights);
	if (design.kind === 'linearised') {
		const influence = statistic.influence(design.weights, estimates);
		return { estimates, ...linearCovariance(influence, design) };
	}
	const replicates = design.replicates.map((weights) => statistic.at(weights));
	return {
		estimates,
		matrix: replicateCovariance(replicates, estimates, design),
		lonely: [[], []]
	};
}
