import { DomainError } from '#lib/errors.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import type { SurvivalCurve } from './kaplan-meier.ts';
import { lastTime } from './risk-table.ts';

/** Mean time without the event until a limit, in the unit of the curve. */
export interface RestrictedMean {
	readonly until: number;
	readonly estimate: number;
	readonly standardError: number;
	readonly interval: Interval;
}

/**
 * Area under a Kaplan-Meier curve until a limit; variance Σ A² d / (n (n - d)), A the area to the
 * right of an event. Agrees with R `summary(survfit(...), rmean = until)`. Undefined where somebody
 * is left without the event and nobody was seen until the limit: R draws the curve on.
 */
export function restrictedMean(
	{ table, survival, level }: SurvivalCurve,
	until: number
): RestrictedMean | undefined {
	if (!(until > 0 && until < Infinity)) throw new DomainError(`limit not above 0: ${until}`);
	if (until > lastTime(table) && survival.at(-1) !== 0) return undefined;
	let [area, variance, end] = [0, 0, until];
	for (let row = table.time.length - 1; row >= 0; row--) {
		const start = table.time[row]!;
		if (start >= until) continue;
		area += (end - start) * survival[row]!;
		end = start;
		const [atRisk, events] = [table.atRisk[row]!, table.events[0]![row]!];
		if (events < atRisk) variance += (area ** 2 * events) / (atRisk * (atRisk - events));
	}
	const [estimate, standardError] = [area + end, Math.sqrt(variance)];
	return {
		until,
		estimate,
		standardError,
		interval: tInterval(estimate, standardError, { level })
	};
}

/** How much longer the second group stays without the event until the limit than the first. */
export function restrictedMeanDifference(
	first: RestrictedMean,
	second: RestrictedMean,
	level = 0.95
): RestrictedMean {
	if (first.until !== second.until)
		throw new DomainError(`restricted means until ${first.until} and: ${second.until}`);
	const estimate = second.estimate - first.estimate;
	const standardError = Math.hypot(first.standardError, second.standardError);
	const interval = tInterval(estimate, standardError, { level: checkedLevel(level) });
	return { until: first.until, estimate, standardError, interval };
}
