import { z } from 'zod';
import { locales } from './locales.ts';

export type { Locale } from './locales.ts';

/** A text in at least one language. A language without a text is absent, never empty. */
export const localized = z
	.partialRecord(z.enum(locales), z.string().trim().min(1))
	.refine((texts) => Object.keys(texts).length > 0, 'no language given');
export type Localized = z.infer<typeof localized>;

/**
 * A name or a reference: one text that stands as it is in every language, such as the citation of an
 * article, or a text by language.
 */
export const localizedName = z.union([z.string().trim().min(1), localized], {
	error: 'neither a text nor texts by language'
});
export type LocalizedName = z.infer<typeof localizedName>;
