import { z } from 'zod';
import { slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { harmKind } from './programme-codes.ts';

/** main: the result; harm: what may have become worse; placebo: what the programme cannot have changed. */
export const outcomeRole = z.enum(['main', 'secondary', 'harm', 'placebo']);
export type OutcomeRole = z.infer<typeof outcomeRole>;

const column = z.string().min(1);

/** How numbers of an outcome are read. */
const outcomeScale = z.discriminatedUnion('kind', [
	/** Of 1, shown as per cent; a change of it in points. */
	z.strictObject({ kind: z.literal('share') }),
	/** Of 100, as many files have it; shown alike. */
	z.strictObject({ kind: z.literal('percent') }),
	/** Events; with `exposure`, a rate per so many. */
	z.strictObject({
		kind: z.literal('count'),
		exposure: column.optional(),
		per: z.number().positive().default(1),
		/** What is counted, in the plural: "visits". */
		unit: localized
	}),
	z.strictObject({ kind: z.literal('number'), unit: localized }),
	/** Time until the event of a cohort. */
	z.strictObject({ kind: z.literal('event') })
]);

/** Something that a programme may have changed, and how it is measured. */
export const programmeOutcome = z
	.strictObject({
		id: slug,
		role: outcomeRole,
		/** A noun: "people who saw drug selling near home". */
		label: localized,
		/** Outcomes of one family measure the same thing, in whichever programme; they may be pooled. */
		family: slug,
		scale: outcomeScale,
		/** What a figure measures: people, a service, or the work of the police. */
		measures: z.enum(['population', 'service', 'enforcement']),
		/** Which way is better; enforcement has none. */
		direction: z.enum(['up', 'down', 'none']),
		/** Of a harm only. */
		harm: harmKind.optional(),
		/** Of the table, of a cohort too. */
		column: column.optional(),
		/** Of a cohort: a cause of the design, the outcome or one that competes with it. */
		cause: slug.optional(),
		/** Of a design by surveys. */
		indicator: slug.optional(),
		/** Periods from which on it was asked or recorded in other words. */
		changed: z.array(z.strictObject({ period: z.number(), how: localized })).default([]),
		/** How it is known. */
		source: localized.optional(),
		caution: localized.optional()
	})
	.superRefine(({ role, harm, measures, direction, caution }, context) => {
		const refuse = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		if ((role === 'harm') !== (harm !== undefined))
			refuse('harm', 'a harm says which kind it is, nothing else does');
		if (measures !== 'enforcement') return;
		if (direction !== 'none') refuse('direction', 'enforcement has no wanted direction');
		if (role === 'main') refuse('role', 'enforcement is activity, and never the main outcome');
		if (caution === undefined)
			refuse('caution', 'enforcement says that it measures the work of police and recording');
	});
export type ProgrammeOutcome = z.infer<typeof programmeOutcome>;
