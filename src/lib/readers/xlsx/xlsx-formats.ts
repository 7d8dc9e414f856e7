import { type DateFormat, dateFormat } from './xlsx-dates.ts';
import type { Workbook } from './xlsx-workbook.ts';
import type { XmlGatherer, XmlTag } from '../xml/xml.ts';

/** What the number format of a cell means, by the style that the cell names; undefined: a number. */
export type CellFormats = readonly (DateFormat | undefined)[];

/** The number formats of a workbook (ECMA-376 part 1, 18.8.10 and 18.8.30). */
export async function cellFormats(workbook: Workbook): Promise<CellFormats> {
	const { styles } = workbook;
	if (styles === undefined) return [];
	const codes = new Map<number, string>();
	const ids: number[] = [];
	for await (const { name, attributes } of workbook.items(styles, new StyleTags())) {
		const id = Number(attributes.get('numFmtId') ?? 0);
		if (name === 'xf') ids.push(id);
		else codes.set(id, attributes.get('formatCode') ?? '');
	}
	return ids.map((id) => dateFormat(id, codes.get(id)));
}

/** Number formats, and the styles of cells, which have the same name as those of named styles. */
class StyleTags implements XmlGatherer<XmlTag> {
	readonly #open: string[] = [];
	#tags: XmlTag[] = [];

	open(tag: XmlTag): void {
		const parent = this.#open.at(-1);
		const isWanted = tag.name === 'xf' ? parent === 'cellXfs' : tag.name === 'numFmt';
		if (isWanted && (tag.name === 'xf' || parent === 'numFmts')) this.#tags.push(tag);
		this.#open.push(tag.name);
	}

	text(): void {
		// Styles say everything in attributes.
	}

	close(): void {
		this.#open.pop();
	}

	gathered(): XmlTag[] {
		const tags = this.#tags;
		this.#tags = [];
		return tags;
	}
}
