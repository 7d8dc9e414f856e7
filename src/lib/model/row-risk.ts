import { z } from 'zod';
import { conceptId, slug, unitId } from './identifiers.ts';

const rows = z.int().nonnegative();

/** Why rows may not be published as they are. */
const refusal = z.discriminatedUnion('kind', [
	/** More rows are alone in their keys than the survey allows. */
	z.strictObject({ kind: z.literal('unique'), share: z.number(), limit: z.number() }),
	/** Fewer than k people are in a category of a key. */
	z.strictObject({ kind: z.literal('rare'), concept: conceptId, categories: z.array(slug).min(1) }),
	/** One category alone is withheld: whoever misses it among the others knows which. */
	z.strictObject({ kind: z.literal('alone'), concept: conceptId, category: slug })
]);
export type RowRefusal = z.infer<typeof refusal>;

/** Categories of one concept that rows show as one. */
const groupedCategories = z.strictObject({
	concept: conceptId,
	/** Those that somebody is in. */
	of: z.array(slug).min(1),
	/** A category, or `withheld`. */
	into: slug,
	because: z.enum(['declared', 'small-area']),
	rows
});
export type GroupedCategories = z.infer<typeof groupedCategories>;

/** What was done to the rows of one unit, and who could still be told from them. */
export const unitRisk = z.strictObject({
	unit: unitId,
	rows,
	/** Groups of fewer people are small. */
	k: z.int().positive(),
	/** What somebody who knows a person may know, and how many rows would be alone without it. */
	keys: z.array(z.strictObject({ concept: conceptId, uniqueWithout: rows })),
	/** Rows that no other has the keys of. */
	unique: rows,
	/** Rows that fewer than k have the keys of, those that are alone included. */
	belowK: rows,
	grouped: z.array(groupedCategories),
	/** Answers of people who may be under 18, by sensitive concept. */
	withheld: z.array(z.strictObject({ concept: conceptId, rows })),
	householdLinks: z.enum(['none', 'cut', 'declared']),
	/**
	 * Households of several rows whose weight nobody else of their primary unit has: it links them.
	 * Null where the design does not name households.
	 */
	linkedByWeight: rows.nullable(),
	refusals: z.array(refusal)
});
export type UnitRisk = z.infer<typeof unitRisk>;

/** In the report of a survey: how the people are protected whose rows are published. */
export const rowRisk = z.strictObject({
	/** Null where the survey declares none. */
	maxUniqueShare: z.number().nullable(),
	minorsSensitive: z.boolean(),
	units: z.array(unitRisk)
});
export type RowRisk = z.infer<typeof rowRisk>;

/** Whether rows passed the protection, so that they may be published. */
export const rowsPassed = (units: readonly { readonly risk?: UnitRisk | undefined }[]): boolean =>
	units.length > 0 && units.every(({ risk }) => risk?.refusals.length === 0);

/** Whether rows hold less than they did before their protection. */
export const isChanged = (risk: UnitRisk | undefined): boolean =>
	risk !== undefined && risk.grouped.length + risk.withheld.length > 0;
