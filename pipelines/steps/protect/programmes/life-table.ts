import type { ShownShare } from '#lib/model/survival-steps.ts';
import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';
import type { ToldCounts } from './told-points.ts';

/** Shares at one time, before they are rounded. */
export interface LifeTableRow {
	readonly time: number;
	readonly atRisk: number;
	readonly survival: ShownShare;
	/** By cause. */
	readonly incidence: readonly ShownShare[];
}

interface Interval {
	/** Exposed: who leaves is there for half of it. */
	readonly exposed: number;
	/** Variance of one event over the exposed, for it is not known when in the interval people left. */
	readonly timing: number;
	readonly events: readonly number[];
	readonly all: number;
	/** Before it. */
	readonly survival: number;
	readonly incidence: readonly number[];
}

/**
 * Survival and cumulative incidence at each time, from the counts that are told alone: the actuarial
 * estimator with competing causes, which is Kaplan-Meier and Aalen-Johansen where nobody leaves
 * within an interval. Errors: Greenwood, and Gaynor et al. 1993 (JASA 88: 400) for incidence; what is
 * not told, counts by rounding and times within an interval, is taken as uniform and added. Intervals of 95 % on the log-log scale.
 */
export function lifeTable(told: ToldCounts): LifeTableRow[] {
	const { size, times, events, censored, roundingVariance } = told;
	const passed: Interval[] = [];
	let [survival, atRisk] = [1, size];
	let incidence = events.map(() => 0);
	return times.map((time, at) => {
		const during = (series: readonly number[]) => series[at]! - (at > 0 ? series[at - 1]! : 0);
		const own = events.map(during);
		const all = own.reduce((sum, count) => sum + count, 0);
		const left = during(censored);
		const exposed = atRisk - left / 2;
		const timing = (left / (atRisk * (atRisk - left))) ** 2 / 12;
		passed.push({ exposed, timing, events: own, all, survival, incidence });
		incidence = incidence.map((share, cause) => share + (survival * own[cause]!) / exposed);
		survival *= 1 - all / exposed;
		atRisk -= all + left;
		const ofOne = roundingVariance / size ** 2;
		const sampled = survival ** 2 * greenwood(passed, events.length * roundingVariance);
		return {
			time,
			atRisk,
			survival: withError(survival, sampled + (events.length - 1) * ofOne),
			incidence: incidence.map((share, cause) =>
				withError(share, gaynor(passed, cause, share) + (cause > 0 ? ofOne : 0))
			)
		};
	});
}

/** Greenwood's sum, and what rounding of the number at risk and times not known add (delta method). */
function greenwood(passed: readonly Interval[], variance: number): number {
	return passed.reduce((sum, { exposed, timing, all }) => {
		const term = all / (exposed * (exposed - all));
		return sum + term + variance * term ** 2 + timing * (all / (1 - all / exposed)) ** 2;
	}, 0);
}

function gaynor(passed: readonly Interval[], cause: number, now: number): number {
	return passed.reduce((sum, { exposed, timing, events, all, survival, incidence }) => {
		const own = events[cause]!;
		const after = now - (incidence[cause]! + (survival * own) / exposed);
		return (
			sum +
			after ** 2 * (all / (exposed * (exposed - all))) +
			(survival ** 2 * own * (exposed - own)) / exposed ** 3 -
			(2 * after * survival * own) / exposed ** 2 +
			timing * (survival * own) ** 2
		);
	}, 0);
}

function withError(share: number, variance: number): ShownShare {
	const standardError = Math.sqrt(Math.max(0, variance));
	if (!(share > 0 && share < 1)) return { share, standardError, lower: null, upper: null };
	const power = (tQuantile(0.975, Infinity) * standardError) / (share * Math.log(share));
	return {
		share,
		standardError,
		lower: share ** Math.exp(-power),
		upper: share ** Math.exp(power)
	};
}
