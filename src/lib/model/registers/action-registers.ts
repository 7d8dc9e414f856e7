import { z } from 'zod';
import { conceptId, isoDate, slug } from '../identifiers.ts';
import { localized } from '../localized.ts';
import { codes, register, statedDate, words } from './entry.ts';

/** What is done in territories, as documents tell of it. */
export const interventionRegister = register('interventions', {
	title: localized,
	detail: localized.optional(),
	types: codes.pipe(z.array(slug).min(1)),
	groups: codes,
	approaches: codes,
	networks: codes,
	/** Who pays, how long. */
	financing: localized.optional(),
	sustainability: localized.optional(),
	/** How well its effect is known. */
	evidence: slug.optional(),
	/** A declared programme that evaluates it. */
	programme: slug.optional()
});

/** Services of a city for people who use drugs and their families. */
export const serviceRegister = register(
	'services',
	{
		name: localized,
		place: slug,
		type: slug,
		modality: slug.optional(),
		groups: codes,
		cost: localized.optional(),
		hours: localized.optional(),
		address: z.string().trim().min(1).optional(),
		phone: z.string().trim().min(1).optional(),
		email: z.email('not an address of e-mail').optional(),
		web: z.url().optional(),
		/** Degrees; in a country that does not exist, x and y of the plane of its shapes. */
		longitude: z.number().optional(),
		latitude: z.number().optional(),
		licence: slug.optional(),
		detail: localized.optional()
	},
	{
		check: ({ longitude, latitude }) =>
			(longitude === undefined) === (latitude === undefined)
				? []
				: [
						[
							[longitude === undefined ? 'latitude' : 'longitude'],
							'a pair of coordinates: one is missing'
						]
					]
	}
);

/** Twin cities, memoranda, letters and plans, and the state they are in. */
export const partnershipRegister = register('partnerships', {
	title: localized,
	kind: slug,
	state: slug,
	/** As the document names them. */
	parties: words,
	/** Of the register of places. */
	cities: codes,
	goals: localized.optional(),
	detail: localized.optional()
});

const people = z.int().nonnegative().optional();

/** Visits, forums and workshops: who went where, by role. */
export const exchangeRegister = register(
	'exchanges',
	{
		title: localized,
		kind: slug,
		state: slug,
		host: localized.optional(),
		guests: localized.optional(),
		until: statedDate.optional(),
		/** When it was to be; `date` is when it was. */
		plannedFor: statedDate.optional(),
		minDays: z.number().positive().optional(),
		maxDays: z.number().positive().optional(),
		/** The largest delegation. */
		maxPerDelegation: z.int().positive().optional(),
		mayors: people,
		technicalStaff: people,
		drugCommission: people,
		healthBoard: people,
		localCourt: people,
		ngo: people,
		topics: codes,
		detail: localized.optional()
	},
	{
		check: ({ minDays, maxDays }) =>
			minDays !== undefined && maxDays !== undefined && minDays > maxDays
				? [[['maxDays'], `fewer than the fewest, ${minDays}: ${maxDays}`]]
				: []
	}
);

/** Roles whose people are added up. */
export const exchangeRoles = [
	...['mayors', 'technicalStaff', 'drugCommission', 'healthBoard', 'localCourt', 'ngo']
] as readonly (
	'mayors' | 'technicalStaff' | 'drugCommission' | 'healthBoard' | 'localCourt' | 'ngo'
)[];

/** What is counted of a partnership, from where it starts and what is planned. */
export const processRegister = register('process', {
	title: localized,
	kind: slug,
	unit: localized.optional(),
	baselineSource: localized.optional(),
	baseline: z.number().optional(),
	baselineDate: isoDate.optional(),
	planned: z.number().optional(),
	plannedBy: statedDate.optional(),
	done: z.number().optional(),
	/** When what was planned was reached. */
	doneOn: statedDate.optional(),
	/** Where a sentence is asked for, not a number. */
	narrative: localized.optional()
});

/** A factor of exclusion, and what of it surveys measure. */
export const exclusionRegister = register('exclusion', {
	environment: slug,
	label: localized,
	/** Declared concepts by which surveys ask for it; none: no survey does. */
	concepts: z.array(conceptId).default([]),
	/** What would measure it, where nothing does. */
	detail: localized.optional()
});
