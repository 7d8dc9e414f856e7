import { z } from 'zod';
import { slug, unitId } from './identifiers.ts';
import { localized } from './localized.ts';
import { assumedDeff, sampling } from './sampling.ts';

const column = z.string().min(1);

/** What the weights of a survey add up to. */
export const weightSums = z.enum(['population', 'sample']).default('population');

const surveyWeight = z.strictObject({
	id: slug,
	column,
	label: localized,
	/** sample: scaled to add up to the cases, so that they count no people and give no totals. */
	sums: weightSums
});

/** How one kind of unit was sampled. Columns are those of the source file `file`. */
export const unitDesign = z.strictObject({
	id: unitId,
	/** The file that holds one row a unit. */
	file: slug,
	/** The first weight is the default. */
	weights: z.array(surveyWeight).min(1),
	/**
	 * A file with rows of all sampling units, where units without one of these have no row: no offence
	 * was suffered there. They count as zero. It has the columns of the design.
	 */
	frame: slug.optional(),
	...sampling
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
		/** Of an incomplete design: widens its intervals, and is printed with its source. */
		assumedDeff: assumedDeff.optional(),
		units: z.array(unitDesign).min(1)
	})
	.superRefine(({ completeness, note, assumedDeff, units }, context) => {
		if (completeness === 'full' && assumedDeff)
			context.addIssue({
				code: 'custom',
				path: ['assumedDeff'],
				message: 'a full design has its own design effect'
			});
		if (completeness !== 'full' && !note)
			context.addIssue({
				code: 'custom',
				path: ['note'],
				message: 'an incomplete design needs a note'
			});
		units.forEach(({ frame, ids, replicates }, i) => {
			if (frame === undefined) return;
			const path = ['units', i, 'frame'];
			if (ids.length === 0)
				context.addIssue({ code: 'custom', path, message: 'a frame needs ids of sampling units' });
			if (replicates)
				context.addIssue({ code: 'custom', path, message: 'replicate weights need no frame' });
		});
		units.forEach(({ ids, strata, replicates }, i) => {
			if (completeness === 'full' && !replicates && ids.length === 0 && strata.length === 0)
				context.addIssue({
					code: 'custom',
					path: ['units', i],
					message: 'a full design names its ids, its strata or both, or replicate weights'
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
