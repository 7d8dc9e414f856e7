import { z } from 'zod';
import { type estimateKey, estimateRow } from './estimate-row.ts';

const totals = z.array(z.number());

/**
 * One row of `replicates/<survey>.parquet`: the totals that a figure of `estimates.parquet` is made
 * of, with the weights of the sample and under every replicate weight. Totals of groups that share
 * nobody add up. Columns from `method` on are the same in all rows of a unit.
 */
export const replicateRow = z.strictObject({
	...estimateRow.pick({
		indicator: true,
		source: true,
		territory: true,
		period: true,
		by_1: true,
		category_1: true,
		by_2: true,
		category_2: true,
		unit: true,
		weight: true
	}).shape,
	/** Weighted people who count in the numerator, or the weighted sum of their numbers. */
	statistic: z.enum(['proportion', 'mean', 'total']),
	/** What was done with people who did not take a side; rows that differ in it do not add up. */
	unsure: z.enum(['exclude', 'category']),
	/** With the weights of the sample, then under each replicate weight; rounded alike. */
	numerator: totals,
	/** Weighted people who count at all. */
	denominator: totals,
	/** rao-wu-bootstrap: made here, in secret; producer: those that came with the survey. */
	method: z.enum(['rao-wu-bootstrap', 'producer']),
	/** Of the squared deviations of the replicates. */
	scale: z.number(),
	/** A factor for every replicate; empty: all 1. */
	rscales: totals,
	/** Deviations from the estimate instead of from the mean of the replicates. */
	mse: z.boolean(),
	/** Rank of the replicate weights minus 1. */
	df: z.number(),
	/** Significant digits of the totals of the sample; the replicates have as many decimals. */
	digits: z.number(),
	/** lower-bound: the design is incomplete, and errors are too small. */
	precision: z.enum(['design-based', 'lower-bound']),
	/** A declared factor of the variances of an incomplete design. */
	assumed_deff: z.number().nullable(),
	synthetic: z.boolean()
});
export type ReplicateRow = z.infer<typeof replicateRow>;

/** What names a figure, here and in `estimates.parquet`. */
export type FigureKey = Pick<ReplicateRow, (typeof estimateKey)[number]>;
