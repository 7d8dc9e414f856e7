import { presentFields } from '../present-fields.ts';
import type { XmlElement } from '../xml/xml-elements.ts';
import type { XmlParts } from '../xml/xml-parts.ts';

/** A text of a codebook, free of markup; see `plainText`. */
export interface DdiText {
	readonly text: string;
	/** `xml:lang` as it is written, of the text or of what is around it. */
	readonly language?: string;
	/** What it labels where one element has several labels, such as `variable` or `category`. */
	readonly level?: string;
}

/** A note, and what it is about, by words of whoever wrote it. */
export interface DdiNote extends DdiText {
	readonly type?: string;
	readonly subject?: string;
}

/** A line break and a paragraph; XML knows neither character. */
const line = '\v';
const paragraph = '\f';

/** Blocks of XHTML, and of the TEI that DDI 1 and 2 borrowed. */
const blocks = [
	...['p', 'div', 'head', 'list', 'itm', 'item', 'li', 'ul', 'ol', 'dl', 'dt', 'dd'],
	...['table', 'row', 'tr', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']
];
const inline = [
	...['a', 'abbr', 'b', 'big', 'center', 'cite', 'code', 'em', 'emph', 'font', 'hi', 'i', 'mark'],
	...['q', 's', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'tt', 'u']
];
/** What stands in place of a tag, by its name. */
const separators: ReadonlyMap<string, string> = new Map([
	...['br', 'lb'].map((name) => [name, line] as const),
	...['td', 'th', 'entry'].map((name) => [name, ' '] as const),
	...blocks.map((name) => [name, paragraph] as const),
	...inline.map((name) => [name, ''] as const)
]);

/**
 * The words of an element: markup gone, both as elements and as HTML that was written as text;
 * spaces and single line breaks one space; a blank line or a block a new paragraph, `<br>` a new line.
 */
export function plainText(element: XmlElement): string {
	const flowed = flow(marked(element));
	const words = withoutTags(flowed).replace(/&(#?\w{1,8});/g, character);
	return words
		.replace(/[ \t\r\n\u00a0]+/g, ' ')
		.replace(/ ?[\v\f][ \v\f]*/g, (breaks) =>
			breaks.includes(paragraph) || breaks.indexOf(line) < breaks.lastIndexOf(line) ? '\n\n' : '\n'
		)
		.trim();
}

function marked({ name, content }: XmlElement): string {
	const inside = content.map((part) => (typeof part === 'string' ? part : marked(part))).join('');
	const separator = separators.get(name) ?? '';
	return inside === '' ? separator : separator + inside + separator;
}

/** A blank line ends a paragraph; any other line break is layout. */
function flow(text: string): string {
	if (!text.includes('\n')) return text;
	return text
		.split('\n')
		.map((one) => (/[^ \t\r\u00a0]/.test(one) ? one : paragraph))
		.join('\n');
}

const tag = new RegExp(`</?(${[...separators.keys()].join('|')})(?:\\s[^<>]*)?/?>`, 'gi');

/** Without HTML that an editor wrote as text; what is no such tag stays, as in `age <5`. */
function withoutTags(text: string): string {
	return text.replace(tag, (_, name: string) => separators.get(name.toLowerCase()) ?? '');
}

/** Marks above or below a letter, by their HTML names. */
const accents: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ acute: '\u0301', grave: '\u0300', circ: '\u0302', tilde: '\u0303' },
		...{ uml: '\u0308', cedil: '\u0327', ring: '\u030a' }
	})
);
const characters: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', iquest: '¿', iexcl: '¡' },
		...{ ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' },
		...{ laquo: '«', raquo: '»', ordf: 'ª', ordm: 'º', deg: '°', euro: '€' }
	})
);

/** The character of an HTML entity that was escaped twice, such as `&amp;oacute;`. */
function character(written: string, name: string): string {
	const accent = accents.get(name.slice(1));
	if (accent && /^[A-Za-z]/.test(name)) return (name[0]! + accent).normalize('NFC');
	const code = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(name);
	const point = code ? Number(code[1] ? `0x${code[1]}` : code[2]) : NaN;
	if (point >= 0x20 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000))
		return String.fromCodePoint(point);
	return characters.get(name) ?? written;
}

/** The texts of all elements of a name, in every language; those without words are left out. */
export function ddiTexts(parts: XmlParts, name: string): DdiText[] {
	return parts.all(name).flatMap((one) => ddiText(one));
}

export function ddiNotes(parts: XmlParts): DdiNote[] {
	return parts.all('notes').flatMap((one) => {
		const about = presentFields({ type: one.attribute('type'), subject: one.attribute('subject') });
		return ddiText(one).map((text) => ({ ...text, ...about }));
	});
}

/** The text of one element, where it has words, without that of some elements inside it. */
export function ddiText(
	parts: XmlParts,
	{ without = [] }: { readonly without?: readonly string[] } = {}
): DdiText[] {
	const { whole } = parts;
	const content = whole.content.filter(
		(part) => typeof part === 'string' || !without.includes(part.name)
	);
	const text = plainText({ ...whole, content });
	if (text === '') return [];
	return [
		{ text, ...presentFields({ language: parts.language, level: parts.attribute('level') }) }
	];
}

/** The first text in a language, whatever its region (`es` and `es-CO`), else the first of all. */
export function textIn(texts: readonly DdiText[], language: string): string | undefined {
	const wanted = primary(language);
	const found = texts.find((text) => text.language && primary(text.language) === wanted);
	return (found ?? texts[0])?.text;
}

const primary = (language: string) => language.toLowerCase().split(/[-_]/)[0];

/** The IDs in an attribute that refers to several elements. */
export function identifiers(parts: XmlParts, attribute: string): string[] {
	return (parts.attribute(attribute) ?? '').split(/\s+/).filter((id) => id !== '');
}
