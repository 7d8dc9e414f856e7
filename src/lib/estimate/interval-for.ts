import type { AppliedInterval } from '#lib/model/estimate.ts';
import type { IntervalMethod } from '#lib/model/estimate-request.ts';
import { asinInterval } from '#lib/stats/intervals/asin-interval.ts';
import { clopperPearsonInterval } from '#lib/stats/intervals/clopper-pearson-interval.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';
import { kornGraubardInterval } from '#lib/stats/intervals/korn-graubard-interval.ts';
import { likelihoodInterval } from '#lib/stats/intervals/likelihood-interval.ts';
import { logitInterval } from '#lib/stats/intervals/logit-interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import { wilsonInterval } from '#lib/stats/intervals/wilson-interval.ts';

export interface NamedInterval extends Interval {
	readonly interval: AppliedInterval;
}

export interface ProportionCase {
	readonly proportion: number;
	readonly standardError: number;
	readonly n: number;
	readonly events: number;
	/** Cases of the domain, with those whose answer was lost: R's nrow(design). */
	readonly members: number;
	readonly df: number;
	readonly level: number;
	readonly method: IntervalMethod;
	/** Korn-Graubard with no more effective cases than cases. */
	readonly capEffectiveSize: boolean;
	/** Design effect of a parent domain, for a domain where nobody or everybody has the attribute. */
	readonly borrowedDeff: number | undefined;
}

const isRare = ({ proportion, events }: ProportionCase) =>
	proportion < 0.05 || proportion > 0.95 || events < 10;

type Method = Exclude<IntervalMethod, 'auto' | 'score' | 'quantile'>;

/** What each method is called on its result, and how it is made; undefined where it has no limits. */
const methods: Readonly<
	Record<Method, readonly [AppliedInterval, (of: ProportionCase) => Interval | undefined]>
> = {
	logit: ['log-odds-t', (of) => logitInterval(of.proportion, of.standardError, of)],
	xlogit: ['log-odds-t', (of) => logitInterval(of.proportion, of.standardError, of)],
	asin: ['arcsine-t', (of) => asinInterval(of.proportion, of.standardError, of)],
	wilson: ['wilson-t', (of) => wilsonInterval(of.proportion, of.standardError, of)],
	likelihood: ['likelihood', (of) => likelihoodInterval(of.proportion, of.standardError, of)],
	beta: ['korn-graubard', kornGraubard],
	mean: ['wald-t', (of) => tInterval(of.proportion, of.standardError, of)]
};

const isOfProportions = (method: IntervalMethod): method is Method => method in methods;

/** Above so many effective cases quantiles of the beta distribution are rounding, and log-odds the same. */
const largestSize = 1e12;

function kornGraubard({ proportion, standardError, ...of }: ProportionCase) {
	const { members: n, df, level, capEffectiveSize: capAtN } = of;
	if (proportion * (1 - proportion) > largestSize * standardError ** 2) return undefined;
	return kornGraubardInterval(proportion, standardError, { n, df, level, capAtN });
}

/**
 * The interval of a proportion: the method asked for; by the rule of the product log-odds, or
 * Korn-Graubard where the share is below 5 % or above 95 % or has fewer than 10 events; at 0 or all
 * events exact limits at the effective size n / max(1, deff) with the deff of a parent domain. Where
 * a method has no limits, as without sampling variance, they are Wald's.
 */
export function proportionInterval(of: ProportionCase): NamedInterval {
	const { proportion, n, events, level, method, borrowedDeff = 1 } = of;
	if (events === 0 || events === n) {
		const limits = clopperPearsonInterval(proportion, n / Math.max(1, borrowedDeff), level);
		return { ...limits, interval: 'clopper-pearson-effective' };
	}
	const wanted = isOfProportions(method) ? method : isRare(of) ? 'beta' : 'logit';
	for (const tried of [wanted, 'logit', 'mean'] as const) {
		const [interval, limitsOf] = methods[tried];
		const limits = limitsOf(of);
		if (limits) return { ...limits, interval };
	}
	throw new Error('unreachable: the last method always has limits');
}
