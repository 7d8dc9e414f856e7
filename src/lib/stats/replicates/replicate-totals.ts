import { DomainError } from '#lib/errors.ts';
import type { ReplicateDesign } from '../design/design.ts';
import { replicateCovariance } from '../design/replicate-covariance.ts';
import type { Estimated } from '../design/statistic.ts';

/** Weighted totals of a group: with the weights of the sample, then under each replicate weight. */
export interface ReplicateTotals {
	readonly numerator: Float64Array;
	readonly denominator: Float64Array;
}

/** How the spread of replicates becomes a variance. */
export type ReplicateScaling = Pick<ReplicateDesign, 'scale' | 'rscales' | 'mse'>;

/** The totals of groups that share nobody, taken together. */
export function mergedTotals(groups: readonly ReplicateTotals[]): ReplicateTotals {
	const [first] = groups;
	if (!first) throw new DomainError(`no groups to merge: ${groups.length}`);
	groups.forEach((group) => expectReplicates(group, first.numerator.length - 1));
	const sum = (side: keyof ReplicateTotals) =>
		first[side].map((_, r) => groups.reduce((all, group) => all + group[side][r]!, 0));
	return { numerator: sum('numerator'), denominator: sum('denominator') };
}

/** One number to be made of the totals of a group. */
export interface TotalsPoint {
	readonly totals: ReplicateTotals;
	/** quotient: a share, a mean or a ratio; total: the numerator itself. */
	readonly kind: 'quotient' | 'total';
}

/**
 * Estimates of groups with the covariance that their common replicates show; groups may share people.
 * Agrees with R `survey` `svymean`, `svytotal`, `svyratio` and `svyby(covmat = TRUE)` of the design
 * that `svrepdesign` makes of the replicate weights. NaN where there is nothing to divide by.
 */
export function estimatedFromTotals(
	points: readonly TotalsPoint[],
	scaling: ReplicateScaling
): Estimated {
	const replicates = scaling.rscales.length;
	points.forEach(({ totals }) => expectReplicates(totals, replicates));
	const at = (r: number) =>
		Float64Array.from(points, ({ kind, totals: { numerator, denominator } }) =>
			kind === 'total' ? numerator[r]! : numerator[r]! / denominator[r]!
		);
	const estimates = at(0);
	const under = Array.from({ length: replicates }, (_, r) => at(r + 1));
	return { estimates, matrix: replicateCovariance(under, estimates, scaling), lonely: [[], []] };
}

function expectReplicates({ numerator, denominator }: ReplicateTotals, count: number) {
	for (const { length } of [numerator, denominator])
		if (length !== count + 1)
			throw new DomainError(`totals of another number of replicates than ${count}: ${length - 1}`);
}
