import { tQuantile } from '../distributions/t-quantile.ts';
import { clopperPearsonInterval } from './clopper-pearson-interval.ts';
import {
	type Interval,
	checkedLevel,
	checkedProportion,
	checkedStandardError
} from './interval.ts';

export interface KornGraubardOptions {
	/** Unweighted cases. */
	readonly n: number;
	readonly df: number;
	/** Confidence level between 0 and 1; defaults to 0.95. */
	readonly level?: number;
	/** Let the effective size be at most n (NCHS Series 2 No. 175). False by default, as in R. */
	readonly capAtN?: boolean;
}

/**
 * Clopper-Pearson limits at the effective sample size (Korn and Graubard 1998). Agrees with
 * R `survey::svyciprop(method = "beta")`, and with `capAtN` with `surveytable`. Undefined at 0 and 1
 * and without sampling variance, where there is no effective size.
 */
export function kornGraubardInterval(
	proportion: number,
	standardError: number,
	options: KornGraubardOptions
): Interval | undefined {
	const level = checkedLevel(options.level ?? 0.95);
	const size = kornGraubardSize(proportion, standardError, options);
	return size === undefined ? undefined : clopperPearsonInterval(proportion, size, level);
}

/**
 * Effective sample size p(1-p)/v, adjusted for the degrees of freedom by the squared ratio of the
 * quantiles of Student's t with n - 1 and with df (Korn and Graubard 1998).
 */
export function kornGraubardSize(
	proportion: number,
	standardError: number,
	{ n, df, level = 0.95, capAtN = false }: KornGraubardOptions
): number | undefined {
	const p = checkedProportion(proportion);
	const variance = checkedStandardError(standardError) ** 2;
	if (p === 0 || p === 1 || variance === 0 || !(n > 1)) return undefined;
	const tail = (1 - checkedLevel(level)) / 2;
	const adjustment = (tQuantile(tail, n - 1) / tQuantile(tail, df)) ** 2;
	const size = ((p * (1 - p)) / variance) * adjustment;
	if (size === Infinity) return undefined;
	return capAtN ? Math.min(n, size) : size;
}
