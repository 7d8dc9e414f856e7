import { DomainError } from '#lib/errors.ts';
import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import {
	type EventStudy,
	type Target,
	checkedTarget,
	crossVariance,
	linear,
	onAll
} from './event-study.ts';
import { foldedNormalQuantile } from './normal-quantiles.ts';
import { type Breakdown, type SensitivityInterval, breakdownOf } from './relative-magnitudes.ts';

export interface SmoothnessOptions extends Target {
	/** 0.95 by default. */
	readonly level?: number | undefined;
}

const mostSweeps = 20_000;
/** The search ends within 1e-9 of a logarithm. */
const searchSteps = 50;
/** Ratio of the largest to the smallest price of variance that is tried, as a logarithm. */
const priceRange = Math.log(1e9);

/**
 * Interval for an effect when the slope of the violation of parallel trends changes by at most `bound`
 * from one period to the next: the shortest of fixed length (Rambachan and Roth 2023, section 4.1),
 * from a linear estimator whose largest bias is counted. R `HonestDiD::createSensitivityResults`.
 */
export function smoothnessInterval(
	study: EventStudy,
	bound: number,
	options: SmoothnessOptions = {}
): SensitivityInterval {
	return intervalsOf(study, options)(bound);
}

/** Several bounds, and the largest whose interval has no 0. A bound large enough always has one with it. */
export function smoothnessSensitivity(
	study: EventStudy,
	bounds: readonly number[],
	options: SmoothnessOptions = {}
): { readonly intervals: readonly SmoothnessInterval[]; readonly breakdown: Breakdown } {
	const intervalAt = intervalsOf(study, options);
	const rejects = (bound: number) => {
		const { lower, upper } = intervalAt(bound).interval;
		return lower > 0 || upper < 0;
	};
	let limit = largestBend(study);
	while (rejects(limit)) limit *= 2;
	return { intervals: bounds.map(intervalAt), breakdown: breakdownOf(rejects, limit) };
}

/**
 * What is known of bends of trends before treatment, as the scale of bounds: the largest upper limit,
 * each one-sided, of a change of slope; of one period before, its standard error. R `HonestDiD` takes
 * its default bounds from 0 to it (`DeltaSD_upperBound_Mpre`).
 */
export function largestBend(study: EventStudy, level = 0.95): number {
	const { before, covariance } = study;
	if (before === 1) return Math.sqrt(covariance[0]![0]!);
	const quantile = tQuantile(level, Infinity);
	// The reference, 0 by definition, ends the last change of slope.
	const limits = bendsOf(study, before - 1).map(
		(bend) => Math.abs(linear(study, bend)) + quantile * Math.sqrt(crossVariance(study, bend, bend))
	);
	return Math.max(...limits);
}

/** Changes of slope around each of the first estimates but the very first, over the reference too. */
const bendsOf = ({ before, estimates }: EventStudy, count: number): Float64Array[] =>
	Array.from({ length: count }, (_, j) => {
		const bend = new Float64Array(estimates.length);
		[1, -2, 1].forEach((value, k) => {
			if (j + k < before) bend[j + k] = value;
		});
		return bend;
	});

interface SmoothnessInterval extends SensitivityInterval {
	readonly interval: Interval;
}

/** The interval of every bound. */
function intervalsOf(study: EventStudy, options: SmoothnessOptions) {
	const { level = 0.95 } = options;
	checkedLevel(level);
	const problem = tradeOff(study, checkedTarget(study, options));
	return (bound: number): SmoothnessInterval => {
		if (!(bound >= 0 && bound < Infinity)) throw new DomainError(`bound not 0 or more: ${bound}`);
		const halfLength = ({ bias, variance }: Estimator) => {
			const sd = Math.sqrt(variance);
			return sd * foldedNormalQuantile(level, (bound * bias) / sd);
		};
		const best = shortest(problem, bound === 0, halfLength);
		const half = halfLength(best);
		const centre = linear(study, best.all);
		return {
			bound,
			interval: { lower: centre - half, upper: centre + half },
			reachesEdge: { lower: false, upper: false },
			method: 'FLCI'
		};
	};
}

/** A linear estimator with its largest bias for a bound of 1, and its variance. */
interface Estimator {
	readonly all: Float64Array;
	readonly bias: number;
	readonly variance: number;
}

/**
 * Estimators are the target plus weights on the estimates before. With u the running sums of their
 * slopes, the bias is a constant plus the sum of |u|, the last u is given, and the weights are second
 * differences of u: bias against variance is a lasso.
 */
interface TradeOff {
	/** Of the free u. */
	readonly curvature: readonly Float64Array[];
	readonly slope: Float64Array;
	readonly estimator: (free: Float64Array) => Estimator;
}

function tradeOff(study: EventStudy, weights: Float64Array): TradeOff {
	const { before } = study;
	const target = onAll(study, weights);
	const last = weights.reduce((sum, w, k) => sum + (k + 1) * w, 0);
	const bend = bendsOf(study, before);
	const free = bend.slice(0, -1);
	const fixed = target.map((w, i) => w + last * bend[before - 1]![i]!);
	const curvature = free.map((left) =>
		Float64Array.from(free, (right) => crossVariance(study, left, right))
	);
	const constant = biasAfter(weights);
	const estimator = (u: Float64Array): Estimator => {
		const all = fixed.map((w, i) => free.reduce((sum, part, j) => sum + u[j]! * part[i]!, w));
		const bias = u.reduce((sum, value) => sum + Math.abs(value), constant);
		return { all, bias, variance: crossVariance(study, all, all) };
	};
	const slope = Float64Array.from(free, (part) => crossVariance(study, part, fixed));
	return { curvature, slope, estimator };
}

/** Largest bias of the target alone beyond a straight trend, for slopes that change by 1. */
function biasAfter(weights: Float64Array): number {
	const size = weights.length;
	let total = 0;
	for (let s = 1; s <= size; s++) {
		let sum = 0;
		for (let i = 1; i <= s; i++) sum += i * weights[size - s + i - 1]!;
		total += Math.abs(sum);
	}
	return total;
}

/** The estimator of the shortest interval, along prices of variance in bias. */
function shortest(
	{ curvature, slope, estimator }: TradeOff,
	isUnbiased: boolean,
	halfLength: (candidate: Estimator) => number
): Estimator {
	const none = new Float64Array(slope.length);
	if (slope.length === 0) return estimator(none);
	if (isUnbiased) return estimator(penalised(curvature, slope, 0));
	const steepest = slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
	const at = (log: number) => estimator(penalised(curvature, slope, steepest * Math.exp(-log)));
	const found = smallest((log) => halfLength(at(log)), priceRange);
	const candidates = [estimator(none), at(found), estimator(penalised(curvature, slope, 0))];
	return candidates.reduce((best, one) => (halfLength(one) < halfLength(best) ? one : best));
}

/** Golden section on [0, range]. */
function smallest(value: (x: number) => number, range: number): number {
	const golden = (Math.sqrt(5) - 1) / 2;
	let [low, high] = [0, range];
	let [a, b] = [high - golden * (high - low), low + golden * (high - low)];
	let [atA, atB] = [value(a), value(b)];
	for (let step = 0; step < searchSteps; step++)
		if (atA <= atB) {
			[high, b, atB] = [b, a, atA];
			a = high - golden * (high - low);
			atA = value(a);
		} else {
			[low, a, atA] = [a, b, atB];
			b = low + golden * (high - low);
			atB = value(b);
		}
	return (low + high) / 2;
}

/** Smallest of u'Cu/2 + s'u + penalty |u|, one coordinate after another. */
function penalised(
	curvature: readonly Float64Array[],
	slope: Float64Array,
	penalty: number
): Float64Array {
	const u = new Float64Array(slope.length);
	for (let sweep = 0; sweep < mostSweeps; sweep++) {
		let [moved, size] = [0, 0];
		for (let j = 0; j < u.length; j++) {
			const row = curvature[j]!;
			let rest = row[j]! * u[j]! - slope[j]!;
			for (let k = 0; k < u.length; k++) rest -= row[k]! * u[k]!;
			const cut = Math.max(Math.abs(rest) - penalty, 0) * Math.sign(rest);
			const next = cut / row[j]!;
			moved = Math.max(moved, Math.abs(next - u[j]!));
			size = Math.max(size, Math.abs(next));
			u[j] = next;
		}
		if (moved <= 1e-11 * (1 + size)) break;
	}
	return u;
}
