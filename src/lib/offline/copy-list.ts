import { type Locale, locales } from '#lib/model/locales.ts';

/** What the build wrote down of a site: pages and files that are kept from the first visit on. */
export interface CopyList {
	/** Another one for any other byte of any page or file of the site. */
	readonly version: string;
	/** SHA-256 in base64 by path below the site, such as `es/boards/`; the language comes first. */
	readonly pages: Readonly<Record<string, string>>;
	/** The same of fonts and scripts whose names do not tell their content. */
	readonly files: Readonly<Record<string, string>>;
}

export interface CoreEntry {
	readonly path: string;
	readonly sha256: string;
}

/** The language that a path below the site begins with. */
export const languageOf = (path: string): Locale | undefined =>
	locales.find((locale) => path.startsWith(`${locale}/`));

export const offlinePage = (locale: Locale): string => `${locale}/offline/`;

const isOfflinePage = (path: string) => locales.some((locale) => path === offlinePage(locale));

/**
 * What is kept before anything is opened: the pages of the languages in use, fonts and small scripts.
 * Who saves data gets what says that a page is not there, and nothing else.
 */
export function coreOf(
	{ pages, files }: CopyList,
	languages: readonly Locale[],
	savesData: boolean
): CoreEntry[] {
	const wanted = (path: string) => {
		if (isOfflinePage(path)) return true;
		const language = languageOf(path);
		return !savesData && (language === undefined || languages.includes(language));
	};
	return Object.entries({ ...files, ...pages })
		.filter(([path]) => path in files || wanted(path))
		.map(([path, sha256]) => ({ path, sha256 }));
}
