import type { Workbook } from './xlsx-workbook.ts';
import type { XmlGatherer, XmlTag } from '../xml/xml.ts';

/** The texts that cells refer to by their number (ECMA-376 part 1, 18.4.9). */
export async function sharedStrings(workbook: Workbook): Promise<readonly string[]> {
	const { strings } = workbook;
	const texts: string[] = [];
	if (strings === undefined) return texts;
	for await (const text of workbook.items(strings, new StringItems())) texts.push(text);
	return texts;
}

/** Gathers the runs of a text that may be formatted, without what is said of its pronunciation. */
export class RichText {
	#text = '';
	#isText = false;
	#phonetic = 0;

	get whole(): string {
		return unescaped(this.#text);
	}

	open(name: string): void {
		if (name === 'rPh') this.#phonetic++;
		this.#isText = name === 't' && this.#phonetic === 0;
	}

	text(text: string): void {
		if (this.#isText) this.#text += text;
	}

	close(name: string): void {
		if (name === 'rPh') this.#phonetic--;
		this.#isText = false;
	}
}

/** Signs that XML cannot hold are written as _xHHHH_ (ECMA-376 part 1, 22.9.2.19). */
export const unescaped = (text: string) =>
	text.includes('_x')
		? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
				String.fromCharCode(Number.parseInt(code, 16))
			)
		: text;

class StringItems implements XmlGatherer<string> {
	readonly #open: string[] = [];
	#item: RichText | undefined;
	#texts: string[] = [];

	open({ name }: XmlTag): void {
		this.#open.push(name);
		if (name === 'si') this.#item = new RichText();
		else this.#item?.open(name);
	}

	text(text: string): void {
		this.#item?.text(text);
	}

	close(): void {
		const name = this.#open.pop();
		if (name !== 'si') this.#item?.close(name ?? '');
		else if (this.#item) {
			this.#texts.push(this.#item.whole);
			this.#item = undefined;
		}
	}

	gathered(): string[] {
		const texts = this.#texts;
		this.#texts = [];
		return texts;
	}
}
