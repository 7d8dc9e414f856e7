import { z } from 'zod';
import { conceptId, slug, unitId } from './identifiers.ts';
import { locales } from './locales.ts';
import { localized, localizedName } from './localized.ts';
import { missingReason } from './missing.ts';
import { radius, recall } from './properties.ts';

/**
 * One question as it was put to people. `wording` is quoted from `source`, in `language`; where it is
 * not verified, it says in our words what is asked, and nobody may take it for the question itself.
 */
export const question = z.strictObject({
	id: slug,
	/** The variable of the source file that holds the answers. */
	variable: z.string().min(1).optional(),
	concept: conceptId,
	unit: unitId.default('person'),
	language: z.enum(locales),
	wording: z.string().trim().min(1),
	verified: z.boolean().default(true),
	/** Translations by us, for readers; never the wording that was asked. */
	translation: localized.optional(),
	answers: z
		.array(
			z.strictObject({
				code: z.string(),
				label: z.string().trim().min(1),
				missing: missingReason.optional()
			})
		)
		.min(1),
	universe: localized,
	/** Its place in the questionnaire, from 1, and the number printed there. */
	position: z.int().positive().optional(),
	number: z.string().trim().min(1).optional(),
	/** Who of the universe was asked, where not everybody was. */
	filter: localized.optional(),
	/** Of a split ballot: the version of the questionnaire that has it. */
	version: slug.optional(),
	/** Period and area asked about: here, where the wording says them, and not in the mapping. */
	recall,
	radius,
	/** Where the wording differs from an earlier wave of the series, in words. */
	change: localized.optional(),
	source: z.strictObject({
		document: localizedName,
		producer: localizedName,
		year: z.int().min(1950).max(2100)
	})
});
export type Question = z.infer<typeof question>;

/** `data/surveys/<id>/questions.yaml`; empty, or no file, where no source gives the wordings. */
export const questions = z.array(question);
