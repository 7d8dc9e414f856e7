import { DataError, DomainError } from '#lib/errors.ts';
import { expectArms } from './propensity.ts';

/** Rows in strata that hold treated and untreated. */
export interface Strata {
	/** Of every row, from 0; -1 in none. */
	readonly stratum: Int32Array;
	/** Rows of every stratum. */
	readonly counts: readonly { readonly untreated: number; readonly treated: number }[];
	/** 1 for the treated; untreated stand for those of their stratum, with mean 1; 0 in none. */
	readonly weights: Float64Array;
	readonly matched: { readonly untreated: number; readonly treated: number };
}

/**
 * Strata by quantiles of the scores of the treated (Rosenbaum and Rubin 1984). Agrees with R
 * `MatchIt::matchit(method = "subclass", estimand = "ATT")` where every stratum has both.
 * @throws DataError for a stratum without untreated or treated: ask for fewer.
 */
export function subclasses(treated: Uint8Array, scores: Float64Array, count = 6): Strata {
	expectArms(treated);
	if (!(Number.isInteger(count) && count > 1))
		throw new DomainError(`strata not a whole number above 1: ${count}`);
	const sorted = scores.filter((_, row) => treated[row] === 1).sort();
	const cuts = Array.from({ length: count - 1 }, (_, k) => quantile(sorted, (k + 1) / count));
	const stratum = Int32Array.from(scores, (score) => cuts.filter((cut) => score >= cut).length);
	const strata = strataOf(treated, stratum, count);
	const empty = strata.counts.findIndex((own) => own.treated === 0 || own.untreated === 0);
	if (empty >= 0)
		throw new DataError(
			`stratum ${empty + 1} without treated or untreated, ask for fewer: ${count}`
		);
	return strata;
}

/** R's quantile of type 7. */
function quantile(sorted: Float64Array, probability: number): number {
	const place = (sorted.length - 1) * probability;
	const low = Math.floor(place);
	const next = sorted[Math.min(low + 1, sorted.length - 1)]!;
	return sorted[low]! + (place - low) * (next - sorted[low]!);
}

/** A covariate in so many stretches of equal width, or value by value. */
export interface CoarseCovariate {
	readonly name: string;
	readonly values: ArrayLike<number>;
	readonly bins?: number;
}

/**
 * Coarsened exact matching (Iacus, King and Porro 2012): rows alike in every coarse covariate; strata
 * without treated or without untreated are left out, so that the effect is of the matched alone.
 * Agrees with R `MatchIt::matchit(method = "cem")`. @throws DataError where nobody is matched.
 */
export function coarsenedStrata(
	treated: Uint8Array,
	covariates: readonly CoarseCovariate[]
): Strata {
	expectArms(treated);
	const columns = covariates.map(coarse);
	const numbers = new Map<string, number>();
	const all = Int32Array.from(treated, (_, row) => {
		const key = columns.map((column) => column[row]).join(' ');
		const number = numbers.get(key) ?? numbers.size;
		numbers.set(key, number);
		return number;
	});
	const { counts } = strataOf(treated, all, numbers.size);
	const kept = Array.from(counts.keys()).filter(
		(k) => counts[k]!.treated > 0 && counts[k]!.untreated > 0
	);
	if (kept.length === 0)
		throw new DataError(`nobody matched, use fewer bins; strata: ${numbers.size}`);
	const next = new Int32Array(numbers.size).fill(-1);
	kept.forEach((k, number) => (next[k] = number));
	return strataOf(
		treated,
		all.map((k) => next[k]!),
		kept.length
	);
}

function coarse({ name, values, bins }: CoarseCovariate): ArrayLike<number> {
	const own = Float64Array.from(values);
	const bad = own.findIndex((value) => !Number.isFinite(value));
	if (bad >= 0) throw new DataError(`no number in ${name}, row ${bad + 1}: ${own[bad]}`);
	if (bins === undefined) return own;
	if (!(Number.isInteger(bins) && bins > 0))
		throw new DomainError(`bins of ${name} not a whole number above 0: ${bins}`);
	let [low, high] = [Infinity, -Infinity];
	for (const value of own) [low, high] = [Math.min(low, value), Math.max(high, value)];
	const cuts = Array.from({ length: bins - 1 }, (_, k) => low + ((high - low) * (k + 1)) / bins);
	return own.map((value) => cuts.filter((cut) => value >= cut).length);
}

function strataOf(treated: Uint8Array, stratum: Int32Array, count: number): Strata {
	const counts = Array.from({ length: count }, () => ({ untreated: 0, treated: 0 }));
	stratum.forEach((k, row) => {
		if (k >= 0) counts[k]![treated[row] === 1 ? 'treated' : 'untreated']++;
	});
	const sum = (arm: 'treated' | 'untreated') => counts.reduce((all, own) => all + own[arm], 0);
	const matched = { untreated: sum('untreated'), treated: sum('treated') };
	const scale = matched.untreated / matched.treated;
	const weights = Float64Array.from(stratum, (k, row) => {
		if (k < 0) return 0;
		return treated[row] === 1 ? 1 : (scale * counts[k]!.treated) / counts[k]!.untreated;
	});
	return { stratum, counts, weights, matched };
}
