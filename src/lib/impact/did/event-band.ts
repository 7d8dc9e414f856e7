import { Matrix } from 'ml-matrix';
import { DomainError } from '#lib/errors.ts';
import { tQuantile } from '#lib/stats/distributions/t-quantile.ts';
import type { Interval } from '#lib/stats/intervals/interval.ts';
import type { BandOptions } from '../group-time/group-time-types.ts';
import { largestNormalCritical } from '../group-time/inference.ts';
import type { ClusterEffect, ClusteredFit } from '../regression/cluster-inference.ts';

/** Simultaneous band over all event times shown together. */
export interface EventBand {
	readonly kind: 'gaussian';
	readonly draws: number;
	readonly seed: number;
	/** What the standard errors are multiplied by. */
	readonly critical: number;
	/** Terms it covers. */
	readonly terms: number;
	/**
	 * The largest of the normals lies below the t quantile of one term, as with few clusters or a single
	 * term: the band is the pointwise interval.
	 */
	readonly isPointwise: boolean;
}

export type EventBandOptions = Exclude<BandOptions, { kind: 'multiplier' }>;

const usual: EventBandOptions = { kind: 'gaussian', draws: 20_000, seed: 1 };

/**
 * Band of estimates with a covariance, the terms with an error counting. Gaussian sup-t, as
 * `group-time`; never narrower than the t interval of one term. Undefined without such a term, and
 * where none is asked for.
 */
export function eventBand(
	terms: readonly ClusterEffect[],
	covariance: readonly Float64Array[],
	{ variance: { df }, level }: Pick<ClusteredFit, 'variance' | 'level'>,
	options: EventBandOptions = usual
): EventBand | undefined {
	if (terms.length !== covariance.length)
		throw new DomainError(`terms for a covariance of ${covariance.length}: ${terms.length}`);
	const shown = Array.from(terms.keys()).filter((j) => terms[j]!.test !== undefined);
	if (options.kind === 'none' || shown.length === 0) return undefined;
	const own = new Matrix(shown.map((j) => shown.map((k) => covariance[j]![k]!)));
	const pointwise = tQuantile((1 + level) / 2, df);
	const largest = shown.length > 1 ? largestNormalCritical(own, options, level) : 0;
	const isPointwise = !(largest > pointwise);
	return {
		...options,
		critical: isPointwise ? pointwise : largest,
		terms: shown.length,
		isPointwise
	};
}

/** The band at one term. */
export function bandAround(
	{ estimate, test }: ClusterEffect,
	band: EventBand | undefined
): Interval | undefined {
	if (!test || !band) return undefined;
	const width = band.critical * test.standardError;
	return { lower: estimate - width, upper: estimate + width };
}
