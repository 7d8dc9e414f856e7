import { z } from 'zod';
import { conceptId, countryCode, isoDate, sha256, slug, unitId } from './identifiers.ts';
import { localized } from './localized.ts';
import { missingReason } from './missing.ts';
import { surveyDesign, unitDesign } from './survey-design.ts';

/** open: rows may be published; protected: only protected estimates; local: nothing leaves. */
export const tier = z.enum(['open', 'protected', 'local']);

/** What it means that a file of a chapter has no row for somebody. */
export const absence = z.enum(['no', 'not-applicable', 'not-asked']);
export type Absence = z.infer<typeof absence>;

const column = z.string().min(1);

/** A source file as its producer delivers it. */
export const sourceFile = z.strictObject({
	id: slug,
	/** Relative to `ATALAYA_SOURCES`; for a simulated survey, to the folder of the simulation. */
	path: z.string().min(1),
	/** Of the file that the mappings were written for; a build refuses any other. */
	sha256: sha256.optional(),
	/** Where the producer gives the file out, and how to come by it. */
	recipe: z.string().min(1).optional(),
	format: z.literal('csv'),
	encoding: z.enum(['utf-8', 'latin1', 'windows-1252']).default('utf-8'),
	delimiter: z.enum([',', ';', '\t', '|']).default(','),
	compression: z.enum(['none', 'gzip']).default('none'),
	/** Columns that together name one row; for a joined file, columns of the file joined to. */
	key: z.array(column).default([]),
	/** The file that these rows belong to. */
	joins: slug.optional(),
	absent: absence.optional()
});
export type SourceFile = z.infer<typeof sourceFile>;

const bin = z.strictObject({ from: z.number(), to: z.number(), category: slug });

/** How a variable of a source file becomes a concept. Every code is named: an unnamed one is an error. */
export const mapping = z
	.strictObject({
		concept: conceptId,
		units: z.array(unitId).min(1).default(['person']),
		file: slug,
		variable: column.optional(),
		/** Source code to category of the concept. */
		codes: z.record(z.string(), slug).optional(),
		/** For a number cut into classes: both ends belong to the class. */
		bins: z.array(bin).min(1).optional(),
		/** For a number concept: the values that may occur. */
		range: z.tuple([z.number(), z.number()]).optional(),
		/** The category of everybody who has a row in the file, whatever it says. */
		present: slug.optional(),
		/** Source code to the reason why there is no answer; '' is a blank cell. */
		missing: z.record(z.string(), missingReason).default({}),
		/** Overrides what an absent row means in this file. */
		absent: absence.optional(),
		note: localized.optional()
	})
	.superRefine((m, context) => {
		const ways = [m.codes, m.bins, m.range, m.present].filter((way) => way !== undefined).length;
		if (ways !== 1)
			context.addIssue({
				code: 'custom',
				message: 'needs exactly one of codes, bins, range, present'
			});
		if ((m.present === undefined) !== (m.variable !== undefined))
			context.addIssue({ code: 'custom', message: 'needs a variable, or present without one' });
	});
export type Mapping = z.infer<typeof mapping>;

const origin = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('official'), url: z.url().optional() }),
	z.strictObject({ kind: z.literal('simulated'), scenario: slug, wave: slug })
]);

/** `data/surveys/<id>/survey.yaml`: one wave of one survey. */
export const survey = z.strictObject({
	id: slug,
	/** Waves of one series share it. */
	series: slug,
	title: localized,
	/** The name used where space is short. */
	shortTitle: localized,
	country: countryCode,
	producer: z.strictObject({ name: z.string().min(1), url: z.url().optional() }),
	fieldwork: z.strictObject({ start: isoDate, end: isoDate }),
	mode: z.enum(['face-to-face', 'telephone', 'web', 'mixed']),
	universe: localized,
	licence: z.strictObject({
		name: z.string().min(1),
		url: z.url().optional(),
		note: localized.optional()
	}),
	citation: z.string().min(1),
	tier,
	synthetic: z.boolean().default(false),
	origin,
	files: z.array(sourceFile).min(1),
	design: surveyDesign,
	mappings: z.array(mapping).min(1),
	/** The build of the survey fails when more than this share of the rows of a file is rejected. */
	maxRejectedShare: z.number().min(0).max(1).default(0)
});
export type Survey = z.infer<typeof survey>;

/** How the concepts of a survey are made from the files its producer gives out. */
export const surveyRecipe = z.strictObject({
	files: z.array(sourceFile).min(1),
	design: z.strictObject({ units: z.array(unitDesign).min(1) }),
	mappings: z.array(mapping).min(1)
});
export type SurveyRecipe = z.infer<typeof surveyRecipe>;
