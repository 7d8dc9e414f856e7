import { DataError } from '#lib/errors.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { type Covariate, balanceTable } from '../balance/balance-table.ts';
import { type Estimand, propensity, propensityWeights } from '../balance/propensity.ts';
import { finite } from './effects.ts';

const classes = 20;

/** Propensity scores, and the weights by them that make the groups alike. */
export interface MadeAlike {
	readonly scores: Float64Array;
	readonly weights: Float64Array;
}

/** How alike treated and comparison are, before and after weighting by the propensity of these covariates. */
export function balancePicture(
	treated: Uint8Array,
	covariates: readonly Covariate[],
	alike: MadeAlike | undefined = madeAlike(treated, covariates, 'att')
): PictureOf<'balance'> {
	const { rows, effective } = balanceTable(treated, covariates, alike?.weights);
	return {
		kind: 'balance',
		by: alike ? 'weighting' : null,
		rows: rows.map(({ name, before, after }) => ({
			covariate: name,
			treated: before.treatedMean,
			comparison: before.untreatedMean,
			before: finite(before.standardisedDifference),
			after: finite(after?.standardisedDifference),
			varianceRatio: finite(before.varianceRatio),
			distance: finite(before.largestGap)
		})),
		effectiveSize: effective
			? { treated: effective.treated, comparison: effective.untreated }
			: null,
		overlap: alike ? overlapOf(alike, treated) : null
	};
}

/** Undefined where covariates tell the treatment without error, or a score has no counterpart. */
export function madeAlike(
	treated: Uint8Array,
	covariates: readonly Covariate[],
	estimand: Estimand
): MadeAlike | undefined {
	try {
		const { scores } = propensity(treated, designMatrix(covariates, treated.length));
		return { scores, weights: propensityWeights(treated, scores, estimand) };
	} catch (error) {
		if (error instanceof DataError) return undefined;
		throw error;
	}
}

function overlapOf(alike: MadeAlike, treated: Uint8Array) {
	const shares = (counts: readonly number[]) => {
		const size = counts.reduce((sum, count) => sum + count, 0);
		return counts.map((count) => count / size);
	};
	const counts = overlapCounts(alike, treated);
	return { treated: shares(counts.treated), comparison: shares(counts.comparison) };
}

/** Treated and comparison by class of the score, classes of equal width from 0 to 1. */
export function overlapCounts({ scores }: MadeAlike, treated: Uint8Array) {
	const countsOf = (arm: number) => {
		const counts = new Array<number>(classes).fill(0);
		scores.forEach((score, row) => {
			if (treated[row] === arm) counts[Math.min(classes - 1, Math.floor(score * classes))]!++;
		});
		return counts;
	};
	return { treated: countsOf(1), comparison: countsOf(0) };
}
