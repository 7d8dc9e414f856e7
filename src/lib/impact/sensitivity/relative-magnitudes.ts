import { DomainError } from '#lib/errors.ts';
import { checkedLevel, type Interval } from '#lib/stats/intervals/interval.ts';
import { seededRandom } from '#lib/stats/replicates/seeded-random.ts';
import { standardNormals } from '../group-time/draws.ts';
import {
	type EventStudy,
	type Target,
	checkedTarget,
	crossVariance,
	linear,
	onAll
} from './event-study.ts';
import { cutNormalQuantile } from './normal-quantiles.ts';

export interface RelativeOptions extends Target {
	/** 0.95 by default. */
	readonly level?: number | undefined;
	/** Values tested; by default 1,001 within 20 standard errors around the estimate. */
	readonly grid?: Grid | undefined;
	/** Draws for the least favourable critical value; 5,000 by default, 1,000 in R. */
	readonly draws?: number | undefined;
	readonly seed?: number | undefined;
}

export interface Grid {
	readonly lower: number;
	readonly upper: number;
	readonly points: number;
}

export interface SensitivityInterval {
	/** How far parallel trends may be violated: Mbar, or M. */
	readonly bound: number;
	/** Undefined if every value tested is rejected. */
	readonly interval: Interval | undefined;
	/** The interval reaches the end of the values tested: it may be wider. */
	readonly reachesEdge: { readonly lower: boolean; readonly upper: boolean };
	readonly method: 'C-LF' | 'FLCI';
}

export type Breakdown =
	/** The largest bound at which 0 is still rejected. */
	| { readonly kind: 'found'; readonly bound: number }
	/** 0 is not rejected even under parallel trends. */
	| { readonly kind: 'none' }
	/** 0 is rejected at all bounds tried. */
	| { readonly kind: 'beyond'; readonly bound: number };

/** Size of the first, least favourable test, as a share of the whole. */
const firstShare = 0.1;
const bisections = 40;
/** Bounds are tried up to it for a breakdown value. */
const breakdownLimit = 10;

/**
 * Interval for an effect when violations of parallel trends after treatment are at most `bound` times
 * the largest change of a violation before (Rambachan and Roth 2023): test inversion with the hybrid
 * of conditional and least favourable test. Agrees with R `HonestDiD`
 * `createSensitivityResults_relativeMagnitudes(method = "C-LF")` but for its 1,000 draws.
 */
export function relativeMagnitudes(
	study: EventStudy,
	bound: number,
	options: RelativeOptions = {}
): SensitivityInterval {
	return intervalAt(study, options, relativeTest(study, options))(bound);
}

/** Several bounds and the largest that rejects 0, by the same draws. */
export function relativeSensitivity(
	study: EventStudy,
	bounds: readonly number[],
	options: RelativeOptions = {}
): { readonly intervals: readonly SensitivityInterval[]; readonly breakdown: Breakdown } {
	const test = relativeTest(study, options);
	return {
		intervals: bounds.map(intervalAt(study, options, test)),
		breakdown: breakdownOf((bound) => !test.at(bound)(0), breakdownLimit)
	};
}

type RelativeTest = ReturnType<typeof relativeTest>;

const intervalAt =
	(study: EventStudy, options: RelativeOptions, { at, target }: RelativeTest) =>
	(bound: number): SensitivityInterval => {
		const accepts = at(bound);
		const sd = Math.sqrt(crossVariance(study, target, target));
		const centre = linear(study, target);
		const grid = options.grid ?? { lower: centre - 20 * sd, upper: centre + 20 * sd, points: 1001 };
		if (!(grid.points >= 2 && grid.upper > grid.lower))
			throw new DomainError(`grid without values: ${grid.lower}, ${grid.upper}, ${grid.points}`);
		const value = (k: number) => grid.lower + (k * (grid.upper - grid.lower)) / (grid.points - 1);
		const taken = Array.from({ length: grid.points }, (_, k) => k).filter((k) => accepts(value(k)));
		const [first, last] = [taken[0], taken.at(-1)];
		const reachesEdge = { lower: first === 0, upper: last === grid.points - 1 };
		const interval =
			first === undefined || last === undefined
				? undefined
				: {
						lower: reachesEdge.lower ? grid.lower : edge(accepts, value(first), value(first - 1)),
						upper: reachesEdge.upper ? grid.upper : edge(accepts, value(last), value(last + 1))
					};
		return { bound, interval, reachesEdge, method: 'C-LF' };
	};

/** The largest bound, up to a limit, at which 0 is rejected, to 4 digits. */
export function relativeBreakdown(
	study: EventStudy,
	options: RelativeOptions & { readonly limit?: number } = {}
): Breakdown {
	const { limit = breakdownLimit } = options;
	const { at } = relativeTest(study, options);
	return breakdownOf((bound) => !at(bound)(0), limit);
}

/** By halves: a wider restriction rejects no more than a narrower one. */
export function breakdownOf(rejects: (bound: number) => boolean, limit: number): Breakdown {
	if (!rejects(0)) return { kind: 'none' };
	if (rejects(limit)) return { kind: 'beyond', bound: limit };
	let [low, high] = [0, limit];
	while (high - low > 1e-4 * limit) {
		const middle = (low + high) / 2;
		if (rejects(middle)) low = middle;
		else high = middle;
	}
	return { kind: 'found', bound: low };
}

function edge(accepts: (value: number) => boolean, inside: number, outside: number): number {
	let [good, bad] = [inside, outside];
	for (let step = 0; step < bisections; step++) {
		const middle = (good + bad) / 2;
		if (accepts(middle)) good = middle;
		else bad = middle;
	}
	return good;
}

/**
 * For every bound, whether a value of the target is accepted for some change before treatment taken as
 * the largest. The draws are made once.
 */
function relativeTest(study: EventStudy, options: RelativeOptions) {
	const { level = 0.95, draws = 5000, seed = 1 } = options;
	checkedLevel(level);
	const weights = checkedTarget(study, options);
	const alpha = 1 - level;
	const normal = standardNormals(seededRandom(seed));
	const pairs = Float64Array.from({ length: 2 * draws }, normal);
	const size = (alpha - firstShare * alpha) / (1 - firstShare * alpha);
	const changes = changesBefore(study);
	const restrictionOf = (input: MomentInput): Restriction => {
		const moments = momentsOf(study, input);
		return { ...moments, limit: leastFavourable(moments, pairs, firstShare * alpha) };
	};
	const at = (bound: number) => {
		if (!(bound >= 0 && bound < Infinity)) throw new DomainError(`bound not 0 or more: ${bound}`);
		const restrictions: Restriction[] = [];
		// One that accepts is enough: the others are not made before they are asked.
		const restriction = (k: number) =>
			(restrictions[k] ??= restrictionOf({ weights, change: changes[k]!, bound }));
		return (value: number) => changes.some((_, k) => !rejected(restriction(k), value, size));
	};
	return { at, target: onAll(study, weights) };
}

interface Restriction extends Moments {
	/** What no moment may exceed. */
	readonly limit: number;
}

/** Changes from one period to the next up to the reference, and their negatives. */
function changesBefore({ before, estimates }: EventStudy): Float64Array[] {
	return Array.from({ length: before }, (_, k) => {
		const change = new Float64Array(estimates.length);
		change[k] = -1;
		if (k + 1 < before) change[k + 1] = 1;
		return [change, change.map((w) => -w)];
	}).flat();
}

/**
 * Values z = slope (P - value) + weight Q of which none should exceed 0: P the target's estimate and Q
 * the change before. Each is a vertex of the dual of the linear programme of Andrews, Roth and Pakes
 * (2023): the bounds of all changes after, added up so that the target alone is left, with either
 * sign; or both bounds of one change. There are no others, so that no programme has to be solved.
 */
interface Moments {
	readonly p: number;
	readonly q: number;
	readonly pp: number;
	readonly pq: number;
	readonly qq: number;
	readonly slopes: Float64Array;
	readonly weights: Float64Array;
}

interface MomentInput {
	readonly weights: Float64Array;
	readonly change: Float64Array;
	readonly bound: number;
}

function momentsOf(study: EventStudy, { weights, change, bound }: MomentInput): Moments {
	const target = onAll(study, weights);
	const { before } = study;
	const row = (weight: Float64Array, sign: number) => {
		const bounds = weight.map((w, i) => sign * w - bound * change[i]!);
		return Math.sqrt(crossVariance(study, bounds, bounds));
	};
	let left = weights.reduce((sum, w) => sum + w, 0);
	const steps = Array.from(weights, (weight, k) => {
		const step = new Float64Array(target.length);
		step[before + k] = 1;
		if (k > 0) step[before + k - 1] = -1;
		const own = { share: left, up: row(step, 1), down: row(step, -1) };
		left -= weight;
		return own;
	});
	const total = (part: (step: (typeof steps)[number]) => number) =>
		steps.reduce((sum, step) => sum + part(step), 0);
	const all = total(({ share }) => Math.abs(share));
	// A negative sum of weights turns the bound around.
	const above = total(({ share, up, down }) => (share >= 0 ? share * up : -share * down));
	const below = total(({ share, up, down }) => (share >= 0 ? share * down : -share * up));
	const both = steps.map(({ up, down }) => up + down);
	const variance = (a: Float64Array, b: Float64Array) => crossVariance(study, a, b);
	return {
		...{ p: linear(study, target), q: linear(study, change) },
		...{ pp: variance(target, target), pq: variance(target, change), qq: variance(change, change) },
		slopes: Float64Array.from([1 / above, -1 / below, ...both.map(() => 0)]),
		weights: Float64Array.from([
			...[above, below].map((scale) => (-bound * all) / scale),
			...both.map((scale) => (-2 * bound) / scale)
		])
	};
}

/** Quantile of the largest value when all are 0 on average, of pairs of normals one after the other. */
function leastFavourable(
	{ pp, pq, qq, slopes, weights }: Moments,
	pairs: Float64Array,
	size: number
): number {
	const sd = Math.sqrt(pp);
	const along = pq / sd;
	const across = Math.sqrt(Math.max(qq - along ** 2, 0));
	const largest = new Float64Array(pairs.length / 2);
	// Of the moments without a slope only the extreme weights are ever the largest.
	const flat = weights.filter((_, k) => slopes[k] === 0);
	const ends = [Math.min(...flat), Math.max(...flat)];
	const steep = [0, 1] as const;
	for (let draw = 0; draw < largest.length; draw++) {
		const a = pairs[2 * draw]!;
		const p = sd * a;
		const q = along * a + across * pairs[2 * draw + 1]!;
		let most = Math.max(ends[0]! * q, ends[1]! * q);
		for (const k of steep) most = Math.max(most, slopes[k]! * p + weights[k]! * q);
		largest[draw] = most;
	}
	largest.sort();
	return largest[Math.min(Math.floor((1 - size) * largest.length), largest.length - 1)]!;
}

/** The hybrid test of one value, as `.lp_conditional_test_fn` of `HonestDiD`. */
function rejected({ limit, ...moments }: Restriction, value: number, size: number): boolean {
	const { slopes, weights } = moments;
	const z = slopes.map((slope, k) => slope * (moments.p - value) + weights[k]! * moments.q);
	const top = z.indexOf(Math.max(...z));
	const largest = z[top]!;
	if (largest > limit) return true;
	const covariance = (k: number) =>
		slopes[top]! * (slopes[k]! * moments.pp + weights[k]! * moments.pq) +
		weights[top]! * (slopes[k]! * moments.pq + weights[k]! * moments.qq);
	const variance = covariance(top);
	if (!(variance > Number.EPSILON)) return largest > 0;
	let [low, high] = [-Infinity, Infinity];
	z.forEach((other, k) => {
		const share = covariance(k) / variance;
		if (k === top || Math.abs(1 - share) < 1e-12) return;
		const crossing = (other - share * largest) / (1 - share);
		if (share < 1) low = Math.max(low, crossing);
		else high = Math.min(high, crossing);
	});
	const sd = Math.sqrt(variance);
	const upper = Math.min(high, limit);
	if (!(low <= largest && largest <= upper)) return false;
	const critical = Math.max(0, cutNormalQuantile(1 - size, low / sd, upper / sd));
	return largest / sd > critical;
}
