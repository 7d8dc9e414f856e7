import { tQuantile } from '../distributions/t-quantile.ts';
import {
	type Interval,
	checkedLevel,
	checkedProportion,
	checkedStandardError
} from './interval.ts';

export interface LikelihoodIntervalOptions {
	/** Unweighted cases. */
	readonly n: number;
	/** Degrees of freedom; defaults to Infinity, the normal distribution. */
	readonly df?: number;
	/** Confidence level between 0 and 1; defaults to 0.95. */
	readonly level?: number;
}

/**
 * Profile likelihood interval of a proportion: where the binomial deviance from the estimate is t²
 * times the design effect (Rao and Scott 1984) and the Pearson dispersion n/(n-1). Solves what
 * R `survey::svyciprop(method = "likelihood")` interpolates on a coarse grid, so that R lies up to
 * 0.4 % off in its oracle; agrees with `confint(svyglm, method = "likelihood", del = 0.002)`.
 * Undefined at 0 and 1, where R's model does not converge, and with fewer than two cases.
 */
export function likelihoodInterval(
	proportion: number,
	standardError: number,
	{ n, df = Infinity, level = 0.95 }: LikelihoodIntervalOptions
): Interval | undefined {
	const p = checkedProportion(proportion);
	const t = tQuantile((1 + checkedLevel(level)) / 2, df);
	const variance = checkedStandardError(standardError) ** 2;
	if (p === 0 || p === 1 || !(n > 1)) return undefined;
	if (variance === 0) return { lower: p, upper: p };
	const allowed = (t * t * variance * n) / ((n - 1) * p * (1 - p));
	return { lower: limit(p, allowed, -1), upper: limit(p, allowed, 1) };
}

/** The proportion below (-1) or above (1) the estimate whose deviance from it is the allowed one. */
function limit(p: number, allowed: number, side: -1 | 1): number {
	const estimate = Math.log(p / (1 - p));
	let [inside, outside] = [estimate, estimate + side];
	while (deviance(p, outside) < allowed) [inside, outside] = [outside, 2 * outside - estimate];
	for (;;) {
		const middle = (inside + outside) / 2;
		if (middle === inside || middle === outside) return 1 / (1 + Math.exp(-middle));
		if (deviance(p, middle) < allowed) inside = middle;
		else outside = middle;
	}
}

/** Twice the binomial log-likelihood ratio of p against a proportion given by its log-odds, a case. */
const deviance = (p: number, logOdds: number) =>
	2 *
	(p * (Math.log(p) + Math.log1p(Math.exp(-logOdds))) +
		(1 - p) * (Math.log1p(-p) + Math.log1p(Math.exp(logOdds))));
