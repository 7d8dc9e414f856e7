import type { Design, Projection } from '../design/design.ts';
import { type Margin, factorsToTotals } from './margin.ts';
import { reweighted } from './reweighted.ts';

/**
 * The design with the weights of every category scaled to its total. Variances are those of the
 * deviations from category means. Agrees with R `survey::postStratify`; there an element of weight 0
 * adds a little to a variance, here it never does.
 */
export function postStratify<D extends Design>(design: D, margin: Margin): D {
	return reweighted(design, {
		weigh: (weights) => {
			const factors = factorsToTotals(weights, margin);
			return weights.map((w, i) => (w === 0 ? 0 : w * factors[margin.codes[i]!]!));
		},
		projection: (_, weights) => offCategoryMeans(weights, margin)
	});
}

/** Weights of a category differ by one factor from those before: either gives the same mean. */
function offCategoryMeans(weights: Float64Array, { codes, totals }: Margin): Projection {
	return (influence) => {
		const means = new Float64Array(totals.length);
		for (let i = 0; i < weights.length; i++)
			if (weights[i] !== 0) means[codes[i]!]! += influence[i]! / totals[codes[i]!]!;
		return influence.map((z, i) => (weights[i] === 0 ? z : z - weights[i]! * means[codes[i]!]!));
	};
}
