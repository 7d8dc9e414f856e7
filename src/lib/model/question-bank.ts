import { z } from 'zod';
import { comparabilityOverrides } from './comparability.ts';
import { figure } from './figure.ts';
import { conceptId, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { question } from './question.ts';
import { waveFields } from './question-wave.ts';

/**
 * A wave that asked, or a protocol that says how to ask. figures: the release has estimates of it;
 * questions: nobody here has its data, only what was asked.
 */
const bankWave = z.strictObject({ ...waveFields, holds: z.enum(['figures', 'questions']) });
export type BankWave = z.infer<typeof bankWave>;

/** A question of a wave, with what decides whether it may be compared. */
const bankQuestion = z.strictObject({
	wave: slug,
	question,
	figure
});
export type BankQuestion = z.infer<typeof bankQuestion>;

/** What questions are about; the answers of a concept that is a number have no categories. */
const bankConcept = z.strictObject({
	id: conceptId,
	kind: z.enum(['category', 'number']),
	label: localized,
	definition: localized
});

/** Which question of the bank somebody who asks anew should take, and why. */
const recommendedQuestion = z.strictObject({
	concept: conceptId,
	wave: slug,
	question: slug,
	reason: localized,
	/** Of a wording that nobody has verified: why it is recommended all the same. */
	unverified: localized.optional()
});
export type RecommendedQuestion = z.infer<typeof recommendedQuestion>;

/** `data/concepts/recommended.yaml` */
export const recommendedQuestions = z.array(recommendedQuestion);

/**
 * `pages/questions.json` of a release: every question of every wave, the latest wave first and
 * protocols last, and the concepts that they are about, by id.
 */
export const questionBank = z.strictObject({
	waves: z.array(bankWave),
	concepts: z.array(bankConcept),
	questions: z.array(bankQuestion),
	recommended: recommendedQuestions,
	overrides: comparabilityOverrides
});
export type QuestionBank = z.infer<typeof questionBank>;
