import type { Design } from '../design/design.ts';
import { fTail } from '../distributions/tails.ts';
import {
	type TailMethod,
	weightedChiSquareTail
} from '../distributions/weighted-chi-square-tail.ts';
import { generalizedDesignEffects, quadraticForm } from '../tests/generalized-design-effects.ts';
import { termColumns, withoutTerms } from './design-matrix.ts';
import { type Glm, devianceOf } from './glm.ts';

export interface WaldTest {
	readonly statistic: number;
	/** Of F. */
	readonly df: readonly [number, number];
	readonly p: number;
}

/**
 * Wald test that all coefficients of some terms are 0. Agrees with R `survey::regTermTest`. Undefined
 * without a variance, and without residual degrees of freedom.
 */
export function termWaldTest(fit: Glm, terms: readonly string[]): WaldTest | undefined {
	const columns = termColumns(fit.model.matrix, terms);
	if (!isTestable(fit)) return undefined;
	const wald = quadraticForm(picks(fit.estimates, columns), block(fit.matrix, columns));
	if (wald === undefined) return undefined;
	const statistic = wald / columns.length;
	const df = [columns.length, fit.residualDf] as const;
	return { statistic, df, p: fTail(statistic, ...df) };
}

export interface LikelihoodRatioTest {
	/** Twice the working log-likelihood ratio, under weights of mean 1. */
	readonly statistic: number;
	/** The statistic is distributed as their sum of chi-squares, over one of `residualDf`. */
	readonly designEffects: Float64Array;
	readonly residualDf: number;
	readonly p: number;
}

export interface LikelihoodRatioOptions {
	/** Defaults to saddlepoint, as in R. */
	readonly method?: TailMethod;
}

/**
 * Working likelihood ratio test that all coefficients of some terms are 0 (Rao and Scott 1984; Lumley
 * and Scott 2014). Agrees with R `survey::regTermTest(method = "LRT")`. The design is the one of the
 * fit. Undefined as the Wald test, and where the model without the terms has no estimate.
 */
export function termLikelihoodRatioTest(
	fit: Glm,
	terms: readonly string[],
	{ weights }: Pick<Design, 'weights'>,
	{ method = 'saddlepoint' }: LikelihoodRatioOptions = {}
): LikelihoodRatioTest | undefined {
	const columns = termColumns(fit.model.matrix, terms);
	if (!isTestable(fit)) return undefined;
	const smaller = { ...fit.model, matrix: withoutTerms(fit.model.matrix, terms) };
	const reduced = devianceOf(smaller, weights, fit.tolerance);
	const effects = generalizedDesignEffects(block(fit.matrix, columns), block(fit.naive, columns));
	if (reduced === undefined || effects === undefined) return undefined;
	const statistic = reduced - fit.deviance;
	const { residualDf } = fit;
	const p = weightedChiSquareTail(statistic, effects, { method, denominatorDf: residualDf });
	return p === undefined ? undefined : { statistic, designEffects: effects, residualDf, p };
}

const isTestable = ({ lonely, residualDf }: Glm) =>
	residualDf > 0 && lonely.every((strata) => strata.length === 0);

const picks = (values: ArrayLike<number>, numbers: readonly number[]) =>
	Float64Array.from(numbers, (j) => values[j]!);

const block = (matrix: readonly Float64Array[], numbers: readonly number[]) =>
	numbers.map((j) => picks(matrix[j]!, numbers));
