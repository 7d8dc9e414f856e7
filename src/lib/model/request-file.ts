import { z } from 'zod';
import { tableAnalyses } from './analysis-request.ts';
import { tableComparison, tableRequest } from './estimate-request.ts';
import { missingReason } from './missing.ts';
import { assumedDeff, sampling } from './sampling.ts';
import { completeness } from './survey-design.ts';

const column = z.string().min(1);

/** Where the rows are and how their text is to be read; what is absent is found out. */
const dataFileFields = z.strictObject({
	/** Relative to the file of requests. */
	path: z.string().min(1),
	format: z.enum(['csv', 'json', 'xlsx', 'parquet', 'sav', 'dta']).optional(),
	encoding: z.enum(['utf-8', 'latin1', 'windows-1252']).optional(),
	delimiter: z.enum([',', ';', '\t', '|']).optional(),
	/** Of a workbook: the sheet, and the row with the names of the columns, from 1. */
	sheet: z.string().min(1).optional(),
	headerRow: z.int().positive().optional(),
	/** Of a compressed file that is trusted: how many bytes it may unfold to. */
	maxUnfoldedBytes: z.int().positive().optional(),
	/** The mark before the decimals of a number. */
	decimal: z.enum(['.', ',']).default('.'),
	/** Texts that mean no answer, in every column. */
	nulls: z.array(z.string()).default(['', 'NA'])
});
export type DataFile = z.infer<typeof dataFileFields>;

/** A path alone is a file of which all else is found out. */
export const dataFile = z.preprocess(
	(data) => (typeof data === 'string' ? { path: data } : data),
	dataFileFields
);

const tableColumn = z.strictObject({
	/** Absent: what the requests make of it. */
	kind: z.enum(['category', 'number']).optional(),
	/** Texts that are reasons for having no answer. */
	missing: z.record(z.string(), missingReason).default({}),
	/** All there are, in order; another text is an error. Absent: those of the file, sorted. */
	categories: z.array(z.string()).min(1).optional()
});
export type ColumnDeclaration = z.infer<typeof tableColumn>;

const value = z.union([z.string(), z.number()], { error: 'expected a text or a number' });
const tests = ['equals', 'in', 'above', 'from', 'below', 'to'] as const;

/** Holds where every test of it does; a number is compared as a number, a text as a text. */
const condition = z
	.strictObject({
		column,
		equals: value.optional(),
		in: z.array(value).min(1).optional(),
		above: z.number().optional(),
		from: z.number().optional(),
		below: z.number().optional(),
		to: z.number().optional()
	})
	.refine((one) => tests.some((test) => one[test] !== undefined), {
		error: `expected at least one of ${tests.join(', ')}`
	});
export type Condition = z.infer<typeof condition>;

const conditions = z.array(condition).min(1);

const derivedColumn = z
	.strictObject({
		name: column,
		/** yes where all conditions hold, no where one does not. */
		when: conditions.optional(),
		/** The first that holds is the category. */
		cases: z
			.array(z.strictObject({ category: z.string().min(1), when: conditions }))
			.min(1)
			.optional(),
		/** The category of who fits no case; absent: nobody may. */
		otherwise: z.string().min(1).optional()
	})
	.refine(({ when, cases }) => (when === undefined) !== (cases === undefined), {
		error: 'expected either when or cases'
	})
	.refine(({ cases, otherwise }) => otherwise === undefined || cases !== undefined, {
		error: 'belongs to cases',
		path: ['otherwise']
	});
export type DerivedColumn = z.infer<typeof derivedColumn>;

const tableDesign = z
	.strictObject({
		/** A column, or one number for all; absent: follows from fpc. */
		weights: z
			.union([column, z.number().positive()], {
				error: 'expected the name of a column or a number above 0'
			})
			.optional(),
		...sampling,
		completeness: completeness.default('full'),
		assumedDeff: assumedDeff.optional()
	})
	.superRefine(({ weights, fpc, ids, replicates, completeness, assumedDeff }, context) => {
		const problem = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		if (weights === undefined && (fpc.length === 0 || replicates !== undefined))
			problem('weights', 'missing, expected the name of a column (1: everybody counts the same)');
		if (fpc.length > Math.max(1, ids.length))
			problem('fpc', 'expected no more columns than ids has');
		if (completeness === 'full' && assumedDeff !== undefined)
			problem('assumedDeff', 'belongs to a design that is not full: declare completeness');
	});
export type TableDesign = z.infer<typeof tableDesign>;

/** A file of requests to one table; every request is checked by itself, with `fileRequest`. */
export const requestFile = z
	.strictObject({
		/** Printed in the scripts that reproduce the answers. */
		title: z.string().trim().min(1).optional(),
		/** Nobody was asked: the rows are made up. */
		synthetic: z.boolean().default(false),
		data: dataFile,
		columns: z.record(z.string(), tableColumn).default({}),
		derived: z.array(derivedColumn).default([]),
		design: tableDesign,
		requests: z.array(z.unknown()).min(1).optional(),
		request: z.unknown().optional()
	})
	.refine(({ requests, request }) => (requests === undefined) !== (request === undefined), {
		error: 'expected either requests, a list, or request, one',
		path: ['requests']
	});
export type RequestFile = z.infer<typeof requestFile>;

/** The requests of a file, not yet checked, and what each is called in messages. */
export function entriesOf({
	requests,
	request
}: Pick<RequestFile, 'requests' | 'request'>): { at: string; entry: unknown }[] {
	if (requests === undefined) return [{ at: 'request', entry: request }];
	return requests.map((entry, i) => ({ at: `requests[${i}]`, entry }));
}

const common = {
	/** Stands beside the answer, and names its script. */
	id: z.string().min(1).optional()
};

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const [association, tTest, rank, model, standardised] = tableAnalyses;

/** One entry of `requests`: an estimate, unless its `kind` says otherwise. */
export const fileRequest = z.preprocess(
	(entry) => (isObject(entry) && !('kind' in entry) ? { ...entry, kind: 'estimate' } : entry),
	z.discriminatedUnion('kind', [
		tableRequest.extend({ ...common, kind: z.literal('estimate') }),
		tableComparison.extend({ ...common, kind: z.literal('comparison') }),
		association.extend(common),
		tTest.extend(common),
		rank.extend(common),
		model.extend(common),
		standardised.extend(common)
	])
);
export type FileRequest = z.infer<typeof fileRequest>;
export type FileEstimate = Extract<FileRequest, { kind: 'estimate' }>;
