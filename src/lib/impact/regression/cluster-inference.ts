import type { Factor } from '#lib/stats/statistics/factor.ts';
import { type TTest, contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import { checkedLevel } from '#lib/stats/intervals/interval.ts';
import { biasReducedTest } from './bias-reduced-test.ts';
import type { Fit } from './least-squares.ts';
import { dot } from './orthogonal-columns.ts';
import { type Variance, contrastError, variance } from './variance.ts';
import { type WildClusterTest, type WildOptions, wildClusterTest } from './wild-cluster-test.ts';

/** A contrast of coefficients with the error of clustered data. */
export interface ClusterEffect {
	readonly estimate: number;
	/** By CR1 with t of clusters less 1; undefined where the regression has no error. */
	readonly test: TTest | undefined;
}

/** The two tests that hold with few clusters, of which CR1 is too sure. */
export interface FewClusterTests {
	/** CR2 with Satterthwaite's degrees of freedom. */
	readonly biasReduced: TTest | undefined;
	/** Wild cluster bootstrap with the null imposed. */
	readonly wild: WildClusterTest | undefined;
}

/** What the standard errors of a result rest on. */
export interface ClusterVariance {
	readonly name: 'CR1';
	readonly clusters: number;
	readonly parameters: number;
	readonly df: number;
	readonly level: number;
}

export interface ClusterInferenceOptions {
	/** Of every interval; defaults to 0.95. */
	readonly level?: number;
	/** Of the bootstrap, which is run with few clusters. */
	readonly wild?: Omit<WildOptions, 'level' | 'nullValue'>;
}

/** A fit with its clustered covariance, to be asked about contrasts. */
export interface ClusteredFit {
	readonly fit: Pick<Fit, 'regression' | 'size' | 'names' | 'estimates'>;
	readonly cluster: Factor;
	readonly variance: Variance;
	readonly level: number;
}

export function clusteredFit(
	fit: Fit,
	cluster: Factor,
	{ level = 0.95 }: ClusterInferenceOptions
): ClusteredFit {
	const own = variance(fit, { kind: 'CR1', clusters: [cluster] });
	return { fit, cluster, variance: own, level: checkedLevel(level) };
}

export function clusterEffect(
	{ fit, variance: { matrix, df }, level }: ClusteredFit,
	contrast: ArrayLike<number>
): ClusterEffect {
	const estimate = dot(contrast, fit.estimates);
	const standardError = contrastError(matrix, contrast);
	return { estimate, test: contrastTest({ estimate, standardError }, { df, level }) };
}

/** Both tests for few clusters of a contrast. */
export function fewClusterTests(
	{ fit: { regression }, cluster, level }: ClusteredFit,
	contrast: ArrayLike<number>,
	wild: WildOptions = {}
): FewClusterTests {
	return {
		biasReduced: biasReducedTest(regression, contrast, cluster, { level }),
		wild: wildClusterTest(regression, contrast, cluster, { ...wild, level })
	};
}

export function clusterVariance({ variance: own, level }: ClusteredFit): ClusterVariance {
	const { parameters, df } = own;
	return { name: 'CR1', clusters: own.clusters[0]!, parameters, df, level };
}
