import type { Calibration, ReplicateWeights, Resampling } from '#lib/model/sampling.ts';
import type { Completeness } from '#lib/model/survey-design.ts';
import type { LonelyRule } from '#lib/stats/design/sample.ts';

/** What a column of a table holds. */
export type TableColumn =
	/** An ENUM of these categories, then of the reasons for having none (`missingReasons`). */
	| { readonly kind: 'category'; readonly categories: readonly string[] }
	/** A DOUBLE, and beside it in `<name>__missing` the ENUM of the reasons for having none. */
	| { readonly kind: 'number' };

/** A table of the engine with one row a unit, and the columns that carry its design. */
export interface EstimateTable {
	readonly name: string;
	/** DOUBLE, never negative. Absent: follows from the population sizes. */
	readonly weight?: string | undefined;
	/** sample: weights scaled to add up to the cases; absent: to the population. */
	readonly weightSums?: 'population' | 'sample' | undefined;
	/** INTEGER code; absent: one stratum. */
	readonly stratum?: string | undefined;
	/** INTEGER code that no two strata share; absent: every row is its own primary sampling unit. */
	readonly psu?: string | undefined;
	/** INTEGER code that no two primary units share; absent: one stage. */
	readonly ssu?: string | undefined;
	/** A column a stage: units of the stratum in the population, or the share drawn. */
	readonly fpc?: readonly string[] | undefined;
	readonly lonely?: LonelyRule | undefined;
	readonly adjustDomains?: boolean | undefined;
	readonly firstStageOnly?: boolean | undefined;
	readonly replicates?: ReplicateWeights | undefined;
	readonly resampling?: Resampling | undefined;
	readonly calibration?: readonly Calibration[] | undefined;
	readonly completeness: Completeness;
	/** Of an incomplete design: a factor of its variances. */
	readonly assumedDeff?: number | undefined;
	/** By column name; what a request may ask about. */
	readonly columns: ReadonlyMap<string, TableColumn>;
	/** What the strata are called, by code; absent: the codes are their names. */
	readonly stratumNames?: readonly string[] | undefined;
}

/** The column beside a number concept that says why there is no number. */
export const missingColumn = (concept: string) => `${concept}__missing`;
