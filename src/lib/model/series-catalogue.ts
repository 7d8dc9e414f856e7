import { z } from 'zod';
import { localized } from './localized.ts';
import { seriesFields } from './series-fields.ts';
import { territoryId } from './territory.ts';

/** checks-failed: its file is there, but is not what the declaration says. */
export const seriesState = z.enum([
	...['built', 'source-not-present', 'not-published', 'checks-failed']
] as const);
export type SeriesState = z.infer<typeof seriesState>;

const entry = z.strictObject({
	/** As declared; how its numbers are found in a file is of no use to a reader. */
	series: seriesFields.omit({ origin: true, checks: true }),
	status: seriesState,
	/** Of places that do not exist: demonstration data. */
	synthetic: z.boolean().default(false),
	/** Names of the territories that its known findings speak of. */
	places: z.record(territoryId, localized),
	/** Of its Parquet file, relative to the folder of the release. */
	path: z.string().optional(),
	rows: z.int().nonnegative(),
	checks: z.array(
		z.strictObject({
			check: z.string(),
			passed: z.boolean(),
			expected: z.string(),
			/** How many places differ. */
			count: z.int().nonnegative()
		})
	),
	notes: z.array(z.string())
});
export type SeriesEntry = z.infer<typeof entry>;

/** `series.json`: the series of a release. */
export const seriesCatalogue = z.array(entry);
