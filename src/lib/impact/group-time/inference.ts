import { twoSidedTail } from '#lib/stats/distributions/tails.ts';
import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';
import { checkedLevel } from '#lib/stats/intervals/interval.ts';
import { Matrix } from 'ml-matrix';
import { largestNormals, signedSums } from './draws.ts';
import type { BandOptions, BandWarning, EffectEstimate } from './group-time-types.ts';

/** Whose influence an estimate sums, and how it is judged. */
export interface InfluenceFrame {
	/** Units of the whole sample: an influence function has one value each. */
	readonly units: number;
	readonly clusterOf: Int32Array | undefined;
	readonly clusters: number;
	/** A standard error not above it is rounding, and there is none. */
	readonly negligible: number;
	readonly level: number;
	readonly band: BandOptions;
}

export interface JudgedEffects {
	readonly estimates: readonly EffectEstimate[];
	/** What the standard errors of the band are multiplied by. */
	readonly critical: number | undefined;
	readonly warnings: readonly BandWarning[];
}

/** A warning where the critical value is at least this (`did::aggte`). */
const unreliableCritical = 7;
const quartileRange = 2 * tQuantile(0.75, Infinity);

/** Sums of influence functions by cluster; as they are without clusters. */
function clusterSums(
	influence: readonly Float64Array[],
	{ clusterOf, clusters }: Pick<InfluenceFrame, 'clusterOf' | 'clusters'>
): readonly Float64Array[] {
	if (clusterOf === undefined) return influence;
	return influence.map((column) => {
		const sums = new Float64Array(clusters);
		column.forEach((value, unit) => (sums[clusterOf[unit]!]! += value));
		return sums;
	});
}

/**
 * Covariance of estimates from their influence functions, in the population form: sums of products
 * over n squared, by cluster where there are clusters. R `did`: `crossprod(IF) / n^2`.
 */
export function influenceCovariance(
	influence: readonly Float64Array[],
	frame: Pick<InfluenceFrame, 'units' | 'clusterOf' | 'clusters'>
): Matrix {
	const sums = clusterSums(influence, frame);
	const covariance = Matrix.zeros(sums.length, sums.length);
	sums.forEach((left, j) => {
		for (let k = 0; k <= j; k++) {
			const value = dot(left, sums[k]!) / frame.units ** 2;
			covariance.set(j, k, value).set(k, j, value);
		}
	});
	return covariance;
}

/**
 * Standard errors, intervals and simultaneous bands of estimates from their influence functions.
 * Analytic ones are sqrt(mean(IF^2) / n); the multiplier bootstrap has R's quantile rules.
 */
export function judgedEffects(
	effects: readonly number[],
	influence: readonly Float64Array[],
	frame: InfluenceFrame
): JudgedEffects {
	const { band, units } = frame;
	const z = tQuantile((1 + checkedLevel(frame.level)) / 2, Infinity);
	const sums = clusterSums(influence, frame);
	const analytic = sums.map((column) => real(Math.sqrt(dot(column, column)) / units, frame));
	const shown = analytic.flatMap((se, k) => (se === undefined ? [] : [k]));
	const drawn =
		band.kind === 'multiplier' ? multiplierErrors(shown, sums, { ...frame, band }) : undefined;
	const errors = drawn?.errors ?? analytic;
	const found = shown.length < 2 ? z : (drawn?.critical ?? normalCritical(shown, sums, frame));
	const usable = found !== undefined && found >= z;
	const critical = found === undefined ? undefined : usable ? found : z;
	const warnings: BandWarning[] = [];
	if (found !== undefined && !usable) warnings.push({ code: 'band-pointwise' });
	if (critical !== undefined && critical >= unreliableCritical)
		warnings.push({ code: 'band-unreliable', critical });
	const estimates = effects.map((effect, k) => estimateOf(effect, errors[k], { z, critical }));
	return { estimates, critical, warnings };
}

function estimateOf(
	estimate: number,
	standardError: number | undefined,
	{ z, critical }: { readonly z: number; readonly critical: number | undefined }
): EffectEstimate {
	if (standardError === undefined)
		return { estimate, standardError, interval: undefined, band: undefined, pValue: undefined };
	const around = (width: number) => ({
		lower: estimate - width * standardError,
		upper: estimate + width * standardError
	});
	return {
		estimate,
		standardError,
		interval: around(z),
		band: critical === undefined ? undefined : around(critical),
		pValue: twoSidedTail(estimate / standardError, Infinity)
	};
}

const real = (standardError: number, { negligible }: InfluenceFrame) =>
	standardError > negligible ? standardError : undefined;

function normalCritical(
	shown: readonly number[],
	sums: readonly Float64Array[],
	{ band, units, level }: InfluenceFrame
): number | undefined {
	if (band.kind === 'none') return undefined;
	const frame = { units, clusterOf: undefined, clusters: units };
	const covariance = influenceCovariance(
		shown.map((k) => sums[k]!),
		frame
	);
	return largestNormalCritical(covariance, band, level);
}

/** Quantile of the largest of normals with a covariance, as drawn. */
export const largestNormalCritical = (
	covariance: Matrix,
	{ draws, seed }: { readonly draws: number; readonly seed: number },
	level: number
): number => orderStatistic(largestNormals(covariance, draws, seed), level);

interface MultiplierFrame extends InfluenceFrame {
	readonly band: Extract<BandOptions, { kind: 'multiplier' }>;
}

/** Quartile range of the draws over that of a normal; all quantiles of type 1, as `did::mboot`. */
function multiplierErrors(
	shown: readonly number[],
	sums: readonly Float64Array[],
	{ band, units, level }: MultiplierFrame
) {
	const columns = shown.map((k) => sums[k]!);
	const draws = signedSums(columns, band.draws, band.seed).map((column) =>
		column.map((value) => value / units)
	);
	const errors = sums.map((): number | undefined => undefined);
	const largest = new Float64Array(band.draws);
	shown.forEach((k, j) => {
		const sorted = draws[j]!.slice().sort();
		const error = (orderStatistic(sorted, 0.75) - orderStatistic(sorted, 0.25)) / quartileRange;
		if (!(error > 0)) return;
		errors[k] = error;
		draws[j]!.forEach((value, draw) => {
			largest[draw] = Math.max(largest[draw]!, Math.abs(value) / error);
		});
	});
	return { errors, critical: orderStatistic(largest.sort(), level) };
}

/** Quantile of type 1 of ascending values. */
function orderStatistic(ascending: Float64Array, probability: number): number {
	// Steps around a whole number, where 0.95 * 20 is a little above 19.
	const place = Math.ceil(ascending.length * probability - 1e-9);
	return ascending[Math.max(place, 1) - 1]!;
}

function dot(left: Float64Array, right: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
	return sum;
}
