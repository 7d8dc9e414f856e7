import { z } from 'zod';
import { conceptId, isoDate, slug, unitId } from './identifiers.ts';

const text = z.string();
const number = z.number().nullable();
const noName = z.literal('');

/** What a row of a table of the release is about, besides the indicator. */
const place = {
	/** The survey that the figure comes from. */
	source: slug,
	/** The country, or a category of a concept whose categories are territories. */
	territory: text,
	/** ISO 8601: the year of the fieldwork. */
	period: text
};

const breakdown = {
	by_1: z.union([conceptId, noName]),
	category_1: text,
	by_2: z.union([conceptId, noName]),
	category_2: text
};

/**
 * One row of `estimates.parquet`: an estimate with its error, or why there is none. A suppressed row
 * has no number at all. '' stands where there is nothing to name.
 */
export const estimateRow = z.strictObject({
	indicator: slug,
	...place,
	...breakdown,
	unit: unitId,
	weight: slug,
	estimate: number,
	standard_error: number,
	level: z.number(),
	lower: number,
	upper: number,
	interval: text,
	n: number,
	events: number,
	df: number,
	deff: number,
	cv: number,
	unsure: text,
	unsure_share: number,
	bound_lower: number,
	bound_upper: number,
	precision: text,
	profile: text,
	quality: text,
	/** Such as `df 6 < 9`, with a semicolon between two. */
	quality_reasons: text,
	/** The code of the reason why there is no number; '' where there is one. */
	withheld: text,
	suppressed: z.boolean(),
	/** The rule by which the figure may not, or only with care, be compared with the wave before. */
	break_before: text,
	fieldwork_end: isoDate,
	/** The release that the figure belongs to; '' before it is in one. */
	vintage: text,
	synthetic: z.boolean()
});
export type EstimateRow = z.infer<typeof estimateRow>;

/** What names a row of `estimates.parquet`. */
export const estimateKey = [
	...['indicator', 'source', 'territory', 'period'],
	...['by_1', 'category_1', 'by_2', 'category_2']
] as const;

/** One row of `comparisons.parquet`: two figures of an indicator, and how they differ. */
export const comparisonRow = z.strictObject({
	indicator: slug,
	kind: z.enum(['groups', 'waves', 'countries']),
	/** As of an estimate; '' between countries. */
	territory: text,
	...{ by_1: breakdown.by_1, category_1: text },
	of_source: slug,
	of_category: text,
	against_source: slug,
	against_category: text,
	/** The concept of the two categories; '' between surveys. */
	concept: z.union([conceptId, noName]),
	/** How the two samples hang together; '' within one survey. */
	overlap: text,
	difference: number,
	difference_se: number,
	difference_lower: number,
	difference_upper: number,
	ratio: number,
	ratio_se: number,
	ratio_lower: number,
	ratio_upper: number,
	df: number,
	/** Two-sided, of no difference. */
	p_value: number,
	level: z.number(),
	/** same, close or not-comparable, and the rule that decided. */
	verdict: text,
	verdict_rule: text,
	/** Those to which both figures were cut before they were compared, 15-64 or 18+; '': not cut. */
	common_ages: text,
	common_area: z.enum(['', 'urban', 'rural']),
	withheld: text,
	suppressed: z.boolean(),
	vintage: text,
	synthetic: z.boolean()
});
export type ComparisonRow = z.infer<typeof comparisonRow>;

export const comparisonKey = [
	...['indicator', 'kind', 'territory', 'by_1', 'category_1', 'concept'],
	...['of_source', 'of_category', 'against_source', 'against_category']
] as const;
