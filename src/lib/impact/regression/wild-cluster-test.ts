import type { Factor } from '#lib/stats/statistics/factor.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { DomainError } from '#lib/errors.ts';
import { clusterRows, clusterScores } from './cluster-scores.ts';
import { fitWithinClusters } from './fixed-effects.ts';
import { type Fit, type Regression, onBasis } from './least-squares.ts';
import { addMultiple, dot } from './orthogonal-columns.ts';
import { type WildDistribution, type WildDraws, wildDraws } from './wild-signs.ts';

export interface WildOptions {
	/** Defaults to rademacher. */
	readonly distribution?: WildDistribution;
	/** Besides the sample itself, where not all vectors are taken; defaults to 9,999. */
	readonly draws?: number;
	/** Defaults to 1. */
	readonly seed?: number;
	/** Value of the contrast under the hypothesis; defaults to 0. */
	readonly nullValue?: number;
	/** Defaults to 0.95. */
	readonly level?: number;
}

export interface WildClusterTest {
	readonly estimate: number;
	/** Share of the draws, the sample among them, whose t is as far from 0 as the sample's. */
	readonly p: number;
	/** The values around the estimate that are not rejected; infinite where none ever is. */
	readonly interval: Interval;
	readonly level: number;
	/** Vectors of multipliers, the sample's own among them. */
	readonly draws: number;
	readonly enumerated: boolean;
	readonly distribution: WildDistribution;
	/** Undefined where no random number was drawn. */
	readonly seed: number | undefined;
	readonly clusters: number;
}

/**
 * Wild cluster bootstrap of t with the null imposed (Cameron, Gelbach and Miller 2008), and the
 * interval of what it does not reject. Agrees with a refit of every draw in R; the rows are read once,
 * as in Roodman, MacKinnon, Nielsen and Webb (2019). The sample counts as a draw, so p is never 0;
 * Stata `boottest` leaves it out.
 * Undefined where the regression has no error.
 */
export function wildClusterTest(
	regression: Regression,
	contrast: ArrayLike<number>,
	cluster: Factor,
	options: WildOptions = {}
): WildClusterTest | undefined {
	const { distribution = 'rademacher', draws = 9999, seed = 1 } = options;
	const { nullValue = 0, level = 0.95 } = options;
	checkedLevel(level);
	const problem = wildProblem(fitWithinClusters(regression, cluster), contrast, cluster);
	if (!(problem.error > 0)) return undefined;
	const vectors = wildDraws(problem.clusters, { distribution, draws, seed });
	const pAt = shareBeyond(problem, vectors);
	const { estimate, clusters, error } = problem;
	const step = Math.sqrt(error) / 4;
	const limit = (towards: number) =>
		farthestKept((value) => pAt(value) > 1 - level, estimate, towards * step);
	return {
		estimate,
		p: pAt(nullValue),
		interval: { lower: limit(-1), upper: limit(1) },
		level,
		draws: vectors.count,
		enumerated: vectors.enumerated,
		distribution,
		seed: vectors.enumerated ? undefined : seed,
		clusters
	};
}

/**
 * What a draw needs of the clusters. Under the value r of the contrast θ the residuals of the model
 * without it are e + (θ - r) x / |x|², x being its column freed of all others: linear in θ - r.
 */
interface WildProblem {
	readonly clusters: number;
	readonly estimate: number;
	/** Σ of the squared cluster scores: the variance of the contrast but for a constant. */
	readonly error: number;
	/** Products of x with e, and with x / |x|², in every cluster. */
	readonly own: readonly [Float64Array, Float64Array];
	/** Products of every column of the basis with the same two. */
	readonly all: readonly [readonly Float64Array[], readonly Float64Array[]];
	/** |x|² */
	readonly square: number;
}

function wildProblem(fit: Fit, contrast: ArrayLike<number>, cluster: Factor): WildProblem {
	const z = onBasis(fit, contrast);
	const square = dot(z, z);
	if (!(square > 0)) throw new DomainError(`contrast of coefficients all 0: ${square}`);
	const column = new Float64Array(fit.size);
	fit.basis.forEach((one, j) => addMultiple(column, z[j]!, one));
	const perUnit = column.map((value) => value / square);
	const present = presentClusters(cluster);
	const [errors] = clusterScores([column], fit.residuals, present) as [Float64Array];
	const [along] = clusterScores([column], perUnit, present) as [Float64Array];
	return {
		clusters: present.levels.length,
		estimate: dot(contrast, fit.estimates),
		error: dot(errors, errors),
		own: [errors, along],
		all: [
			clusterScores(fit.basis, fit.residuals, present),
			clusterScores(fit.basis, perUnit, present)
		],
		square
	};
}

function presentClusters(cluster: Factor): Factor {
	const codes = new Int32Array(cluster.codes.length);
	const rows = clusterRows(cluster);
	rows.forEach((own, g) => own.forEach((i) => (codes[i] = g)));
	return { codes, levels: rows.map((_, g) => String(g)) };
}

/** Share of draws whose t, under a value of the contrast, is as far from 0 as the sample's. */
function shareBeyond(problem: WildProblem, vectors: WildDraws): (value: number) => number {
	const { estimate, error } = problem;
	const [top, bottom] = [new Float64Array(2 * vectors.count), new Float64Array(3 * vectors.count)];
	const refit = refitOf(problem);
	vectors.each((v, draw) => {
		top[2 * draw] = dot(problem.own[0], v);
		top[2 * draw + 1] = dot(problem.own[1], v);
		bottom.set(refit(v), 3 * draw);
	});
	return (value) => {
		const d = estimate - value;
		let count = 0;
		for (let draw = 0; draw < vectors.count; draw++) {
			const above = top[2 * draw]! + d * top[2 * draw + 1]!;
			const k = 3 * draw;
			const below = bottom[k]! + d * (bottom[k + 1]! + d * bottom[k + 2]!);
			// Ties are many where all signs are taken: they differ in the last digits only.
			if (above * above * error >= d * d * below * (1 - 1e-10)) count++;
		}
		return count / vectors.count;
	};
}

/** Squared cluster scores of a draw after its refit: coefficients of 1, θ - r and its square. */
function refitOf({ clusters, own, all, square }: WildProblem): (v: Float64Array) => number[] {
	const [errors, columns] = all;
	const [ofErrors, ofColumn] = [new Float64Array(clusters), new Float64Array(clusters)];
	const leastRest = 1e-24 * dot(own[1], own[1]);
	return (v) => {
		ofErrors.fill(0);
		ofColumn.fill(0);
		for (let j = 0; j < columns.length; j++) {
			addMultiple(ofErrors, -square * dot(errors[j]!, v), columns[j]!);
			addMultiple(ofColumn, -square * dot(columns[j]!, v), columns[j]!);
		}
		for (let g = 0; g < clusters; g++) {
			ofErrors[g]! += v[g]! * own[0][g]!;
			ofColumn[g]! += v[g]! * own[1][g]!;
		}
		const rest = dot(ofColumn, ofColumn);
		// Refitted away, as by the sample's own signs: what rounding leaves would count far from θ.
		if (rest <= leastRest) return [dot(ofErrors, ofErrors), 0, 0];
		return [dot(ofErrors, ofErrors), 2 * dot(ofErrors, ofColumn), rest];
	};
}

/** Where, going away from the estimate, values stop being kept; infinite if they never do. */
function farthestKept(isKept: (value: number) => boolean, from: number, step: number): number {
	let kept = from;
	for (let count = 1; count <= 60; count++) {
		// Even steps first, so that a narrow gap near the estimate is seen; then longer ones.
		const value = from + step * (count <= 24 ? count : 24 * 2 ** (count - 24));
		if (!isKept(value)) return boundary(isKept, kept, value);
		kept = value;
	}
	return Math.sign(step) * Infinity;
}

function boundary(isKept: (value: number) => boolean, kept: number, rejected: number): number {
	let [inside, outside] = [kept, rejected];
	while (Math.abs(outside - inside) > 1e-12 * Math.abs(rejected - kept)) {
		const middle = (inside + outside) / 2;
		if (middle === inside || middle === outside) break;
		if (isKept(middle)) inside = middle;
		else outside = middle;
	}
	return (inside + outside) / 2;
}
