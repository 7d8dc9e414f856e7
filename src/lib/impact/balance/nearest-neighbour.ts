import { DataError, DomainError } from '#lib/errors.ts';
import { expectArms } from './propensity.ts';

export interface Matching {
	/** Row of the untreated that each treated row has; -1 where none is near enough or left. */
	readonly partners: Int32Array;
	/** 1 for who is in a pair, else 0. */
	readonly weights: Float64Array;
	readonly pairs: number;
	/** Treated rows without a partner: the effect is no longer that of all treated. */
	readonly unmatched: number;
	/** Largest difference of scores in a pair; undefined without a caliper. */
	readonly caliper: number | undefined;
}

export interface MatchingOptions {
	/** Widest difference of scores, in their standard deviations within arms; none by default. */
	readonly caliper?: number;
	/**
	 * below-first takes the next score below however near the one above is, as MatchIt 4.5.1 does where
	 * its `abs` is that of whole numbers (its caliper then does nothing). For comparison with it alone.
	 */
	readonly search?: 'either-side' | 'below-first';
}

/**
 * Each treated in turn, the highest score first, takes the untreated that is nearest and not taken;
 * of two as near, the one below; of equal scores, the next in order of score and row. As R
 * `MatchIt::matchit(method = "nearest")`: one to one, without replacement.
 */
export function nearestNeighbours(
	treated: Uint8Array,
	scores: Float64Array,
	{ caliper, search = 'either-side' }: MatchingOptions = {}
): Matching {
	expectArms(treated);
	if (caliper !== undefined && !(caliper > 0))
		throw new DomainError(`caliper not above 0: ${caliper}`);
	const widest = caliper === undefined ? undefined : caliper * pooledDeviation(treated, scores);
	const byScore = (arm: number) =>
		Int32Array.from(scores.keys())
			.filter((row) => treated[row] === arm)
			.sort((a, b) => scores[a]! - scores[b]! || a - b);
	const free = freeList(byScore(0), scores);
	const partners = new Int32Array(treated.length).fill(-1);
	const weights = new Float64Array(treated.length);
	let pairs = 0;
	const order = byScore(1).sort((a, b) => scores[b]! - scores[a]! || a - b);
	for (const row of order) {
		const partner = free.taken(row, { widest: widest ?? Infinity, search });
		if (partner === undefined) continue;
		partners[row] = partner;
		weights[row] = weights[partner] = 1;
		pairs++;
	}
	if (pairs === 0)
		throw new DataError(`no untreated near enough to any treated, caliper: ${widest}`);
	return { partners, weights, pairs, unmatched: order.length - pairs, caliper: widest };
}

/** Root of the mean of the variances in the two arms (Rosenbaum and Rubin 1985). */
function pooledDeviation(treated: Uint8Array, scores: Float64Array): number {
	const variance = (arm: number) => {
		const own = scores.filter((_, row) => treated[row] === arm);
		const mean = own.reduce((sum, score) => sum + score, 0) / own.length;
		return own.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (own.length - 1);
	};
	return Math.sqrt((variance(0) + variance(1)) / 2);
}

/** Rows in order of score that can be taken once each; skips over those that are gone. */
function freeList(rows: Int32Array, scores: Float64Array) {
	const count = rows.length;
	/** The next free position to the right (at or after), and to the left. */
	const right = Int32Array.from({ length: count + 1 }, (_, at) => at);
	const left = Int32Array.from({ length: count + 1 }, (_, at) => at);
	const found = (links: Int32Array, at: number): number => {
		let end = at;
		while (links[end] !== end) end = links[end]!;
		while (links[at] !== end) [links[at], at] = [end, links[at]!];
		return end;
	};
	return {
		taken(row: number, { widest, search }: TakenOptions): number | undefined {
			const score = scores[row]!;
			const at = firstAfter(rows, scores, row);
			// Positions on the left are one up, so that 0 can say none.
			const above = found(right, at);
			const below = found(left, at) - 1;
			const up = above < count ? scores[rows[above]!]! - score : Infinity;
			const down = below >= 0 ? score - scores[rows[below]!]! : Infinity;
			const isBelow = down <= up || (search === 'below-first' && down <= widest);
			const apart = isBelow ? down : up;
			if (apart === Infinity || apart > widest) return undefined;
			const position = isBelow ? below : above;
			right[position] = position + 1;
			left[position + 1] = position;
			return rows[position];
		}
	};
}

interface TakenOptions {
	readonly widest: number;
	readonly search: 'either-side' | 'below-first';
}

/** Position of the first row that stands after another in order of score and row. */
function firstAfter(rows: Int32Array, scores: Float64Array, row: number): number {
	let [low, high] = [0, rows.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const other = rows[middle]!;
		const isBefore = scores[other]! - scores[row]! || other - row;
		if (isBefore < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}
