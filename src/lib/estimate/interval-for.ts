import type { AppliedInterval } from '#lib/model/estimate.ts';
import type { IntervalMethod } from '#lib/model/estimate-request.ts';
import { clopperPearsonInterval } from '#lib/stats/clopper-pearson-interval.ts';
import type { Interval } from '#lib/stats/interval.ts';
import { kornGraubardInterval } from '#lib/stats/korn-graubard-interval.ts';
import { logitInterval } from '#lib/stats/logit-interval.ts';
import { tInterval } from '#lib/stats/t-interval.ts';

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
	/** Design effect of a parent domain, for a domain where nobody or everybody has the attribute. */
	readonly borrowedDeff: number | undefined;
}

const isRare = ({ proportion, events }: ProportionCase) =>
	proportion < 0.05 || proportion > 0.95 || events < 10;

/**
 * The interval of a proportion by the rule of the product: log-odds; Korn-Graubard where the share
 * is below 5 % or above 95 % or has fewer than 10 events; at 0 or all events exact limits at the
 * effective size n / max(1, deff) with the deff of a parent domain.
 */
export function proportionInterval(of: ProportionCase): NamedInterval {
	const { proportion, standardError, n, members, events, df, level, method, borrowedDeff = 1 } = of;
	if (events === 0 || events === n) {
		const limits = clopperPearsonInterval(proportion, n / Math.max(1, borrowedDeff), level);
		return { ...limits, interval: 'clopper-pearson-effective' };
	}
	const beta = method === 'beta' || (method === 'auto' && isRare(of));
	const exact = beta
		? kornGraubardInterval(proportion, standardError, { n: members, df, level })
		: undefined;
	if (exact) return { ...exact, interval: 'korn-graubard' };
	const logit =
		method === 'mean' ? undefined : logitInterval(proportion, standardError, { level, df });
	return logit
		? { ...logit, interval: 'log-odds-t' }
		: { ...tInterval(proportion, standardError, { level, df }), interval: 'wald-t' };
}
