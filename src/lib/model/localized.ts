import { z } from 'zod';

/** The languages of the product, in the order they are offered. */
export const locales = ['es', 'en', 'pt', 'fr'] as const;
export type Locale = (typeof locales)[number];

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

export interface LocalText {
	readonly text: string;
	readonly locale: Locale;
}

/** The text in the wanted language, else in the first language that has one, which it names. */
export function localText(texts: Localized, wanted: Locale): LocalText {
	const locale = texts[wanted] === undefined ? locales.find((l) => texts[l] !== undefined) : wanted;
	const text = locale && texts[locale];
	return locale && text ? { text, locale } : { text: '', locale: wanted };
}
