import { z } from 'zod';
import { answeredEstimate } from './estimate.ts';

/** Why there is no result. */
const analysisRefusal = z.enum([
	...['no-cases', 'lonely-psu', 'no-degrees-of-freedom', 'no-variance', 'incomplete-design'],
	...['one-group', 'does-not-converge']
] as const);

const probability = z.number().min(0).max(1);
const cases = { n: z.int().nonnegative() };

const coefficient = z.strictObject({
	name: z.string(),
	estimate: z.number(),
	/** null where there is no variance, and with it all that follows. */
	standardError: z.number().nullable(),
	lower: z.number().nullable(),
	upper: z.number().nullable(),
	t: z.number().nullable(),
	p: probability.nullable()
});

const termTest = z.strictObject({
	terms: z.array(z.string()),
	method: z.enum(['Wald', 'LRT']),
	statistic: z.number(),
	df: z.array(z.number()),
	p: probability
});

/** A standardised mean; the group is one category for every concept of `over`. */
const standardisedMean = answeredEstimate
	.pick({ domain: true, n: true, estimate: true, standardError: true, lower: true, upper: true })
	.extend({ df: z.number() });

/** What a test or a model found. */
export const analysis = z.discriminatedUnion('outcome', [
	z.strictObject({
		outcome: z.literal('association'),
		...cases,
		statistic: z.number(),
		/** Of the distribution that the statistic is referred to; empty where it is none of one name. */
		df: z.array(z.number()),
		p: probability,
		/** Weighted sizes: a row for every category of `rows`. */
		table: z.strictObject({
			rows: z.array(z.string()),
			columns: z.array(z.string()),
			sizes: z.array(z.array(z.number()))
		})
	}),
	z.strictObject({
		outcome: z.literal('t-test'),
		...cases,
		/** The second group minus the first, or the mean. */
		estimate: z.number(),
		standardError: z.number(),
		lower: z.number(),
		upper: z.number(),
		t: z.number(),
		df: z.number(),
		p: probability,
		groups: z.array(z.string())
	}),
	z.strictObject({
		outcome: z.literal('rank-test'),
		...cases,
		distribution: z.enum(['t', 'F']),
		statistic: z.number(),
		df: z.array(z.number()),
		p: probability,
		groups: z.array(z.string()),
		scores: z.array(z.number())
	}),
	z.strictObject({
		outcome: z.literal('model'),
		...cases,
		coefficients: z.array(coefficient),
		residualDf: z.number(),
		deviance: z.number(),
		nullDeviance: z.number(),
		iterations: z.int(),
		tests: z.array(
			z.union([
				termTest,
				z.strictObject({
					terms: z.array(z.string()),
					method: z.enum(['Wald', 'LRT']),
					refused: z.literal('no-variance')
				})
			])
		)
	}),
	z.strictObject({
		outcome: z.literal('standardised-means'),
		...cases,
		means: z.array(standardisedMean),
		/** Categories of the standard that a group has nobody of: its mean does not compare. */
		absent: z.array(z.strictObject({ category: z.string(), group: z.string() }))
	}),
	z.strictObject({
		outcome: z.literal('withheld'),
		reason: analysisRefusal,
		details: z.array(z.string())
	})
]);
export type Analysis = z.infer<typeof analysis>;
