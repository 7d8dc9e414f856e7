import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { ShownCount } from '#lib/model/survey-report.ts';

const smallest = 5;

/** How a report counts people. */
export interface CountRule {
	/** Fewer are only said to be fewer. */
	readonly least: number;
	/** The rest are multiples of it. */
	readonly multiple: number;
}

/** Of rows that are published, or on the machine of their owner. */
export const plainCounts: CountRule = { least: smallest, multiple: 1 };

/** Of people whose figures are protected. */
export const protectedCounts = ({ minCases, rounding }: DisclosureRules): CountRule => ({
	least: minCases,
	multiple: rounding.cases
});

/** The nearest multiple. */
export const roundedCount = (count: number, multiple: number): number =>
	Math.round(count / multiple) * multiple;

/** A count of people as a report shows it; 0 is said, for it is about nobody. */
export const shownCount = (count: number, { least, multiple }: CountRule): ShownCount =>
	count > 0 && count < least ? { below: least } : roundedCount(count, multiple);
