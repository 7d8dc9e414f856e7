import { z } from 'zod';
import { conceptId } from './identifiers.ts';
import { missingReason } from './missing.ts';

/** Which rule gave the limits. */
export const appliedInterval = z.enum([
	...['t', 'log-odds-t', 'arcsine-t', 'korn-graubard', 'wilson-t', 'likelihood', 'wald-t'],
	...['clopper-pearson-effective', 'woodruff', 'score', 'replicate-quantile']
] as const);
export type AppliedInterval = z.infer<typeof appliedInterval>;

export const precision = z.enum(['design-based', 'lower-bound']);
export type Precision = z.infer<typeof precision>;

export const withheldReason = z.enum([
	...[
		'no-cases',
		'lonely-psu',
		'no-degrees-of-freedom',
		'zero-denominator',
		'one-case',
		'no-limits',
		// Of a total: the weights were scaled to the sample and count no people.
		'weights-of-sample'
	]
] as const);
export type WithheldReason = z.infer<typeof withheldReason>;

/** The domain: a category for every concept of `by`, in its order. */
export const domainKey = z.array(z.strictObject({ concept: conceptId, category: z.string() }));
export type DomainKey = z.infer<typeof domainKey>;

/** Which of several numbers of one domain: a category of a distribution, or a quantile. */
const part = z.union([
	z.strictObject({ category: z.string() }),
	z.strictObject({ probability: z.number() })
]);
export type Part = z.infer<typeof part>;

/** What a quality profile says of a number, and why: "df 6 < 9". */
export const qualityVerdict = z.strictObject({
	profile: z.string(),
	label: z.string(),
	reasons: z.array(
		z.strictObject({
			rule: z.string(),
			quantity: z.string(),
			/** null: the number that the rule asks for is not there. */
			value: z.number().nullable(),
			is: z.enum(['below', 'at-most', 'above', 'at-least']),
			limit: z.number().nullable()
		})
	),
	/** What has to be said beside the number. */
	notes: z.array(z.string())
});
export type QualityVerdict = z.infer<typeof qualityVerdict>;

const common = {
	domain: domainKey,
	part: part.optional(),
	/** Cases in the domain that count in the denominator. */
	n: z.int().nonnegative(),
	/** Their weights added up. */
	weightedN: z.number().nonnegative(),
	/** Asked but without a side taken, as a weighted share of all who were asked in the domain. */
	unsureShare: z.number().min(0).max(1)
};

/** A number with its error. A proportion lies between 0 and 1. */
export const answeredEstimate = z.strictObject({
	kind: z.literal('estimate'),
	...common,
	/** Cases that have the attribute; for a mean or a sum, the cases. */
	events: z.int().nonnegative(),
	estimate: z.number(),
	standardError: z.number().nonnegative(),
	/** Standard error over the size of the estimate; null at 0. */
	cv: z.number().nonnegative().nullable(),
	/** null where the method gives no limit: `interval` is then none. */
	lower: z.number().nullable(),
	upper: z.number().nullable(),
	interval: appliedInterval,
	/** Primary sampling units minus strata, or the rank of the replicate weights minus 1; null: normal. */
	df: z.number().nullable(),
	/** Design effect; null where the weights do not add up to more than the cases. */
	deff: z.number().nullable(),
	/** lower-bound: the design is incomplete, so the true error is larger. */
	precision,
	/** The deff borrowed from the nearest parent domain, when nobody or everybody has the attribute. */
	borrowedDeff: z.number().nullable(),
	/** The declared design effect that widened the standard error and the limits. */
	assumedDeff: z.number().nullable(),
	/** Smallest and largest share there would be if all who did not take a side took one. */
	bounds: z.strictObject({ lower: z.number(), upper: z.number() }).nullable(),
	quality: qualityVerdict.nullable()
});
export type AnsweredEstimate = z.infer<typeof answeredEstimate>;

const withheldEstimate = z.strictObject({
	kind: z.literal('withheld'),
	...common,
	reason: withheldReason,
	/** What the reason is about, for example the names of the strata. */
	details: z.array(z.string())
});

export const estimate = z.discriminatedUnion('kind', [answeredEstimate, withheldEstimate]);
export type Estimate = z.infer<typeof estimate>;

/** Everything a question got back. */
export const estimateSet = z.strictObject({
	estimates: z.array(estimate),
	/** The same measure for the whole domain, whatever the breakdown. */
	overall: estimate,
	/** What was done with people who did not take a side. */
	unsure: z.enum(['exclude', 'category']),
	/** Cases of the domain with no value of the measure, by reason. */
	missing: z.partialRecord(missingReason, z.int().nonnegative()),
	/** Cases that have the measure but no category of the breakdown. */
	withoutBreakdown: z.int().nonnegative(),
	level: z.number(),
	/** The statements that gave the answer, in order. */
	sql: z.array(z.string())
});
export type EstimateSet = z.infer<typeof estimateSet>;
