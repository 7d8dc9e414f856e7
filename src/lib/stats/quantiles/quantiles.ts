import { DomainError } from '#lib/errors.ts';
import type { Design } from '../design/design.ts';
import { replicateCovariance } from '../design/replicate-covariance.ts';
import { tQuantile } from '../distributions/t-quantile.ts';
import { checkedLevel } from '../intervals/interval.ts';
import { ascendingOrder } from './ascending-order.ts';
import { type Distribution, distributionOf } from './distribution.ts';
import {
	type QuantileInterval,
	type QuantileLimits,
	type QuantileOptions,
	noLimits
} from './quantile-options.ts';
import { scoreLimits } from './score-limits.ts';
import { shareUpTo } from './share-up-to.ts';
import { weightedQuantile } from './weighted-quantile.ts';
import { woodruffLimits } from './woodruff-limits.ts';

export interface QuantileEstimate extends QuantileLimits {
	readonly probability: number;
	/** Undefined without elements. */
	readonly quantile: number | undefined;
	/** Width of the interval over twice the quantile of Student's t; undefined without both limits. */
	readonly standardError: number | undefined;
}

/**
 * Quantiles of a column (one value an element of the design) with their intervals. Agrees with
 * R `survey::svyquantile` 4.5, replicate designs included; see `weightedQuantile`. Score limits differ
 * from R's where weights are unequal: R reads an unweighted share as a weighted one.
 * @throws DomainError for an interval that the kind of design does not have: score for replicates,
 * quantile for linearised designs.
 */
export function quantiles(
	values: Float64Array,
	design: Design,
	options: QuantileOptions
): QuantileEstimate[] {
	expectInterval(options.interval, design);
	const order = ascendingOrder(values);
	const distribution = distributionOf(values, design.weights, order);
	const t = tQuantile((1 + checkedLevel(options.level ?? 0.95)) / 2, options.df);
	const asked = { values, design, order, distribution, t, options };
	return options.probabilities.map((probability) => {
		const quantile = weightedQuantile(distribution, probability, options.rule);
		const { lower, upper } =
			quantile === undefined ? noLimits : limitsOf({ ...asked, probability, quantile });
		const bounded = lower !== undefined && upper !== undefined;
		const standardError = bounded ? (upper - lower) / (2 * t) : undefined;
		return { probability, quantile, lower, upper, standardError };
	});
}

interface Asked {
	readonly values: Float64Array;
	readonly design: Design;
	readonly order: Int32Array;
	readonly distribution: Distribution;
	readonly t: number;
	readonly options: QuantileOptions;
	readonly probability: number;
	readonly quantile: number;
}

function expectInterval(interval: QuantileInterval = 'mean', { kind }: Design) {
	if (interval === 'quantile' && kind === 'linearised')
		throw new DomainError(`interval of quantiles that needs replicate weights: ${interval}`);
	if (interval === 'score' && kind === 'replicates')
		throw new DomainError(`interval of quantiles that replicate weights do not have: ${interval}`);
}

function limitsOf(asked: Asked): QuantileLimits {
	const { values, design, distribution, t, options, probability, quantile } = asked;
	const { interval = 'mean', level = 0.95, df, rule } = options;
	const valueAt = (share: number) =>
		share >= 0 && share <= 1 ? weightedQuantile(distribution, share, rule) : undefined;
	if (interval === 'quantile') return replicateLimits(asked);
	if (interval === 'score') {
		const shareOf = (value: number) => shareUpTo(value, values, design);
		return scoreLimits(shareOf, valueAt, { probability, t, distribution });
	}
	const share = shareUpTo(quantile, values, design);
	const n = distribution.values.length;
	return share ? woodruffLimits(share, valueAt, { interval, df, level, n }) : noLimits;
}

/** From the spread of the quantile over the replicates: right for bootstraps, not for jackknives. */
function replicateLimits({ values, design, order, t, options, ...asked }: Asked): QuantileLimits {
	if (design.kind === 'linearised') return noLimits;
	const replicates: Float64Array[] = [];
	for (const weights of design.replicates) {
		const own = distributionOf(values, weights, order);
		const quantile = weightedQuantile(own, asked.probability, options.rule);
		if (quantile === undefined) return noLimits;
		replicates.push(Float64Array.of(quantile));
	}
	const around = Float64Array.of(asked.quantile);
	const variance = replicateCovariance(replicates, around, design)[0]![0]!;
	const halfWidth = t * Math.sqrt(variance);
	return { lower: asked.quantile - halfWidth, upper: asked.quantile + halfWidth };
}
