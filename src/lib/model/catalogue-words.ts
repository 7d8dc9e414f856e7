import type { Catalogue } from './catalogue.ts';
import { type Locale, localText } from './locales.ts';
import type { Localized, LocalizedName } from './localized.ts';
import type { Question } from './question.ts';

/** A text of the catalogue; in another language than the one asked for it says which. */
export function wordsOf(texts: Localized, locale: Locale): string {
	const { text, locale: found } = localText(texts, locale);
	return found === locale ? text : `${text} [${found}]`;
}

/** A name, the same in every language unless it was written in several; see `wordsOf`. */
export const nameOf = (name: LocalizedName, locale: Locale): string =>
	typeof name === 'string' ? name : wordsOf(name, locale);

/** Who asked, in which document, in which year. */
export const questionSource = (
	{ producer, document, year }: Question['source'],
	locale: Locale
): string => `${nameOf(producer, locale)}, ${nameOf(document, locale)}, ${year}`;

/** The name of a concept, or its id where the catalogue does not know it. */
export function conceptWords(
	{ concepts }: Pick<Catalogue, 'concepts'>,
	id: string,
	locale: Locale
): string {
	const concept = concepts.find((one) => one.id === id);
	return concept ? wordsOf(concept.label, locale) : id;
}

/** The name of a category, or its id where the catalogue does not know it. */
export function categoryWords(
	{ concepts }: Pick<Catalogue, 'concepts'>,
	key: { readonly concept: string; readonly category: string },
	locale: Locale
): string {
	const concept = concepts.find(({ id }) => id === key.concept);
	const found =
		concept?.kind === 'category'
			? concept.categories.find(({ id }) => id === key.category)
			: undefined;
	return found ? wordsOf(found.label, locale) : key.category;
}
