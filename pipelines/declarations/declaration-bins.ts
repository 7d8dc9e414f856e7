import type { Concept } from '#lib/model/concept.ts';
import type { Ages } from '#lib/model/properties.ts';
import type { Mapping } from '#lib/model/survey.ts';
import type { Report } from './declaration-references.ts';

type Bins = NonNullable<Mapping['bins']>;

/**
 * Classes of ages are those that their category declares, as far as the survey has people of them:
 * only so does a filter by the category cut a survey to the ages that it says.
 */
export function checkAgeBins(
	{ bins = [] }: Mapping,
	concept: Concept,
	{
		surveyed = { from: 0 },
		report
	}: { readonly surveyed: Ages | undefined; readonly report: Report }
) {
	if (concept.kind === 'number') return;
	for (const { id, ages } of concept.categories) {
		const own = bins.filter(({ category }) => category === id).sort((a, b) => a.from - b.from);
		const [first] = own;
		if (!ages || !first || isSame(spanOf(own), ages, surveyed)) continue;
		const classes = own.map(({ from, to }) => `${from} to ${to}`).join(', ');
		const expected = ages.to === undefined ? `${ages.from} or more` : `${ages.from} to ${ages.to}`;
		report(['bins', bins.indexOf(first)], `not the ages of ${id}, ${expected}: ${classes}`);
	}
}

/** From the first to the last age without a gap. */
const spanOf = ([first, ...others]: Bins): Ages | undefined =>
	others.reduce<Ages | undefined>(
		(span, { from, to }) => (span?.to === from - 1 ? { from: span.from, to } : undefined),
		first
	);

/** Of people surveyed; without an oldest one, the last class may end anywhere. */
function isSame(span: Ages | undefined, ages: Ages, surveyed: Ages): boolean {
	const from = (one: Ages) => Math.max(one.from, surveyed.from);
	const to = (one: Ages) => Math.min(one.to ?? Infinity, surveyed.to ?? Infinity);
	return (
		span !== undefined &&
		from(span) === from(ages) &&
		(to(ages) === Infinity || to(span) === to(ages))
	);
}
