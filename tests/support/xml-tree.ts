import type { XmlElement } from '#lib/readers/xml/xml-elements.ts';
import { xmlElements } from '#lib/readers/xml/xml-elements.ts';
import { textSource } from './byte-sources.ts';

/** The one element of this name in a document, whole. */
export async function xmlTree(text: string, name: string): Promise<XmlElement> {
	for await (const item of xmlElements(textSource(text), new Set([name])))
		if (item.kind === 'element') return item.element;
	throw new Error(`no <${name}>`);
}
