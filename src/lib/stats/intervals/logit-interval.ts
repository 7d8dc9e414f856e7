import {
	type Interval,
	type IntervalOptions,
	checkedLevel,
	checkedProportion,
	checkedStandardError
} from './interval.ts';
import { tQuantile } from '../distributions/t-quantile.ts';

const expit = (x: number) => 1 / (1 + Math.exp(-x));

/**
 * Interval for a proportion, symmetric on the log-odds scale, so it never leaves [0, 1]. Agrees with
 * R `survey::svyciprop(method = "xlogit")`. Undefined at 0 and 1, where log-odds have no variance.
 */
export function logitInterval(
	proportion: number,
	standardError: number,
	{ level = 0.95, df = Infinity }: IntervalOptions = {}
): Interval | undefined {
	const p = checkedProportion(proportion);
	const t = tQuantile((1 + checkedLevel(level)) / 2, df);
	if (p === 0 || p === 1) return undefined;
	const centre = Math.log(p / (1 - p));
	const halfWidth = (t * checkedStandardError(standardError)) / (p * (1 - p));
	return { lower: expit(centre - halfWidth), upper: expit(centre + halfWidth) };
}
