import { fTail } from '#lib/stats/distributions/tails.ts';
import { quadraticForm } from '#lib/stats/tests/generalized-design-effects.ts';

/** Test that several coefficients are 0 at once. */
export interface JointTest {
	readonly statistic: number;
	/** Of F. */
	readonly df: readonly [number, number];
	readonly p: number;
}

/**
 * Wald test that several estimates with a covariance are 0, as an F. `denominatorDf` is clusters less
 * 1 where the covariance is clustered; R `fixest::wald` takes rows less parameters there too.
 * Undefined if the covariance is singular, as with more estimates than clusters.
 */
export function waldTest(
	estimates: ArrayLike<number>,
	matrix: readonly Float64Array[],
	denominatorDf: number
): JointTest | undefined {
	const count = estimates.length;
	if (count === 0 || !(denominatorDf > 0)) return undefined;
	const wald = quadraticForm(estimates, matrix);
	if (wald === undefined) return undefined;
	const df = [count, denominatorDf] as const;
	return { statistic: wald / count, df, p: fTail(wald / count, ...df) };
}
