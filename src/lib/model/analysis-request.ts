import { z } from 'zod';
import { filterOf } from './estimate-request.ts';
import { conceptId, slug, unitId } from './identifiers.ts';

/** A number, or who is in some categories of a concept, as 1 and 0. */
const outcomeOf = (concept: z.ZodString, category: z.ZodString) =>
	z.strictObject({ concept, numerator: z.array(category).min(1).optional() });

const commonOf = (concept: z.ZodString, category: z.ZodString) => ({
	where: z.array(filterOf(concept, category)).default([]),
	level: z.number().gt(0).lt(1).default(0.95)
});

const termTestOf = (concept: z.ZodString) =>
	z.strictObject({
		terms: z.array(concept).min(1),
		method: z.enum(['Wald', 'LRT']).default('Wald')
	});

/** Questions whose answer is a test or a model, with the form of the names. */
const analysisOf = <Table extends z.ZodRawShape>(
	{ concept, category }: { concept: z.ZodString; category: z.ZodString },
	table: Table
) => {
	const common = { ...table, ...commonOf(concept, category) };
	const outcome = outcomeOf(concept, category);
	return [
		/** Whether two concepts have to do with each other: Rao and Scott's tests. */
		z.strictObject({
			kind: z.literal('association'),
			...common,
			rows: concept,
			columns: concept,
			statistic: z.enum(['F', 'Chisq', 'Wald', 'adjWald', 'lincom', 'saddlepoint']).default('F')
		}),
		/** Whether a mean is a value, or differs between two groups. */
		z.strictObject({
			kind: z.literal('t-test'),
			...common,
			outcome,
			groups: concept.optional(),
			nullValue: z.number().default(0)
		}),
		/** Whether a value is distributed alike in groups. */
		z.strictObject({
			kind: z.literal('rank-test'),
			...common,
			outcome,
			groups: concept,
			test: z.enum(['wilcoxon', 'vanderWaerden', 'median']).default('wilcoxon')
		}),
		/** A generalised linear model; a category concept among the terms has its first as reference. */
		z.strictObject({
			kind: z.literal('model'),
			...common,
			family: z.enum(['gaussian', 'quasibinomial', 'quasipoisson']),
			outcome,
			terms: z.array(concept).default([]),
			tests: z.array(termTestOf(concept)).default([])
		}),
		/** Means of groups as they would be if all had the composition of a standard population. */
		z.strictObject({
			kind: z.literal('standardised-means'),
			...common,
			outcome,
			/** What is standardised for: age groups, say, with their sizes. */
			standard: z.strictObject({
				concept,
				population: z.array(z.strictObject({ category, size: z.number().nonnegative() })).min(2)
			}),
			over: z.array(concept).max(3).default([])
		})
	] as const;
};

export const analysisRequest = z.discriminatedUnion(
	'kind',
	analysisOf(
		{ concept: conceptId, category: slug },
		{ survey: slug, unit: unitId.default('person'), weight: slug.optional() }
	)
);
export type AnalysisRequest = z.infer<typeof analysisRequest>;

/** The same about a table whose columns and values have the names their file gives them. */
export const tableAnalyses = analysisOf({ concept: z.string().min(1), category: z.string() }, {});
