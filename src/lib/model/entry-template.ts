import { type Locale, locales } from './locales.ts';

/**
 * What a cell holds: `list` is parted by commas, `items` and `numbers` by semicolons, as names
 * and numbers have commas; in `word-or-list` a word such as `all` may stand instead; `pairs` are `sex=women`. Of `yes-or-blank`
 * and `no-or-blank` the other word says the same as a blank.
 */
export type CellKind =
	| ('text' | 'number' | 'yes-no' | 'yes-or-blank' | 'no-or-blank')
	| ('list' | 'items' | 'numbers' | 'word-or-list' | 'pairs');

export interface TemplateColumn {
	readonly id: string;
	readonly kind: CellKind;
	/** Where the value lies in its entry, such as `['source', 'document']`. */
	readonly path: readonly string[];
	/** No entry can lack it; of a text in several languages none is needed alone. */
	readonly isNeeded?: true;
	/** What it names, where that is one of a list: the namespace of known names. */
	readonly names?: string;
	/** How its text is written: a date as exact as it is known, a day, an id, an address. */
	readonly form?: 'date' | 'day' | 'id' | 'address';
	/** Words of the schema itself, such as count, rate, share. */
	readonly choices?: readonly string[];
}

/** A sheet of a workbook, of which a row is an entry. */
export interface TemplateSheet {
	readonly id: string;
	readonly columns: readonly TemplateColumn[];
	/**
	 * Where its entries lie, such as `lines` or `recording.breaks`: a list or, with `single`, one object
	 * in the whole or in an entry of another sheet. Of the whole itself: nothing.
	 */
	readonly field: string;
	readonly single?: true;
	/** The sheet whose entries hold these, by a column of the same name as theirs that tells them apart. */
	readonly within?: { readonly sheet: string; readonly key: string; readonly column: string };
}

/** A form of several sheets whose rows make one declaration. The first sheet is the declaration itself. */
export interface EntryTemplate {
	readonly id: string;
	readonly sheets: readonly TemplateSheet[];
	/** What every declaration of the form says, such as its id. */
	readonly fixed?: Readonly<Record<string, unknown>>;
}

/** As columns of the product are named: shortTitle becomes short_title. */
export const columnName = (path: string) =>
	path.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Columns of one kind, each named after its path: `source.document` becomes source_document. */
export const columnsOf = (kind: CellKind, ...paths: readonly string[]): TemplateColumn[] =>
	paths.map((path) => ({ id: columnName(path), kind, path: path.split('.') }));

/** A column for each language of a text: title_es, title_en and so on. */
export const textsOf = (path: string): TemplateColumn[] =>
	locales.map((locale: Locale) => ({
		...{ id: path === '' ? locale : `${columnName(path)}_${locale}`, kind: 'text' },
		path: [...path.split('.'), locale].filter((key) => key !== '')
	}));

type Entry = Record<string, unknown>;

/** The cells of every sheet that say what an entry says, in the order of its columns; null: blank. */
export function templateRows(
	{ sheets }: EntryTemplate,
	declaration: object
): ReadonlyMap<string, readonly (readonly (string | number | null)[])[]> {
	const found = new Map<string, readonly { readonly entry: Entry; readonly cells: Cells }[]>();
	for (const sheet of sheets) {
		const holders = sheet.within
			? (found.get(sheet.within.sheet) ?? []).map(({ entry }) => entry)
			: [declaration as Entry];
		const { within } = sheet;
		const rows = holders.flatMap((holder) =>
			entriesIn(holder, sheet).map((entry) => ({
				entry,
				cells: sheet.columns.map((column) =>
					within?.column === column.id
						? String(holder[within.key])
						: cellOf(valueAt(entry, column.path), column.kind)
				)
			}))
		);
		found.set(sheet.id, rows);
	}
	return new Map([...found].map(([id, rows]) => [id, rows.map(({ cells }) => cells)]));
}

type Cells = readonly (string | number | null)[];

function entriesIn(holder: Entry, { field, single }: TemplateSheet): Entry[] {
	if (field === '') return [holder];
	const value = valueAt(holder, field.split('.'));
	if (value === undefined) return [];
	return single ? [value as Entry] : (value as Entry[]);
}

const valueAt = (entry: Entry, path: readonly string[]): unknown =>
	path.reduce<unknown>((value, key) => (value as Entry | undefined)?.[key], entry);

function cellOf(value: unknown, kind: CellKind): string | number | null {
	if (value === undefined || value === null) return null;
	if (typeof value === 'number') return value;
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (typeof value === 'string') return value;
	if (Array.isArray(value))
		return value.length === 0
			? null
			: value.join(kind === 'items' || kind === 'numbers' ? '; ' : ', ');
	const pairs = Object.entries(value as Entry).map(([key, one]) => `${key}=${String(one)}`);
	return pairs.length === 0 ? null : pairs.join(', ');
}
