import { z } from 'zod';
import { conceptId, slug, unitId } from './identifiers.ts';
import { localized } from './localized.ts';

const common = {
	id: slug,
	label: localized,
	definition: localized,
	unit: unitId.default('person'),
	/** What a figure of this kind measures: people, a service, or the work of the police. */
	measures: z.enum(['population', 'service', 'enforcement']),
	/** Which way is better; enforcement has none. */
	direction: z.enum(['up', 'down', 'none']),
	/** The answer as a sentence; `{value}` is replaced by the formatted estimate. */
	sentence: localized,
	concept: conceptId
};

/** One file of `data/indicators`: what is computed from a concept. */
export const indicator = z
	.discriminatedUnion('statistic', [
		z.strictObject({
			...common,
			statistic: z.literal('proportion'),
			/** Categories that count; the denominator is everybody in the universe of the question. */
			numerator: z.array(slug).min(1)
		}),
		z.strictObject({
			...common,
			statistic: z.literal('total'),
			numerator: z.array(slug).min(1)
		}),
		z.strictObject({ ...common, statistic: z.literal('mean') })
	])
	.refine(({ measures, direction }) => measures !== 'enforcement' || direction === 'none', {
		path: ['direction'],
		message: 'enforcement has no wanted direction'
	});
export type Indicator = z.infer<typeof indicator>;
