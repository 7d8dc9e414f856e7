import { z } from 'zod';
import { conceptId, slug, unitId } from './identifiers.ts';

/**
 * auto: the rule of the product. logit and xlogit: symmetric in log-odds; asin: in arcsine of the
 * root; beta: Korn-Graubard; wilson: score limits at the effective size; likelihood: profile
 * likelihood; mean: Wald; for quantiles only, score and (from replicate weights) quantile.
 */
export const intervalMethod = z.enum([
	...[
		'auto',
		'logit',
		'xlogit',
		'asin',
		'beta',
		'wilson',
		'likelihood',
		'mean',
		'score',
		'quantile'
	]
] as const);
export type IntervalMethod = z.infer<typeof intervalMethod>;

/** exclude: who did not say is left out; category: who did not say stays in the denominator. */
export const unsureTreatment = z.enum(['auto', 'exclude', 'category']);

/** How a weighted quantile falls between values: R `svyquantile(qrule)`. */
export const quantileRule = z.enum([
	...['math', 'school', 'shahvaish'],
	...['hf1', 'hf2', 'hf3', 'hf4', 'hf5', 'hf6', 'hf7', 'hf8', 'hf9']
] as const);

export const filterOf = (concept: z.ZodString, category: z.ZodString) =>
	z.strictObject({
		concept,
		/** Categories kept; the rest is outside the domain, never dropped from the design. */
		categories: z.array(category).min(1)
	});

const measureOf = (concept: z.ZodString, category: z.ZodString) =>
	z.discriminatedUnion('statistic', [
		z.strictObject({
			statistic: z.literal('proportion'),
			concept,
			numerator: z.array(category).min(1)
		}),
		/** The share of every category. */
		z.strictObject({ statistic: z.literal('distribution'), concept }),
		z.strictObject({
			statistic: z.literal('total'),
			concept,
			/** For a category concept: the people counted. Absent: the sum of a number concept. */
			numerator: z.array(category).min(1).optional()
		}),
		z.strictObject({ statistic: z.literal('mean'), concept }),
		/** The total of one number over the total of another, of those who have both. */
		z.strictObject({ statistic: z.literal('ratio'), concept, over: concept }),
		z.strictObject({
			statistic: z.literal('quantile'),
			concept,
			probabilities: z.array(z.number().gt(0).lt(1)).min(1).default([0.5]),
			rule: quantileRule.default('math')
		}),
		z.strictObject({ statistic: z.literal('variance'), concept })
	]);

/** One estimate among those of a breakdown: a category for every concept of `by`. */
const pointOf = (concept: z.ZodString, category: z.ZodString) =>
	z.strictObject({
		at: z.record(concept, category).default({}),
		/** Another measure than that of the request: two questions to the same people. */
		measure: measureOf(concept, category).optional()
	});

const contrastOf = (concept: z.ZodString, category: z.ZodString) => {
	const point = pointOf(concept, category);
	const pair = { id: z.string().min(1).optional(), of: point, against: point };
	return z.discriminatedUnion('kind', [
		z.strictObject({ kind: z.literal('difference'), ...pair }),
		z.strictObject({ kind: z.literal('ratio'), ...pair }),
		z.strictObject({ kind: z.literal('log-ratio'), ...pair }),
		/** The difference as a share of what it is compared with. */
		z.strictObject({ kind: z.literal('relative-change'), ...pair }),
		z.strictObject({
			kind: z.literal('linear'),
			id: z.string().min(1).optional(),
			terms: z.array(point.extend({ coefficient: z.number() })).min(1)
		})
	]);
};

/** The schema of a question, with the form of the names of concepts and categories. */
const requestOf = (concept: z.ZodString, category: z.ZodString) =>
	z.strictObject({
		survey: slug,
		unit: unitId.default('person'),
		/** The id of one of the unit's weights; absent: the first. */
		weight: slug.optional(),
		measure: measureOf(concept, category),
		by: z.array(concept).max(4).default([]),
		where: z.array(filterOf(concept, category)).default([]),
		level: z.number().gt(0).lt(1).default(0.95),
		interval: intervalMethod.default('auto'),
		/** Korn-Graubard: never more effective cases than cases. */
		capEffectiveSize: z.boolean().default(false),
		/** domain: PSUs minus strata that have cases in the domain; design: in the whole sample. */
		df: z.enum(['domain', 'design', 'normal']).default('domain'),
		unsure: unsureTreatment.default('auto'),
		/** The simple random sample that a design effect compares with; as R's deff = TRUE, "replace". */
		deff: z.enum(['without-replacement', 'with-replacement']).default('without-replacement'),
		/** The id of a quality profile; absent: no label. */
		profile: slug.optional(),
		/** What a profile leaves to who publishes. */
		qualitySettings: z
			.strictObject({
				logCv: z.enum(['published', 'calidad-0.8.0']).optional(),
				/** The domain was planned when the sample was designed. */
				domainInfo: z.boolean().optional(),
				lowDfJustified: z.boolean().optional(),
				/** Cases that the sample was planned to have in each domain. */
				plannedN: z.number().positive().optional()
			})
			.optional()
	});

export const domainFilter = filterOf(conceptId, slug);
export type DomainFilter = z.infer<typeof domainFilter>;

export const measure = measureOf(conceptId, slug);
export type Measure = z.infer<typeof measure>;

/** One question to one survey; the answer is one estimate for every domain of `by`. */
export const estimateRequest = requestOf(conceptId, slug);
export type EstimateRequest = z.infer<typeof estimateRequest>;
export type EstimateRequestInput = z.input<typeof estimateRequest>;

/** Answers to several tests at once: none; holm: the chance of any false finding; benjamini-hochberg: their share. */
const adjustment = z.enum(['none', 'holm', 'benjamini-hochberg']);

const comparisonOf = (concept: z.ZodString, category: z.ZodString) =>
	requestOf(concept, category)
		.omit({
			...{ interval: true, capEffectiveSize: true, deff: true },
			...{ profile: true, qualitySettings: true }
		})
		.extend({
			contrasts: z.array(contrastOf(concept, category)).min(1).max(1000),
			adjustment: adjustment.default('none')
		});

/** How estimates of one survey differ, with their covariance. */
export const comparisonRequest = comparisonOf(conceptId, slug);
export type ComparisonRequest = z.infer<typeof comparisonRequest>;

const table = { survey: true, unit: true, weight: true } as const;

/** The same about a table whose columns and values have the names their file gives them. */
export const tableRequest = requestOf(z.string().min(1), z.string()).omit(table);
export const tableComparison = comparisonOf(z.string().min(1), z.string()).omit(table);
