import { z } from 'zod';
import { conceptId, slug, unitId } from './identifiers.ts';
import { rejectReason } from './reject-reason.ts';
import { rowRisk } from './row-risk.ts';
import { checkOutcome } from './survey-check.ts';
import { tier } from './survey.ts';

/** A count of people; a small one is only told to be below a number. */
export const shownCount = z.union([
	z.int().nonnegative(),
	z.strictObject({ below: z.int().positive() })
]);
export type ShownCount = z.infer<typeof shownCount>;

/** `report/<survey>.json`: what a build did with the files of a survey. */
export const surveyReport = z.strictObject({
	survey: slug,
	release: slug,
	tier,
	synthetic: z.boolean(),
	files: z.array(
		z.strictObject({
			path: z.string(),
			sha256: z.string(),
			rows: z.int().nonnegative(),
			/** Rows set aside, and cells whose code nobody declared. */
			rejected: shownCount
		})
	),
	/** Rejects by reason. */
	rejects: z.array(
		z.strictObject({
			file: z.string(),
			column: z.string(),
			reason: rejectReason,
			count: shownCount
		})
	),
	units: z.array(
		z.strictObject({
			unit: unitId,
			rows: z.int().nonnegative(),
			/** By category, and by reason for having none. */
			concepts: z.array(
				z.strictObject({ concept: conceptId, counts: z.record(z.string(), shownCount) })
			)
		})
	),
	/** Of a protected survey, '' stands for what was found in how many rows. */
	/** Of a survey whose rows are published after a protection. */
	rowRisk: rowRisk.optional(),
	checks: z.array(checkOutcome.omit({ examples: true })),
	estimates: z.strictObject({
		rows: z.int().nonnegative(),
		withheld: z.int().nonnegative(),
		suppressed: z.int().nonnegative()
	}),
	/** Of a survey whose figures are protected: what was withheld, in figures, and by which rule. */
	protection: z
		.strictObject({
			figures: z.int().nonnegative(),
			withheld: z.array(z.strictObject({ reason: z.string(), figures: z.int().positive() })),
			/** What withholding to protect others cost, above the least that would do; null: nothing. */
			atMostAboveLeast: z.number().nonnegative().nullable()
		})
		.optional(),
	/** Against the release before; null where there is none. */
	changes: z
		.strictObject({
			release: slug,
			added: z.int().nonnegative(),
			removed: z.int().nonnegative(),
			changed: z.int().nonnegative()
		})
		.nullable()
});
export type SurveyReport = z.infer<typeof surveyReport>;
