import MiniSearch from 'minisearch';
import type { Locale } from '#lib/model/locales.ts';
import { type SearchEntry, type SearchKind, searchKinds } from './search-entry.ts';
import { wordForm } from './word-forms.ts';

/** What was found of a kind, the best first. */
export interface FoundKind {
	readonly kind: SearchKind;
	readonly entries: readonly SearchEntry[];
}

export interface Found {
	readonly kinds: readonly FoundKind[];
	readonly count: number;
	/** No entry has all the words: these have some of them. */
	readonly partial: boolean;
}

const nothing: Found = { kinds: [], count: 0, partial: false };

/** What most readers look for comes before parts of other things that have the same words. */
const precedence: Readonly<Partial<Record<SearchKind, number>>> = {
	...{ country: 3, indicator: 2, page: 1.5 },
	...{ board: 0.6, register: 0.8, result: 0.8 }
};

/** From this length on a word may have a typo. */
const forgiven = 5;

/**
 * A search over entries in one language: without accents, by the beginning of words, with a typo in
 * longer ones. Kinds stand in the order of their best entry.
 */
export function siteSearch(
	entries: readonly SearchEntry[],
	locale: Locale
): (query: string) => Found {
	const index = new MiniSearch<SearchEntry & { readonly id: number }>({
		fields: ['title', 'about', 'text'],
		processTerm: (term) => wordForm(term, locale) || null,
		searchOptions: {
			boost: { title: 4, about: 2 },
			prefix: (term) => term.length > 1,
			fuzzy: (term) => (term.length >= forgiven ? 0.2 : false),
			weights: { prefix: 0.6, fuzzy: 0.2 },
			boostDocument: (id) => precedence[entries[Number(id)]?.kind ?? 'page'] ?? 1
		}
	});
	index.addAll(entries.map((entry, id) => ({ ...entry, id })));
	return (query) => {
		if (query.trim() === '') return nothing;
		const all = index.search(query, { combineWith: 'AND' });
		const found = all.length > 0 ? all : index.search(query, { combineWith: 'OR' });
		const ordered = found.flatMap(({ id }) => entries[Number(id)] ?? []);
		return {
			kinds: byKind(ordered),
			count: ordered.length,
			partial: all.length === 0 && ordered.length > 0
		};
	};
}

/** Entries by kind; kinds and entries in the order in which they come. */
function byKind(entries: readonly SearchEntry[]): FoundKind[] {
	const kinds = [...new Set(entries.map(({ kind }) => kind))];
	return kinds.map((kind) => ({ kind, entries: entries.filter((one) => one.kind === kind) }));
}

/** All entries by kind, in the order of kinds, by name. */
export const directory = (entries: readonly SearchEntry[], locale: Locale): FoundKind[] =>
	searchKinds
		.map((kind) => ({
			kind,
			entries: entries
				.filter((one) => one.kind === kind)
				.toSorted((a, b) => a.title.localeCompare(b.title, locale, { numeric: true }))
		}))
		.filter((one) => one.entries.length > 0);
