import type { DisclosureRules } from '#lib/model/disclosure.ts';
import type { EntryOf } from '#lib/model/registers/registers.ts';

type Entry = EntryOf<'livelihoods'>;
type Rules = Pick<DisclosureRules, 'id' | 'k' | 'minCases' | 'smallGroup'>;

/** What women and men add up to. */
const everybody = 'all';

/**
 * Entries without the figures that tell of too few people: counts below k on either side, of fewer
 * than the fewest cases, or of nobody or everybody of a small group. Where a part is withheld all parts
 * of its whole are, since whole and parts give the rest; so they are where what they leave is too small.
 * An entry whose rules are not there is withheld.
 */
export function withheldLivelihoods(
	entries: readonly Entry[],
	rules: readonly Rules[]
): readonly Entry[] {
	const rulesOf = (entry: Entry) => rules.find(({ id }) => id === entry.disclosure);
	const isBarred = (entry: Entry) => !isAllowed(entry, rulesOf(entry));
	const barred = new Set(entries.filter(isBarred));
	for (const parts of partsOf(entries)) {
		const whole = entries.find((one) => one.sex === everybody && isSameGroup(one, parts[0]!));
		const rest = whole && restOf(whole, parts);
		if (parts.some(isBarred) || (rest && !isAllowed(rest, rulesOf(rest))))
			for (const part of parts) barred.add(part);
	}
	return entries.map((one) => (barred.has(one) ? withoutFigure(one) : one));
}

const isSameGroup = (a: Entry, b: Entry) =>
	a.programme === b.programme &&
	a.cohort === b.cohort &&
	a.window === b.window &&
	a.measure === b.measure;

/** Women and men of the same cohort, window and measure, together. */
function partsOf(entries: readonly Entry[]): Entry[][] {
	const parts = entries.filter(({ sex }) => sex !== everybody);
	const firsts = parts.filter((one, i) => parts.findIndex((two) => isSameGroup(one, two)) === i);
	return firsts.map((first) => parts.filter((one) => isSameGroup(first, one)));
}

/** Who is in the whole and in no part; undefined where nobody is. */
function restOf(whole: Entry, parts: readonly Entry[]): Entry | undefined {
	const less = (field: 'denominator' | 'numerator') =>
		parts.reduce((left, part) => left - (part[field] ?? 0), whole[field] ?? 0);
	const denominator = less('denominator');
	if (denominator <= 0) return undefined;
	const isCount = whole.numerator !== undefined;
	return { ...whole, denominator, numerator: isCount ? less('numerator') : undefined };
}

function isAllowed({ denominator, numerator, mean }: Entry, rules: Rules | undefined): boolean {
	if (numerator === undefined && mean === undefined) return true;
	if (rules === undefined || denominator === undefined || denominator < rules.minCases)
		return false;
	if (numerator === undefined) return true;
	const sides = [numerator, denominator - numerator];
	const isNobody = sides.includes(0) && denominator < rules.smallGroup;
	return !isNobody && sides.every((people) => people === 0 || people >= rules.k);
}

function withoutFigure(entry: Entry): Entry {
	const { denominator, numerator, mean, standardDeviation, ...others } = entry;
	return { ...others, withheld: true };
}
