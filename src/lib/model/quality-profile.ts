import { z } from 'zod';
import { slug } from './identifiers.ts';
import { localized } from './localized.ts';

/** One vocabulary for all standards; `terms` of a profile keeps the standard's own words. */
export const qualityLabel = z.enum([
	'reliable',
	'caution',
	'unreliable',
	'suppress',
	'review',
	'not-assessable'
]);

/** What a rule may ask about; `stats/quality` computes it. */
export const qualityQuantity = z.enum([
	'estimate',
	'standardError',
	'standardErrorLimit',
	'cv',
	'logCv',
	'n',
	'events',
	'nonEvents',
	'df',
	'deff',
	'effectiveSize',
	'binomialSize',
	'kishSize',
	'intervalWidth',
	'relativeWidth',
	'complementWidth',
	'recovery'
]);

/** What a standard leaves to who publishes: the form of the logarithmic cv, and yes-or-no questions. */
export const qualitySetting = z.enum(['logCv', 'domainInfo', 'lowDfJustified']);

const comparing = z.strictObject({
	quantity: qualityQuantity,
	is: z.enum(['below', 'at-most', 'above', 'at-least']),
	/** A number, or a quantity to compare with. */
	limit: z.union([z.number(), qualityQuantity])
});

const answer = z.strictObject({ answer: qualitySetting.exclude(['logCv']) });

const rule = z
	.strictObject({
		id: slug,
		/** Conditions that all hold; none: always. */
		when: z.array(comparing).min(1).optional(),
		/** The rule does not apply if all of these hold. */
		unless: z
			.array(z.union([comparing, answer]))
			.min(1)
			.optional(),
		label: qualityLabel.optional(),
		/** Code of what is said beside the estimate; such a rule decides nothing. */
		note: slug.optional()
	})
	.refine(({ label, note }) => (label === undefined) !== (note === undefined), {
		message: 'needs a label or a note, not both'
	});

const decides = ({ when, unless, label }: z.infer<typeof rule>) =>
	label !== undefined && when === undefined && unless === undefined;

/** Rules in the order in which they are asked; the last decides what is left. */
const kind = z.strictObject({
	/** The cases that n and df count: all of the domain, or those that have what is counted. */
	cases: z.enum(['domain', 'events']).default('domain'),
	rules: z
		.array(rule)
		.min(1)
		.refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'rule ids repeat')
		.refine((rules) => {
			const last = rules.at(-1);
			return last !== undefined && decides(last) && rules.filter(decides).length === 1;
		}, 'the last rule, and no other, needs a label without conditions')
});

/** One file of `data/quality`: when a producer of statistics calls an estimate good enough. */
export const qualityProfile = z
	.strictObject({
		id: slug,
		label: localized,
		/** The estimates that the standard is made for. */
		appliesTo: localized,
		/** Absent: nobody's standard. */
		source: z
			.strictObject({
				document: z.string().min(1),
				year: z.int().min(1900).max(2100),
				url: z.url().optional()
			})
			.optional(),
		/** Where this file reads the standard otherwise than software does, or from second hand. */
		note: localized.optional(),
		settings: z.array(qualitySetting).default([]),
		/** The standard's own words. */
		terms: z.partialRecord(qualityLabel, z.string().min(1)).default({}),
		/** A count is a total of people or events, a total one of amounts. */
		kinds: z.strictObject({
			proportion: kind.optional(),
			mean: kind.optional(),
			total: kind.optional(),
			count: kind.optional()
		}),
		/** A table is published when this share of its cells has the label. */
		table: z.strictObject({ label: qualityLabel, share: z.number().gt(0).max(1) }).optional()
	})
	.superRefine(({ kinds, settings }, context) => {
		for (const [name, own] of Object.entries(kinds))
			for (const [i, { when = [], unless = [] }] of own?.rules.entries() ?? [])
				for (const condition of [...when, ...unless])
					if ('answer' in condition && !settings.includes(condition.answer))
						context.addIssue({
							code: 'custom',
							path: ['kinds', name, 'rules', i, 'unless'],
							message: `not among the settings: ${condition.answer}`
						});
	});
export type QualityProfile = z.infer<typeof qualityProfile>;
