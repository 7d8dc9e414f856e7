import { z } from 'zod';
import { domainFilter, measure, unsureTreatment } from './estimate-request.ts';
import { slug, unitId } from './identifiers.ts';

const column = z.string().min(1);

/** Where a figure was published. */
const publication = z.strictObject({
	producer: z.string().min(1),
	document: z.string().min(1),
	year: z.int().min(1950).max(2100)
});

const common = {
	/** warning: the build goes on and the report says it; an error stops the build. */
	severity: z.enum(['error', 'warning']).default('error'),
	note: z.string().min(1).optional()
};

/** An expectation of a survey, checked at each build; the report lists every one. */
export const surveyCheck = z.discriminatedUnion('kind', [
	/** Rows of a source file, after those with the wrong fields were set aside. */
	z.strictObject({
		kind: z.literal('rows'),
		...common,
		file: slug,
		min: z.int().nonnegative(),
		max: z.int().nonnegative()
	}),
	/** A variable holds these codes and no other; '' is a blank cell. */
	z.strictObject({
		kind: z.literal('codes'),
		...common,
		file: slug,
		variable: column,
		codes: z.array(z.string()).min(1)
	}),
	/** A variable is a number between two limits, or blank where that is allowed. */
	z.strictObject({
		kind: z.literal('number'),
		...common,
		file: slug,
		variable: column,
		min: z.number(),
		max: z.number(),
		integer: z.boolean().default(false),
		blank: z.boolean().default(false)
	}),
	/** No two rows agree in these columns. */
	z.strictObject({
		kind: z.literal('unique'),
		...common,
		file: slug,
		columns: z.array(column).min(1)
	}),
	/** The weights of a domain add up to a known number. */
	z.strictObject({
		kind: z.literal('weighted-total'),
		...common,
		unit: unitId.default('person'),
		weight: slug.optional(),
		where: z.array(domainFilter).default([]),
		total: z.number().positive(),
		/** Largest distance, in the unit of the total. */
		tolerance: z.number().nonnegative(),
		source: publication.optional()
	}),
	/** An estimate that somebody published, and that these rows must reproduce. */
	z.strictObject({
		kind: z.literal('published-figure'),
		...common,
		unit: unitId.default('person'),
		weight: slug.optional(),
		measure,
		where: z.array(domainFilter).default([]),
		/** What the source did with those who took no side. */
		unsure: unsureTreatment.default('auto'),
		/** What the estimate is multiplied by: 100 for a percentage, 100000 for a rate, 0.000001 for millions. */
		per: z.number().positive().default(1),
		/** As published, and its error where the source gives it. */
		value: z.number(),
		standardError: z.number().positive().optional(),
		/** Digits after the point of the published value: it must agree when rounded to them. */
		decimals: z.int().min(0).max(10),
		source: publication
	})
]);
export type SurveyCheck = z.infer<typeof surveyCheck>;

const checkKind = z.enum([
	...['rows', 'codes', 'number', 'unique', 'weighted-total', 'published-figure']
] as const);
export type CheckKind = z.infer<typeof checkKind>;

/** What became of a check. */
export const checkOutcome = z.strictObject({
	kind: checkKind,
	/** What was checked, for example `people.csv sex`. */
	subject: z.string(),
	severity: z.enum(['error', 'warning']),
	passed: z.boolean(),
	/** Numbers, codes and names, in no language; of codes, numbers and keys, the rows that differ. */
	expected: z.string(),
	found: z.string(),
	/** Places and values of the file; never published. */
	examples: z.array(z.string()).default([])
});
export type CheckOutcome = z.infer<typeof checkOutcome>;
