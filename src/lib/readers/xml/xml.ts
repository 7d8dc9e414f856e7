import { SaxesParser, type SaxesTagNS } from 'saxes';
import { DataError } from '#lib/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { readLimits } from '../read-limits.ts';
import { xmlText } from './xml-text.ts';

/** How much an XML document may ask of this machine before it is refused. */
export interface XmlLimits {
	/** Bytes of the whole document, which streams by. */
	readonly maxBytes: number;
	/** Elements inside one another. */
	readonly maxDepth: number;
	/** Attributes of one element, declarations of namespaces included. */
	readonly maxAttributes: number;
	/** Characters of one text, attribute, comment or tag. */
	readonly maxText: number;
	/** Elements that are held in memory together. */
	readonly maxElements: number;
	/** Characters of text and attributes that are held in memory together. */
	readonly maxCharacters: number;
}

export const xmlLimits: XmlLimits = {
	maxBytes: readLimits.maxBytes,
	maxDepth: 100,
	maxAttributes: 1000,
	maxText: 2 ** 24,
	maxElements: 2_000_000,
	maxCharacters: readLimits.maxDocumentBytes
};

/** The start of an element. */
export interface XmlTag {
	/** Without its prefix. */
	readonly name: string;
	/** The namespace it belongs to; empty where there is none. */
	readonly namespace: string;
	/** By the name that is written, such as `xml:lang`; declarations of namespaces are left out. */
	readonly attributes: ReadonlyMap<string, string>;
	/** Where its name stands, from 1. */
	readonly line: number;
}

/** Is told what a document holds, and gathers from it what is passed on. */
export interface XmlGatherer<T> {
	open(tag: XmlTag): void;
	/** Text between two tags; in several parts where a comment or CDATA interrupts it. */
	text(text: string): void;
	close(): void;
	/** What was gathered since the last call. */
	gathered(): Iterable<T>;
}

/**
 * Reads an XML document (XML 1.0 and 1.1 with namespaces) as it streams by, and passes on what the
 * gatherer makes of it. A document type declaration is refused, so there are no entities but the
 * five of XML and character references.
 * @throws DataError with line and column where it is not well-formed, and at every limit.
 */
export async function* readXml<T>(
	source: ByteSource,
	gatherer: XmlGatherer<T>,
	limits: XmlLimits = xmlLimits
): AsyncGenerator<T> {
	const parser = new LimitedParser(gatherer, limits);
	for await (const piece of xmlText(source, limits.maxBytes)) {
		parser.write(piece);
		yield* gatherer.gathered();
	}
	parser.end();
}

/**
 * A class of its own, because V8 leaves room for more handlers in it: seven of them turn a plain
 * SaxesParser into a dictionary, and parsing takes four times as long.
 */
class RoomyParser extends SaxesParser<{ xmlns: true }> {}

/** Keeps the limits, and knows which elements are open, for whoever reads an error. */
class LimitedParser {
	readonly #parser = new RoomyParser({ xmlns: true });
	readonly #gatherer: XmlGatherer<unknown>;
	readonly #limits: XmlLimits;
	readonly #open: XmlTag[] = [];
	#closed: XmlTag | undefined;
	/** Characters so far, and where the last text, tag, attribute or comment ended. */
	#length = 0;
	#last = 0;
	#line = 1;
	#attributes = 0;

	constructor(gatherer: XmlGatherer<unknown>, limits: XmlLimits) {
		this.#gatherer = gatherer;
		this.#limits = limits;
		this.#listen();
	}

	write(piece: string): void {
		this.#parser.write(piece);
		// Not the parser's own position, which is a piece too far between two pieces.
		this.#length += piece.length;
		if (this.#length - this.#last > this.#limits.maxText)
			throw this.#over('characters of one text', this.#limits.maxText);
	}

	end(): void {
		this.#parser.close();
	}

	#listen(): void {
		const parser = this.#parser;
		const text = (found: string) => {
			this.#passed();
			this.#gatherer.text(found);
		};
		parser.on('error', ({ message }) => this.#malformed(message));
		parser.on('doctype', () => this.#refuseDoctype());
		parser.on('comment', () => this.#passed());
		parser.on('processinginstruction', () => this.#passed());
		parser.on('attribute', () => this.#attribute());
		// The line break that ends the name has been counted when the name is told.
		parser.on('opentagstart', () => (this.#line = parser.line - (parser.column === 0 ? 1 : 0)));
		parser.on('opentag', (tag) => this.#start(tag));
		parser.on('text', text);
		parser.on('cdata', text);
		parser.on('closetag', () => {
			this.#passed();
			this.#closed = this.#open.pop();
			this.#gatherer.close();
		});
	}

	#passed(): void {
		this.#last = this.#parser.position;
	}

	#attribute(): void {
		this.#passed();
		if (++this.#attributes > this.#limits.maxAttributes)
			throw this.#over('attributes of one element', this.#limits.maxAttributes);
	}

	#start({ local, uri, attributes }: SaxesTagNS): void {
		this.#passed();
		this.#attributes = 0;
		const tag = { name: local, namespace: uri, attributes: values(attributes), line: this.#line };
		this.#open.push(tag);
		if (this.#open.length > this.#limits.maxDepth)
			throw this.#over('elements inside one another', this.#limits.maxDepth);
		this.#gatherer.open(tag);
	}

	#over(what: string, limit: number): DataError {
		return new DataError(`too many ${what} in line ${this.#parser.line}, more than ${limit}`);
	}

	#refuseDoctype(): never {
		throw new DataError(
			`document type declaration refused, as entities hide in it; delete <!DOCTYPE ...> from the file: line ${this.#parser.line}`
		);
	}

	#malformed(message: string): never {
		const { line, column } = this.#parser;
		const reason = clipped(message.replace(/^\d+:\d+: /, '').replace(/\.$/, ''));
		// The parser tells the end of an element before it finds that the name is wrong.
		const open = reason === 'unexpected close tag' ? this.#closed : this.#open.at(-1);
		const inside = open === undefined ? '' : ` inside <${clipped(open.name)}> of line ${open.line}`;
		throw new DataError(
			ends.test(reason)
				? `the XML document ends in line ${line}${inside}; the file may be cut: ${reason}`
				: `XML not well-formed in line ${line}, column ${column}${inside}: ${reason}`
		);
	}
}

/** How the parser says that the end came too early. */
const ends = /^unclosed tag|^unexpected end|^document must contain/;

const clipped = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}...` : text);

const none: ReadonlyMap<string, string> = new Map();

function values(attributes: SaxesTagNS['attributes']): ReadonlyMap<string, string> {
	let found: Map<string, string> | undefined;
	for (const name in attributes) {
		if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
		(found ??= new Map()).set(name, attributes[name]!.value);
	}
	return found ?? none;
}
