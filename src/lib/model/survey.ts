import { z } from 'zod';
import { surveyProtection } from './disclosure.ts';
import { conceptId, countryCode, isoDate, sha256, slug, unitId } from './identifiers.ts';
import { localized, localizedName } from './localized.ts';
import { missingReason } from './missing.ts';
import { mappingProperties, surveyMode, surveyProperties } from './properties.ts';
import { surveyCheck } from './survey-check.ts';
import { surveyDesign, unitDesign } from './survey-design.ts';

/** open: rows may be published; protected: only protected estimates; local: nothing leaves. */
export const tier = z.enum(['open', 'protected', 'local']);

/** What it means that a file of a chapter has no row for somebody. */
export const absence = z.enum(['no', 'not-applicable', 'not-asked']);
export type Absence = z.infer<typeof absence>;

const column = z.string().min(1);

/** Where the table lies in a workbook. */
const sheetFields = {
	/** Absent: the first. */
	sheet: z.string().min(1).optional(),
	/** The row of the sheet that holds the names of the columns, from 1. */
	headerRow: z.int().positive().optional(),
	/** Cells of the table with its header, such as B6:H40; absent: all that the sheet holds. */
	range: z
		.string()
		.regex(/^[A-Z]{1,3}[1-9]\d*:[A-Z]{1,3}[1-9]\d*$/, 'not a range such as B6:H40')
		.optional()
};

/** How the table of a file is found in its bytes. */
export const formatFields = {
	format: z.enum(['csv', 'sav', 'dta', 'xlsx', 'parquet', 'json']),
	/** UTF-8 where a CSV file does not say; of a .sav or .dta only where its own statement is wrong. */
	encoding: z.enum(['utf-8', 'latin1', 'windows-1252']).optional(),
	/** Of a CSV file; absent: a comma. */
	delimiter: z.enum([',', ';', '\t', '|']).optional(),
	compression: z.enum(['none', 'gzip', 'bzip2']).default('none'),
	/**
	 * How many bytes it may unfold to, of a workbook each part, instead of what readers allow a file
	 * that nobody knows; whoever declares it trusts the file.
	 */
	maxUnfoldedBytes: z.int().positive().optional(),
	...sheetFields
};
export type FileFormat = z.infer<z.ZodObject<typeof formatFields>>;

const formatsWith: Readonly<Record<string, readonly FileFormat['format'][]>> = {
	encoding: ['csv', 'sav', 'dta'],
	delimiter: ['csv'],
	maxUnfoldedBytes: ['csv', 'json', 'xlsx'],
	sheet: ['xlsx'],
	headerRow: ['xlsx'],
	range: ['xlsx']
};

function refuseStrayFields(
	file: Readonly<Record<string, unknown>> & FileFormat,
	context: z.RefinementCtx
) {
	const { format, compression } = file;
	const refuse = (field: string) =>
		context.addIssue({ code: 'custom', path: [field], message: `not a field of ${format}` });
	for (const [field, formats] of Object.entries(formatsWith))
		if (file[field] !== undefined && !formats.includes(format)) refuse(field);
	if (compression !== 'none' && format !== 'csv' && format !== 'json') refuse('compression');
}

/** A source file as its producer delivers it. */
export const sourceFile = z
	.strictObject({
		id: slug,
		/** Relative to `ATALAYA_SOURCES`; for a simulated survey, to the folder of the simulation. */
		path: z.string().min(1),
		/** Of the file that the mappings were written for; a build refuses any other. */
		sha256: sha256.optional(),
		/** Records that the producer says there are; another number is an error, as of a cut download. */
		expectedRows: z.int().positive().optional(),
		/** Where the producer gives the file out, and how to come by it. */
		recipe: z.string().min(1).optional(),
		...formatFields,
		/** Columns that together name one row; for a joined file, columns of the file joined to. */
		key: z.array(column).default([]),
		/** The file that these rows belong to. */
		joins: slug.optional(),
		/** Several rows may belong to one: offences of a person. Only mappings with `any` read them. */
		many: z.boolean().default(false),
		absent: absence.optional()
	})
	.superRefine(refuseStrayFields);
export type SourceFile = z.infer<typeof sourceFile>;

const bin = z.strictObject({ from: z.number(), to: z.number(), category: slug });

/**
 * An answer that follows from other answers of the same person. Who was not asked because a question
 * does not apply counts as somebody without its category; who gave no answer to one has none here.
 */
export const combination = z.strictObject({
	/** The category of each concept that counts. */
	category: slug,
	/** Concepts that the survey maps for the same units, by the name of the set that they make up. */
	sets: z.record(slug, z.array(conceptId).min(1)),
	/** number: how many of the concepts; sets: the names of the sets with one of theirs, in this order. */
	as: z.enum(['number', 'sets']),
	/** Only these sets count. The answers to all are needed, so that what is combined is about the same people. */
	within: z.array(slug).min(1).optional()
});
export type Combination = z.infer<typeof combination>;

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
		/** Of a file with many rows for one: the category of everybody who has a row with one of the codes. */
		any: z
			.strictObject({ codes: z.array(z.string()).min(1), category: slug, otherwise: slug })
			.optional(),
		/** Instead of a variable: what `codes` or `bins` are read from, a number or names with blanks between. */
		combines: combination.optional(),
		/** Of what is combined: the category of everything that neither names. */
		otherwise: slug.optional(),
		/** Source code to the reason why there is no answer; '' is a blank cell. */
		missing: z.record(z.string(), missingReason).default({}),
		/** Overrides what an absent row means in this file. */
		absent: absence.optional(),
		/** What else decides whether its figures may be compared, and where it differs from the survey. */
		properties: mappingProperties.optional(),
		note: localized.optional()
	})
	.superRefine((m, context) => {
		const ways = [m.codes, m.bins, m.range, m.present, m.any].filter(
			(way) => way !== undefined
		).length;
		if (ways !== 1)
			context.addIssue({
				code: 'custom',
				message: 'needs exactly one of codes, bins, range, present, any'
			});
		if ([m.present, m.variable, m.combines].filter((one) => one !== undefined).length !== 1)
			context.addIssue({
				code: 'custom',
				message: 'needs a variable, or present or combines without one'
			});
		if (m.combines ? !(m.codes ?? m.bins) : m.otherwise !== undefined)
			context.addIssue({
				code: 'custom',
				message: 'combines needs codes or bins, and otherwise needs combines'
			});
		if (m.combines && Object.keys(m.missing).length > 0)
			context.addIssue({
				code: 'custom',
				path: ['missing'],
				message: 'the concepts that are combined say why there is no answer'
			});
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
	producer: z.strictObject({ name: localizedName, url: z.url().optional() }),
	fieldwork: z.strictObject({ start: isoDate, end: isoDate }),
	mode: surveyMode,
	/** What decides whether figures may be compared, of all its questions. */
	properties: surveyProperties.optional(),
	universe: localized,
	licence: z.strictObject({
		name: localizedName,
		url: z.url().optional(),
		note: localized.optional()
	}),
	citation: localizedName,
	tier,
	/** Absent: nothing of it is published, unless it is synthetic and open. */
	protection: surveyProtection.optional(),
	synthetic: z.boolean().default(false),
	origin,
	files: z.array(sourceFile).min(1),
	design: surveyDesign,
	mappings: z.array(mapping).min(1),
	checks: z.array(surveyCheck).default([]),
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
