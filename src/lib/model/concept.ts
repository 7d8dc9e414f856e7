import { z } from 'zod';
import { conceptId, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { isMissingReason } from './missing.ts';
import { conceptProperties } from './properties.ts';

const category = z.strictObject({
	id: slug.refine((id) => !isMissingReason(id), 'is the name of a missing reason'),
	label: localized
});

const common = {
	id: conceptId,
	label: localized,
	definition: localized,
	/** May be asked for as a breakdown or a filter. */
	breakdown: z.boolean().default(false),
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
});
export type CategoryConcept = z.infer<typeof categoryConcept>;

const numberConcept = z.strictObject({
	...common,
	kind: z.literal('number'),
	unit: localized
});

/** One file of `data/concepts`: what surveys ask about, in harmonised answers. */
export const concept = z.discriminatedUnion('kind', [categoryConcept, numberConcept]);
export type Concept = z.infer<typeof concept>;
