import type { Instrument, Texts } from '#lib/model/instrument/instrument.ts';
import { type XmlPart, xmlPart } from '../xml-text.ts';
import { isEmpty } from './left-over.ts';

/** How the texts of an instrument are written: each with its language. */
export interface DdiWords {
	/** What stands in `xml:lang`, language by language. */
	readonly tags: readonly string[];
	/** An element a language; in the order of the languages. */
	readonly texts: (name: string, all: Texts | undefined) => XmlPart[];
}

export function ddiWords({ languages }: Pick<Instrument, 'languages'>): DdiWords {
	const tags = languages.map(({ id }, i) => (isTag(id) ? id : `x-lang${i + 1}`));
	return {
		tags,
		texts: (name, all) =>
			languages.flatMap(({ id }, i) => {
				const text = all?.[id];
				return text === undefined ? [] : [xmlPart(name, { 'xml:lang': tags[i] }, written(text))];
			})
	};
}

/** BCP 47, in its form; a language that is known by its name only has a private tag. */
const isTag = (id: string) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(id) && id.length < 36;

/** Without the control characters that XML cannot hold, or that look like another encoding. */
export const written = (text: string): string =>
	text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu, '');

/** Signs that a reader of DDI takes for markup, or would draw together. */
const layout = /[<&\u007f-\u00a0\ufffe\uffff]|\p{Cs}| (?= )/gu;

/** JSON in a note of a type of its own: others show it, or pass over it. */
export function ddiNote(left: object): XmlPart | undefined {
	if (isEmpty(left)) return undefined;
	const json = JSON.stringify({ atalaya: left }).replace(
		layout,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
	return xmlPart('notes', { type: 'atalaya' }, json);
}
