import { z } from 'zod';
import { engineFault, faultyFile } from '#lib/engine/engine-error.ts';
import { evaluation } from '#lib/model/evaluation.ts';
import { evaluationSettings } from '#lib/model/evaluation-settings.ts';
import { publishedProgramme } from '#lib/model/impact-page.ts';
import { releaseFile } from '#lib/model/manifest.ts';

/** What an evaluation finds, without what a release adds to it. */
export const foundParts = evaluation.omit({
	programme: true,
	data: true,
	script: true,
	panel: true
});
export type FoundParts = z.infer<typeof foundParts>;

/** To the worker that evaluates: a programme, its published panel, and what is changed. */
export const impactRequest = z.strictObject({
	url: z.url(),
	file: releaseFile.optional(),
	/** Whether the panel says who lies in the ring. */
	ring: z.boolean(),
	programme: publishedProgramme,
	settings: evaluationSettings
});
export type ImpactRequest = z.infer<typeof impactRequest>;

/** From the worker. `refused`: the data do not carry the design, in the words of the estimator. */
export const impactReply = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('loading'), loaded: z.number(), total: z.number().optional() }),
	z.strictObject({ kind: z.literal('progress'), done: z.int(), total: z.int() }),
	z.strictObject({ kind: z.literal('found'), found: foundParts }),
	z.strictObject({ kind: z.literal('refused'), message: z.string() }),
	z.strictObject({
		...{ kind: z.literal('error'), message: z.string() },
		fault: engineFault,
		file: faultyFile.optional()
	})
]);
export type ImpactReply = z.infer<typeof impactReply>;
