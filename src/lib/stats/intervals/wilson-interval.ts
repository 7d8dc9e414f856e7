import { tQuantile } from '../distributions/t-quantile.ts';
import {
	type Interval,
	type IntervalOptions,
	checkedLevel,
	checkedProportion,
	checkedStandardError
} from './interval.ts';

/**
 * Score interval for a proportion (Wilson 1927) at the effective size p(1-p)/v, with Student's t.
 * Agrees with R `survey::svyciprop(method = "wilson")`, there since 4.5. It never leaves [0, 1].
 * Undefined at 0 and 1, where there is no effective size.
 */
export function wilsonInterval(
	proportion: number,
	standardError: number,
	{ level = 0.95, df = Infinity }: IntervalOptions = {}
): Interval | undefined {
	const p = checkedProportion(proportion);
	const t = tQuantile((1 + checkedLevel(level)) / 2, df);
	const variance = checkedStandardError(standardError) ** 2;
	if (p === 0 || p === 1) return undefined;
	const share = (t * t * variance) / (p * (1 - p));
	const halfWidth = t * Math.sqrt(variance + (share / (2 * t)) ** 2);
	// The two roots multiply to p² / (1 + share): written so, neither rounds beyond 0 or 1.
	const lowerRoot = (estimate: number) => estimate ** 2 / (estimate + share / 2 + halfWidth);
	return { lower: lowerRoot(p), upper: 1 - lowerRoot(1 - p) };
}
