import { z } from 'zod';
import { slug } from './identifiers.ts';
import { tier } from './survey.ts';

export const timeUnit = z.enum(['day', 'week', 'month', 'year']);

/** At least so many days are in each. */
export const leastDays = { day: 1, week: 7, month: 28, year: 365 } as const satisfies Record<
	z.infer<typeof timeUnit>,
	number
>;

const share = z.number().min(0).max(1);

/** A share of the people with the error of sampling and of rounding; no interval at 0 and 1. */
const shownShare = z.strictObject({
	share,
	standardError: z.number().nonnegative(),
	lower: share.nullable(),
	upper: share.nullable()
});
export type ShownShare = z.infer<typeof shownShare>;

const people = z.int().nonnegative();

/** Where a curve stands at one time of its coarse grid; it says nothing of the time between two. */
const curvePoint = z.strictObject({
	time: z.number().nonnegative(),
	/** Still without an event and under observation at that time; rounded. */
	atRisk: people,
	/** No longer under observation before it; rounded. */
	censored: people,
	/** Without any event until then. */
	survival: shownShare,
	/** By cause, until then: the outcome first, then what competes with it. */
	causes: z
		.array(
			z.strictObject({
				cause: slug,
				/** Rounded. */
				events: people,
				/** Cumulative incidence; null where so few are not told from nobody. */
				incidence: shownShare.nullable()
			})
		)
		.min(1)
});
export type CurvePoint = z.infer<typeof curvePoint>;

const points = z
	.array(curvePoint)
	.min(2)
	.superRefine((list, context) => {
		const wrong = list.findIndex(({ time }, i) =>
			i === 0 ? time !== 0 : !(time > list[i - 1]!.time)
		);
		if (wrong >= 0)
			context.addIssue({
				code: 'custom',
				path: [wrong, 'time'],
				message: `not from 0 in order of time: ${list[wrong]!.time}`
			});
	});

/**
 * `survival/<programme>.json`: survival and cumulative incidence of the arms of a programme, as they
 * may be published. Points of a coarse grid; no row of a person fits in.
 */
export const survivalSteps = z.strictObject({
	programme: slug,
	tier,
	/** The id of the disclosure rules that protected it. */
	rules: slug,
	unit: timeUnit,
	curves: z.array(z.strictObject({ arm: slug, of: z.array(slug).min(1), points })),
	/** people: too few of them. counts: too few with the outcome or without it. total: else another follows from the total. */
	withheld: z.array(z.strictObject({ arm: slug, reason: z.enum(['people', 'counts', 'total']) })),
	/** Of all arms together. */
	total: points.nullable()
});
export type SurvivalSteps = z.infer<typeof survivalSteps>;
