import { z } from 'zod';
import { conceptId, slug, unitId } from './identifiers.ts';
import { locales } from './locales.ts';
import { localized, localizedName } from './localized.ts';
import { missingReason } from './missing.ts';
import { questionProperties, radius, recall } from './properties.ts';

const answer = z.strictObject({
	code: z.string(),
	label: z.string().trim().min(1),
	missing: missingReason.optional()
});
export type Answer = z.infer<typeof answer>;

/**
 * One question as it was put to people. `wording` is quoted from `source`, in `language`; where it is
 * not verified, it says in our words what is asked, and nobody may take it for the question itself.
 */
export const question = z
	.strictObject({
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
		/** Empty where the source of a wording that is not verified does not give them. */
		answers: z.array(answer),
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
		/** What else was asked, where no mapping says it: of a wave without data, of a version. */
		properties: questionProperties.optional(),
		/** Where the wording differs from an earlier wave of the series, in words. */
		change: localized.optional(),
		source: z.strictObject({
			document: localizedName,
			producer: localizedName,
			year: z.int().min(1950).max(2100)
		})
	})
	.superRefine(({ answers, verified }, context) => {
		if (answers.length === 0 && verified)
			context.addIssue({
				code: 'custom',
				path: ['answers'],
				message: 'a verified wording comes with its answers; else it says verified: false'
			});
		answers.forEach(({ code }, i) => {
			if (answers.findIndex((one) => one.code === code) !== i)
				context.addIssue({
					code: 'custom',
					path: ['answers', i, 'code'],
					message: `an earlier answer has this code: ${code}`
				});
		});
	});
export type Question = z.infer<typeof question>;

/** `data/surveys/<id>/questions.yaml`; empty, or no file, where no source gives the wordings. */
export const questions = z.array(question);
