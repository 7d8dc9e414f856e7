import type { ReplicateDesign } from './design.ts';

/**
 * Covariance of estimates from their values under the replicate weights: scale · Σ rscale (θr - c)²,
 * around the mean of the replicates that count, or with `mse` around the estimate. A replicate in
 * which an estimate does not exist, as the mean of a domain that it leaves empty, is left out, as R
 * does with a warning. R `svrVar`.
 */
export function replicateCovariance(
	replicates: readonly Float64Array[],
	estimates: Float64Array,
	{ scale, rscales, mse }: Pick<ReplicateDesign, 'scale' | 'rscales' | 'mse'>
): Float64Array[] {
	const made = replicates.map((at) => at.every(Number.isFinite));
	const counting = replicates.filter((_, r) => made[r] && rscales[r]! > 0);
	const centre = mse
		? estimates
		: estimates.map((_, j) => counting.reduce((sum, at) => sum + at[j]!, 0) / counting.length);
	return Array.from(estimates, (_, j) =>
		estimates.map((__, k) => {
			let sum = 0;
			replicates.forEach((at, r) => {
				if (made[r]) sum += rscales[r]! * (at[j]! - centre[j]!) * (at[k]! - centre[k]!);
			});
			return scale * sum;
		})
	);
}
