import { textSearch } from '#lib/components/text-search.ts';
import { type CodeFilters, type FilterField, filtersFromSearch } from '#lib/state/code-filters.ts';

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

/** What is searched for, and the code that is wanted of each filter; absent: all. */
export interface ListView {
	readonly search: string;
	readonly codes: CodeFilters;
}

export const wholeList: ListView = { search: '', codes: {} };

/** The view of an address; codes that no entry has are left out. */
export const listViewOf = (query: URLSearchParams, filters: readonly FilterField[]): ListView => ({
	search: query.get('q') ?? '',
	codes: filtersFromSearch(query, filters)
});

/** The address of a view; empty for the whole list. */
export function listSearch({ search, codes }: ListView): string {
	const query = new URLSearchParams(codes);
	if (search.trim() !== '') query.set('q', search);
	return query.size === 0 ? '' : `?${query}`;
}

export function isListed(entry: ListedEntry, { search, codes }: ListView): boolean {
	const said = [entry.title, entry.text, ...entry.facts.map(({ value }) => value)].join(' ');
	return (
		textSearch(search)(said) &&
		Object.entries(codes).every(([key, code]) => entry.codes[key]?.includes(code))
	);
}
