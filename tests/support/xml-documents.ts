import { type XmlElement, type XmlItem, xmlElements } from '#lib/readers/xml/xml-elements.ts';
import type { XmlLimits } from '#lib/readers/xml/xml.ts';
import type { ByteSource } from '#lib/readers/byte-source.ts';
import { type Bytes, bytesSource, textSource } from './byte-sources.ts';

/** An element as a list: its name, its attributes, and what is in it, texts joined. */
export type Tree = readonly [string, Readonly<Record<string, string>>, ...(string | Tree)[]];

export function treeOf({ name, attributes, content }: XmlElement): Tree {
	const parts: (string | Tree)[] = [];
	for (const part of content) {
		const last = parts.at(-1);
		if (typeof part !== 'string') parts.push(treeOf(part));
		else if (typeof last === 'string') parts[parts.length - 1] = last + part;
		else parts.push(part);
	}
	return [name, Object.fromEntries(attributes), ...parts];
}

/** All that an asynchronous sequence gives; Node 20 has no `Array.fromAsync`. */
export async function listOf<T>(sequence: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const item of sequence) list.push(item);
	return list;
}

/** What a document consists of when the elements of these names are read whole. */
export async function xmlItems(
	document: string | Bytes | ByteSource,
	names: readonly string[] = [],
	limits?: XmlLimits
): Promise<XmlItem[]> {
	return listOf(xmlElements(sourceOf(document), new Set(names), limits));
}

/** A document whose root is `a`, read whole. */
export async function xmlTree(document: string | Bytes | ByteSource): Promise<Tree> {
	const [item] = await xmlItems(document, ['a']);
	return item?.kind === 'element' ? treeOf(item.element) : ['', {}];
}

function sourceOf(document: string | Bytes | ByteSource): ByteSource {
	if (typeof document === 'string') return textSource(document);
	return document instanceof Uint8Array ? bytesSource(document) : document;
}
