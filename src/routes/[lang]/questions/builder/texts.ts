import type { Texts } from '#lib/model/instrument/instrument.ts';

/** With a text in a language; without one where it is empty. */
export function withText(all: Texts, language: string, text: string): Texts {
	const { [language]: _, ...rest } = all;
	return text.trim() === '' ? rest : { ...all, [language]: text };
}

/** The language in which `textIn` answers. */
export const languageOf = (all: Texts, language: string): string =>
	all[language] === undefined ? (Object.keys(all)[0] ?? language) : language;
