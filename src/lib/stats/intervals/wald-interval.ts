import { type Interval, type IntervalOptions, checkedProportion } from './interval.ts';
import { tInterval } from './t-interval.ts';

/**
 * Interval for a proportion, symmetric on its own scale; the limits may lie beyond 0 and 1. Agrees
 * with R `survey::svyciprop(method = "mean")`. Undefined at 0 and 1, where R has one of no width.
 */
export function waldInterval(
	proportion: number,
	standardError: number,
	options: IntervalOptions = {}
): Interval | undefined {
	const p = checkedProportion(proportion);
	const interval = tInterval(p, standardError, options);
	return p === 0 || p === 1 ? undefined : interval;
}
