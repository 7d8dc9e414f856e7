import { z } from 'zod';
import { comparabilityOverrides } from './comparability.ts';
import { figure } from './figure.ts';
import { conceptId, countryCode, isoDate, slug } from './identifiers.ts';
import { localized, localizedName } from './localized.ts';
import { question } from './question.ts';

/**
 * A wave that asked, or a protocol that says how to ask. figures: the release has estimates of it;
 * questions: nobody here has its data, only what was asked.
 */
export const bankWave = z.strictObject({
	id: slug,
	series: slug,
	kind: z.enum(['survey', 'protocol']),
	holds: z.enum(['figures', 'questions']),
	title: localized,
	shortTitle: localized,
	/** Absent: a protocol belongs to no country. */
	country: countryCode.optional(),
	producer: localizedName,
	fieldwork: z.strictObject({ start: isoDate, end: isoDate }),
	mode: z.string().min(1),
	universe: localized,
	synthetic: z.boolean()
});
export type BankWave = z.infer<typeof bankWave>;

/** A question of a wave, with what decides whether it may be compared. */
export const bankQuestion = z.strictObject({
	wave: slug,
	question,
	figure
});
export type BankQuestion = z.infer<typeof bankQuestion>;

/** Which question of the bank somebody who asks anew should take, and why. */
export const recommendedQuestion = z.strictObject({
	concept: conceptId,
	wave: slug,
	question: slug,
	reason: localized
});
export type RecommendedQuestion = z.infer<typeof recommendedQuestion>;

/** `pages/questions.json` of a release: every question of every wave, the latest wave first. */
export const questionBank = z.strictObject({
	waves: z.array(bankWave),
	questions: z.array(bankQuestion),
	recommended: z.array(recommendedQuestion),
	overrides: comparabilityOverrides
});
export type QuestionBank = z.infer<typeof questionBank>;
