import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { type XmlGatherer, type XmlLimits, type XmlTag, readXml, xmlLimits } from './xml.ts';

/** An element with all that is in it. Nothing is trimmed; comments are gone. */
export interface XmlElement extends XmlTag {
	/** Texts and elements in the order of the document. */
	readonly content: readonly (string | XmlElement)[];
}

/**
 * What a document consists of when some of its elements are read whole: those; the start of every
 * element around and beside them; and text there that is not blank.
 */
export type XmlItem =
	| { readonly kind: 'element'; readonly element: XmlElement }
	| { readonly kind: 'start'; readonly tag: XmlTag }
	| { readonly kind: 'text'; readonly text: string };

/**
 * The elements of these names (without prefix), one after the other, each whole as soon as its end
 * is read, with what stands outside them. An element inside one of them belongs to it.
 */
export function xmlElements(
	source: ByteSource,
	names: ReadonlySet<string>,
	limits: XmlLimits = xmlLimits
): AsyncGenerator<XmlItem> {
	return readXml(source, new ElementBuilder(names, limits), limits);
}

/** All text of an element and of those inside it. */
export function fullText({ content }: XmlElement): string {
	return content.map((part) => (typeof part === 'string' ? part : fullText(part))).join('');
}

interface OpenElement extends XmlTag {
	readonly content: (string | OpenElement)[];
}

class ElementBuilder implements XmlGatherer<XmlItem> {
	readonly #names: ReadonlySet<string>;
	readonly #limits: XmlLimits;
	/** The element being read whole, and those inside it, down to the one that is open. */
	readonly #open: OpenElement[] = [];
	#items: XmlItem[] = [];
	#elements = 0;
	#characters = 0;

	constructor(names: ReadonlySet<string>, limits: XmlLimits) {
		this.#names = names;
		this.#limits = limits;
	}

	gathered(): readonly XmlItem[] {
		const items = this.#items;
		this.#items = [];
		return items;
	}

	open(tag: XmlTag): void {
		const parent = this.#open.at(-1);
		if (parent === undefined && !this.#names.has(tag.name)) {
			this.#items.push({ kind: 'start', tag });
			return;
		}
		const { name, namespace, attributes, line } = tag;
		const element: OpenElement = { name, namespace, attributes, line, content: [] };
		this.#open.push(element);
		parent?.content.push(element);
		this.#elements++;
		let length = 0;
		for (const [key, value] of attributes) length += key.length + value.length;
		this.#grow(length);
	}

	text(text: string): void {
		if (text === '') return;
		const parent = this.#open.at(-1);
		if (parent === undefined) {
			if (text.trim() !== '') this.#items.push({ kind: 'text', text });
			return;
		}
		this.#grow(text.length);
		parent.content.push(text);
	}

	close(): void {
		const element = this.#open.pop();
		if (element === undefined || this.#open.length > 0) return;
		this.#items.push({ kind: 'element', element });
		this.#elements = 0;
		this.#characters = 0;
	}

	#grow(characters: number): void {
		this.#characters += characters;
		const { maxElements, maxCharacters } = this.#limits;
		if (this.#elements <= maxElements && this.#characters <= maxCharacters) return;
		const { name, line } = this.#open[0]!;
		throw new DataError(
			`<${name}> of line ${line} holds more than ${maxElements} elements or ${maxCharacters} characters`
		);
	}
}
