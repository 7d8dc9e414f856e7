import type { Interval } from '#lib/stats/intervals/interval.ts';
import type { TTest } from '#lib/stats/contrasts/contrast-test.ts';
import type { ClusterEffect } from '../regression/cluster-inference.ts';
import type { NamedEstimate } from './estimator.ts';

interface Judged {
	readonly estimate: number | undefined;
	readonly standardError?: number | undefined;
	readonly interval?: Interval | undefined;
	readonly df?: number | undefined;
	readonly p?: number | undefined;
	readonly pValue?: number | undefined;
}

/** An estimate by name, its limits beside it. */
export function named(name: string, one: Judged): NamedEstimate {
	const { estimate, standardError, interval, df, p, pValue } = one;
	const limits = { lower: interval?.lower, upper: interval?.upper };
	return { name, estimate, standardError, ...limits, df, p: p ?? pValue };
}

/** An effect with the error of clustered data; without one where the regression has none. */
export const clusterNamed = (name: string, { estimate, test }: ClusterEffect): NamedEstimate =>
	named(name, { ...(test satisfies TTest | undefined), estimate });
