import { z } from 'zod';
import { conceptId, slug } from './identifiers.ts';
import { missingReason } from './missing.ts';
import { ownProblem, ownReading } from './own-file.ts';
import { replicateType } from './sampling.ts';
import { formatFields } from './survey.ts';

const codeRows = z.strictObject({
	code: z.string(),
	rows: z.int(),
	label: z.string().optional()
});

/** What a column of an opened file seems to be; a person decides. */
export const ownColumnSummary = z.strictObject({
	name: z.string(),
	label: z.string().optional(),
	kind: z.enum(['code', 'number', 'date', 'text', 'blank']),
	role: z.enum(['key', 'weight', 'stratum', 'psu', 'personal', 'coordinate']).optional(),
	/** Its role is told by little. */
	isWeak: z.boolean(),
	/** It may name people: its values are not shown. */
	isPrivate: z.boolean(),
	distinct: z.int(),
	blanks: z.int(),
	/** Numbers with a decimal comma. */
	commas: z.int(),
	/** Of a column of numbers. */
	smallest: z.number().optional(),
	largest: z.number().optional(),
	mean: z.number().optional(),
	/** The most frequent, by number or text; none of what may name people. */
	codes: z.array(codeRows),
	/** Codes that may stand for no answer, with what their label or the file says they mean. */
	missing: z.array(codeRows.extend({ reason: missingReason.optional() }))
});
export type OwnColumnSummary = z.infer<typeof ownColumnSummary>;

/** What is known of a file once it has been read. */
export const ownSummary = z.strictObject({
	name: z.string(),
	size: z.number(),
	format: formatFields.format,
	/** How it was read: what a person said, else what was guessed. */
	reading: ownReading,
	/** Of a workbook, the sheets that hold anything. */
	sheets: z.array(z.strictObject({ name: z.string(), isHidden: z.boolean() })),
	/** Of a text in two encodings, the first line of each. */
	mixed: z.strictObject({ utf8: z.int(), other: z.int() }).optional(),
	rows: z.int(),
	/** What `places` of problems count. */
	counts: z.enum(['line', 'row', 'record']),
	/** Guesses and notes of the readers, as they say them. */
	notes: z.array(z.string()),
	columns: z.array(ownColumnSummary),
	/** The first rows; cells of columns that may name people are not among them. */
	preview: z.array(z.array(z.string().nullable())),
	/** Columns that look like replicate weights, in families. */
	replicates: z.array(
		z.strictObject({ name: z.string(), type: replicateType, columns: z.array(z.string()) })
	),
	/** A number made of the names of the columns. */
	fingerprint: z.string(),
	/** A hash of all its bytes. */
	content: z.string()
});
export type OwnSummary = z.infer<typeof ownSummary>;

const ownConcept = z.strictObject({
	id: conceptId,
	column: z.string(),
	label: z.string().optional(),
	/** Absent: a number. */
	categories: z
		.array(z.strictObject({ id: slug, code: z.string(), label: z.string().optional() }))
		.optional()
});
export type OwnConcept = z.infer<typeof ownConcept>;

/** What a declaration makes of a file, or what is wrong with it. */
export const ownDeclared = z.strictObject({
	problems: z.array(ownProblem),
	/** What a person should know and may leave as it is. */
	warnings: z.array(ownProblem),
	concepts: z.array(ownConcept),
	rows: z.int(),
	strata: z.int(),
	psus: z.int(),
	/** The fewest and the most primary units of a stratum. */
	psusOfStratum: z.strictObject({ fewest: z.int(), most: z.int() }),
	/** null: there is no weight. */
	sumOfWeights: z.number().nullable()
});
export type OwnDeclared = z.infer<typeof ownDeclared>;
