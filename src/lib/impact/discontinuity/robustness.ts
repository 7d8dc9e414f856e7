import { DataError, DomainError } from '#lib/errors.ts';
import { adjustedPValues } from '#lib/stats/contrasts/adjusted-p-values.ts';
import { type Discontinuity, type DiscontinuityOptions, discontinuity } from './discontinuity.ts';
import { type DiscontinuityRefusal, discontinuityRefusal } from './refusals.ts';
import type { RunningRows } from './running-rows.ts';

/** A discontinuity, or why there is none; `not-estimable`: too few values or no variation nearby. */
export type Attempt =
	| { readonly kind: 'effect'; readonly result: Discontinuity }
	| { readonly kind: 'none'; readonly refusal: DiscontinuityRefusal | { code: 'not-estimable' } };

/** The jump with another bandwidth. */
export interface BandwidthAttempt {
	/** Times the bandwidth of the main estimate; b keeps its ratio to h. */
	readonly factor: number;
	readonly h: number;
	readonly attempt: Attempt;
}

/** The jump with narrower and wider bandwidths than that of the estimate (on the side below). */
export function bandwidthSensitivity(
	rows: RunningRows,
	main: Discontinuity,
	{ factors = [0.5, 0.75, 1, 1.25, 1.5, 2] }: { readonly factors?: readonly number[] } = {}
): BandwidthAttempt[] {
	const bad = factors.find((factor) => !(factor > 0 && factor < Infinity));
	if (bad !== undefined) throw new DomainError(`factor of a bandwidth not above 0: ${bad}`);
	const { h, b } = main.below.bandwidth;
	return factors.map((factor) => {
		const bandwidth = { h: factor * h, b: factor * b };
		const options = { ...sameSettings(main), bandwidth };
		return { factor, h: bandwidth.h, attempt: attempted(rows, options) };
	});
}

/** The jump where there is no rule. */
export interface Placebo {
	readonly cutoff: number;
	/** Side of the true cut-off whose rows alone are used. */
	readonly side: 'below' | 'above';
	readonly attempt: Attempt;
}

/**
 * Jumps at false cut-offs, with the rows of one side of the true one only, so that its own jump has
 * no part (Cattaneo, Idrobo and Titiunik 2020, 5.2). By default at the quartiles of each side.
 */
export function placeboCutoffs(
	rows: RunningRows,
	options: DiscontinuityOptions & { readonly cutoffs?: readonly number[] } = {}
): Placebo[] {
	const { cutoffs = quartiles(rows), ...own } = options;
	return cutoffs.map((cutoff) => {
		if (!(cutoff < rows.cutoff || cutoff > rows.cutoff))
			throw new DomainError(`a false cut-off is the true one or no number: ${cutoff}`);
		const side = cutoff < rows.cutoff ? 'below' : 'above';
		const isOwn = (i: number) => rows.running[i]! < rows.cutoff === (side === 'below');
		return { cutoff, side, attempt: attempted({ ...rowsWhere(rows, isOwn), cutoff }, own) };
	});
}

/** The jump of what was there before the rule, which should be none. */
export interface CovariateJump {
	readonly name: string;
	readonly attempt: Attempt;
	/** Of the robust test, by Holm over the covariates; undefined where there is none. */
	readonly adjustedP: number | undefined;
}

/** The discontinuity of every covariate at the cut-off, each with its own bandwidth. */
export function covariateJumps(
	{ covariates = [], ...rows }: RunningRows,
	options: DiscontinuityOptions = {}
): CovariateJump[] {
	const attempts = covariates.map(({ name, values }) => ({
		name,
		attempt: attempted({ ...rows, outcome: values }, options)
	}));
	const adjusted = adjustedPValues(
		attempts.map(({ attempt }) =>
			attempt.kind === 'effect' ? attempt.result.robust.p : undefined
		),
		'holm'
	);
	return attempts.map((one, i) => ({ ...one, adjustedP: adjusted[i] }));
}

function attempted(rows: RunningRows, options: DiscontinuityOptions): Attempt {
	const known = (i: number) =>
		!Number.isNaN(rows.running[i]) &&
		!Number.isNaN(rows.outcome[i]) &&
		!(rows.covariates ?? []).some(({ values }) => Number.isNaN(values[i]));
	const refusal = discontinuityRefusal(
		Float64Array.from(rowNumbers(rows).filter(known), (i) => rows.running[i]!),
		rows.cutoff
	);
	if (refusal) return { kind: 'none', refusal };
	try {
		return { kind: 'effect', result: discontinuity(rows, options) };
	} catch (error) {
		if (!(error instanceof DataError)) throw error;
		return { kind: 'none', refusal: { code: 'not-estimable' } };
	}
}

function sameSettings({ settings }: Discontinuity): DiscontinuityOptions {
	const { order, biasOrder, kernel, level, variance } = settings;
	const options = { order, biasOrder, kernel, level };
	if (variance.name === 'CR1') return options;
	return variance.name === 'HC1'
		? { ...options, variance: variance.name }
		: { ...options, variance: variance.name, matches: variance.matches };
}

const rowNumbers = ({ running }: RunningRows) =>
	Array.from({ length: running.length }, (_, i) => i);

function rowsWhere(rows: RunningRows, holds: (row: number) => boolean): RunningRows {
	const kept = rowNumbers(rows).filter(holds);
	const values = (from: ArrayLike<number>) => Float64Array.from(kept, (i) => from[i]!);
	const { outcome, running, cluster, covariates, cutoff } = rows;
	return {
		cutoff,
		outcome: values(outcome),
		running: values(running),
		...(cluster ? { cluster: kept.map((i) => cluster[i]!) } : {}),
		...(covariates
			? { covariates: covariates.map((one) => ({ name: one.name, values: values(one.values) })) }
			: {})
	};
}

/** Three of the running variable on each side, as they stand in order. */
function quartiles({ running, cutoff }: RunningRows): number[] {
	const sides = [(x: number) => x < cutoff, (x: number) => x > cutoff];
	const found = sides.flatMap((holds) => {
		const sorted = Array.from(running).filter(holds);
		sorted.sort((a, b) => a - b);
		return [0.25, 0.5, 0.75].flatMap((p) => sorted[Math.ceil(p * sorted.length) - 1] ?? []);
	});
	return [...new Set(found)];
}
