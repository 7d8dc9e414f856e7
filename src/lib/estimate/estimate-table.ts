import type { Completeness } from '#lib/model/survey-design.ts';

/**
 * A table of the engine with one row a unit, and the columns that carry its design. Concepts are
 * columns of their own name; a number concept `x` has its missing reason in `x__missing`.
 */
export interface EstimateTable {
	readonly name: string;
	readonly weight: string;
	/** Absent: one stratum. */
	readonly stratum?: string | undefined;
	/** Absent: every row is its own primary sampling unit. */
	readonly psu?: string | undefined;
	/** Sampled fractions (below 1) or population sizes of the stratum; absent: with replacement. */
	readonly fpc?: string | undefined;
	readonly completeness: Completeness;
}

/** The column beside a number concept that says why there is no number. */
export const missingColumn = (concept: string) => `${concept}__missing`;
