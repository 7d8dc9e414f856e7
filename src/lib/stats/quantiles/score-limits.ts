import { type Distribution, lastPlaces } from './distribution.ts';
import { type QuantileLimits, noLimits } from './quantile-options.ts';
import type { Share } from './share-up-to.ts';

export interface ScoreOptions {
	readonly probability: number;
	/** Quantile of Student's t for the level. */
	readonly t: number;
	readonly distribution: Distribution;
}

/**
 * Limits of a quantile by a test of each value (Francisco and Fuller 1991): where the score, the
 * standard errors from the share of a value up to the probability, passes t and -t. Of the two values
 * around, the one whose score is nearer, on which the root finder of R `survey:::ffullerCI` ends. The
 * largest value is not tested: the share up to it is 1 in every sample. Undefined on a side where no
 * value is rejected.
 */
export function scoreLimits(
	shareOf: (value: number) => Share | undefined,
	valueAt: (share: number) => number | undefined,
	{ probability, t, distribution }: ScoreOptions
): QuantileLimits {
	const { values, cumulative, total } = distribution;
	const places = lastPlaces(distribution);
	const tested = places.length - 1;
	if (tested < 1 || !shareOf(values[0]!)) return noLimits;
	const score = (at: number) => {
		const own = shareOf(values[places[at]!]!);
		return own ? (probability - own.share) / own.standardError : NaN;
	};
	const crossing = (limit: number) => {
		const at = firstPlace(tested, (place) => score(place) < limit);
		if (at === 0 || at === tested) return undefined;
		const nearer = Math.abs(score(at - 1) - limit) < Math.abs(score(at) - limit) ? at - 1 : at;
		// The sum that the rule compares with: another sum of the same weights may round past it.
		return valueAt(cumulative[places[nearer]!]! / total);
	};
	return { lower: crossing(t), upper: crossing(-t) };
}

/** The first of some places that meets a condition that all later ones meet; their number if none. */
function firstPlace(places: number, meets: (at: number) => boolean): number {
	let [from, to] = [0, places];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (meets(middle)) to = middle;
		else from = middle + 1;
	}
	return from;
}
