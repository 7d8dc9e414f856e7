import { z } from 'zod';
import { baselineFrame } from './baseline-frame.ts';
import { comparisonRow, estimateRow } from './estimate-row.ts';
import { conceptId, countryCode, slug } from './identifiers.ts';
import { localized } from './localized.ts';
import { period } from './period.ts';
import { territoryLevel } from './territory.ts';

/** A country that the release speaks of. */
const countryPlace = z.strictObject({
	id: countryCode,
	name: localized,
	/** Whose countries are its peers; null: none is declared. */
	bloc: slug.nullable(),
	/** It does not exist: it holds demonstration data. */
	fictional: z.boolean()
});
export type CountryPlace = z.infer<typeof countryPlace>;

/** The latest value of a series of the whole country, in one combination of its categories. */
const countryValue = z.strictObject({
	series: slug,
	period,
	/** By dimension; a total where the series has one. */
	categories: z.record(conceptId, slug),
	value: z.number(),
	/** null: the source gives none, or everything was counted. */
	standardError: z.number().nonnegative().nullable()
});
export type CountryValue = z.infer<typeof countryValue>;

/** A series that speaks of parts of the country only. */
const partsValue = z.strictObject({
	series: slug,
	level: territoryLevel,
	places: z.int().positive(),
	/** The latest period of any of them. */
	period
});

/** `pages/countries/<country>.json`: figures and values of the release about one whole country. */
export const countryPage = z.strictObject({
	place: countryPlace,
	/** Rows of `estimates.parquet` without breakdown, a wave each. */
	figures: z.array(estimateRow),
	values: z.array(countryValue),
	parts: z.array(partsValue),
	/** Of the other countries of its bloc: figures of the same indicators, values of the same series. */
	peers: z.strictObject({
		names: z.record(countryCode, localized),
		figures: z.array(estimateRow),
		values: z.array(countryValue.extend({ country: countryCode }))
	}),
	/** Rows of `comparisons.parquet` between surveys of this country and of others, of all their people. */
	compared: z.array(comparisonRow)
});
export type CountryPage = z.infer<typeof countryPage>;

/** `pages/countries.json`: the countries of the release by id, and what a profile looks for. */
export const countryIndex = z.strictObject({
	/** Absent where none is declared. */
	frame: baselineFrame.optional(),
	/** In the order in which they are declared. */
	blocs: z.array(slug),
	countries: z.array(countryPlace)
});
export type CountryIndex = z.infer<typeof countryIndex>;
