import { DomainError } from '#lib/errors.ts';
import type { Estimated } from '../design/statistic.ts';

export interface Contrast {
	readonly estimate: number;
	/** Undefined where a stratum of one unit leaves the design without a variance. */
	readonly standardError: number | undefined;
}

/** Sum of coefficients times estimates, c'θ, with variance c'Vc. R `svycontrast` of a vector. */
export function linearContrast(of: Estimated, coefficients: ArrayLike<number>): Contrast {
	if (coefficients.length !== of.estimates.length)
		throw new DomainError(
			`coefficients for ${of.estimates.length} estimates: ${coefficients.length}`
		);
	let estimate = 0;
	of.estimates.forEach((theta, j) => {
		if (coefficients[j] !== 0) estimate += coefficients[j]! * theta;
	});
	if (!Number.isFinite(estimate)) throw new DomainError(`contrast not a number: ${estimate}`);
	return { estimate, standardError: errorOf(of, coefficients) };
}

/** A smooth function of the estimates: its value, and its slope in each of them, there. */
export interface SmoothFunction {
	readonly value: (estimates: Float64Array) => number;
	readonly gradient: (estimates: Float64Array) => ArrayLike<number>;
}

/**
 * A function of the estimates with its variance by the delta method. R `svycontrast(quote(...))`.
 * Undefined where the function or its slope is not a finite number.
 */
export function nonlinear(
	of: Estimated,
	{ value, gradient }: SmoothFunction
): Contrast | undefined {
	const estimate = value(of.estimates);
	if (!Number.isFinite(estimate)) return undefined;
	const slopes = gradient(of.estimates);
	if (slopes.length !== of.estimates.length)
		throw new DomainError(`slopes for ${of.estimates.length} estimates: ${slopes.length}`);
	if (!Array.from(slopes).every(Number.isFinite)) return undefined;
	return { estimate, standardError: errorOf(of, slopes) };
}

/**
 * √(c'Vc). A standard error below 1e-12 of the estimates is rounding, and 0: tests of it would tell a
 * significance out of the last digits.
 */
function errorOf(
	{ estimates, matrix, lonely }: Estimated,
	c: ArrayLike<number>
): number | undefined {
	if (lonely.some((strata) => strata.length > 0)) return undefined;
	let [variance, terms, square] = [0, 0, 0];
	matrix.forEach((row, j) => {
		if (c[j] === 0) return;
		square += (c[j]! * estimates[j]!) ** 2;
		for (let k = 0; k < row.length; k++) {
			if (c[k] === 0) continue;
			const term = c[j]! * c[k]! * row[k]!;
			variance += term;
			terms += Math.abs(term);
		}
	});
	if (!(variance >= -1e-12 * terms)) throw new DomainError(`variance below 0: ${variance}`);
	return variance <= Math.max(1e-24 * square, 1e-14 * terms) ? 0 : Math.sqrt(variance);
}
