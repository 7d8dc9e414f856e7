import { z } from 'zod';
import { evaluation, evaluationEffect, evaluationRefusal } from './evaluation.ts';
import { slug } from './identifiers.ts';
import { programmeOutcome } from './programme-outcome.ts';
import { programmeSource } from './programme-series.ts';
import { programme } from './programme.ts';

const maybe = z.number().nullable();

/** What of a declaration a page needs: not where files lie. */
export const publishedProgramme = z.strictObject(programme.shape).omit({ files: true });
export type PublishedProgramme = z.infer<typeof publishedProgramme>;

/** `pages/impact/<id>.json`: a programme as declared, and what was found. */
export const programmePage = z.strictObject({
	programme: publishedProgramme,
	synthetic: z.boolean(),
	/** Of series: whose figures, and how they were counted. */
	sources: z.array(programmeSource).default([]),
	evaluation
});
export type ProgrammePage = z.infer<typeof programmePage>;

/** How far a design carries: by assignment, by comparison, by time alone. */
const evidenceLevel = z.enum(['comparison', 'before-after', 'not-established']);

/** A programme in the list and in the comparison of programmes. */
export const impactEntry = z.strictObject({
	programme: publishedProgramme.pick({
		id: true,
		title: true,
		summary: true,
		type: true,
		groups: true,
		stage: true,
		country: true,
		place: true,
		started: true,
		estimand: true,
		tier: true
	}),
	synthetic: z.boolean(),
	design: z.enum(['panel', 'series', 'discontinuity', 'cohort', 'survey']),
	evidence: evidenceLevel,
	outcome: z.strictObject(programmeOutcome.shape).pick({
		id: true,
		label: true,
		family: true,
		scale: true,
		measures: true,
		direction: true
	}),
	verdict: evaluation.shape.verdict,
	effect: z.discriminatedUnion('kind', [evaluationEffect, evaluationRefusal]),
	/** Change as a share of what the treated would have had. */
	relative: z.strictObject({ estimate: z.number(), lower: maybe, upper: maybe }).nullable(),
	/** In standard deviations of the comparison before the start. */
	standardised: z
		.strictObject({
			estimate: z.number(),
			standardError: z.number(),
			lower: z.number(),
			upper: z.number()
		})
		.nullable(),
	n: z.int().nonnegative(),
	/** Of one unit of effect, in US dollars of the price year; null where it is not known. */
	costPerEffect: z
		.strictObject({ dollars: z.number(), lower: maybe, upper: maybe, priceYear: z.int() })
		.nullable(),
	/** What was looked at that could have become worse, and what was found. */
	harms: z.array(
		z.strictObject({
			outcome: slug,
			kind: z.string(),
			found: z.enum(['worse', 'better', 'no-clear-change', 'activity', 'refused'])
		})
	)
});
export type ImpactEntry = z.infer<typeof impactEntry>;

/** `pages/impact.json`. */
export const impactIndex = z.strictObject({ entries: z.array(impactEntry) });
export type ImpactIndex = z.infer<typeof impactIndex>;
