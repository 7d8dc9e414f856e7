import { asinInterval } from '../intervals/asin-interval.ts';
import type { Interval } from '../intervals/interval.ts';
import { kornGraubardInterval } from '../intervals/korn-graubard-interval.ts';
import { logitInterval } from '../intervals/logit-interval.ts';
import { waldInterval } from '../intervals/wald-interval.ts';
import { type QuantileInterval, type QuantileLimits, noLimits } from './quantile-options.ts';
import type { Share } from './share-up-to.ts';

export interface WoodruffOptions {
	readonly interval: Exclude<QuantileInterval, 'score' | 'quantile'>;
	readonly df: number;
	readonly level: number;
	/** Elements that have a weight. */
	readonly n: number;
}

/**
 * Limits of a quantile: the interval of the share up to it, each end turned back into a value by the
 * rule of the quantile (Woodruff 1952; R `survey:::woodruffCI`). None where all values lie up to it,
 * nor on a side where the share would lie beyond 0 or 1.
 */
export function woodruffLimits(
	{ share, standardError }: Share,
	valueAt: (share: number) => number | undefined,
	options: WoodruffOptions
): QuantileLimits {
	// Negative weights, as calibration may give, put shares beyond 0 and 1.
	if (!(share >= 0 && share <= 1)) return noLimits;
	const interval = ofShare[options.interval](share, standardError, options);
	return interval ? { lower: valueAt(interval.lower), upper: valueAt(interval.upper) } : noLimits;
}

type OfShare = (share: number, error: number, options: WoodruffOptions) => Interval | undefined;

const ofShare: Record<WoodruffOptions['interval'], OfShare> = {
	mean: waldInterval,
	beta: kornGraubardInterval,
	xlogit: logitInterval,
	asin: asinInterval
};
