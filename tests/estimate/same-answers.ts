import { expect } from 'vitest';
import type { AnsweredEstimate, Estimate, EstimateSet } from '#lib/model/estimate.ts';
import type { Question } from '../support/small-tables.ts';

type Measure = Question['measure'];

export const yes = {
	statistic: 'proportion',
	concept: 'seen',
	numerator: ['yes']
} satisfies Measure;
export const people = { ...yes, statistic: 'total' } satisfies Measure;
export const mean = { statistic: 'mean', concept: 'amount' } satisfies Measure;
export const total = { statistic: 'total', concept: 'amount' } satisfies Measure;
export const ratio = { statistic: 'ratio', concept: 'amount', over: 'paid' } satisfies Measure;
export const distribution = { statistic: 'distribution', concept: 'seen' } satisfies Measure;
export const quantiles = {
	statistic: 'quantile',
	concept: 'amount',
	probabilities: [0.25, 0.5, 0.9]
} satisfies Measure;
export const variance = { statistic: 'variance', concept: 'amount' } satisfies Measure;

export const measures: Readonly<Record<string, Measure>> = {
	...{ yes, people, mean, total, ratio, distribution, quantiles, variance }
};

export const isAnswered = (one: Estimate): one is AnsweredEstimate => one.kind === 'estimate';

/** The only estimate of an answer. */
export function only({ estimates }: EstimateSet): AnsweredEstimate {
	const [one, ...others] = estimates;
	if (!one || !isAnswered(one) || others.length > 0) throw new Error(JSON.stringify(estimates));
	return one;
}

export interface SameOptions {
	/** Fields of estimates that may differ. */
	readonly except?: readonly string[];
	/** Largest difference, as a share of the largest number of the estimate. */
	readonly relative?: number;
}

/** Two answers agree in every field of every estimate, the same ones withheld for the same reason. */
export function expectSame(ours: EstimateSet, theirs: EstimateSet, options: SameOptions = {}) {
	const rest = ({ unsure, missing, withoutBreakdown }: EstimateSet) => ({
		...{ unsure, missing, withoutBreakdown }
	});
	if (!options.except?.includes('n')) expect(rest(ours)).toEqual(rest(theirs));
	expect(ours.estimates.length).toBe(theirs.estimates.length);
	[...ours.estimates, ours.overall].forEach((one, i) =>
		expectSameEstimate(one, [...theirs.estimates, theirs.overall][i]!, options)
	);
}

/** Two estimates agree in every field. */
export function expectSameEstimate(
	ours: Estimate,
	theirs: Estimate,
	{ except = [], relative = 1e-10 }: SameOptions = {}
) {
	const sizes = [0, 'estimate', 'lower', 'upper'].map((key) =>
		Math.abs(Number(field(theirs, key)))
	);
	const absolute = relative * Math.max(...sizes.filter(Number.isFinite));
	for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
		if (except.includes(key)) continue;
		const [a, b] = [field(ours, key), field(theirs, key)];
		if (typeof b === 'number') expect(a, key).toAgreeWith(b, { relative, absolute });
		else if (key === 'bounds' && a && b)
			expect(Object.values(a), key).toAgreeWith(Object.values(b), { relative });
		else expect(a, key).toEqual(b);
	}
}

const field = (of: object, key: string | number): unknown => (of as Record<string, unknown>)[key];
