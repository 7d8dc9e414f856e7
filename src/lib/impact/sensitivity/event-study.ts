import { DataError, DomainError } from '#lib/errors.ts';
import type { AggregatedEffects } from '../group-time/aggregated.ts';

/**
 * Estimates around one reference period that is 0 by definition, in order of time and without gaps:
 * first those before it, then those after.
 */
export interface EventStudy {
	readonly estimates: ArrayLike<number>;
	/** Square, in the order of the estimates. */
	readonly covariance: readonly ArrayLike<number>[];
	/** How many are before the reference; at least 1. */
	readonly before: number;
}

/** What is asked of an event study: a weighted mean of its estimates after the reference. */
export interface Target {
	/** One weight for each estimate after; the first alone by default. */
	readonly weights?: ArrayLike<number> | undefined;
}

/**
 * Dynamic effects as an event study. Only those with one base period for all are one.
 * @throws DataError without a reference, without estimates before it, or with events missing.
 */
export function eventStudyOf({ by, covariance }: AggregatedEffects): EventStudy {
	const reference = by.findIndex(({ isReference }) => isReference);
	if (reference < 0)
		throw new DataError('no reference period: effects need one base period for all, base: varying');
	if (reference === 0) throw new DataError('no effect before the reference period, events: 0');
	const gap = by.find(({ at }, k) => k > 0 && at !== by[k - 1]!.at + 1);
	if (gap) throw new DataError(`events with a gap before: ${gap.at}`);
	const shown = by.flatMap((_, k) => (k === reference ? [] : [k]));
	const lost = shown.find((k) => by[k]!.standardError === undefined);
	if (lost !== undefined) throw new DataError(`event without a standard error: ${by[lost]!.at}`);
	return {
		estimates: shown.map((k) => by[k]!.estimate),
		covariance: shown.map((j) => shown.map((k) => covariance[j]![k]!)),
		before: reference
	};
}

/** The weights of the target. */
export function checkedTarget(study: EventStudy, { weights }: Target): Float64Array {
	const size = study.estimates.length;
	const after = size - study.before;
	if (!(study.before >= 1 && after >= 1))
		throw new DomainError(
			`not estimates on both sides of the reference: ${study.before}, ${after}`
		);
	if (study.covariance.length !== size || study.covariance.some((row) => row.length !== size))
		throw new DomainError(`covariance not of ${size} estimates: ${study.covariance.length}`);
	const chosen = Float64Array.from(
		weights ?? Array.from({ length: after }, (_, k) => (k === 0 ? 1 : 0))
	);
	if (chosen.length !== after || chosen.every((w) => w === 0))
		throw new DomainError(`not one weight for each of ${after} estimates: ${chosen.length}`);
	return chosen;
}

/** Covariance of two linear functions of the estimates. */
export function crossVariance(
	{ covariance }: EventStudy,
	left: Float64Array,
	right: Float64Array
): number {
	let total = 0;
	for (let j = 0; j < left.length; j++)
		for (let k = 0; k < right.length; k++) total += left[j]! * covariance[j]![k]! * right[k]!;
	return total;
}

export function linear({ estimates }: EventStudy, weights: Float64Array): number {
	let total = 0;
	for (let k = 0; k < weights.length; k++) total += weights[k]! * estimates[k]!;
	return total;
}

/** Weights of all estimates, from those after the reference. */
export function onAll({ before }: EventStudy, after: Float64Array): Float64Array {
	const all = new Float64Array(before + after.length);
	all.set(after, before);
	return all;
}
