export interface DesignEffectOptions {
	/** Variance of the mean under the design. */
	readonly variance: number;
	/** Unweighted cases. */
	readonly n: number;
	readonly sumWeights: number;
	/** Weighted mean of the variable. */
	readonly mean: number;
	/** Weighted mean of its square. */
	readonly meanSquare: number;
	/** Compare with sampling with replacement; false by default. */
	readonly replacement?: boolean;
}

/**
 * Variance under the design over that of a simple random sample without replacement of the same
 * size from a population of the summed weights, or with replacement. R `svymean(deff = TRUE)` and
 * `deff = "replace"`; the same ratio holds for totals. Undefined with fewer than two cases, without spread, or when the weights sum below n.
 */
export function designEffect({
	variance,
	n,
	sumWeights,
	mean,
	meanSquare,
	replacement = false
}: DesignEffectOptions): number | undefined {
	const spread = (n / (n - 1)) * (meanSquare - mean * mean);
	// What rounding leaves of a constant is no spread.
	if (!(n > 1 && spread > 1e-14 * meanSquare)) return undefined;
	if (replacement) return (variance * n) / spread;
	return sumWeights > n ? (variance * sumWeights * n) / (spread * (sumWeights - n)) : undefined;
}
