import type { Interval } from '#lib/stats/intervals/interval.ts';
import type { EffectMethod, NoEffectReason } from './two-periods.ts';

export interface GroupTimeOptions {
	/** Who is compared with: units never treated, or those not treated yet. */
	readonly control: 'never-treated' | 'not-yet-treated';
	/** How covariates are used; without covariates all are the same. */
	readonly method: EffectMethod;
	/** Base of periods before treatment: the period before each, or one for all. */
	readonly base: 'varying' | 'universal';
	/** Periods before treatment in which it may already have an effect. */
	readonly anticipation: number;
	/**
	 * What becomes of units not seen in every period: out, as R does; all rows compared as
	 * cross-sections, as R `allow_unbalanced_panel`; or used wherever both periods of a comparison are
	 * there, as Stata `csdid`.
	 */
	readonly unbalanced: 'drop-units' | 'sections' | 'pairs';
	/** Units treated from the first period on: an error, or out, as R does. */
	readonly alreadyTreated: 'refuse' | 'drop';
	readonly level: number;
	/** Simultaneous bands and the standard errors they use. */
	readonly band: BandOptions;
}

export type BandOptions =
	/** Analytic standard errors; critical value of the largest of correlated normals. */
	| { readonly kind: 'gaussian'; readonly draws: number; readonly seed: number }
	/** Rademacher multipliers, standard errors from quartiles: R `did::mboot`. */
	| { readonly kind: 'multiplier'; readonly draws: number; readonly seed: number }
	/** Analytic standard errors, pointwise intervals only. */
	| { readonly kind: 'none' };

export type GroupTimeWarning =
	| { readonly code: 'rows-missing'; readonly rows: number }
	| { readonly code: 'units-dropped'; readonly units: number; readonly kept: number }
	| { readonly code: 'treated-after-window'; readonly units: number }
	| { readonly code: 'already-treated-dropped'; readonly units: number }
	| { readonly code: 'last-cohort-is-control'; readonly cohort: number }
	| { readonly code: 'no-period-before'; readonly cohort: number }
	/** Its variance is that of its controls alone. */
	| { readonly code: 'cohort-of-one'; readonly cohort: number; readonly clusters: boolean }
	| { readonly code: 'cells-missing'; readonly cells: number }
	| BandWarning
	/** A window asked for that this aggregation has not. */
	| { readonly code: 'window-ignored' };

export type BandWarning =
	/** A critical value of 7 or more is too large to be relied on. */
	| { readonly code: 'band-unreliable'; readonly critical: number }
	/** The bootstrap gave none, or one below the pointwise value. */
	| { readonly code: 'band-pointwise' };

/** An estimate with its error; no error where its influence function is 0, as in a reference. */
export interface EffectEstimate {
	readonly estimate: number;
	readonly standardError: number | undefined;
	/** Pointwise. */
	readonly interval: Interval | undefined;
	/** Simultaneous over all estimates shown together. */
	readonly band: Interval | undefined;
	/** Normal, two-sided. */
	readonly pValue: number | undefined;
}

export interface GroupTimeCell {
	readonly cohort: number;
	readonly period: number;
	readonly basePeriod: number;
	/** Period less cohort. */
	readonly event: number;
	readonly post: boolean;
	/** Units, or rows of cross-sections, compared. */
	readonly treated: number;
	readonly controls: number;
	readonly result:
		| ({ readonly kind: 'effect' } & EffectEstimate)
		/** The base period itself: 0 by definition. */
		| { readonly kind: 'reference' }
		| { readonly kind: 'none'; readonly reason: NoEffectReason };
}
