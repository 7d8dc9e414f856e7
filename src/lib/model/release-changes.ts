import { z } from 'zod';
import { isoDate, slug } from './identifiers.ts';
import { localized } from './localized.ts';

const count = z.int().nonnegative();

/** Names that one release has and the other has not. */
const names = z.strictObject({ added: z.array(slug), removed: z.array(slug) });

/** What a release has that the one before it had not, and the other way round. */
export const releaseChanges = z.strictObject({
	/** The one before. */
	since: slug,
	/** Figures of surveys. */
	figures: z.strictObject({ added: count, removed: count, changed: count }),
	surveys: names,
	series: names,
	programmes: names,
	frameworks: names,
	boards: names
});
export type ReleaseChanges = z.infer<typeof releaseChanges>;

/** A release that there was. */
export const pastRelease = z.strictObject({
	release: slug,
	date: isoDate,
	/** What was new in it; of one that nobody declared nothing is known. */
	what: localized.optional()
});
export type PastRelease = z.infer<typeof pastRelease>;
