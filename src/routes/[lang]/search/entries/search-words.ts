import type { Locale } from '#lib/model/locales.ts';

export interface SearchWords {
	readonly locale: Locale;
	/** What a country or territory is called; its code where it has no name. */
	readonly place: (id: string) => string;
}
