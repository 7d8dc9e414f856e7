import type { ReplicateTotals } from '#lib/stats/replicates/replicate-totals.ts';

/**
 * Significant digits of a published total. Rounding moves it by at most 5e-5 of itself, 2.9e-5 on
 * average; the standard error of a total or of its share is 5e-3 or more in all but the largest
 * groups of the largest surveys, and is changed by less than 1e-4 of itself (by half the square of
 * the quotient). It is coarse enough to hide most of what one interview weighs: 14 in a population
 * of a million.
 */
const digits = 5;

/** Totals with the decimals that give that of the sample its digits, so that all are rounded alike. */
export function roundedTotals({ numerator, denominator }: ReplicateTotals) {
	return { numerator: roundedAlike(numerator), denominator: roundedAlike(denominator), digits };
}

function roundedAlike(totals: Float64Array): number[] {
	const size = Math.abs(totals[0]!);
	if (size === 0) return Array.from(totals, () => 0);
	const decimals = digits - 1 - Math.floor(Math.log10(size));
	const unit = 10 ** -decimals;
	const rounded = (total: number) =>
		decimals > 0 ? Number(total.toFixed(decimals)) : Math.round(total / unit) * unit;
	return Array.from(totals, rounded);
}
