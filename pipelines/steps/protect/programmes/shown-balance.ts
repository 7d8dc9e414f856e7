import type { ExactColumn, ExactPeople } from '#lib/impact/evaluation/evaluation-input.ts';
import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { PictureOf } from '#lib/model/evaluation-pictures.ts';
import { halfDown } from './count-buckets.ts';
import { decimals, shownDigits } from './shown-numbers.ts';

type Balance = PictureOf<'balance'>;

/** Classes that an overlap may be shown in, the finest first. */
const overlapWidths = [10, 5, 4, 2] as const;

/**
 * Whether a column may be told of: k with it and k without it in every arm, or amounts that do not
 * come from one person.
 */
export const isToldColumn = (
	columns: readonly ExactColumn[],
	column: string,
	rules: DisclosureRules
): boolean => {
	const own = columns.filter((one) => one.column === column);
	return own.length > 0 && own.every((one) => isToldArm(one, rules));
};

function isToldArm(
	{ people, yes, largestShare }: ExactColumn,
	{ k, minCases, maxShareOfOne }: DisclosureRules
): boolean {
	if (people < minCases) return false;
	if (yes !== undefined) return yes >= k && people - yes >= k;
	return (largestShare ?? 0) <= maxShareOfOne;
}

/** Covariates of both arms, without those that few have or lack. */
export function shownBalance(
	balance: Balance,
	exact: ExactPeople,
	rules: DisclosureRules
): Balance {
	const { difference, ratio } = shownDigits;
	const { effectiveSize } = balance;
	const people = (size: number) => halfDown(size, rules.rounding.cases);
	return {
		...balance,
		rows: balance.rows.map((row) => {
			const isTold = isToldColumn(exact.columns, row.covariate, rules);
			const shown = (value: number | null, digits: number) =>
				isTold ? decimals(value, digits) : null;
			return {
				covariate: row.covariate,
				treated: shown(row.treated, difference),
				comparison: shown(row.comparison, difference),
				before: shown(row.before, difference),
				after: shown(row.after, difference),
				varianceRatio: shown(row.varianceRatio, ratio),
				distance: shown(row.distance, difference)
			};
		}),
		effectiveSize: effectiveSize && {
			treated: people(effectiveSize.treated),
			comparison: people(effectiveSize.comparison)
		},
		overlap: shownOverlap(exact.overlap, rules)
	};
}

/** The finest classes of which each has k people of each arm; null: none has. */
function shownOverlap(overlap: ExactPeople['overlap'], { k }: DisclosureRules): Balance['overlap'] {
	if (!overlap) return null;
	for (const width of overlapWidths) {
		const [treated, comparison] = [overlap.treated, overlap.comparison].map((counts) =>
			coarser(counts, width)
		);
		if (treated && comparison && [...treated, ...comparison].every((count) => count >= k))
			return { treated: shares(treated), comparison: shares(comparison) };
	}
	return null;
}

/** Counts of fewer, wider classes. */
export const coarser = (counts: readonly number[], classes: number): number[] =>
	Array.from({ length: classes }, (_, at) => {
		const size = counts.length / classes;
		return counts.slice(at * size, (at + 1) * size).reduce((sum, count) => sum + count, 0);
	});

function shares(counts: readonly number[]): number[] {
	const all = counts.reduce((sum, count) => sum + count, 0);
	return counts.map((count) => decimals(count / all, 2));
}
