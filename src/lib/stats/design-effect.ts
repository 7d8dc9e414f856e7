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
}

/**
 * Variance under the design over that of a simple random sample without replacement of the same
 * size from a population of the summed weights. R `svymean(deff = TRUE)`; the same ratio holds for
 * totals. Undefined with fewer than two cases, without spread, or when the weights sum below n.
 */
export function designEffect({
	variance,
	n,
	sumWeights,
	mean,
	meanSquare
}: DesignEffectOptions): number | undefined {
	const spread = (n / (n - 1)) * (meanSquare - mean * mean);
	const simple = (spread * (sumWeights - n)) / (sumWeights * n);
	return n > 1 && sumWeights > n && spread > 0 ? variance / simple : undefined;
}
