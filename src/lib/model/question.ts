import { z } from 'zod';
import { conceptId, slug, unitId } from './identifiers.ts';
import { locales, localized } from './localized.ts';
import { missingReason } from './missing.ts';

/** One question as it was put to people. `wording` is quoted from `source`, in `language`. */
export const question = z.strictObject({
	id: slug,
	/** The variable of the source file that holds the answers. */
	variable: z.string().min(1).optional(),
	concept: conceptId,
	unit: unitId.default('person'),
	language: z.enum(locales),
	wording: z.string().trim().min(1),
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
	/** The period asked about. */
	recall: z.enum(['none', 'life', '12-months', '3-months', '30-days', 'other']),
	/** The area asked about. */
	radius: z.enum([
		'none',
		'home',
		'block',
		'surroundings',
		'neighbourhood',
		'commune',
		'school',
		'country'
	]),
	/** Where the wording differs from an earlier wave of the series, in words. */
	change: localized.optional(),
	source: z.strictObject({
		document: z.string().min(1),
		producer: z.string().min(1),
		year: z.int().min(1950).max(2100)
	})
});
export type Question = z.infer<typeof question>;

/** `data/surveys/<id>/questions.yaml`; empty, or no file, where no source gives the wordings. */
export const questions = z.array(question);
