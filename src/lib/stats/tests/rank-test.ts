import type { Design } from '../design/design.ts';
import { estimated } from '../design/statistic.ts';
import { fTail, twoSidedTail } from '../distributions/tails.ts';
import { domainMeans } from '../statistics/domain-statistics.ts';
import { type Factor, expectLevels, presentLevels } from '../statistics/factor.ts';
import { totals } from '../statistics/means.ts';
import { quadraticForm } from './generalized-design-effects.ts';
import { type RankScore, rankScores } from './rank-scores.ts';

export interface RankTestOptions {
	/** Defaults to wilcoxon, which for more than two groups is the test of Kruskal and Wallis. */
	readonly test?: RankScore;
	/** Degrees of freedom of the design. */
	readonly designDf: number;
}

export interface RankTest {
	/** Student's t of the difference in mean rank score, or F where more than two groups differ. */
	readonly distribution: 't' | 'F';
	readonly statistic: number;
	readonly df: readonly number[];
	readonly p: number;
	/** Mean rank scores by group, in the order of the levels that have elements. */
	readonly scores: Float64Array;
}

/**
 * Test that a value is distributed alike in all groups (Lumley and Scott 2013, Biometrika 100).
 * Agrees with R `survey::svyranktest`, whose chi-square over its df is the F here; an element of
 * weight 0 has no rank, where in R it moves the ranks of those it is tied with. Undefined with fewer
 * than two groups, without a variance, and where no degree of freedom is left.
 */
export function rankTest(
	{ values, groups }: { readonly values: Float64Array; readonly groups: Factor },
	design: Design,
	{ test = 'wilcoxon', designDf }: RankTestOptions
): RankTest | undefined {
	const { weights } = design;
	expectLevels(groups, weights);
	const present = presentLevels(groups, weights);
	const df = present.levels.length - 1;
	const restDf = designDf - df;
	if (df < 1 || !(restDf > 0)) return undefined;
	const byGroup = domainMeans(rankScores(values, weights, test), present);
	const scores = byGroup.at(weights);
	const { matrix, lonely } = estimated(
		totals(differencesOf(byGroup.influence(weights, scores), weights)),
		design
	);
	const differences = scores.slice(1).map((score) => score - scores[0]!);
	const isConstant = matrix.some((row, j) => !(row[j]! > 1e-24 * scores[j + 1]! ** 2));
	const hasVariance = !isConstant && lonely.every((strata) => strata.length === 0);
	const wald = hasVariance ? quadraticForm(differences, matrix) : undefined;
	if (wald === undefined) return undefined;
	if (df > 1) {
		const F = wald / df;
		return { distribution: 'F', statistic: F, df: [df, restDf], p: fTail(F, df, restDf), scores };
	}
	const t = Math.sign(differences[0]!) * Math.sqrt(wald);
	return { distribution: 't', statistic: t, df: [restDf], p: twoSidedTail(t, restDf), scores };
}

/**
 * Influence on the difference of every group from the first, for a weight of 1. Ranks are those of
 * the sample also under replicate weights: only their totals vary.
 */
function differencesOf(influence: readonly Float64Array[], weights: Float64Array): Float64Array[] {
	const first = influence[0]!;
	return influence
		.slice(1)
		.map((z) => z.map((value, i) => (weights[i] === 0 ? 0 : (value - first[i]!) / weights[i]!)));
}
