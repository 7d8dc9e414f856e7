import { z } from 'zod';
import { countryCode, slug } from '../identifiers.ts';
import { localized } from '../localized.ts';
import { codes, register, statedDate, words } from './entry.ts';

/** What happened when in policy: marks for charts over time. */
export const milestoneRegister = register('milestones', {
	title: localized,
	kind: slug,
	detail: localized.optional(),
	/** Last day, of what lasted. */
	until: statedDate.optional(),
	/** What is not clear about the date. */
	dateNote: localized.optional(),
	/** As the document names it. */
	where: z.string().trim().min(1).optional(),
	articles: words
});

/** Laws and when they came into force: dates of interventions. */
export const legalRegister = register('legal', {
	title: localized,
	country: countryCode,
	kind: slug,
	/** `date` is the day of adoption. */
	inForce: statedDate,
	detail: localized.optional(),
	/** A declared programme that evaluates it. */
	programme: slug.optional()
});

/** What a multilateral evaluation recommended to a country, and how far that is, as a document states it. */
export const recommendationRegister = register(
	'recommendations',
	{
		country: countryCode,
		/** Thematic area. */
		area: slug,
		/** Round or years of the evaluation, as the document calls it. */
		cycle: z.string().trim().min(1),
		/** As the document numbers it. */
		number: z.string().trim().min(1).optional(),
		/** `date` is the day of the recommendation. */
		text: localized,
		/** Absent: nobody states it. */
		state: slug.optional(),
		/** The day of which the state is told. */
		stateDate: statedDate.optional(),
		detail: localized.optional()
	},
	{
		check: ({ state, stateDate }) =>
			state === undefined && stateDate !== undefined
				? [[['stateDate'], `the date of a state that is not stated: ${stateDate}`]]
				: []
	}
);

/** What a speaker or a document said in numbers, as it was said. */
export const figureRegister = register(
	'figures',
	{
		wording: localized,
		value: z.number(),
		unit: slug,
		/** Of what it is a share or a count, as far as it is said. */
		of: localized.optional(),
		numerator: z.number().nonnegative().optional(),
		denominator: z.number().positive().optional(),
		/** What it may mean, and what it is not. */
		caution: localized.optional(),
		theme: slug
	},
	{
		check: ({ unit, value, numerator }) =>
			unit === 'percent' && value > 100 && numerator === undefined
				? [[['value'], `a percentage over 100 needs its numerator: ${value}`, 'percentage']]
				: []
	}
);

/** What documents ask for, and what they say is missing. */
export const needRegister = register('needs', {
	text: localized,
	kind: slug,
	theme: slug,
	/** Who asked, as far as it is said. */
	by: localized.optional(),
	/** Sections of this site that answer it, such as `baselines`. */
	offers: words,
	groups: codes
});
