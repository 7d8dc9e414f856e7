import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';
import { type Interval, checkedLevel } from '#lib/stats/intervals/interval.ts';

/** The scale on which an interval of a survival curve is symmetric. R `survfit(conf.type)`. */
export const intervalScales = ['log', 'log-log', 'plain'] as const;
export type IntervalScale = (typeof intervalScales)[number];

export interface SurvivalLimitsOptions {
	/** Defaults to log-log, which stays inside [0, 1]; R's own default is log. */
	readonly scale?: IntervalScale;
	/** Confidence level between 0 and 1; defaults to 0.95. */
	readonly level?: number;
}

/**
 * Limits of a share from its standard error. Undefined at 1 and at 0: nothing has happened yet, or
 * nobody is left, and there R prints a width of 0 or nothing. Cut to [0, 1] as `survfit` does.
 */
export function survivalLimits(
	share: number,
	standardError: number,
	{ scale = 'log-log', level = 0.95 }: SurvivalLimitsOptions = {}
): Interval | undefined {
	const z = tQuantile((1 + checkedLevel(level)) / 2, Infinity);
	if (!(share > 0 && share < 1) || Number.isNaN(standardError)) return undefined;
	switch (scale) {
		case 'plain':
			return cut({ lower: share - z * standardError, upper: share + z * standardError });
		case 'log': {
			const factor = Math.exp((z * standardError) / share);
			return cut({ lower: share / factor, upper: share * factor });
		}
		case 'log-log': {
			const power = (z * standardError) / (share * -Math.log(share));
			return { lower: share ** Math.exp(power), upper: share ** Math.exp(-power) };
		}
	}
}

const cut = ({ lower, upper }: Interval): Interval => ({
	lower: Math.max(0, lower),
	upper: Math.min(1, upper)
});
