import { z } from 'zod';
import { conceptId, slug } from '../identifiers.ts';

/** The concept that says which version of a question a person was asked; its categories are the versions. */
export const versionConcept = 'questionnaire_version';

/** A share of one half, from 0 to 1. */
const half = z.strictObject({
	version: slug,
	/** Of the question. */
	question: slug,
	n: z.int(),
	...{ estimate: z.number(), standardError: z.number(), lower: z.number(), upper: z.number() }
});

const change = z.strictObject({
	...{ estimate: z.number(), standardError: z.number(), lower: z.number(), upper: z.number() },
	/** Two-sided, of no difference (of a ratio: of 1). */
	p: z.number(),
	df: z.number().nullable()
});

/** What another wording of a question changes: two versions were asked of random halves of one sample. */
export const ballotEffect = z.strictObject({
	wave: slug,
	concept: conceptId,
	/** What is counted, of those who took a side. */
	category: slug,
	halves: z.tuple([half, half]),
	/** The second version less the first. */
	difference: change,
	/** The second over the first: by this a figure of the first wording is bridged to the second. */
	ratio: change
});
export type BallotEffect = z.infer<typeof ballotEffect>;

/** `pages/question-experiments.json` of a release. */
export const ballotEffects = z.array(ballotEffect);
