import { z } from 'zod';
import { conceptId, slug } from './identifiers.ts';

/**
 * How the samples of two waves hang together. independent: drawn apart, so that their errors have
 * nothing in common.
 */
const overlap = z.enum(['independent']);

const groups = z.strictObject({
	kind: z.literal('groups'),
	concept: conceptId,
	of: slug,
	against: slug
});

/** Two surveys of one series. */
const waves = z.strictObject({ kind: z.literal('waves'), of: slug, against: slug, overlap });

/** Two surveys of different series, and so samples drawn apart. */
const countries = z.strictObject({ kind: z.literal('countries'), of: slug, against: slug });

/** What a release publishes of every indicator, so that nobody needs the rows for it. */
export const estimatePlan = z.strictObject({
	/** Concepts whose categories are territories. */
	territories: z.array(conceptId).default([]),
	/** Each alone, for the whole survey and within every territory. */
	breakdowns: z.array(conceptId).default([]),
	/** Two together, for the whole survey. */
	pairs: z.array(z.tuple([conceptId, conceptId])).default([]),
	/**
	 * Concepts whose figures are published of the whole survey alone: what follows from other concepts
	 * would, group by group, tell of figures of these that are withheld.
	 */
	wholeOnly: z.array(conceptId).default([]),
	comparisons: z.array(z.discriminatedUnion('kind', [groups, waves, countries])).default([])
});
export type EstimatePlan = z.infer<typeof estimatePlan>;
export type DeclaredComparison = EstimatePlan['comparisons'][number];
