import type { XmlParts } from '../xml/xml-parts.ts';

type Camel<Name extends string> = Name extends `${infer Head}-${infer Rest}`
	? `${Head}${Capitalize<Camel<Rest>>}`
	: Name;

/** Attributes of the standard by their names in camelCase, each as it is written; absent if not there. */
export type Attributes<Names extends string> = {
	readonly [Name in Names as Camel<Name>]?: string;
};

/** Where an element stands in its file, from 1. */
export interface Lined {
	readonly line: number;
}

/** A text as it is written, untrimmed. */
export interface IatiText extends Lined {
	readonly text: string;
	/** `xml:lang` of the text or of what is around it, as it is written. */
	readonly language?: string;
	/** False where the text does not stand in a `narrative`, against the standard from 2.01 on. */
	readonly isNarrative: boolean;
}

/** An element that consists of attributes and texts, such as a sector or an organisation. */
export type Described<Names extends string> = Attributes<Names> &
	Lined & { readonly texts: readonly IatiText[] };

export function attributes<Names extends string>(
	parts: XmlParts,
	...names: readonly Names[]
): Attributes<Names> {
	const found: Record<string, string> = {};
	for (const name of names) {
		const value = parts.attribute(name);
		if (value !== undefined) found[camel(name)] = value;
	}
	return found;
}

const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

export function described<Names extends string>(
	parts: XmlParts,
	...names: readonly Names[]
): Described<Names> {
	return { ...attributes(parts, ...names), line: parts.line, texts: texts(parts) };
}

/** The narratives of an element, and a text of its own that should have been one. */
function texts(parts: XmlParts): IatiText[] {
	const narratives = parts
		.all('narrative')
		.map(({ text, language, line }) => iatiText({ text, line, isNarrative: true }, language));
	const text = parts.ownText;
	if (text.trim() === '') return narratives;
	const { language, line } = parts;
	return [iatiText({ text, line, isNarrative: false }, language), ...narratives];
}

const iatiText = (text: Omit<IatiText, 'language'>, language: string | undefined): IatiText =>
	language === undefined ? text : { ...text, language };

/** The texts of all elements of a name, such as `title`, which may stand once. */
export function textsOf(parts: XmlParts, name: string): IatiText[] {
	return parts.all(name).flatMap(texts);
}
