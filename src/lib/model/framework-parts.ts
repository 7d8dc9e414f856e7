import { z } from 'zod';
import { entrySource, notStated, sourceDocuments } from './entry-source.ts';
import { baselineValue, frameworkTarget, milestone, reportedValue } from './framework-amount.ts';
import { countryCode, isoDate, slug } from './identifiers.ts';
import { localized } from './localized.ts';

/** As IATI 2.03 has them (`ResultType` 1, 2, 3, 9): what is done, what it changes, what that is for. */
export const resultKind = z.enum(['output', 'outcome', 'impact', 'other']);
export type ResultKind = z.infer<typeof resultKind>;

/** As IATI 2.03 has them (`IndicatorMeasure` 1 to 5). */
const measure = z.enum(['number', 'percentage', 'nominal', 'ordinal', 'qualitative']);

/** Where something is to be done; `interested`: in countries that ask for it. */
const reach = z.union([z.enum(['all', 'interested', notStated]), z.array(countryCode).min(1)], {
	error: 'expected all, interested, not-stated or a list of country codes'
});

const indicatorCode = z
	.string()
	.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'not lower-case letters, digits, points and hyphens');

export const frameworkIndicator = z.strictObject({
	/** One in the framework. */
	id: indicatorCode,
	label: localized,
	measure: measure.default('number'),
	/** One of the units of the framework. */
	unit: slug.optional(),
	/** Which way is wanted; IATI: ascending. */
	direction: z.enum(['up', 'down', 'none']),
	/** Whether values of places and periods may be added; IATI: aggregation-status. */
	aggregation: z.boolean(),
	/** What reported values are: all since the start, what happened in their period, or nobody says. */
	counting: z.enum(['cumulative', 'per-period', notStated]).optional(),
	countries: reach,
	target: frameworkTarget,
	milestones: z.array(milestone).default([]),
	baseline: baselineValue.optional(),
	reported: z.array(reportedValue).default([]),
	/** Absent: that of its line. */
	source: entrySource.optional(),
	note: localized.optional()
});
export type FrameworkIndicator = z.infer<typeof frameworkIndicator>;

const frameworkLine = z.strictObject({
	/** As the source numbers it, such as `3.1.1`. */
	code: z.string().trim().min(1),
	kind: resultKind,
	/** One of the groups of the framework. */
	group: z.string().min(1),
	title: localized,
	description: localized.optional(),
	indicators: z.array(frameworkIndicator).default([]),
	source: entrySource
});
export type FrameworkLine = z.infer<typeof frameworkLine>;

/** What is wrong or unclear in a source, as it stands there: told, not mended. */
const sourceRemark = z.strictObject({
	kind: z.enum([
		'repeated-code',
		'possible-duplicate',
		'number-missing',
		'number-not-stated',
		'two-names'
	]),
	/** Codes of lines. */
	lines: z.array(z.string().min(1)).min(1),
	text: localized,
	source: entrySource
});

/** What an indicator counts, one of it and many. */
export const frameworkUnit = z.strictObject({ id: slug, one: localized, many: localized });

/** A day, or that the source states none. */
const day = z.union([z.literal(notStated), isoDate], {
	error: 'expected a day such as 2024-12-31, or not-stated'
});

/** A framework whose fields are in order, whatever they say of each other. */
export const frameworkParts = z.strictObject({
	id: slug,
	title: localized,
	shortTitle: localized,
	summary: localized,
	/** Invented for the demonstration, or to show how a table is filled in. */
	synthetic: z.boolean().default(false),
	period: z.strictObject({ start: day, end: day, source: entrySource }),
	documents: sourceDocuments,
	/** The day on which somebody last held the entries against the documents. */
	checked: isoDate,
	groups: z.array(z.strictObject({ code: z.string().min(1), title: localized })).min(1),
	units: z.array(frameworkUnit).default([]),
	lines: z.array(frameworkLine).min(1),
	remarks: z.array(sourceRemark).default([])
});
export type Framework = z.infer<typeof frameworkParts>;
