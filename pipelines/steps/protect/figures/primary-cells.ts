import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { CountedCell } from './cell-counts.ts';
import { type Subject, sidesOf } from './subjects.ts';

/**
 * Why a figure tells too much by itself. area: of a place below the published level. cases, units:
 * about too few people, or from too few primary units. count: a small number of people has the
 * attribute, or has it not. all-or-none: everybody of a small group, or nobody. one-person: most of
 * a total comes from one.
 */
export type DisclosureReason = 'area' | 'cases' | 'units' | 'count' | 'all-or-none' | 'one-person';

export interface PrimaryInput {
	readonly subject: Subject;
	readonly rules: DisclosureRules;
	/** Whether the territory of a cell is large enough to be published. */
	readonly isPublished: (cell: CountedCell) => boolean;
}

/** The first rule that withholds a cell; undefined: none does. Who has nobody tells of nobody. */
export function primaryReason(
	cell: CountedCell,
	{ subject, rules, isPublished }: PrimaryInput
): DisclosureReason | undefined {
	const counts = cell.counts.get(subject.concept) ?? [];
	const n = counts.reduce((a, b) => a + b, 0);
	if (!isPublished(cell)) return 'area';
	if (n === 0) return undefined;
	if (n < rules.minCases) return 'cases';
	if (cell.psus < rules.minPsus) return 'units';
	if (subject.kind === 'number')
		return (cell.shareOfOne.get(subject.concept) ?? 0) > rules.maxShareOfOne
			? 'one-person'
			: undefined;
	const sides = subject.indicators
		.map(({ id }) => sidesOf(subject, counts, id))
		.flatMap(({ events, others }) => [events, others]);
	if (sides.some((side) => side > 0 && side < rules.k)) return 'count';
	if (subject.sensitive && n < rules.smallGroup && sides.includes(0)) return 'all-or-none';
	return undefined;
}
