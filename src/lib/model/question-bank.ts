import { z } from 'zod';
import { comparabilityOverrides } from './comparability.ts';
import { figure } from './figure.ts';
import { conceptId, countryCode, isoDate, slug } from './identifiers.ts';
import { localized, localizedName } from './localized.ts';
import { surveyMode } from './properties.ts';
import { question } from './question.ts';

/**
 * A wave that asked, or a protocol that says how to ask. figures: the release has estimates of it;
 * questions: nobody here has its data, only what was asked.
 */
const bankWave = z.strictObject({
	id: slug,
	series: slug,
	kind: z.enum(['survey', 'protocol']),
	holds: z.enum(['figures', 'questions']),
	title: localized,
	shortTitle: localized,
	/** Absent: a protocol belongs to no country. */
	country: countryCode.optional(),
	producer: localizedName,
	/** Of the fieldwork, or of the edition of a protocol, where a source gives it. */
	year: z.int().optional(),
	/** Absent where only the year is known. */
	fieldwork: z.strictObject({ start: isoDate, end: isoDate }).optional(),
	/** Absent: not documented. */
	mode: surveyMode.optional(),
	universe: localized,
	citation: localizedName,
	synthetic: z.boolean()
});
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
export type BankConcept = z.infer<typeof bankConcept>;

/** Which question of the bank somebody who asks anew should take, and why. */
const recommendedQuestion = z.strictObject({
	concept: conceptId,
	wave: slug,
	question: slug,
	reason: localized
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
