import { z } from 'zod';
import { conceptId, slug, unitId } from './identifiers.ts';
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
		z.strictObject({ file: z.string(), column: z.string(), reason: z.string(), count: shownCount })
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
	checks: z.array(checkOutcome.omit({ examples: true })),
	estimates: z.strictObject({
		rows: z.int().nonnegative(),
		withheld: z.int().nonnegative(),
		suppressed: z.int().nonnegative()
	}),
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
