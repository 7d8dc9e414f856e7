import { DataError, DomainError } from '#lib/errors.ts';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { type CountedEffects, parameterCount } from './fixed-effects.ts';
import type { Fit, Regression } from './least-squares.ts';
import { clusterScores } from './cluster-scores.ts';
import { addMultiple, dot } from './orthogonal-columns.ts';

/**
 * How the errors of rows are taken to vary: alike (iid), each on its own (HC0 to HC3), or together in
 * clusters of one way or two (CR0 as they come; CR1 with G/(G-1) · (n-1)/(n-K)).
 */
export type VarianceRequest =
	| { readonly kind: 'iid' | 'HC0' | 'HC1' | 'HC2' | 'HC3' }
	| {
			readonly kind: 'CR0' | 'CR1';
			readonly clusters: readonly [Factor] | readonly [Factor, Factor];
			/** Which fixed effects are counted in K; defaults to those not nested in clusters. */
			readonly counted?: CountedEffects;
			/** G/(G-1) alone in CR1, without (n-1)/(n-K); defaults to false. */
			readonly clustersOnly?: boolean;
	  };

/** Covariance of the coefficients of a fit, and what it rests on. */
export interface Variance {
	readonly name: VarianceRequest['kind'];
	readonly matrix: readonly Float64Array[];
	/** Of t: clusters less 1 (the fewest, of two ways), else rows less parameters. */
	readonly df: number;
	/** Parameters K that the correction counts. */
	readonly parameters: number;
	/** Clusters of every way; none without clusters. */
	readonly clusters: readonly number[];
}

/**
 * Covariance of the coefficients. Agrees with R `fixest::vcov` (iid, hetero = HC1, cluster, twoway) of
 * 0.12 and with `sandwich::vcovHC`, `vcovCL(type = "HC0", cadjust = FALSE)` and `vcovCL(type = "HC1")`.
 * HC2 and HC3 need every fixed effect written out as a column.
 * @throws DataError without residual degrees of freedom, and with fewer than 2 clusters.
 */
export function variance(fit: Fit, request: VarianceRequest): Variance {
	return 'clusters' in request ? clustered(fit, request) : heteroscedastic(fit, request.kind);
}

function heteroscedastic(fit: Fit, name: 'iid' | 'HC0' | 'HC1' | 'HC2' | 'HC3'): Variance {
	const parameters = parameterCount(fit, [], 'all');
	const df = fit.size - parameters;
	if (!(df > 0)) throw new DataError(`residual degrees of freedom, rows less parameters: ${df}`);
	const shell = { name, df, parameters, clusters: [] };
	if (name === 'iid') {
		const identity = fit.basis.map((_, j) => Float64Array.from(fit.basis, (__, k) => +(j === k)));
		return { ...shell, matrix: sandwich(fit, identity, fit.residualSquares / df) };
	}
	const power = name === 'HC2' ? 1 : name === 'HC3' ? 2 : 0;
	if (power > 0 && fit.regression.effects.length > 0)
		throw new DomainError(`fixed effects to write out as columns for ${name}: not written out`);
	const scores = scoresByRow(fit, power);
	return { ...shell, matrix: sandwich(fit, scores, name === 'HC1' ? fit.size / df : 1) };
}

/** Σ of squared residuals, over (1 - leverage)^power, times products of the basis. */
function scoresByRow({ basis, residuals }: Fit, power: number): Float64Array[] {
	const squares = residuals.map((e, i) => {
		if (power === 0) return e * e;
		let own = 1;
		for (const column of basis) own -= column[i]! ** 2;
		return e === 0 ? 0 : (e * e) / own ** power;
	});
	const weighted = new Float64Array(residuals.length);
	return basis.map((left) => {
		for (let i = 0; i < weighted.length; i++) weighted[i] = squares[i]! * left[i]!;
		return Float64Array.from(basis, (right) => dot(weighted, right));
	});
}

type ClusteredRequest = Extract<VarianceRequest, { kind: 'CR0' | 'CR1' }>;

function clustered(fit: Fit, request: ClusteredRequest): Variance {
	const { kind: name, clusters: ways } = request;
	const { scale, ...about } = clusterCorrection(fit, ways, request);
	const [first, second] = ways;
	const crossing = second && crossedFactor(first, second);
	const total = outerSum(fit, first);
	// Cameron, Gelbach and Miller (2011): both ways, less what is in both.
	if (second && crossing) {
		outerSum(fit, second).forEach((row, j) => addMultiple(total[j]!, 1, row));
		outerSum(fit, crossing).forEach((row, j) => addMultiple(total[j]!, -1, row));
	}
	return { name, matrix: sandwich(fit, total, name === 'CR0' ? 1 : scale), ...about };
}

/** G/(G-1) · (n-1)/(n-K) of clusters, and what it counts. @throws DataError as `variance`. */
export function clusterCorrection(
	fit: Pick<Fit, 'size' | 'names'> & { readonly regression: Pick<Regression, 'effects'> },
	ways: readonly Factor[],
	request: Partial<Pick<ClusteredRequest, 'kind' | 'counted' | 'clustersOnly'>>
): Omit<Variance, 'name' | 'matrix'> & { readonly scale: number } {
	const { kind = 'CR1', counted = 'not-nested', clustersOnly = false } = request;
	const parameters = parameterCount(fit, ways, counted);
	const clusters = ways.map(({ codes }) => new Set(codes).size);
	const fewest = Math.min(...clusters);
	if (!(fewest >= 2)) throw new DataError(`fewer than 2 clusters: ${fewest}`);
	const rest = fit.size - parameters;
	if (kind === 'CR1' && !clustersOnly && !(rest > 0))
		throw new DataError(`residual degrees of freedom, rows less parameters: ${rest}`);
	const scale = (fewest / (fewest - 1)) * (clustersOnly ? 1 : (fit.size - 1) / rest);
	return { scale, df: fewest - 1, parameters, clusters };
}

function outerSum({ basis, residuals }: Fit, cluster: Factor): Float64Array[] {
	const scores = clusterScores(basis, residuals, cluster);
	return scores.map((left) => Float64Array.from(scores, (right) => dot(left, right)));
}

/** scale · R⁻¹ M R⁻ᵀ for a matrix on the basis. */
function sandwich(
	{ inverse }: Pick<Fit, 'inverse'>,
	inner: readonly Float64Array[],
	scale: number
): Float64Array[] {
	const half = inverse.map((row) => Float64Array.from(inner, (column) => dot(row, column)));
	return half.map((left) => Float64Array.from(inverse, (right) => scale * dot(left, right)));
}

function crossedFactor(first: Factor, second: Factor): Factor {
	const numbers = new Map<number, number>();
	const codes = first.codes.map((code, i) => {
		const key = code * second.levels.length + second.codes[i]!;
		const known = numbers.get(key) ?? numbers.size;
		numbers.set(key, known);
		return known;
	});
	return { codes, levels: Array.from(numbers.keys(), String) };
}

/** √(c'Vc) of a contrast of coefficients; two ways of clustering may leave less than 0, which is 0. */
export function contrastError(matrix: readonly Float64Array[], contrast: ArrayLike<number>) {
	const sum = matrix.reduce((total, row, j) => total + contrast[j]! * dot(row, contrast), 0);
	return Math.sqrt(Math.max(0, sum));
}
