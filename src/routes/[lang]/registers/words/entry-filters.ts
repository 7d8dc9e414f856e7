/** An entry as a list shows it and filters look at it. */
export interface ListedEntry {
	readonly id: string;
	readonly title: string;
	readonly badge: boolean;
	readonly text: string;
	readonly facts: readonly {
		readonly term: string;
		readonly value: string;
		readonly stated: boolean;
	}[];
	/** An evaluation that has a page. */
	readonly link: { readonly href: string; readonly label: string } | undefined;
	readonly source: string;
	/** By filter, the codes it has. */
	readonly codes: Readonly<Record<string, readonly string[]>>;
}

export interface ListFilter {
	readonly key: string;
	readonly label: string;
	readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** What is searched for, and the code that is wanted of each filter; absent: all. */
export interface ListView {
	readonly search: string;
	readonly codes: Readonly<Record<string, string>>;
}

export const wholeList: ListView = { search: '', codes: {} };

/** The view of an address; codes that no entry has are left out. */
export function listViewOf(query: URLSearchParams, filters: readonly ListFilter[]): ListView {
	const chosen = filters.flatMap(({ key, options }) => {
		const value = query.get(key);
		return value !== null && options.some((one) => one.value === value) ? [[key, value]] : [];
	});
	return { search: query.get('q') ?? '', codes: Object.fromEntries(chosen) as ListView['codes'] };
}

/** The address of a view; empty for the whole list. */
export function listSearch({ search, codes }: ListView): string {
	const query = new URLSearchParams(codes);
	if (search.trim() !== '') query.set('q', search);
	return query.size === 0 ? '' : `?${query}`;
}

/** Letters without accents and case, so that "educacion" finds "Educación". */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function isListed(entry: ListedEntry, { search, codes }: ListView): boolean {
	const said = plain([entry.title, entry.text, ...entry.facts.map(({ value }) => value)].join(' '));
	const words = plain(search)
		.split(/\s+/)
		.filter((word) => word !== '');
	return (
		words.every((word) => said.includes(word)) &&
		Object.entries(codes).every(([key, code]) => entry.codes[key]?.includes(code))
	);
}
