import { DataError } from '#lib/errors.ts';
import type { Design, Projection } from '../design/design.ts';

interface Reweighting {
	/** New weights for the weights of the sample, or of one replicate. */
	readonly weigh: (weights: Float64Array) => Float64Array;
	/** What the known totals explain of an influence; absent: the new weights explain nothing. */
	readonly projection?: ((before: Float64Array, after: Float64Array) => Projection) | undefined;
}

/**
 * The design under new weights, of the same kind: a linearised one with a further projection, one of
 * replicates with every column weighed anew, each from its own weights. A replicate that cannot be
 * weighed is an error; R keeps it as NA and drops it from every variance.
 */
export function reweighted<D extends Design>(design: D, { weigh, projection }: Reweighting): D {
	const weights = weigh(design.weights);
	if (design.kind === 'replicates')
		return { ...design, weights, replicates: design.replicates.map(ofReplicate(weigh)) };
	const added = projection ? [projection(design.weights, weights)] : [];
	return { ...design, weights, projections: [...design.projections, ...added] };
}

const ofReplicate =
	(weigh: Reweighting['weigh']) =>
	(weights: Float64Array, r: number): Float64Array => {
		try {
			return weigh(weights);
		} catch (cause) {
			if (!(cause instanceof DataError)) throw cause;
			throw new DataError(`in replicate ${r + 1}, ${cause.message}`, { cause });
		}
	};
