/** The kinds of things that can be found, in the order in which they are listed. */
export const searchKinds = [
	...['page', 'indicator', 'question', 'country', 'territory', 'board', 'programme'],
	...['result', 'survey', 'series', 'register', 'method']
] as const;
export type SearchKind = (typeof searchKinds)[number];

/** Something that stands on a page of the site. */
export interface SearchEntry {
	readonly kind: SearchKind;
	/** What it is called. */
	readonly title: string;
	/** What else it is known by, in one text: only searched, not shown. */
	readonly text: string;
	/** Where it belongs: a country, a survey, a register. */
	readonly about: string;
	/** Below the language, such as `countries/CHL/`. */
	readonly href: string;
	readonly synthetic: boolean;
}

/** Texts that are there, as one. */
export const joined = (texts: readonly (string | undefined)[], by = ' '): string =>
	texts.filter((text) => text !== undefined && text !== '').join(by);
