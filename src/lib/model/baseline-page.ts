import { z } from 'zod';
import { actors } from './actor.ts';
import { baselineFrame } from './baseline-frame.ts';
import { baselineTable } from './baseline-table.ts';
import { comparisonRow, estimateRow } from './estimate-row.ts';
import { conceptId, countryCode, isoDate, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { territoryId, territoryLevel } from './territory.ts';

/** A territory that has a page. */
const baselinePlace = z.strictObject({
	id: territoryId,
	name: localized,
	level: territoryLevel,
	/** Of which it is a part; of a country itself. */
	country: countryCode,
	/** The concept that has it as a category; '' of a country. */
	concept: z.union([conceptId, z.literal('')]),
	/** Whether any of its figures are synthetic. */
	synthetic: z.boolean()
});
export type BaselinePlace = z.infer<typeof baselinePlace>;

const baselineEntry = z.strictObject({
	indicator: slug,
	/** Of the territory, a wave each, from the earliest; rows of `estimates.parquet`. */
	figures: z.array(estimateRow),
	/** The same of its country; of a country none. */
	country: z.array(estimateRow),
	/** Of the latest wave, by the groups that the frame asks for. */
	groups: z.array(estimateRow),
	/** Between waves; rows of `comparisons.parquet`. */
	changes: z.array(comparisonRow),
	/** Frozen of the territory; rows of `baselines.json`. */
	frozen: baselineTable
});
export type BaselineEntry = z.infer<typeof baselineEntry>;

/** `pages/baselines/<territory>.json`: every number on the page, each from a table of the release. */
export const baselinePage = z.strictObject({
	place: baselinePlace,
	/** In the order of the frame. */
	dimensions: z.array(z.strictObject({ id: slug, entries: z.array(baselineEntry) })),
	/** Frozen of the territory, of what the frame does not hold. */
	others: baselineTable
});
export type BaselinePage = z.infer<typeof baselinePage>;

/** How well a dimension is covered in a territory. */
const coverage = z.strictObject({
	dimension: slug,
	/** Indicators with a figure, of all that the frame names; what has no indicator counts too. */
	measured: z.int().nonnegative(),
	of: z.int().nonnegative(),
	/** End of the fieldwork of the latest figure. */
	latest: isoDate.nullable(),
	/** Indicators that were asked and whose figures are all withheld. */
	withheld: z.int().nonnegative()
});
export type Coverage = z.infer<typeof coverage>;

/** `pages/baselines.json`: the frame, the actors, and what there is of each territory. */
export const baselineIndex = z.strictObject({
	frame: baselineFrame,
	actors,
	/** Countries, each followed by its parts, by id. */
	places: z.array(z.strictObject({ place: baselinePlace, coverage: z.array(coverage) })),
	/** Countries of the declarations of which the release has no figure. */
	without: z.array(z.strictObject({ id: territoryId, name: localized }))
});
export type BaselineIndex = z.infer<typeof baselineIndex>;
