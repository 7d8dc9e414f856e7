import { z } from 'zod';
import { conceptId, slug, unitId } from './identifiers.ts';

export const intervalMethod = z.enum(['auto', 'logit', 'beta', 'mean']);
export type IntervalMethod = z.infer<typeof intervalMethod>;

/** exclude: who did not say is left out; category: who did not say stays in the denominator. */
export const unsureTreatment = z.enum(['auto', 'exclude', 'category']);

export const domainFilter = z.strictObject({
	concept: conceptId,
	/** Categories kept; the rest is outside the domain, never dropped from the design. */
	categories: z.array(slug).min(1)
});
export type DomainFilter = z.infer<typeof domainFilter>;

export const measure = z.discriminatedUnion('statistic', [
	z.strictObject({
		statistic: z.literal('proportion'),
		concept: conceptId,
		numerator: z.array(slug).min(1)
	}),
	z.strictObject({
		statistic: z.literal('total'),
		concept: conceptId,
		/** For a category concept: the people counted. Absent: the sum of a number concept. */
		numerator: z.array(slug).min(1).optional()
	}),
	z.strictObject({ statistic: z.literal('mean'), concept: conceptId })
]);
export type Measure = z.infer<typeof measure>;

/** One question to one survey; the answer is one estimate for every domain of `by`. */
export const estimateRequest = z.strictObject({
	survey: slug,
	unit: unitId.default('person'),
	/** The id of one of the unit's weights; absent: the first. */
	weight: slug.optional(),
	measure,
	by: z.array(conceptId).max(2).default([]),
	where: z.array(domainFilter).default([]),
	level: z.number().gt(0).lt(1).default(0.95),
	interval: intervalMethod.default('auto'),
	/** domain: PSUs minus strata that have cases in the domain; design: in the whole sample. */
	df: z.enum(['domain', 'design']).default('domain'),
	unsure: unsureTreatment.default('auto')
});
export type EstimateRequest = z.infer<typeof estimateRequest>;
export type EstimateRequestInput = z.input<typeof estimateRequest>;
