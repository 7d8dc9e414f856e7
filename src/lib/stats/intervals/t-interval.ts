import {
	type Interval,
	type IntervalOptions,
	checkedLevel,
	checkedStandardError
} from './interval.ts';
import { tQuantile } from '../distributions/t-quantile.ts';

/**
 * Symmetric interval, estimate ± t · standard error. Agrees with R `confint(x, df = degf(design))`.
 */
export function tInterval(
	estimate: number,
	standardError: number,
	{ level = 0.95, df = Infinity }: IntervalOptions = {}
): Interval {
	const halfWidth =
		tQuantile((1 + checkedLevel(level)) / 2, df) * checkedStandardError(standardError);
	return { lower: estimate - halfWidth, upper: estimate + halfWidth };
}
