import { z } from 'zod';
import { conceptId, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { isMissingReason } from './missing.ts';
import { type Ages, ages, conceptProperties } from './properties.ts';

const category = z
	.strictObject({
		id: slug.refine((id) => !isMissingReason(id), 'is the name of a missing reason'),
		label: localized,
		/** Whom it holds, all of them and nobody else: by this a survey is cut to a common universe. */
		ages: ages.optional(),
		area: z.enum(['urban', 'rural']).optional(),
		/** Of an answer on a scale: on which side of its middle it lies. */
		side: z.enum(['below', 'middle', 'above']).optional()
	})
	.refine(({ ages, area }) => !ages || !area, 'holds ages or an area, not a part of both');
type Category = z.infer<typeof category>;

const overlap = (one: Ages, other: Ages) =>
	one.from <= (other.to ?? Infinity) && other.from <= (one.to ?? Infinity);

/** Nobody is in two categories. */
const areApart = (categories: readonly Category[]) =>
	categories.every(({ ages, area }, i) =>
		categories
			.slice(0, i)
			.every(
				(other) =>
					!(ages && other.ages && overlap(ages, other.ages)) &&
					(area === undefined || area !== other.area)
			)
	);

const sides = ['below', 'middle', 'above'] as const;

/** A scale runs from below its middle to above it, or has none. */
function areInSideOrder(categories: readonly Category[]): boolean {
	const places = categories.map(({ side }) => (side === undefined ? -1 : sides.indexOf(side)));
	if (places.every((place) => place < 0)) return true;
	return places.every((place, i) => place >= 0 && (i === 0 || place >= places[i - 1]!));
}

const common = {
	id: conceptId,
	label: localized,
	definition: localized,
	/** May be asked for as a breakdown or a filter. */
	breakdown: z.boolean().default(false),
	/** Answers that may harm whoever gave them. */
	sensitive: z.boolean().default(false),
	/** What its definition says of every question about it; a survey that says otherwise is refused. */
	asks: conceptProperties.optional()
};

export const categoryConcept = z.strictObject({
	...common,
	kind: z.literal('category'),
	/** The categories have an order that charts keep. */
	ordered: z.boolean().default(false),
	categories: z
		.array(category)
		.min(2)
		.refine((all) => new Set(all.map((c) => c.id)).size === all.length, 'category ids repeat')
		.refine(areApart, 'ages or areas of two categories overlap')
		.refine(
			areInSideOrder,
			'sides of a scale: below, middle, above, for every category or for none'
		)
});
export type CategoryConcept = z.infer<typeof categoryConcept>;

const numberConcept = z.strictObject({
	...common,
	kind: z.literal('number'),
	unit: localized,
	/** How old somebody is, in completed years. */
	age: z.boolean().default(false)
});

/** One file of `data/concepts`: what surveys ask about, in harmonised answers. */
export const concept = z.discriminatedUnion('kind', [categoryConcept, numberConcept]);
export type Concept = z.infer<typeof concept>;
