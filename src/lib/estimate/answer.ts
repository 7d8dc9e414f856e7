import type { AppliedInterval, Estimate, Precision, WithheldReason } from '#lib/model/estimate.ts';
import type { EstimateRequest, IntervalMethod } from '#lib/model/estimate-request.ts';
import { tInterval } from '#lib/stats/intervals/t-interval.ts';
import type { DomainResult } from './domain-result.ts';
import { type NamedInterval, proportionInterval } from './interval-for.ts';
import { isCount } from './measured-cells.ts';
import { type QualityProfiles, verdictOf } from './verdict.ts';

export interface AnswerOptions {
	readonly request: EstimateRequest;
	readonly df: number;
	readonly precision: Precision;
	/** A declared factor of the variances of an incomplete design. */
	readonly assumedDeff: number | undefined;
	readonly borrowedDeff: number | undefined;
	readonly stratumName: (stratum: number) => string;
	readonly profiles: QualityProfiles | undefined;
	/** The weights add up to the population, so that totals mean something. */
	readonly weightsCountPeople: boolean;
}

/** The estimate of one domain, or why there is none. */
export function answer(result: DomainResult, options: AnswerOptions): Estimate {
	const { request, df } = options;
	const domain = result.categories.map((category, i) => ({
		concept: request.by[i] ?? '',
		category
	}));
	const size = {
		domain,
		...(result.part ? { part: result.part } : {}),
		n: result.n,
		weightedN: result.sumWeights,
		unsureShare: result.asked > 0 ? result.unsure / result.asked : 0
	};
	const refusal = whyWithheld(result, options);
	if (refusal) return { kind: 'withheld', ...size, ...refusal };
	const { value = NaN, variance = NaN } = result;
	const deff = options.assumedDeff ?? 1;
	const standardError = Math.sqrt(variance * deff);
	const limits = limitsOf(result, value, standardError, options);
	const borrowed = limits.interval === 'clopper-pearson-effective' ? options.borrowedDeff : null;
	return {
		kind: 'estimate',
		...size,
		events: result.events,
		estimate: value,
		standardError,
		cv: value === 0 ? null : standardError / Math.abs(value),
		...limits,
		df: df === Infinity ? null : df,
		deff: result.deff === undefined ? null : result.deff * deff,
		precision: options.precision,
		borrowedDeff: borrowed ?? null,
		assumedDeff: options.assumedDeff ?? null,
		bounds: boundsOf(result, request),
		quality: verdictOf(result, { ...options, standardError, unassessable: isUnassessable(options) })
	};
}

const isUnassessable = ({ precision, assumedDeff }: AnswerOptions) =>
	precision === 'lower-bound' && assumedDeff === undefined;

function whyWithheld(
	{ n, lonely, value, variance, kind }: DomainResult,
	{ request, df, stratumName, weightsCountPeople }: AnswerOptions
): { reason: WithheldReason; details: string[] } | undefined {
	if (request.measure.statistic === 'total' && !weightsCountPeople)
		return { reason: 'weights-of-sample', details: [] };
	if (n === 0) return { reason: 'no-cases', details: [] };
	if (lonely.length > 0)
		return { reason: 'lonely-psu', details: lonely.map((stratum) => stratumName(stratum)) };
	if (!(df > 0)) return { reason: 'no-degrees-of-freedom', details: [String(df)] };
	if (value === undefined)
		return { reason: kind === 'variance' ? 'one-case' : 'zero-denominator', details: [] };
	if (variance === undefined) return { reason: 'no-limits', details: [] };
	return undefined;
}

/** Intervals of quantiles that do not turn limits of a share back into values. */
const quantileIntervals: Partial<Record<IntervalMethod, AppliedInterval>> = {
	score: 'score',
	quantile: 'replicate-quantile'
};

type Limits = Pick<NamedInterval, 'interval'> & { lower: number | null; upper: number | null };

function limitsOf(
	result: DomainResult,
	value: number,
	standardError: number,
	{ request, df, borrowedDeff, assumedDeff }: AnswerOptions
): Limits {
	const { level, interval: method, capEffectiveSize } = request;
	if (result.limits) {
		const wider = (limit: number | undefined) =>
			limit === undefined ? null : value + (limit - value) * Math.sqrt(assumedDeff ?? 1);
		const { lower, upper } = result.limits;
		const interval = quantileIntervals[method] ?? 'woodruff';
		return { lower: wider(lower), upper: wider(upper), interval };
	}
	if (!isShare(request))
		return { ...tInterval(value, standardError, { level, df }), interval: 't' };
	const { n, members, events } = result;
	const size = { n, members, events, df, level, method, capEffectiveSize, borrowedDeff };
	return proportionInterval({ proportion: value, standardError, ...size });
}

export const isShare = ({ measure }: EstimateRequest) =>
	measure.statistic === 'proportion' || measure.statistic === 'distribution';

/** The least and most there could be if all who did not take a side had taken the same one. */
function boundsOf({ sumValues, unsure, asked, part }: DomainResult, request: EstimateRequest) {
	const { measure } = request;
	if (!isCount(measure) || asked === 0 || unsure === 0 || isUnsure(part)) return null;
	const size = isShare(request) ? asked : 1;
	return { lower: sumValues / size, upper: (sumValues + unsure) / size };
}

const isUnsure = (part: DomainResult['part']) =>
	part !== undefined && 'category' in part && ['dont-know', 'refused'].includes(part.category);
