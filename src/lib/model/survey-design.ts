import { z } from 'zod';
import { slug, unitId } from './identifiers.ts';
import { localized } from './localized.ts';

const column = z.string().min(1);

const surveyWeight = z.strictObject({
	id: slug,
	column,
	label: localized
});

/** How one kind of unit was sampled. Columns are those of the source file `file`. */
export const unitDesign = z.strictObject({
	id: unitId,
	/** The file that holds one row a unit. */
	file: slug,
	/** The first weight is the default. */
	weights: z.array(surveyWeight).min(1),
	/** Sampling stages, the first being the primary sampling unit; empty: every row is its own. */
	ids: z.array(column).max(2).default([]),
	/** Columns that together name the stratum; empty: one stratum. */
	strata: z.array(column).default([]),
	/** Population sizes or sampling fractions of the first stage; empty: drawn with replacement. */
	fpc: z.array(column).max(1).default([]),
	/** What to do with a stratum of one primary sampling unit: refuse. */
	lonely: z.literal('fail').default('fail')
});
export type UnitDesign = z.infer<typeof unitDesign>;

/** full: strata and PSUs are known; partial: one of them is not; weights-only: neither is. */
export const completeness = z.enum(['full', 'partial', 'weights-only']);
export type Completeness = z.infer<typeof completeness>;

export const surveyDesign = z
	.strictObject({
		completeness,
		/** Why the design is not complete, in words for the reader. */
		note: localized.optional(),
		units: z.array(unitDesign).min(1)
	})
	.superRefine(({ completeness, note, units }, context) => {
		if (completeness !== 'full' && !note)
			context.addIssue({
				code: 'custom',
				path: ['note'],
				message: 'an incomplete design needs a note'
			});
		units.forEach(({ ids, strata }, i) => {
			if (completeness === 'full' && ids.length === 0 && strata.length === 0)
				context.addIssue({
					code: 'custom',
					path: ['units', i],
					message: 'a full design names its ids, its strata or both'
				});
			if (completeness === 'weights-only' && ids.length + strata.length > 0)
				context.addIssue({
					code: 'custom',
					path: ['units', i],
					message: 'a weights-only design names neither ids nor strata'
				});
		});
		if (new Set(units.map((u) => u.id)).size !== units.length)
			context.addIssue({ code: 'custom', path: ['units'], message: 'a unit is declared twice' });
	});
