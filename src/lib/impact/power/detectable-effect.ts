import { DataError, DomainError } from '#lib/errors.ts';
import { powerMultiplier } from '#lib/stats/contrasts/power-multiplier.ts';
import { boundaryVariance } from './boundary-variance.ts';
import { autocorrelatedVariance, changeOfMeans, staggeredVariance } from './period-contrasts.ts';

/** What every design has. */
interface Comparison {
	/** Units in both arms together; persons, also where clusters are assigned. */
	readonly units: number;
	/** Share of the units with the programme; defaults to one half. */
	readonly treatedShare?: number;
	/** Of the outcome; defaults to 1, so that effects are in standard deviations. */
	readonly standardDeviation?: number;
	/** Share of the variance that covariates explain (R²); defaults to 0. */
	readonly explainedShare?: number;
}

export type PowerDesign =
	| (Comparison & { readonly kind: 'individual' })
	| (Comparison & {
			readonly kind: 'cluster';
			readonly clusterSize: number;
			/** Share of the variance between clusters (ICC). */
			readonly betweenShare: number;
	  })
	/** Any two periods of a unit are equally correlated; other patterns need another formula. */
	| (Comparison & {
			readonly kind: 'difference-in-differences';
			readonly before: number;
			readonly after: number;
			readonly correlation: number;
	  })
	/** The same, where values k periods apart are correlated by `correlation` to the power of k. */
	| (Comparison & {
			readonly kind: 'autocorrelated-panel';
			readonly before: number;
			readonly after: number;
			readonly correlation: number;
	  })
	/** Cohorts of one size against the never treated (Callaway-Sant'Anna, simple mean). */
	| (Comparison & {
			readonly kind: 'staggered';
			/** Periods are 1 to this. */
			readonly periods: number;
			/** First treated period of each cohort. */
			readonly starts: readonly number[];
			readonly correlation: number;
	  })
	/** Units are those within the bandwidth, `treatedShare` of them on the treated side. */
	| (Comparison & {
			readonly kind: 'regression-discontinuity';
			/** 1: local line; 2: local parabola, the robust interval with one bandwidth for both. */
			readonly order: 1 | 2;
	  });

export interface PowerOptions {
	/** Chance of an error of the first kind, two-sided; defaults to 0.05. */
	readonly alpha?: number;
	/** Defaults to 0.8. */
	readonly power?: number;
	/** t has clusters - 2 df (units - 2 without clusters). Defaults to t for clusters, else normal. */
	readonly reference?: 'normal' | 't';
}

export interface DetectableEffect {
	readonly effect: number;
	/** Of the standard error: 2.80 with the defaults. */
	readonly multiplier: number;
	readonly standardError: number;
	/** Variance over that of as many persons drawn alone; 1 without clusters. */
	readonly designEffect: number;
	readonly clusters: number | undefined;
	/** Infinite for the normal reference. */
	readonly df: number;
	readonly alpha: number;
	readonly power: number;
}

/**
 * The smallest effect that a design finds with the asked power: multiplier · sd · sqrt((1 - R²)(1 +
 * (m - 1) ICC) / (P (1 - P) N)), for differences in differences with (1 - rho)(1/T0 + 1/T1) instead;
 * the other designs have factors of their own in its place.
 * @throws DataError for fewer than three clusters: t has no df.
 */
export function detectableEffect(
	design: PowerDesign,
	options: PowerOptions = {}
): DetectableEffect {
	const { alpha = 0.05, power = 0.8 } = options;
	const clusters = design.kind === 'cluster' ? clustersOf(design) : undefined;
	const reference = options.reference ?? (clusters === undefined ? 'normal' : 't');
	const df = reference === 't' ? (clusters ?? design.units) - 2 : Infinity;
	if (!(df > 0)) throw new DataError(`too few to assign, clusters: ${clusters ?? design.units}`);
	const multiplier = powerMultiplier({ alpha, power, df });
	const standardError = standardErrorOf(design);
	return {
		effect: multiplier * standardError,
		multiplier,
		standardError,
		designEffect: design.kind === 'cluster' ? designEffectOf(design) : 1,
		clusters,
		df,
		alpha,
		power
	};
}

/** The effect that a study of this standard error would have found: 2.80 times it. */
export function detectedAfterwards(
	standardError: number,
	options: { alpha?: number; power?: number; df?: number } = {}
): number {
	if (!(standardError > 0)) throw new DomainError(`standard error not above 0: ${standardError}`);
	return powerMultiplier(options) * standardError;
}

type ClusterDesign = Extract<PowerDesign, { kind: 'cluster' }>;

const designEffectOf = ({ clusterSize, betweenShare }: ClusterDesign) =>
	1 + (clusterSize - 1) * betweenShare;

const clustersOf = ({ units, clusterSize }: ClusterDesign) => units / clusterSize;

/** Of the difference between the arms. */
function standardErrorOf(design: PowerDesign): number {
	const { units, treatedShare: share = 0.5, standardDeviation = 1, explainedShare = 0 } = design;
	expectRange('units', units, units >= 2);
	expectRange('share of the treated', share, share > 0 && share < 1);
	expectRange('standard deviation', standardDeviation, standardDeviation > 0);
	expectRange('explained share', explainedShare, explainedShare >= 0 && explainedShare < 1);
	const spread = (1 - explainedShare) * varianceFactor(design);
	return standardDeviation * Math.sqrt(spread / (share * (1 - share) * units));
}

function varianceFactor(design: PowerDesign): number {
	switch (design.kind) {
		case 'individual':
			return 1;
		case 'cluster': {
			const { clusterSize, betweenShare } = design;
			expectRange('cluster size', clusterSize, clusterSize >= 1);
			expectRange('ICC', betweenShare, betweenShare >= 0 && betweenShare <= 1);
			return designEffectOf(design);
		}
		case 'difference-in-differences': {
			const { before, after, correlation } = design;
			expectRange('periods before', before, before >= 1);
			expectRange('periods after', after, after >= 1);
			expectRange('correlation', correlation, correlation >= 0 && correlation < 1);
			return (1 - correlation) * (1 / before + 1 / after);
		}
		case 'autocorrelated-panel':
			return autocorrelatedVariance(changeOfMeans(design), design.correlation);
		case 'staggered':
			return staggeredVariance(design);
		case 'regression-discontinuity':
			return boundaryVariance(design.order);
	}
}

function expectRange(what: string, value: number, isInside: boolean) {
	if (!isInside) throw new DomainError(`${what} out of range: ${value}`);
}
