import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';
import { twoSidedTail } from '#lib/stats/distributions/tails.ts';

/** Normal distribution function, with its digits below 0. */
export function normalBelow(x: number): number {
	const tail = twoSidedTail(x, Infinity) / 2;
	return x <= 0 ? tail : 1 - tail;
}

/** Quantile of a standard normal cut to [lower, upper]. */
export function cutNormalQuantile(probability: number, lower: number, upper: number): number {
	// Of a far upper tail all digits are in its mirror image.
	if (lower > 0) return -cutNormalQuantile(1 - probability, -upper, -lower);
	const [from, to] = [normalBelow(lower), normalBelow(upper)];
	const at = from + probability * (to - from);
	if (!(at > 0)) return upper;
	if (!(at < 1)) return lower;
	return Math.min(Math.max(normalQuantile(at), lower), upper);
}

/** `tQuantile` knows no more than 1 - p, which in a far lower tail is 1. */
function normalQuantile(probability: number): number {
	if (probability > 1e-8) return tQuantile(probability, Infinity);
	return increasingRoot((x) => normalBelow(x) - probability, -40, 0);
}

function increasingRoot(value: (x: number) => number, from: number, to: number): number {
	let [low, high] = [from, to];
	for (let step = 0; step < 60; step++) {
		const middle = (low + high) / 2;
		if (value(middle) < 0) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

/** Quantile of |Z + shift| for a standard normal Z: the critical value under a bias. */
export function foldedNormalQuantile(probability: number, shift: number): number {
	const bias = Math.abs(shift);
	const inside = (x: number) => normalBelow(x - bias) - normalBelow(-x - bias) - probability;
	return increasingRoot(inside, 0, bias + tQuantile((1 + probability) / 2, Infinity));
}
