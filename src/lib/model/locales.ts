/** The languages of the product, in the order they are offered. */
export const locales = ['es', 'en', 'pt', 'fr'] as const;
export type Locale = (typeof locales)[number];

export interface LocalText {
	readonly text: string;
	readonly locale: Locale;
}

type Texts = Readonly<Partial<Record<Locale, string>>>;

/** The text in the wanted language, else in the first language that has one, which it names. */
export function localText(texts: Texts, wanted: Locale): LocalText {
	const locale = texts[wanted] === undefined ? locales.find((l) => texts[l] !== undefined) : wanted;
	const text = locale && texts[locale];
	return locale && text ? { text, locale } : { text: '', locale: wanted };
}
