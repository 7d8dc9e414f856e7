import { DomainError } from '#lib/errors.ts';

/** R `p.adjust` calls the second BH. */
export const adjustments = ['holm', 'benjamini-hochberg'] as const;
export type Adjustment = (typeof adjustments)[number];

/** Beside those a reader is offered: the crudest, and Benjamini-Hochberg for tests of any dependence (BY). */
export type AnyAdjustment = Adjustment | 'bonferroni' | 'benjamini-yekutieli';

/**
 * p values that answer for having made several tests: holm keeps the chance of any false finding,
 * benjamini-hochberg the share of false ones among the findings. Agrees with R `p.adjust`; a test
 * without a p value counts for nothing and stays without.
 */
export function adjustedPValues(
	values: readonly (number | undefined)[],
	adjustment: AnyAdjustment
): (number | undefined)[] {
	const bad = values.find((p) => p !== undefined && !(p >= 0 && p <= 1));
	if (bad !== undefined) throw new DomainError(`p value not in [0, 1]: ${bad}`);
	const known = values.flatMap((p, test) => (p === undefined ? [] : [{ p, test }]));
	known.sort((a, b) => a.p - b.p);
	const adjusted: (number | undefined)[] = values.map(() => undefined);
	const count = known.length;
	if (adjustment === 'bonferroni') {
		for (const { p, test } of known) adjusted[test] = Math.min(1, p * count);
		return adjusted;
	}
	const anyDependence = known.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0);
	const factor = adjustment === 'benjamini-yekutieli' ? anyDependence : 1;
	let bound = adjustment === 'holm' ? 0 : 1;
	if (adjustment === 'holm')
		known.forEach(({ p, test }, rank) => {
			bound = Math.max(bound, Math.min(1, p * (count - rank)));
			adjusted[test] = bound;
		});
	else
		for (const [below, { p, test }] of known.reverse().entries()) {
			bound = Math.min(bound, (count / (count - below)) * factor * p);
			adjusted[test] = bound;
		}
	return adjusted;
}
