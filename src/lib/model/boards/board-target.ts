import { z } from 'zod';
import { notStated } from '../entry-source.ts';
import { isoDate } from '../identifiers.ts';
import { localized } from '../localized.ts';

const dated = z.strictObject({ on: isoDate, value: z.number() });

/**
 * Shares of the way that was to be covered by a day. At least `onTrack`: on track; below that and at
 * least `accelerate`: accelerate; less: off track. They touch and never overlap, so that a value has
 * one status.
 */
export const boardThresholds = z
	.strictObject({ onTrack: z.number().positive(), accelerate: z.number().positive() })
	.superRefine(({ onTrack, accelerate }, context) => {
		if (accelerate >= onTrack)
			context.addIssue({
				...{ code: 'custom', path: ['accelerate'] },
				message: `not below onTrack, so that a value would have two statuses at once: ${accelerate}`
			});
	});
export type BoardThresholds = z.infer<typeof boardThresholds>;

/** Of Statistics Canada and Open SDG; a board or a tile may declare others. */
export const usualThresholds: BoardThresholds = { onTrack: 0.95, accelerate: 0.6 };

const stated = z
	.strictObject({
		/** In the unit of the source: a share of a survey lies between 0 and 1. */
		value: z.number(),
		due: isoDate,
		/** path: against the way from the start; share: against the part of the target itself. */
		rule: z.enum(['path', 'share']).default('path'),
		/** Where the way begins; absent: at the first value that can be compared with the latest. */
		from: dated.optional(),
		/** Between start and end; the way goes straight from one to the next. */
		milestones: z.array(z.strictObject({ due: isoDate, value: z.number() })).default([]),
		/** Who set it, and where it is written. */
		source: localized
	})
	.superRefine((target, context) => {
		const refuse = (path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message });
		if (target.rule === 'share' && target.value === 0)
			refuse(['rule'], 'there is no share of a target of 0, expected path');
		if (target.from?.value === target.value)
			refuse(['from', 'value'], `the target itself, so that there is no way: ${target.value}`);
		const days = [target.from?.on ?? '', ...target.milestones.map(({ due }) => due), target.due];
		days.slice(1).forEach((day, i) => {
			if (day > days[i]!) return;
			const path = i < target.milestones.length ? ['milestones', i, 'due'] : ['due'];
			refuse(path, `not after what comes before it, ${days[i]}: ${day}`);
		});
	});

/** What a tile is held against; not stated is a value of its own. */
export const boardTarget = z.union([z.literal(notStated), stated], {
	error: 'expected a value with its day, or not-stated'
});
