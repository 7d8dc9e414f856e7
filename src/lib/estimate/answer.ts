import type { Estimate, Precision, WithheldReason } from '#lib/model/estimate.ts';
import type { EstimateRequest } from '#lib/model/estimate-request.ts';
import { tInterval } from '#lib/stats/t-interval.ts';
import { type DomainRow, rowDesignEffect } from './domain-row.ts';
import { type NamedInterval, proportionInterval } from './interval-for.ts';

export interface AnswerOptions {
	readonly request: EstimateRequest;
	readonly statistic: 'mean' | 'total';
	readonly df: number;
	readonly precision: Precision;
	readonly borrowedDeff: number | undefined;
}

/** The estimate of one domain, or why there is none. */
export function answer(row: DomainRow, options: AnswerOptions): Estimate {
	const { request, statistic, df, precision } = options;
	const domain = row.categories.map((category, i) => ({ concept: request.by[i] ?? '', category }));
	const size = {
		domain,
		n: row.n,
		weightedN: row.sumWeights,
		unsureShare: row.asked > 0 ? row.unsure / row.asked : 0
	};
	const refusal = whyWithheld(row, df);
	if (refusal) return { kind: 'withheld', ...size, ...refusal };
	const value = statistic === 'mean' ? row.sumValues / row.sumWeights : row.sumValues;
	const standardError = Math.sqrt(row.variance);
	const limits = limitsOf(row, value, standardError, options);
	const borrowed =
		limits.interval === 'clopper-pearson-effective' ? options.borrowedDeff : undefined;
	return {
		kind: 'estimate',
		...size,
		events: row.events,
		estimate: value,
		standardError,
		...limits,
		df,
		deff: rowDesignEffect(row, statistic) ?? null,
		precision,
		borrowedDeff: borrowed ?? null
	};
}

function whyWithheld(
	{ n, lonely }: DomainRow,
	df: number
): { reason: WithheldReason; details: string[] } | undefined {
	if (n === 0) return { reason: 'no-cases', details: [] };
	if (lonely.length > 0) return { reason: 'lonely-psu', details: [...lonely] };
	if (!(df > 0)) return { reason: 'no-degrees-of-freedom', details: [String(df)] };
	return undefined;
}

function limitsOf(
	{ n, members, events }: DomainRow,
	value: number,
	standardError: number,
	{ request, df, borrowedDeff }: AnswerOptions
): NamedInterval {
	const { level, interval: method } = request;
	if (request.measure.statistic !== 'proportion')
		return { ...tInterval(value, standardError, { level, df }), interval: 't' };
	return proportionInterval({
		proportion: value,
		standardError,
		n,
		members,
		events,
		df,
		level,
		method,
		borrowedDeff
	});
}
