import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { DomainError } from '#lib/errors.ts';

/** The integrand is below exp(-reach) of its top where the sum ends. */
const reach = 40;
const points = 2000;

/**
 * Chance that a noncentral t exceeds t. R `pt(t, df, ncp, lower.tail = FALSE)`. Integrates the normal
 * tail over the logarithm of the chi in the denominator, where the trapezoid rule is exact to rounding.
 */
export function noncentralTTail(t: number, df: number, shift: number): number {
	if (!(df >= 1 && df < Infinity)) throw new DomainError(`df not from 1 on: ${df}`);
	const width = Math.sqrt(reach / df);
	const [low, high] = [-(reach / df + width), width];
	let [sum, total] = [0, 0];
	for (let i = 0; i <= points; i++) {
		const u = low + ((high - low) * i) / points;
		const weight = Math.exp(df * (u - Math.expm1(2 * u) / 2));
		total += weight;
		sum += weight * normalCdf(shift - t * Math.exp(u), 0, 1);
	}
	return sum / total;
}
