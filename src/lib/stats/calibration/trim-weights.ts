import { DataError, DomainError } from '#lib/errors.ts';
import type { Design } from '../design/design.ts';
import { reweighted } from './reweighted.ts';

export interface TrimOptions {
	/** Weights below are raised to it; -Infinity by default. */
	readonly lower?: number | undefined;
	/** Weights above are cut to it; Infinity by default. */
	readonly upper?: number | undefined;
	/** Again and again until no weight is outside; by default once, which may push some beyond. */
	readonly strict?: boolean | undefined;
}

/** A weight outside by less than this share of its bound counts as being on it. */
const onBound = 1e-12;

const mostPasses = 10_000;

/**
 * The design with weights cut to the bounds, and what was cut spread in equal parts over the weights
 * inside, so that the sum stays. Projections of earlier calibrations stay as they are. Agrees with R
 * `survey::trimWeights` for linearised designs; weights of 0 stay 0 here. Replicates are trimmed
 * column by column, as R's manual says; its code (4.5) does something else.
 * @throws DataError when the weights cannot keep their sum.
 */
export function trimWeights<D extends Design>(
	design: D,
	{ lower = -Infinity, upper = Infinity, strict = false }: TrimOptions
): D {
	if (!(lower < upper)) throw new DomainError(`bounds out of order: ${lower}, ${upper}`);
	const bounds = { lower, upper };
	return reweighted(design, {
		weigh: (weights) => (strict ? trimmedStrictly(weights, bounds) : trimmed(weights, bounds))
	});
}

interface Bounds {
	readonly lower: number;
	readonly upper: number;
}

const isOutside = (w: number, { lower, upper }: Bounds) => w !== 0 && (w < lower || w > upper);

const cut = (w: number, { lower, upper }: Bounds) => Math.max(lower, Math.min(w, upper));

function trimmed(weights: Float64Array, bounds: Bounds): Float64Array {
	let [inside, excess] = [0, 0];
	for (const w of weights)
		if (isOutside(w, bounds)) excess += w - cut(w, bounds);
		else if (w !== 0) inside++;
	if (excess === 0) return weights.map((w) => (isOutside(w, bounds) ? cut(w, bounds) : w));
	if (inside === 0)
		throw new DataError(`no weight inside the bounds to take what is cut off: ${excess}`);
	const part = excess / inside;
	return weights.map((w) => (isOutside(w, bounds) ? cut(w, bounds) : w === 0 ? 0 : w + part));
}

function trimmedStrictly(weights: Float64Array, bounds: Bounds): Float64Array {
	const { lower, upper } = bounds;
	const count = weights.reduce((n, w) => n + (w === 0 ? 0 : 1), 0);
	const mean = weights.reduce((sum, w) => sum + w, 0) / count;
	if (mean < lower || mean > upper)
		throw new DataError(`mean of the weights not between ${lower} and ${upper}: ${mean}`);
	let now = weights;
	for (let pass = 0; pass < mostPasses; pass++) {
		if (now.every((w) => Math.abs(w - cut(w, bounds)) <= onBound * Math.abs(w) || w === 0))
			return now.map((w) => (w === 0 ? 0 : cut(w, bounds)));
		now = trimmed(now, bounds);
	}
	throw new DataError(`weights still outside the bounds after passes: ${mostPasses}`);
}
