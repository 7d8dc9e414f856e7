/** A column of a panel beside its outcome. */
export interface PanelColumn {
	readonly name: string;
	readonly values: Float64Array;
}

export interface NamedValues {
	readonly name: string;
	readonly values: ArrayLike<number>;
}

/** One row a unit and period, as it comes. NaN is a blank; it is never 0. */
export interface PanelRows {
	readonly unit: readonly (string | number)[];
	readonly period: ArrayLike<number>;
	readonly outcome: ArrayLike<number>;
	readonly treatment: Treatment;
	readonly covariates?: readonly NamedValues[];
	/** What shares its shocks, such as the country of a municipality; defaults to the unit. */
	readonly cluster?: readonly (string | number)[];
	/** 0 or more; a row of weight 0 counts for nothing. Defaults to 1. */
	readonly weight?: ArrayLike<number>;
}

/**
 * When treatment began, one value a row: `start` is the first treated period of the unit, Infinity if
 * it never is; `treated` is 1 in rows under treatment and 0 in others, and stays 1.
 */
export type Treatment =
	{ readonly start: ArrayLike<number> } | { readonly treated: ArrayLike<number> };
