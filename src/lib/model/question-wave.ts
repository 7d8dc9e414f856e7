import { z } from 'zod';
import { countryCode, isoDate, slug } from './identifiers.ts';
import { localized, localizedName } from './localized.ts';
import { surveyMode, surveyProperties } from './properties.ts';

/** What the bank says of a wave that asked, or of a protocol that says how to ask. */
export const waveFields = {
	id: slug,
	series: slug,
	kind: z.enum(['survey', 'protocol']),
	title: localized,
	shortTitle: localized,
	/** Absent: a protocol belongs to no country, and a survey of many to none alone. */
	country: countryCode.optional(),
	producer: localizedName,
	/** Of the fieldwork, or of the edition of a protocol, where a source gives it. */
	year: z.int().min(1950).max(2100).optional(),
	/** Absent where only the year is known. */
	fieldwork: z.strictObject({ start: isoDate, end: isoDate }).optional(),
	/** Absent: not documented. */
	mode: surveyMode.optional(),
	universe: localized,
	citation: localizedName,
	synthetic: z.boolean()
};

/**
 * `data/surveys/<id>/wave.yaml`: a wave whose data nobody here has. Its questions stand beside it, and
 * say themselves what a mapping would. It has no figures, and is no survey of the explorer.
 */
export const questionWave = z
	.strictObject({
		...waveFields,
		synthetic: z.boolean().default(false),
		/** What decides whether figures may be compared, of all its questions. */
		properties: surveyProperties.optional()
	})
	.superRefine(({ kind, country, year, fieldwork }, context) => {
		const report = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		if (kind === 'protocol' && country !== undefined)
			report('country', 'a protocol belongs to no country: leave it out');
		if (kind === 'survey' && year === undefined && fieldwork === undefined)
			report('year', 'a survey says when it asked: year or fieldwork');
		if (fieldwork && fieldwork.end < fieldwork.start)
			report('fieldwork', `ends before it begins: ${fieldwork.end}`);
	});
export type QuestionWave = z.infer<typeof questionWave>;
