import { z } from 'zod';
import { conceptId, countryCode, slug } from '../identifiers.ts';
import { localized } from '../localized.ts';
import { calendarYear, codes, register, words } from './entry.ts';

/** Words by which entries are grouped and filtered, by the list that they belong to. */
export const codeRegister = register(
	'codes',
	{
		list: slug,
		label: localized,
		definition: localized.optional(),
		/** Of an axis: the declared concepts by which surveys cut people along it. */
		concepts: z.array(conceptId).optional()
	},
	{ key: ({ list, id }) => `${list}/${id}` }
);

/** Places below a country that documents name, each with what it lies in. */
export const placeRegister = register('places', {
	name: localized,
	level: slug,
	country: countryCode,
	/** Another place; absent: the country itself. */
	parent: slug.optional(),
	/** The territory of a declared list that it is or lies in. */
	territory: slug.optional(),
	/** People who live there, in the year that is stated. */
	population: z.int().positive().optional(),
	populationYear: calendarYear.optional()
});

/** Who came to a meeting, which is no membership of anything. */
export const attendanceRegister = register('attendance', {
	country: countryCode,
	bloc: slug,
	event: localized
});

/** Organisations and programmes that documents name, and what they work on. */
export const partnerRegister = register('partners', {
	name: localized,
	kind: slug,
	/** Codes of lines of a results framework. */
	lines: words,
	themes: codes,
	detail: localized.optional()
});
