import { z } from 'zod';
import { isoDate, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { period } from './period.ts';
import { territoryId } from './territory.ts';

/** What a figure is a figure of: one of these. */
const subjects = ['indicator', 'series', 'programme'] as const;
const subject = { indicator: slug.optional(), series: slug.optional(), programme: slug.optional() };

/** One published figure before and after; null: it was not, or is no longer, published. */
const correctedFigure = z
	.strictObject({
		...subject,
		/** Which of its figures; what is not said is all of them. */
		survey: slug.optional(),
		territory: territoryId.optional(),
		period: period.optional(),
		/** The same in words: source, territory, group. */
		of: localized,
		before: z.number().nullable(),
		after: z.number().nullable()
	})
	.refine((figure) => subjects.filter((one) => figure[one] !== undefined).length === 1, {
		error: 'the figure of one thing: an indicator, a series or a programme'
	})
	.refine(({ before, after }) => before !== after, {
		path: ['after'],
		message: 'the same before and after'
	});
export type CorrectedFigure = z.infer<typeof correctedFigure>;

/** A dated notice: what was wrong in a release that is out, and what it touches. */
const correction = z
	.strictObject({
		date: isoDate,
		/** The release that was wrong. */
		release: slug,
		what: localized,
		/** Paths in that release. */
		artefacts: z.array(z.string().min(1)).default([]),
		/** All figures of which were wrong; at least one of each stands in `figures`. */
		indicators: z.array(slug).default([]),
		series: z.array(slug).default([]),
		programmes: z.array(slug).default([]),
		figures: z.array(correctedFigure).default([])
	})
	.superRefine((notice, context) => {
		const { artefacts, figures } = notice;
		const refuse = (message: string, path: (string | number)[] = []) =>
			context.addIssue({ code: 'custom', path, message });
		const whole = { indicators: 'indicator', series: 'series', programmes: 'programme' } as const;
		const lists = Object.entries(whole) as [keyof typeof whole, (typeof subjects)[number]][];
		if (
			artefacts.length + figures.length === 0 &&
			lists.every(([list]) => notice[list].length === 0)
		)
			refuse(
				'names nothing that it corrects: artefacts, indicators, series, programmes or figures'
			);
		for (const [list, kind] of lists)
			notice[list].forEach((id, i) => {
				if (!figures.some((figure) => figure[kind] === id))
					refuse(`no figure of it before and after: ${id}`, [list, i]);
			});
	});
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
