/**
 * Puts the line where it begins before every record of a CSV text that comes in pieces, so that a
 * defect found later can be named by its place in the file. The first record is the header.
 * Quotes follow RFC 4180: they open a field only at its start, and a doubled quote is a quote.
 */
export class RecordNumberer {
	readonly #delimiter: string;
	readonly #name: string;
	#line = 1;
	#atRecordStart = true;
	#atFieldStart = true;
	#quoted = false;
	#afterQuote = false;
	#isHeader = true;

	constructor(delimiter: string, name: string) {
		this.#delimiter = delimiter;
		this.#name = name;
	}

	/** Lines begun so far. */
	get line(): number {
		return this.#line;
	}

	number(text: string): string {
		let out = '';
		let from = 0;
		for (let i = 0; i < text.length; i++) {
			if (this.#atRecordStart && text[i] !== '\n' && text[i] !== '\r') {
				out += text.slice(from, i) + this.#prefix();
				from = i;
			}
			this.#advance(text.charCodeAt(i));
		}
		return out + text.slice(from);
	}

	#prefix(): string {
		this.#atRecordStart = false;
		this.#atFieldStart = true;
		const value = this.#isHeader ? this.#name : String(this.#line);
		this.#isHeader = false;
		return value + this.#delimiter;
	}

	#advance(code: number) {
		if (code === 10) {
			this.#line++;
			if (!this.#quoted) this.#atRecordStart = true;
			this.#afterQuote = false;
		} else if (code === 34 && (this.#quoted || this.#atFieldStart || this.#afterQuote)) {
			// The second of a doubled quote opens again what the first closed.
			this.#quoted = !this.#quoted;
			this.#afterQuote = !this.#quoted;
			this.#atFieldStart = false;
		} else if (!this.#quoted) {
			this.#atFieldStart = code === this.#delimiter.charCodeAt(0);
			this.#afterQuote = false;
		}
	}
}
