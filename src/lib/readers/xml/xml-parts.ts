import { type XmlElement, fullText } from './xml-elements.ts';

/** Counts by where something stands, such as `result/indicator/@colour`. */
export type Ignored = ReadonlyMap<string, number>;

/** Adds to one of the counts. */
export function addIgnored(counts: Map<string, number>, place: string, count = 1): void {
	counts.set(place, (counts.get(place) ?? 0) + count);
}

/**
 * An element that hands out its parts by name and remembers which nobody asked for, so that a
 * reader can say what it left out without a second list of what it knows.
 */
export class XmlParts {
	readonly line: number;
	readonly #element: XmlElement;
	/** Elements of another namespace are extensions, which nobody asks for; undefined: all are ours. */
	readonly #namespace: string | undefined;
	readonly #outer: XmlParts | undefined;
	/** Made when needed: most elements have neither, and a codebook has a million elements. */
	#asked: Set<string> | undefined;
	#given: Map<XmlElement, XmlParts> | undefined;
	#textAsked = false;
	#wholeAsked = false;

	constructor(element: XmlElement, namespace: string | undefined, outer?: XmlParts) {
		this.line = element.line;
		this.#element = element;
		this.#namespace = namespace;
		this.#outer = outer;
	}

	/** As it is written; an empty one is ''. */
	attribute(name: string): string | undefined {
		const value = this.#element.attributes.get(name);
		if (value !== undefined) (this.#asked ??= new Set()).add(name);
		return value;
	}

	/** Of its texts: `xml:lang` here or around it (XML 1.0, 2.12); DDI 1 wrote `xml-lang`. */
	get language(): string | undefined {
		const own = this.attribute('xml:lang') ?? this.attribute('xml-lang');
		return own === undefined ? this.#outer?.language : own.trim() || undefined;
	}

	/** Everything inside it as text, untrimmed. */
	get text(): string {
		return fullText(this.whole);
	}

	/** The element itself, for whoever reads all that is in it. */
	get whole(): XmlElement {
		this.#wholeAsked = true;
		return this.#element;
	}

	/** Its own text, without that of the elements inside it. */
	get ownText(): string {
		this.#textAsked = true;
		return ownText(this.#element);
	}

	all(name: string): XmlParts[] {
		const found: XmlParts[] = [];
		for (const part of this.#element.content)
			if (typeof part !== 'string' && part.name === name && this.#isOurs(part))
				found.push(this.#parts(part));
		return found;
	}

	/** The first of that name; where there are more, those count as left out. */
	one(name: string): XmlParts | undefined {
		const found = this.#element.content.find(
			(part): part is XmlElement =>
				typeof part !== 'string' && part.name === name && this.#isOurs(part)
		);
		return found && this.#parts(found);
	}

	/** Adds what nobody asked for: elements, attributes (`@`) and texts (`text()`) that are not blank. */
	countIgnored(counts: Map<string, number>, place = ''): void {
		for (const name of this.#element.attributes.keys())
			if (!this.#asked?.has(name)) addIgnored(counts, `${place}@${name}`);
		if (this.#wholeAsked) return;
		if (!this.#textAsked && ownText(this.#element).trim() !== '')
			addIgnored(counts, `${place}text()`);
		for (const part of this.#element.content) {
			if (typeof part === 'string') continue;
			const parts = this.#given?.get(part);
			if (parts === undefined) addIgnored(counts, place + part.name);
			else parts.countIgnored(counts, `${place}${part.name}/`);
		}
	}

	#isOurs({ namespace }: XmlElement): boolean {
		return this.#namespace === undefined || namespace === this.#namespace;
	}

	#parts(element: XmlElement): XmlParts {
		const known = this.#given?.get(element);
		if (known !== undefined) return known;
		const parts = new XmlParts(element, this.#namespace, this);
		(this.#given ??= new Map()).set(element, parts);
		return parts;
	}
}

const ownText = ({ content }: XmlElement): string =>
	content.filter((part) => typeof part === 'string').join('');
