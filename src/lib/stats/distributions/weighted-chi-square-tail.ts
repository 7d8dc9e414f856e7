import { DomainError } from '#lib/errors.ts';
import { mixtureTail } from './mixture-tail.ts';
import { saddlepointTail } from './saddlepoint-tail.ts';
import { fTail } from './tails.ts';

/** R calls exact `integration`. */
export const tailMethods = ['satterthwaite', 'saddlepoint', 'exact'] as const;
export type TailMethod = (typeof tailMethods)[number];

export interface WeightedTailOptions {
	readonly method: TailMethod;
	/** Of an independent chi-square over its df that the sum is divided by; defaults to Infinity: none. */
	readonly denominatorDf?: number;
}

/**
 * Chance that Σ weight · χ²₁, divided by an independent χ² over its df, exceeds x. Weights of 0 add
 * nothing. satterthwaite and saddlepoint agree with R `survey:::pFsum`, or `pchisqsum` without
 * divisor; exact is what `method = "integration"` approximates to 1e-7 with package CompQuadForm,
 * and without it silently replaces by saddlepoint. Undefined without a positive weight, and where
 * the weights are too unequal for the exact series.
 */
export function weightedChiSquareTail(
	x: number,
	weights: ArrayLike<number>,
	{ method, denominatorDf = Infinity }: WeightedTailOptions
): number | undefined {
	if (Number.isNaN(x)) throw new DomainError(`statistic not a number: ${x}`);
	if (!(denominatorDf > 0)) throw new DomainError(`df not positive: ${denominatorDf}`);
	const all = Array.from(weights);
	const bad = all.find((weight) => !(weight >= 0 && weight < Infinity));
	if (bad !== undefined) throw new DomainError(`weight of a chi-square not 0 or more: ${bad}`);
	const positive = all.filter((weight) => weight > 0);
	if (positive.length === 0) return undefined;
	if (x <= 0) return 1;
	if (x === Infinity) return 0;
	if (method === 'exact') return mixtureTail(x, positive, denominatorDf);
	const approximate = satterthwaiteTail(x, positive, denominatorDf);
	if (method === 'satterthwaite') return approximate;
	return saddlepointOver(x, positive, denominatorDf) ?? approximate;
}

/** A multiple of one chi-square with the mean and the variance of the sum. */
function satterthwaiteTail(x: number, weights: readonly number[], denominatorDf: number): number {
	let [sum, squares] = [0, 0];
	for (const weight of weights) [sum, squares] = [sum + weight, squares + weight ** 2];
	return fTail(x / sum, sum ** 2 / squares, denominatorDf);
}

function saddlepointOver(x: number, weights: readonly number[], denominatorDf: number) {
	const terms = weights.map((weight) => ({ weight, df: 1 }));
	if (denominatorDf === Infinity) return saddlepointTail(x, terms);
	// R repeats the divisor a whole number of times, so that 20.9 degrees of freedom count as 20.
	const df = denominatorDf > 1 ? Math.floor(denominatorDf) : 1;
	return saddlepointTail(0, [...terms, { weight: -x / denominatorDf, df }]);
}
