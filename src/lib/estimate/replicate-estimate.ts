import { DomainError } from '#lib/errors.ts';
import type { AppliedInterval, Precision } from '#lib/model/estimate.ts';
import type { ReplicateRow } from '#lib/model/replicate-row.ts';
import { difference, logQuotient, quotient, relativeChange } from '#lib/stats/contrasts/change.ts';
import { type TTest, contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import type { Contrast } from '#lib/stats/contrasts/contrast.ts';
import type { Estimated } from '#lib/stats/design/statistic.ts';
import { logitInterval } from '#lib/stats/intervals/logit-interval.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import {
	type ReplicateScaling,
	type TotalsPoint,
	estimatedFromTotals,
	mergedTotals
} from '#lib/stats/replicates/replicate-totals.ts';
import { proportionInterval } from './interval-for.ts';

/** One or more figures of an indicator of groups that share nobody, taken together. */
export type MergedRows = readonly ReplicateRow[];

export interface ReplicateEstimateOptions {
	/** Defaults to 0.95. */
	readonly level?: number;
	/** Of a share: its cases and how many have the attribute, as published; they decide on the interval. */
	readonly cases?: { readonly n: number; readonly events: number } | undefined;
}

/** An estimate from replicate totals, without what only rows could tell. */
export interface ReplicateEstimate {
	readonly estimate: number;
	readonly standardError: number;
	/** null where there are none: nobody or everybody has the attribute, and nobody said of how many. */
	readonly lower: number | null;
	readonly upper: number | null;
	readonly interval: AppliedInterval;
	readonly df: number;
	readonly precision: Precision;
	readonly assumedDeff: number | null;
}

/**
 * The estimate of a group from its replicate totals, or of several groups merged. Agrees with R
 * `survey` on the design that `svrepdesign` makes of the same replicate weights, but for what the
 * totals were rounded by. Undefined where there is nothing to divide by.
 */
export function replicateEstimate(
	rows: MergedRows,
	{ level = 0.95, cases }: ReplicateEstimateOptions = {}
): ReplicateEstimate | undefined {
	const { statistic, df, precision, assumed_deff: assumedDeff } = sameIn(rows);
	const { estimates, matrix } = estimatedRows([rows]);
	const estimate = estimates[0]!;
	if (!Number.isFinite(estimate)) return undefined;
	const standardError = Math.sqrt(matrix[0]![0]! * (assumedDeff ?? 1));
	const made = { estimate, standardError };
	const limits =
		statistic === 'proportion'
			? shareLimits(made, { level, df, cases })
			: { ...tInterval(estimate, standardError, { level, df }), interval: 't' as const };
	return { ...made, ...limits, df, precision, assumedDeff };
}

type LimitOptions = { readonly level: number; readonly df: number } & Pick<
	ReplicateEstimateOptions,
	'cases'
>;

function shareLimits(
	{ estimate, standardError }: Pick<ReplicateEstimate, 'estimate' | 'standardError'>,
	{ level, df, cases }: LimitOptions
): Pick<ReplicateEstimate, 'lower' | 'upper' | 'interval'> {
	if (!cases) {
		const limits = logitInterval(estimate, standardError, { level, df });
		return { lower: limits?.lower ?? null, upper: limits?.upper ?? null, interval: 'log-odds-t' };
	}
	return proportionInterval({
		...{ proportion: estimate, standardError, df, level, method: 'auto' },
		...{ ...cases, members: cases.n, capEffectiveSize: false, borrowedDeff: undefined }
	});
}

const changes = {
	difference,
	ratio: quotient,
	'log-ratio': logQuotient,
	'relative-change': relativeChange
} as const;

export interface ReplicateChange {
	readonly kind: keyof typeof changes;
	readonly of: MergedRows;
	readonly against: MergedRows;
	/** Defaults to 0.95. */
	readonly level?: number;
}

/**
 * How two groups, or two indicators of a group, differ, with the covariance that their common
 * replicates show. R `svycontrast` of `svyby(covmat = TRUE)`. Undefined where there is nothing to
 * divide by or no error, and of an incomplete design, whose errors are too small to compare by, unless
 * a design effect is declared.
 */
export function replicateChange({
	kind,
	of,
	against,
	level = 0.95
}: ReplicateChange): TTest | undefined {
	const { df, precision, assumed_deff: assumedDeff } = sameIn(of);
	if (precision !== 'design-based' && assumedDeff === null) return undefined;
	const estimated = estimatedRows([against, of]);
	if (!estimated.estimates.every(Number.isFinite)) return undefined;
	const change: Contrast | undefined = changes[kind](estimated, { from: 0, to: 1 });
	if (!change) return undefined;
	const { estimate, standardError } = change;
	const widened = standardError && standardError * Math.sqrt(assumedDeff ?? 1);
	const nullValue = kind === 'ratio' ? 1 : 0;
	return contrastTest({ estimate, standardError: widened }, { df, level, nullValue });
}

/** The estimates of some groups with their covariance; NaN where there is nothing to divide by. */
export function estimatedRows(groups: readonly MergedRows[]): Estimated {
	const [first, ...others] = groups.map(sameIn);
	if (!first) throw new DomainError(`no groups to estimate: ${groups.length}`);
	const other = others.find(({ source, unit }) => source !== first.source || unit !== first.unit);
	if (other)
		throw new DomainError(
			`no common replicates: ${first.source} ${first.unit}, ${other.source} ${other.unit}`
		);
	return estimatedFromTotals(groups.map(pointOf), scalingOf(first));
}

const pointOf = (rows: MergedRows): TotalsPoint => ({
	kind: rows[0]!.statistic === 'total' ? 'total' : 'quotient',
	totals: mergedTotals(
		rows.map(({ numerator, denominator }) => ({
			numerator: Float64Array.from(numerator),
			denominator: Float64Array.from(denominator)
		}))
	)
});

const scalingOf = ({ scale, rscales, mse, numerator }: ReplicateRow): ReplicateScaling => ({
	...{ scale, mse },
	rscales:
		rscales.length > 0 ? Float64Array.from(rscales) : new Float64Array(numerator.length - 1).fill(1)
});

/** What rows have to agree in to be added up. */
const common = [
	...['source', 'unit', 'weight', 'indicator', 'period', 'statistic', 'unsure', 'by_1', 'by_2'],
	...['scale', 'mse', 'df', 'precision', 'assumed_deff']
] as const;

function sameIn(rows: MergedRows): ReplicateRow {
	const [first] = rows;
	if (!first) throw new DomainError(`no rows to merge: ${rows.length}`);
	for (const row of rows)
		for (const name of common)
			if (row[name] !== first[name])
				throw new DomainError(`rows that do not add up, of ${name}: ${first[name]}, ${row[name]}`);
	const places = rows.map((row) => [row.territory, row.category_1, row.category_2].join(' '));
	const twice = places.find((place, i) => places.indexOf(place) !== i);
	if (twice !== undefined) throw new DomainError(`a row that is merged twice: ${twice}`);
	return first;
}
