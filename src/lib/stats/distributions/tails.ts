import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import fCdf from '@stdlib/stats-base-dists-f-cdf';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import studentCdf from '@stdlib/stats-base-dists-t-cdf';
import { DomainError } from '#lib/errors.ts';

/** Above it the finite series starts from an exponential too small for a number. */
const largestSeriesDf = 400;

/** Chance that chi-square exceeds x. R `pchisq(lower.tail = FALSE)`. */
export function chiSquareTail(x: number, df: number): number {
	const at = checkedStatistic(x);
	checkedDf(df);
	if (at <= 0) return 1;
	if (at === Infinity) return 0;
	// 1 - cdf has no digits left in a far tail; whole numbers have a finite series of positive terms.
	return Number.isInteger(df) && df <= largestSeriesDf
		? seriesTail(at, df)
		: 1 - chiSquareCdf(at, df);
}

/** The finite series for whole degrees of freedom (Abramowitz and Stegun 1964, 26.4.4 and 26.4.5). */
function seriesTail(x: number, df: number): number {
	const odd = df % 2 === 1;
	let sum = odd ? 2 * normalCdf(-Math.sqrt(x), 0, 1) : 0;
	let term = odd ? Math.sqrt((2 * x) / Math.PI) * Math.exp(-x / 2) : Math.exp(-x / 2);
	for (let k = odd ? 1 : 0; k <= df - 2; k += 2) {
		sum += term;
		term *= x / (k + 2);
	}
	return sum;
}

/** Chance that F exceeds x; with an infinite second df, chi-square over its df. R `pf`. */
export function fTail(x: number, numeratorDf: number, denominatorDf: number): number {
	const at = checkedStatistic(x);
	checkedDf(numeratorDf);
	checkedDf(denominatorDf);
	if (denominatorDf === Infinity) return chiSquareTail(at * numeratorDf, numeratorDf);
	if (at <= 0) return 1;
	// The lower tail of 1/F keeps its digits where the upper tail of F is 1 minus nearly 1.
	return fCdf(1 / at, denominatorDf, numeratorDf);
}

/** Chance that Student's t lies further from 0 than t; normal with df = Infinity. R `2 * pt(-abs(t))`. */
export function twoSidedTail(t: number, df: number): number {
	const below = -Math.abs(checkedStatistic(t));
	checkedDf(df);
	return 2 * (df === Infinity ? normalCdf(below, 0, 1) : studentCdf(below, df));
}

function checkedStatistic(x: number): number {
	if (Number.isNaN(x)) throw new DomainError(`statistic not a number: ${x}`);
	return x;
}

function checkedDf(df: number) {
	if (!(df > 0)) throw new DomainError(`df not positive: ${df}`);
}
