import { z } from 'zod';
import { isoDate, slug } from './identifiers.ts';
import { localized } from './localized.ts';

/** One published figure before and after; null: it was not, or is no longer, published. */
const correctedFigure = z
	.strictObject({
		indicator: slug,
		/** Which figure of the indicator: source, territory, group. */
		of: localized,
		before: z.number().nullable(),
		after: z.number().nullable()
	})
	.refine(({ before, after }) => before !== after, {
		path: ['after'],
		message: 'the same before and after'
	});

/** A dated notice: what was wrong in a release that is out, and what it touches. */
const correction = z
	.strictObject({
		date: isoDate,
		/** The release that was wrong. */
		release: slug,
		what: localized,
		/** Paths in that release. */
		artefacts: z.array(z.string().min(1)).default([]),
		indicators: z.array(slug).default([]),
		figures: z.array(correctedFigure).default([])
	})
	.refine(
		({ artefacts, indicators, figures }) =>
			artefacts.length + indicators.length + figures.length > 0,
		'names nothing that it corrects: artefacts, indicators or figures'
	);
export type Correction = z.infer<typeof correction>;

/** `data/corrections.yaml`: every correction there was, the latest first; none is ever taken out. */
export const corrections = z.array(correction).superRefine((all, context) => {
	all.forEach(({ date }, i) => {
		const later = all[i - 1]?.date ?? date;
		if (date > later)
			context.addIssue({
				code: 'custom',
				path: [i, 'date'],
				message: `later than the notice before it, ${later}: ${date}`
			});
	});
});
