import { z } from 'zod';
import { countryCode } from '../identifiers.ts';
import { localized } from '../localized.ts';
import { type EntryIssue, calendarYear, register } from './entry.ts';

const people = z.int().nonnegative().optional();

/** Certified counsellors of a country in a year: those who were certified in it, and all who are. */
export const counsellorRegister = register(
	'counsellors',
	{
		country: countryCode,
		year: calendarYear,
		/** In the year. */
		newlyCertified: people,
		/** With a certificate that holds, at the end of the year. */
		certified: people,
		/** What the certificate asks for. */
		detail: localized.optional()
	},
	{
		check: ({ newlyCertified, certified }) =>
			newlyCertified !== undefined && certified !== undefined && newlyCertified > certified
				? [[['newlyCertified'], `more than hold a certificate, ${certified}: ${newlyCertified}`]]
				: [],
		together: (entries) => {
			const keys = entries.map(({ country, year }) => `${country} ${year}`);
			return keys.flatMap((key, i): [number, EntryIssue][] =>
				keys.indexOf(key) < i ? [[i, [['year'], `stands twice: ${key}`]]] : []
			);
		}
	}
);
