import type { Precision } from '#lib/model/estimate.ts';

/** One line of an interval chart, worded for its reader. */
export interface EstimateRow {
	/** Category of the first breakdown, or what the whole domain is called. */
	readonly label: string;
	/** Category of the second breakdown; '' without one. */
	readonly group: string;
	/** Undefined when the estimate is withheld. */
	readonly value: number | undefined;
	readonly lower: number | undefined;
	readonly upper: number | undefined;
	readonly precision: Precision;
	/** The value as text, or the word that says why there is none. */
	readonly text: string;
	/** What its quality is called, where it is not good enough: drawn hollow, with the word. */
	readonly word?: string;
}
