import { columnSums } from '#lib/stats/calibration/weighted-products.ts';
import {
	type Columns,
	type Nuisance,
	leastSquares,
	product,
	propensity,
	steadyColumns,
	sum,
	tiltedOdds
} from './nuisance.ts';

/** `reg`, `ipw` and `dr` are R `did::att_gt(est_method)`; the other two are of `DRDID` only. */
export const effectMethods = ['reg', 'ipw', 'dr', 'ipw-horvitz', 'dr-improved'] as const;
export type EffectMethod = (typeof effectMethods)[number];

/** Units of a treated cohort and of its controls, with the change of their outcome. */
export interface Changes {
	/** The intercept first, then covariates. */
	readonly columns: Columns;
	/** 1 if treated, 0 if a control. */
	readonly treated: Float64Array;
	/** Of mean 1. */
	readonly weights: Float64Array;
	readonly change: Float64Array;
}

/** Why a comparison has no effect. */
export type NoEffectReason =
	'no-treated' | 'no-controls' | 'singular-covariates' | 'no-overlap' | 'no-solution';

export interface FoundEffect {
	readonly kind: 'effect';
	readonly effect: number;
	/** One value an observation, of mean 0; its mean square over n is the variance. */
	readonly influence: Float64Array;
}

export type TwoPeriodEffect =
	FoundEffect | { readonly kind: 'none'; readonly reason: NoEffectReason };

/** Controls likelier to be treated than this do not count (`DRDID`, trim.level). */
const trimLevel = 0.995;
/** A comparison with a likelier unit has no overlap (`did::att_gt`). */
const overlapLimit = 0.999;

/**
 * Effect on the treated between two periods of a panel, with its influence function: `reg`, `ipw`
 * (weights that sum to 1), `dr`. Agrees with R `DRDID::reg_did_panel`, `std_ipw_did_panel`,
 * `drdid_panel`, `ipw_did_panel` and `drdid_imp_panel`.
 */
export function changeEffect(changes: Changes, method: EffectMethod): TwoPeriodEffect {
	const sides = treatedAndControls(changes);
	if (typeof sides === 'string') return none(sides);
	if (changes.columns.length === 1) return plainEffect(changes, sides);
	const parts = { ...changes, ...sides, columns: steadyColumns(changes.columns) };
	switch (method) {
		case 'reg':
			return regressionEffect(parts);
		case 'ipw':
			return weightingEffect(parts);
		case 'dr':
			return doublyRobustEffect(parts);
		case 'ipw-horvitz':
			return horvitzEffect(parts);
		case 'dr-improved':
			return improvedEffect(parts);
	}
}

interface Sides {
	/** Weights of the treated, 0 for controls. */
	readonly ofTreated: Float64Array;
	readonly ofControls: Float64Array;
}
type Parts = Changes & Sides;

export function treatedAndControls({
	treated,
	weights
}: Pick<Changes, 'treated' | 'weights'>): Sides | 'no-treated' | 'no-controls' {
	const ofTreated = product(weights, treated);
	const ofControls = weights.map((w, i) => w * (1 - treated[i]!));
	if (!(sum(ofTreated) > 0)) return 'no-treated';
	return sum(ofControls) > 0 ? { ofTreated, ofControls } : 'no-controls';
}

/** Without covariates all methods are the difference of two mean changes. */
function plainEffect({ change }: Changes, { ofTreated, ofControls }: Sides): TwoPeriodEffect {
	const treat = weightedMean(ofTreated, change);
	const control = weightedMean(ofControls, change);
	return effectOf(treat.mean - control.mean, [treat.influence], [control.influence]);
}

function regressionEffect({ columns, change, ofTreated, ofControls }: Parts): TwoPeriodEffect {
	const outcome = leastSquares(columns, change, ofControls);
	if (outcome === undefined) return none('singular-covariates');
	const treat = weightedMean(ofTreated, change);
	const expected = weightedMean(ofTreated, outcome.fitted);
	return effectOf(
		treat.mean - expected.mean,
		[treat.influence],
		[expected.influence, outcome.influence(columnMeans(columns, ofTreated))]
	);
}

function weightingEffect(parts: Parts): TwoPeriodEffect {
	const { columns, change, ofTreated } = parts;
	const score = overlapping(parts);
	if (typeof score === 'string') return none(score);
	const odds = oddsOfControls(parts, score);
	const treat = weightedMean(ofTreated, change);
	const control = weightedMean(odds, change);
	return effectOf(
		treat.mean - control.mean,
		[treat.influence],
		[control.influence, score.influence(columnMeans(columns, odds, control.deviations))]
	);
}

function doublyRobustEffect(parts: Parts): TwoPeriodEffect {
	const { columns, change, ofTreated, ofControls } = parts;
	const score = overlapping(parts);
	if (typeof score === 'string') return none(score);
	const outcome = leastSquares(columns, change, ofControls);
	if (outcome === undefined) return none('singular-covariates');
	const rest = change.map((y, i) => y - outcome.fitted[i]!);
	const odds = oddsOfControls(parts, score);
	const treat = weightedMean(ofTreated, rest);
	const control = weightedMean(odds, rest);
	return effectOf(
		treat.mean - control.mean,
		[treat.influence, outcome.influence(columnMeans(columns, odds))],
		[
			outcome.influence(columnMeans(columns, ofTreated)),
			control.influence,
			score.influence(columnMeans(columns, odds, control.deviations))
		]
	);
}

/** Abadie (2005): weights that need not sum to 1. */
function horvitzEffect(parts: Parts): TwoPeriodEffect {
	const { columns, change, ofTreated } = parts;
	const score = overlapping(parts);
	if (typeof score === 'string') return none(score);
	const odds = oddsOfControls(parts, score);
	const size = sum(ofTreated);
	const share = size / change.length;
	const effect = (sum(product(ofTreated, change)) - sum(product(odds, change))) / size;
	const direct = change.map(
		(y, i) => ((ofTreated[i]! - odds[i]!) * y - ofTreated[i]! * effect) / share
	);
	const along = columnSums(columns, product(odds, change)).map((value) => value / size);
	return effectOf(effect, [direct], [score.influence(along)]);
}

/** Sant'Anna and Zhao (2020), equation 3.7: doubly robust also for the standard error. */
function improvedEffect({ columns, treated, change, weights, ...sides }: Parts): TwoPeriodEffect {
	const odds = tiltedOdds(columns, treated, weights);
	if (odds === undefined) return none('no-solution');
	const ofControls = product(sides.ofControls, odds);
	const outcome = leastSquares(columns, change, ofControls);
	if (outcome === undefined) return none('singular-covariates');
	const rest = change.map((y, i) => y - outcome.fitted[i]!);
	const treat = weightedMean(sides.ofTreated, rest);
	const control = weightedMean(ofControls, rest);
	return effectOf(treat.mean - control.mean, [treat.influence], [control.influence]);
}

/** Propensity scores, or why they cannot be used. */
export function overlapping({
	columns,
	treated,
	weights
}: Pick<Changes, 'columns' | 'treated' | 'weights'>): Nuisance | NoEffectReason {
	const score = propensity(columns, treated, weights);
	if (score === undefined) return 'singular-covariates';
	return score.fitted.every((p) => p < overlapLimit) ? score : 'no-overlap';
}

/** Weights of controls times the odds of being treated; those above the trim level count for 0. */
export function oddsOfControls(
	{ ofControls }: Pick<Sides, 'ofControls'>,
	{ fitted }: Nuisance
): Float64Array {
	return ofControls.map((w, i) =>
		fitted[i]! < trimLevel ? (w * fitted[i]!) / (1 - fitted[i]!) : 0
	);
}

/** A weighted mean with its influence function, as if the weights were known. */
export function weightedMean(weights: Float64Array, values: Float64Array) {
	const size = sum(weights);
	const mean = sum(product(weights, values)) / size;
	const deviations = values.map((value) => value - mean);
	const scale = weights.length / size;
	const influence = weights.map((w, i) => w * deviations[i]! * scale);
	return { mean, deviations, influence };
}

/** Weighted means of the columns, or of the columns times some values. */
export function columnMeans(
	columns: Columns,
	weights: Float64Array,
	values?: Float64Array
): Float64Array {
	const size = sum(weights);
	const parts = values === undefined ? weights : product(weights, values);
	return columnSums(columns, parts).map((value) => value / size);
}

/** An effect whose influence function is a sum of parts less others. */
export function effectOf(
	effect: number,
	plus: readonly Float64Array[],
	minus: readonly Float64Array[]
): FoundEffect {
	const influence = new Float64Array(plus[0]!.length);
	for (const part of plus) for (let i = 0; i < part.length; i++) influence[i]! += part[i]!;
	for (const part of minus) for (let i = 0; i < part.length; i++) influence[i]! -= part[i]!;
	return { kind: 'effect', effect, influence };
}

export const none = (reason: NoEffectReason): TwoPeriodEffect => ({ kind: 'none', reason });
