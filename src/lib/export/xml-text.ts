import { DomainError } from '#lib/errors.ts';

/** An element to be written: what the reader of XML gives, and what is made anew. */
export interface XmlPart {
	readonly name: string;
	/** Where it is another one than that of the element around it; '' and undefined: none. */
	readonly namespace?: string;
	readonly attributes: ReadonlyMap<string, string>;
	readonly content: readonly (string | XmlPart)[];
}

/** An element in the namespace around it; what is undefined is left out. */
export const xmlPart = (
	name: string,
	attributes: Readonly<Record<string, string | undefined>>,
	...content: readonly (string | XmlPart | undefined)[]
): XmlPart => ({
	name,
	attributes: new Map(
		Object.entries(attributes).flatMap(([key, value]) =>
			value === undefined ? [] : [[key, value] as const]
		)
	),
	content: content.filter((one) => one !== undefined)
});

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** What XML 1.0 cannot hold, not even as a reference. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * What stands before and after the elements of a document, so that nobody has to hold it whole. Texts
 * and attributes come out of a reader as they went in.
 */
export const rootTexts = (root: Omit<XmlPart, 'content'>) => ({
	start: `${declaration}<${root.name}${attributesText(root, '')}>`,
	end: `\n</${root.name}>\n`
});

/** An element with all that is in it; `around`: the namespace of what it stands in. */
export function elementText(part: XmlPart, around = ''): string {
	const { name, namespace = around, content } = part;
	const inside = content
		.map((one) => (typeof one === 'string' ? escaped(one) : elementText(one, namespace)))
		.join('');
	const head = `<${name}${attributesText(part, around)}`;
	return content.length === 0 ? `${head}/>` : `${head}>${inside}</${name}>`;
}

function attributesText(
	{ namespace, attributes }: Omit<XmlPart, 'content'>,
	around: string
): string {
	const own =
		namespace === undefined || namespace === around ? [] : [['xmlns', namespace] as const];
	return [...own, ...attributes]
		.map(([name, value]) => ` ${name}="${attributeText(value)}"`)
		.join('');
}

/** Line ends and tabs as references: a reader would make blanks of them. */
const attributeText = (text: string) =>
	escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');

function escaped(text: string): string {
	if (forbidden.test(text))
		throw new DomainError(`a character that XML cannot hold: ${JSON.stringify(text.slice(0, 80))}`);
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('\r', '&#13;');
}
