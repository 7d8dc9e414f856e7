import { clopperPearsonInterval } from './clopper-pearson-interval.ts';
import {
	type Interval,
	checkedLevel,
	checkedProportion,
	checkedStandardError
} from './interval.ts';
import { tQuantile } from './t-quantile.ts';

export interface KornGraubardOptions {
	/** Unweighted cases. */
	readonly n: number;
	readonly df: number;
	/** Confidence level between 0 and 1; defaults to 0.95. */
	readonly level?: number;
}

/**
 * Clopper-Pearson limits at the effective sample size (Korn and Graubard 1998). Agrees with
 * R `survey::svyciprop(method = "beta")`; the effective size is not cut at n. Undefined at 0 and 1
 * and without sampling variance, where there is no effective size.
 */
export function kornGraubardInterval(
	proportion: number,
	standardError: number,
	{ n, df, level = 0.95 }: KornGraubardOptions
): Interval | undefined {
	const p = checkedProportion(proportion);
	const variance = checkedStandardError(standardError) ** 2;
	if (p === 0 || p === 1 || variance === 0 || !(n > 1)) return undefined;
	const tail = (1 - checkedLevel(level)) / 2;
	const adjustment = (tQuantile(tail, n - 1) / tQuantile(tail, df)) ** 2;
	return clopperPearsonInterval(p, ((p * (1 - p)) / variance) * adjustment, level);
}
