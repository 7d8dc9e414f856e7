import { DataError } from '#lib/errors.ts';

/** A value that is neither an object nor an array. */
export interface JsonValue {
	readonly kind: 'text' | 'number' | 'truth' | 'null';
	/** A text without quotes and escapes; all else as it is written. */
	readonly text: string;
}

/** Of a text that is passed over; data is not nested at all. */
const deepest = 100;

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const blanks = /[ \t\n\r]*/y;
const literals: Readonly<Record<string, JsonValue>> = {
	t: { kind: 'truth', text: 'true' },
	f: { kind: 'truth', text: 'false' },
	n: { kind: 'null', text: 'null' }
};

/**
 * Goes through a JSON text (RFC 8259) without building anything, so that numbers keep their digits,
 * members their order, and names that stand twice are seen: `JSON.parse` loses all three.
 */
export class JsonScanner {
	readonly #text: string;
	at: number;

	constructor(text: string, at = 0) {
		this.#text = text;
		this.at = at;
	}

	/** The next sign that is no blank; '' at the end. */
	next(): string {
		blanks.lastIndex = this.at;
		blanks.exec(this.#text);
		this.at = blanks.lastIndex;
		return this.#text.charAt(this.at);
	}

	/** Goes on if that is the next sign. */
	takes(sign: string): boolean {
		const isNext = this.next() === sign;
		if (isNext) this.at++;
		return isNext;
	}

	expect(sign: string): void {
		if (!this.takes(sign)) throw this.fault(`JSON needs ${sign}`);
	}

	/** What is written from there up to where the scanner stands. */
	between(from: number): string {
		return this.#text.slice(from, this.at);
	}

	/** From 1. */
	line(at = this.at): number {
		let line = 1;
		for (let i = this.#text.indexOf('\n'); i >= 0 && i < at; i = this.#text.indexOf('\n', i + 1))
			line++;
		return line;
	}

	/** Undefined where an object or array begins. */
	value(): JsonValue | undefined {
		const sign = this.next();
		if (sign === '"') return { kind: 'text', text: this.string() };
		if (sign === '{' || sign === '[') return undefined;
		const literal = literals[sign];
		if (literal && this.#text.startsWith(literal.text, this.at)) {
			this.at += literal.text.length;
			return literal;
		}
		number.lastIndex = this.at;
		const [text] = number.exec(this.#text) ?? [];
		if (text === undefined) throw this.fault('no JSON value; a blank is null or ""');
		this.at += text.length;
		return { kind: 'number', text };
	}

	string(): string {
		if (this.next() !== '"') throw this.fault('JSON needs a text in double quotes');
		const start = this.at;
		let end = this.#text.indexOf('"', start + 1);
		while (end >= 0 && this.#isEscaped(end, start)) end = this.#text.indexOf('"', end + 1);
		if (end < 0) throw this.fault('text is not closed; the file may be cut');
		const text = this.#unescaped(this.#text.slice(start, end + 1));
		this.at = end + 1;
		return text;
	}

	/** Goes behind a value of any kind. */
	skip(depth = 0): void {
		if (this.value()) return;
		if (depth > deepest) throw this.fault(`JSON nested more than ${deepest} times`);
		if (this.takes('{'))
			this.members('}', () => {
				this.string();
				this.expect(':');
				this.skip(depth + 1);
			});
		else if (this.takes('[')) this.members(']', () => this.skip(depth + 1));
	}

	/** Calls for every member of an object or array that has been opened, until it closes. */
	members(end: ']' | '}', member: () => void): void {
		if (this.takes(end)) return;
		do member();
		while (this.takes(','));
		this.expect(end);
	}

	/** An error with the place where the scanner stands. */
	fault(message: string): DataError {
		const shown = this.#text.slice(this.at, this.at + 30);
		if (shown === '')
			return new DataError(`JSON ends too early, in line ${this.line()}; the file may be cut`);
		const line = this.line();
		const column = this.at - this.#text.lastIndexOf('\n', this.at - 1);
		return new DataError(`${message}: line ${line}, column ${column}: ${JSON.stringify(shown)}`);
	}

	#isEscaped(quote: number, start: number): boolean {
		let at = quote - 1;
		while (at > start && this.#text[at] === '\\') at--;
		return (quote - at) % 2 === 0;
	}

	#unescaped(quoted: string): string {
		let text: unknown;
		try {
			text = JSON.parse(quoted);
		} catch {
			throw this.fault('text holds a control character, or an escape that JSON does not have');
		}
		if (typeof text === 'string' && !loneSurrogate.test(text)) return text;
		throw this.fault('text holds half of a character');
	}
}

/** It could not be written in any encoding. */
const loneSurrogate = /\p{Surrogate}/u;
