import type { Measure } from '#lib/model/estimate-request.ts';
import { domainOf } from '#lib/stats/design/design.ts';
import { type Estimated, estimated } from '#lib/stats/design/statistic.ts';
import { type QuantileEstimate, quantiles } from '#lib/stats/quantiles/quantiles.ts';
import type { QuantileInterval } from '#lib/stats/quantiles/quantile-options.ts';
import { means, variance } from '#lib/stats/statistics/means.ts';
import type { DomainResult, ResultOptions } from './domain-result.ts';
import type { DomainSums } from './domains.ts';
import { found } from './found.ts';
import { lonelyStrata } from './row-variance.ts';

/** Measures that need every row. */
export type RowMeasure = Extract<Measure, { statistic: 'quantile' | 'variance' }>;

export interface RowOptions extends ResultOptions {
	readonly df: number;
	readonly level: number;
	readonly interval: QuantileInterval;
}

/** Quantiles or the variance of a number in a domain: one result for each. */
export function rowResults(
	measure: RowMeasure,
	sums: DomainSums,
	{ cells, design, ...options }: RowOptions
): DomainResult[] {
	const domain = domainOf(design, sums.counted);
	const counts = new Uint8Array(cells.size);
	for (const i of sums.counted) counts[i] = 1;
	const own = found(cells.values, measure.concept);
	const values = Float64Array.from(domain.elements, (i) => (counts[i] ? own[i]! : 0));
	const base = { ...sums, kind: measure.statistic, value: undefined, variance: undefined };
	const nothing = { ...base, lonely: [], deff: undefined };
	if (sums.n === 0 || !(options.df > 0))
		return partsOf(measure).map((part) => ({ ...nothing, part }));
	const strata = ({ lonely }: Estimated) =>
		design.kind === 'linearised' ? lonelyStrata(design, lonely) : [];
	if (measure.statistic === 'variance') {
		if (sums.n < 2) return [nothing];
		const made = estimated(variance(values, sums.n), domain.design);
		return [{ ...nothing, ...spread(made), lonely: strata(made) }];
	}
	const lonely = strata(estimated(means([values]), domain.design));
	const { probabilities, rule } = measure;
	return quantiles(values, domain.design, { probabilities, rule, ...options }).map((one) => ({
		...nothing,
		...quantileResult(one),
		lonely
	}));
}

const partsOf = (measure: RowMeasure) =>
	measure.statistic === 'variance'
		? [undefined]
		: measure.probabilities.map((probability) => ({ probability }));

const spread = ({ estimates, matrix }: Estimated) => ({
	value: estimates[0]!,
	variance: matrix[0]![0]!
});

/** The error of a quantile is that of its interval; without one of the limits there is none. */
const quantileResult = ({
	probability,
	quantile,
	standardError,
	lower,
	upper
}: QuantileEstimate) => ({
	part: { probability },
	value: quantile,
	variance: standardError === undefined ? undefined : standardError ** 2,
	limits: { lower, upper }
});
