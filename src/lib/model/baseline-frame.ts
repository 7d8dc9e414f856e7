import { z } from 'zod';
import { conceptId, slug } from './identifiers.ts';
import { localized } from './localized.ts';

/** Something a baseline should hold and no indicator measures; `needs` ends a sentence: "it would take: …". */
const frameGap = z.strictObject({ id: slug, label: localized, needs: localized });

const frameDimension = z.strictObject({
	id: slug,
	label: localized,
	/** What it tells of a territory, and what it does not. */
	tells: localized,
	/** Months after its fieldwork until a figure is old. */
	rhythm: z.int().positive(),
	/** In the order in which they are shown. */
	indicators: z.array(slug).default([]),
	/** Published series that speak of it: they stand beside, and fill no gap. */
	series: z.array(slug).default([]),
	/** Indicators whose latest figure is also shown by groups. */
	groups: z
		.strictObject({ indicators: z.array(slug).min(1), by: z.array(conceptId).min(1) })
		.optional(),
	gaps: z.array(frameGap).default([])
});
export type FrameDimension = z.infer<typeof frameDimension>;

/** `data/baseline-frame.yaml`: what a baseline of a territory consists of, and how it is measured. */
export const baselineFrame = z
	.strictObject({ dimensions: z.array(frameDimension).min(1) })
	.superRefine(({ dimensions }, context) => {
		const refuse = (path: (string | number)[], id: string) =>
			context.addIssue({ code: 'custom', path, message: `stands twice: ${id}` });
		const [ids, indicators] = [new Set<string>(), new Set<string>()];
		dimensions.forEach((dimension, i) => {
			const at = ['dimensions', i];
			if (ids.has(dimension.id)) refuse([...at, 'id'], dimension.id);
			ids.add(dimension.id);
			dimension.indicators.forEach((id, j) => {
				if (indicators.has(id)) refuse([...at, 'indicators', j], id);
				indicators.add(id);
			});
			dimension.groups?.indicators.forEach((id, j) => {
				if (!dimension.indicators.includes(id))
					context.addIssue({
						code: 'custom',
						path: [...at, 'groups', 'indicators', j],
						message: `not an indicator of this dimension: ${id}`
					});
			});
		});
	});
export type BaselineFrame = z.infer<typeof baselineFrame>;

/** Whole months from a day to a later one; both as ISO 8601. */
export function monthsBetween(from: string, to: string): number {
	const [[y1 = 0, m1 = 0, d1 = 0], [y2 = 0, m2 = 0, d2 = 0]] = [from, to].map((day) =>
		day.split('-').map(Number)
	) as [number[], number[]];
	return (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0);
}

/** Whether a figure has outlived the rhythm of its dimension on a day; its fieldwork ended on another. */
export const isOld = (
	fieldworkEnd: string,
	{ on, rhythm }: { readonly on: string; readonly rhythm: number }
): boolean => monthsBetween(fieldworkEnd, on) > rhythm;
