import { DataError } from '#lib/errors.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { designMatrix } from '#lib/stats/regression/design-matrix.ts';
import { type Covariate, balanceTable } from '../balance/balance-table.ts';
import { propensity, propensityWeights } from '../balance/propensity.ts';
import { finite } from './effects.ts';

const classes = 20;

/** How alike treated and comparison are, before and after weighting by the propensity of these covariates. */
export function balancePicture(
	treated: Uint8Array,
	covariates: readonly Covariate[]
): PictureOf<'balance'> {
	const scores = scoresOf(treated, covariates);
	const weights = scores && propensityWeights(treated, scores, 'att');
	const { rows, effective } = balanceTable(treated, covariates, weights);
	return {
		kind: 'balance',
		by: weights ? 'weighting' : null,
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
		overlap: scores
			? { treated: sharesOf(scores, treated, 1), comparison: sharesOf(scores, treated, 0) }
			: null
	};
}

/** Undefined where covariates tell the treatment without error, or a score has no counterpart. */
function scoresOf(treated: Uint8Array, covariates: readonly Covariate[]): Float64Array | undefined {
	try {
		const { scores } = propensity(treated, designMatrix(covariates, treated.length));
		propensityWeights(treated, scores, 'att');
		return scores;
	} catch (error) {
		if (error instanceof DataError) return undefined;
		throw error;
	}
}

function sharesOf(scores: Float64Array, treated: Uint8Array, arm: number): number[] {
	const counts = new Array<number>(classes).fill(0);
	let size = 0;
	scores.forEach((score, row) => {
		if (treated[row] !== arm) return;
		counts[Math.min(classes - 1, Math.floor(score * classes))]!++;
		size++;
	});
	return counts.map((count) => count / size);
}
