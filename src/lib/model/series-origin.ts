import { z } from 'zod';
import { conceptId, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { sourceFile } from './survey.ts';
import { territoryId } from './territory.ts';

/** Where a value stands. Only the first three have one. */
export const seriesStatus = z.enum([
	'final',
	/** Published, and still to be revised. */
	'provisional',
	/** Of a period that was not over, or not all reported, when the source was made. */
	'partial',
	/** Blank in the source: nobody reported it. Never zero. */
	'not-reported',
	/** The source says that it is unknown. */
	'not-stated',
	'not-applicable',
	/** The source has a text that cannot be a value; it stands in `note`. */
	'in-question'
]);
export type SeriesStatus = z.infer<typeof seriesStatus>;
export const valueStatuses = ['final', 'provisional', 'partial'] as const;

const missingStatus = seriesStatus.exclude(['final', 'provisional', 'partial', 'in-question']);

const column = z.string().min(1);
const month = z.int().min(1).max(12);
const quarter = z.int().min(1).max(4);
const year = z.int().min(1000).max(9999);

/** A text of the source becomes a code of ours. Every text is named: an unnamed one is an error. */
const coded = <Code extends z.ZodType>(code: Code) =>
	z.union(
		[
			z.strictObject({ column, codes: z.record(z.string(), code) }),
			z.strictObject({ fixed: code })
		],
		{ error: 'neither a column with codes nor one fixed code' }
	);

const territoryColumn = z.union(
	[
		z.strictObject({ column, codes: z.record(z.string(), territoryId) }),
		/** By the codes of a list in `data/territories`, such as `inegi`; `id` is our own. */
		z.strictObject({ column, scheme: slug }),
		/** The codes of the source as they are, where no list of ours has them. */
		z.strictObject({ column, asWritten: z.literal(true) }),
		z.strictObject({ fixed: territoryId })
	],
	{ error: 'needs one of: column and codes, column and scheme, column and asWritten, fixed' }
);

/** One column of values, and what its name says about them: the month, the year, the category. */
const valueColumn = z.strictObject({
	/** Absent where records are counted. */
	column: column.optional(),
	/** The column with its standard error, in the same unit. */
	standardError: column.optional(),
	year: year.optional(),
	quarter: quarter.optional(),
	month: month.optional(),
	dimensions: z.record(conceptId, slug).default({})
});

/** How the records of one file become values: a territory, a period, categories, a number. */
export const seriesPart = z
	.strictObject({
		file: slug,
		/** Only records with one of these texts, blanks trimmed, in every column named. */
		keep: z.array(z.strictObject({ column, codes: z.array(z.string()).min(1) })).default([]),
		territory: territoryColumn,
		/** Columns; what they do not say, `values` does. `date` begins with YYYY-MM-DD, `text` is as ours. */
		period: z
			.strictObject({
				year: column.optional(),
				quarter: column.optional(),
				month: column.optional(),
				date: column.optional(),
				text: column.optional()
			})
			.default({}),
		dimensions: z.record(conceptId, coded(slug)).default({}),
		values: z.array(valueColumn).min(1),
		/** What several records of one territory, period and category mean. */
		records: z.enum(['one', 'sum', 'count']).default('one'),
		decimal: z.enum(['.', ',']).default('.'),
		/** What texts that are no number mean; '' is a blank cell. */
		missing: z.record(z.string(), missingStatus).default({ '': 'not-reported' }),
		/** A blank says nothing: the value is final. */
		status: z.strictObject({ column, codes: z.record(z.string(), seriesStatus) }).optional(),
		/** Remarks, kept beside the value. */
		note: column.optional(),
		/** Numbers of records at which interfaces cut without a word. */
		suspiciousRecords: z.array(z.int().positive()).default([1000, 5000, 10000, 50000, 100000])
	})
	.superRefine(({ records, values, period }, context) => {
		values.forEach((value, i) => {
			if ((records === 'count') !== (value.column === undefined))
				context.addIssue({
					code: 'custom',
					path: ['values', i, 'column'],
					message: 'needs a column, unless records are counted'
				});
		});
		if ((period.date ?? period.text) !== undefined && Object.keys(period).length > 1)
			context.addIssue({ code: 'custom', path: ['period'], message: 'one column says all of it' });
	});
export type SeriesPart = z.infer<typeof seriesPart>;

/** Numbers with their source, typed or computed once: `<id>.csv` beside the declaration. */
const facts = z.strictObject({
	kind: z.literal('facts'),
	/** How the numbers were taken from the source. */
	method: localized,
	/** Source files, relative to `ATALAYA_SOURCES`, from which a test takes them again. */
	files: z.array(z.string().min(1)).default([])
});

const recipe = z.strictObject({
	kind: z.literal('recipe'),
	files: z.array(sourceFile).min(1),
	parts: z.array(seriesPart).min(1)
});

export const seriesOrigin = z
	.discriminatedUnion('kind', [facts, recipe])
	.superRefine((origin, context) => {
		if (origin.kind === 'facts') return;
		origin.files.forEach(({ joins, many, absent }, i) => {
			if (joins !== undefined || many || absent !== undefined)
				context.addIssue({
					code: 'custom',
					path: ['files', i],
					message: 'joins, many and absent belong to files of surveys'
				});
		});
		const files = origin.files.map(({ id }) => id);
		origin.parts.forEach(({ file }, i) => {
			if (!files.includes(file))
				context.addIssue({
					code: 'custom',
					path: ['parts', i, 'file'],
					message: `unknown file: ${file}`
				});
		});
	});
