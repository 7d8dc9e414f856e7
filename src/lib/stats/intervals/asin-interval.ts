import { tQuantile } from '../distributions/t-quantile.ts';
import {
	type Interval,
	type IntervalOptions,
	checkedLevel,
	checkedProportion,
	checkedStandardError
} from './interval.ts';

export interface AsinIntervalOptions extends IntervalOptions {
	/**
	 * End at 0 or 1 where the angle leaves [0, π/2]. False by default, as in R, which folds such a
	 * limit back into the interval: a wider level may then give a narrower interval.
	 */
	readonly cut?: boolean;
}

/**
 * Interval for a proportion, symmetric on the scale of arcsin √p, where the variance of a simple
 * random sample does not depend on p. Agrees with R `survey::svyciprop(method = "asin")`. Undefined
 * at 0 and 1, where the angle has no variance.
 */
export function asinInterval(
	proportion: number,
	standardError: number,
	{ level = 0.95, df = Infinity, cut = false }: AsinIntervalOptions = {}
): Interval | undefined {
	const p = checkedProportion(proportion);
	const t = tQuantile((1 + checkedLevel(level)) / 2, df);
	const halfWidth = (t * checkedStandardError(standardError)) / (2 * Math.sqrt(p * (1 - p)));
	if (p === 0 || p === 1) return undefined;
	const angle = Math.asin(Math.sqrt(p));
	const [low, high] = [angle - halfWidth, angle + halfWidth];
	return {
		lower: cut && low < 0 ? 0 : Math.sin(low) ** 2,
		upper: cut && high > Math.PI / 2 ? 1 : Math.sin(high) ** 2
	};
}
